"""What quotas and counts allow everyone, against its definition: the largest chance that fits them all."""

from __future__ import annotations

import random
from fractions import Fraction

from support.dossiers import canon

from tirage.verify.checks.certificate.highest import Size, limits
from tirage.verify.checks.lottery.quotas import Quotas, read_quotas


def _quotas(rows: list[tuple[str, int, int]], cells: list[tuple[str, str, int, int]]) -> Quotas:
    def bounds(low: int, high: int) -> dict[str, int]:
        return {"minimum": low, "maximum": high}

    criteria = [
        {"name": name, "categories": [{"name": row[0], **bounds(*row[1:])} for row in rows if name in row[0]]}
        for name in "ab"
    ]
    crossing = {
        "of": ["a", "b"],
        "cells": [{"categories": [*cell[:2]], **bounds(*cell[2:])} for cell in cells],
    }
    return read_quotas(canon({"spec": "tirage/2", "criteria": criteria, "crossings": [crossing]}))


def _fits(z: Fraction, figures: list[int], quotas: Quotas, people: int, seats: int) -> bool:
    """Whether everyone can have z, as far as each row, criterion and crossing tells."""
    if any(n * z > most for n, most in zip(figures, quotas.maximum, strict=True)):
        return False
    for rows in ((0, 1), (2, 3), (4, 5)):
        others = people - sum(figures[row] for row in rows)
        if z * others + sum(max(quotas.minimum[row], figures[row] * z) for row in rows) > seats:
            return False
    return True


def test_it_is_the_largest_chance_that_fits_every_row_and_leaves_every_minimum() -> None:
    chance = random.Random(8)
    fitting = 0
    for _ in range(80):
        cells = [[chance.randint(0, 9) for _ in "ab"] for _ in "ab"]
        lows = [chance.randint(0, 3) for _ in range(6)]
        names = [f"{name}{i}" for name in "ab" for i in range(2)]
        bounds = [(low, low + chance.randint(1, 3)) for low in lows]
        rows = [(name, *each) for name, each in zip(names, bounds[:4], strict=True)]
        quotas = _quotas(rows, [(f"a{i}", f"b{i}", *bounds[4 + i]) for i in range(2)])
        figures = [sum(cells[0]), sum(cells[1]), cells[0][0] + cells[1][0], cells[0][1] + cells[1][1]]
        figures += [cells[0][0], cells[1][1]]
        people, seats = sum(figures[:2]), chance.randint(2, 9)
        most = min(limit for limit, _ in limits(figures, quotas, Size(people, seats), 0))
        # Minima alone may be more than the seats: then nothing fits.
        assert most < 0 or _fits(most, figures, quotas, people, seats)
        assert not _fits(max(most, Fraction(0)) + Fraction(1, 10**6), figures, quotas, people, seats)
        fitting += most >= 0
    assert 20 < fitting < 80
