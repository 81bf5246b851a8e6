"""Small linear systems solved exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction


class Singular(ArithmeticError):
    """The system has no unique solution."""


def solve(columns: Sequence[Mapping[int, int]], right: Sequence[Fraction | int]) -> list[Fraction]:
    """x with Σ_j columns[j][i]·x_j = right[i] for every i: sparse elimination in fractions.

    The pivot is always the entry that fills in least (Markowitz), so that a system of some forty
    rows of mostly ones, as quota rows are, stays in small numbers.

    >>> solve([{0: 1, 1: 1}, {1: 2}], [3, 7])
    [Fraction(3, 1), Fraction(2, 1)]
    """
    size = len(columns)
    if len(right) != size:
        raise Singular
    rows: list[dict[int, Fraction]] = [{} for _ in range(size)]
    for j, column in enumerate(columns):
        for i, value in column.items():
            rows[i][j] = Fraction(value)
    holders: list[set[int]] = [set(column) for column in columns]
    sums = [Fraction(value) for value in right]
    order: list[tuple[int, int]] = []
    active = dict.fromkeys(range(size))
    while active:
        i, j = _pivot(active, rows, holders)
        del active[i]
        order.append((i, j))
        for held in rows[i]:
            holders[held].discard(i)
        for other in sorted(holders[j]):
            factor = rows[other][j] / rows[i][j]
            _subtract(rows[other], rows[i], factor, other, holders)
            sums[other] -= factor * sums[i]
    solution = [Fraction(0)] * size
    for i, j in reversed(order):
        rest = sum((value * solution[c] for c, value in rows[i].items() if c != j), Fraction(0))
        solution[j] = (sums[i] - rest) / rows[i][j]
    return solution


def _pivot(
    active: Mapping[int, None], rows: Sequence[Mapping[int, Fraction]], holders: Sequence[set[int]]
) -> tuple[int, int]:
    best: tuple[int, int, int] | None = None
    for i in active:
        for j in rows[i]:
            fill = (len(rows[i]) - 1) * (len(holders[j]) - 1)
            if fill == 0:
                return i, j
            if best is None or (fill, i, j) < best:
                best = (fill, i, j)
        if not rows[i]:
            raise Singular
    if best is None:
        raise Singular
    return best[1], best[2]


def _subtract(
    target: dict[int, Fraction],
    source: Mapping[int, Fraction],
    factor: Fraction,
    number: int,
    holders: Sequence[set[int]],
) -> None:
    for column, value in source.items():
        new = target.get(column, Fraction(0)) - factor * value
        if new:
            target[column] = new
            holders[column].add(number)
        else:
            target.pop(column, None)
            holders[column].discard(number)
