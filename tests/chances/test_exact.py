"""Linear systems in whole numbers: what comes out solves them, and nothing does where nothing can."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from tirage.chances.exact import Singular, solve

Rows = list[list[Fraction]]


def rank(rows: Rows) -> int:
    """Of a matrix, by plain elimination in fractions."""
    left, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        found += 1
        left = [
            [a - row[column] / pivot[column] * b for a, b in zip(row, pivot, strict=True)] for row in left
        ]
    return found


@pytest.mark.parametrize("seed", range(60))
def test_a_system_is_solved_exactly_or_called_singular(seed: int) -> None:
    draw = Random(seed)
    size = draw.randint(1, 8)
    entries = [1, 1, 1, -1, 2, -3, 7]
    columns = [{i: draw.choice(entries) for i in range(size) if draw.random() < 0.45} for _ in range(size)]
    right = [Fraction(draw.randint(-9, 9), draw.choice([1, 1, 2, 3, 7])) for _ in range(size)]
    matrix = [[Fraction(column.get(i, 0)) for column in columns] for i in range(size)]
    if rank(matrix) < size:
        with pytest.raises(Singular):
            solve(columns, right)
        return
    found = solve(columns, right)
    assert [sum(a * x for a, x in zip(row, found, strict=True)) for row in matrix] == right
