"""Small linear systems solved exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd

NONE = Fraction(0)


class Singular(ArithmeticError):
    """The system has no unique solution."""


def solve(columns: Sequence[Mapping[int, int]], right: Sequence[Fraction | int]) -> list[Fraction]:
    """x with Σ_j columns[j][i]·x_j = right[i] for every i: sparse elimination in whole numbers.

    The pivot is in a shortest row, there in the column that fewest rows hold (after Markowitz), so that a
    system of mostly ones, as quota rows are, stays in small numbers. A column of one row fills in nothing
    and goes first. A row stands for any multiple of itself, so there are no fractions on the way.

    >>> solve([{0: 1, 1: 1}, {1: 2}], [3, 7])
    [Fraction(3, 1), Fraction(2, 1)]
    """
    size = len(columns)
    if len(right) != size:
        raise Singular
    system = _System(columns, right)
    order: list[tuple[int, int]] = []
    for _ in range(size):
        i, j = system.pivot()
        order.append((i, j))
        system.eliminate(i, j)
    # All that is known so far over one denominator.
    parts, known = 1, [0] * size
    for i, j in reversed(order):
        row = system.rows[i]
        rest = system.sums[i] * parts - sum([value * known[c] for c, value in row.items() if c != j])
        pivot = row[j]
        if rest % pivot:
            scale = abs(pivot) // gcd(rest, pivot)
            parts, rest = parts * scale, rest * scale
            known = [value * scale for value in known]
        known[j] = rest // pivot
    return [Fraction(value, parts) if value else NONE for value in known]


class _System:
    """Rows under elimination, and which of them hold each column."""

    def __init__(self, columns: Sequence[Mapping[int, int]], right: Sequence[Fraction | int]) -> None:
        self.rows: list[dict[int, int]] = [{} for _ in columns]
        for j, column in enumerate(columns):
            for i, value in column.items():
                self.rows[i][j] = value * right[i].denominator
        self.sums = [value.numerator for value in right]
        self._holders = [set(column) for column in columns]
        self._active = set(range(len(columns)))
        # Entries may be out of date; they are looked at again when their turn comes.
        self._lengths = [(len(row), i) for i, row in enumerate(self.rows)]
        heapify(self._lengths)
        self._alone = [j for j, held in enumerate(self._holders) if len(held) == 1]

    def pivot(self) -> tuple[int, int]:
        """Row and column to go next; raises Singular where there is none."""
        while self._alone:
            j = self._alone.pop()
            if len(self._holders[j]) == 1:
                return min(self._holders[j]), j
        while self._lengths:
            length, i = heappop(self._lengths)
            if i in self._active and length == len(self.rows[i]) > 0:
                return i, min(self.rows[i], key=lambda j: (len(self._holders[j]), j))
        raise Singular

    def eliminate(self, i: int, j: int) -> None:
        """Take column j out of all other rows by row i."""
        self._active.discard(i)
        row = self.rows[i]
        for column in row:
            self._holders[column].discard(i)
        touched = sorted(self._holders[j])
        for other in touched:
            self._subtract(other, i, j)
        for other in touched:
            heappush(self._lengths, (len(self.rows[other]), other))
        self._alone += (column for column in row if len(self._holders[column]) == 1)

    def _subtract(self, number: int, i: int, j: int) -> None:
        """Row i from another, each so often that column j falls away."""
        source, target = self.rows[i], self.rows[number]
        divisor = gcd(source[j], target[j])
        times, factor = source[j] // divisor, target[j] // divisor
        if times < 0:
            times, factor = -times, -factor
        if times != 1:
            for column in target:
                target[column] *= times
        self.sums[number] = self.sums[number] * times - factor * self.sums[i]
        for column, value in source.items():
            new = target.get(column, 0) - factor * value
            if new:
                target[column] = new
                self._holders[column].add(number)
            else:
                target.pop(column, None)
                self._holders[column].discard(number)
        if times != 1 and (divisor := gcd(self.sums[number], *target.values())) > 1:
            self.sums[number] //= divisor
            for column in target:
                target[column] //= divisor
