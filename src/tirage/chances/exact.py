"""Small linear systems solved exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush


class Singular(ArithmeticError):
    """The system has no unique solution."""


def solve(columns: Sequence[Mapping[int, int]], right: Sequence[Fraction | int]) -> list[Fraction]:
    """x with Σ_j columns[j][i]·x_j = right[i] for every i: sparse elimination in fractions.

    The pivot is in a shortest row, there in the column that fewest rows hold (after Markowitz), so that a
    system of mostly ones, as quota rows are, stays in small numbers. A column of one row fills in nothing
    and goes first.

    >>> solve([{0: 1, 1: 1}, {1: 2}], [3, 7])
    [Fraction(3, 1), Fraction(2, 1)]
    """
    size = len(columns)
    if len(right) != size:
        raise Singular
    system = _System(columns)
    sums = [Fraction(value) for value in right]
    order: list[tuple[int, int]] = []
    for _ in range(size):
        i, j = system.pivot()
        order.append((i, j))
        for other, factor in system.eliminate(i, j):
            sums[other] -= factor * sums[i]
    solution = [Fraction(0)] * size
    for i, j in reversed(order):
        row = system.rows[i]
        rest = sum((value * solution[c] for c, value in row.items() if c != j), Fraction(0))
        solution[j] = (sums[i] - rest) / row[j]
    return solution


class _System:
    """Rows under elimination, and which of them hold each column."""

    def __init__(self, columns: Sequence[Mapping[int, int]]) -> None:
        self.rows: list[dict[int, Fraction]] = [{} for _ in columns]
        for j, column in enumerate(columns):
            for i, value in column.items():
                self.rows[i][j] = Fraction(value)
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

    def eliminate(self, i: int, j: int) -> list[tuple[int, Fraction]]:
        """Take column j out of all other rows by row i; the rows touched, and how often i was subtracted."""
        self._active.discard(i)
        row = self.rows[i]
        for column in row:
            self._holders[column].discard(i)
        touched = [(other, self.rows[other][j] / row[j]) for other in sorted(self._holders[j])]
        for other, factor in touched:
            self._subtract(other, row, factor)
        for other, _ in touched:
            heappush(self._lengths, (len(self.rows[other]), other))
        self._alone += (column for column in row if len(self._holders[column]) == 1)
        return touched

    def _subtract(self, number: int, source: Mapping[int, Fraction], factor: Fraction) -> None:
        target = self.rows[number]
        for column, value in source.items():
            new = target.get(column, Fraction(0)) - factor * value
            if new:
                target[column] = new
                self._holders[column].add(number)
            else:
                target.pop(column, None)
                self._holders[column].discard(number)
