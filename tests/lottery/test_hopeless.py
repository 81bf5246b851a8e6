"""Bundles given up unsearched: only those that no half fits, by trying every half there is."""

from __future__ import annotations

from collections import Counter
from itertools import product
from random import Random

import numpy as np
from support.instances import tiny
from support.realising import grouped

from tirage.lottery.bundles import Bundles, Matrix, matrix
from tirage.lottery.hopeless import Asked, asked, hopeless
from tirage.lottery.splitting import WIDER_ROOMS

MOST_TRIED = 20_000


def fits(wanted: Asked, rows: Matrix, number: int) -> bool:
    """Whether one half at least is within everything asked for of a bundle."""
    least, most = wanted.least[number].tolist(), wanted.most[number].tolist()
    halves = np.array(list(product(*(range(low, high + 1) for low, high in zip(least, most, strict=True)))))
    sums = rows.sums(halves)
    within = (sums >= wanted.lower[number]) & (sums <= wanted.upper[number])
    return bool((within.all(axis=1) & (halves.sum(axis=1) == wanted.seats[number])).any())


def test_nothing_that_has_a_half_is_given_up_and_most_of_the_rest_is() -> None:
    said: Counter[tuple[bool, bool]] = Counter()
    for seed in range(150):
        instance = grouped(tiny(seed)).instance
        rows, rng = matrix(instance), Random(seed)
        seats = instance.rows[0].lower
        for panels, (room, spare) in product((2, 3), ((WIDER_ROOMS[0], False), (WIDER_ROOMS[-1], True))):
            counts = np.zeros((20, len(instance.sizes)), np.int64)
            for row in counts:
                np.add.at(row, rng.choices(range(len(row)), k=seats * panels), 1)
            bundles = Bundles(counts, np.full(20, panels), np.arange(20))
            wanted = asked(bundles, rows, room, spare=spare)
            given_up = hopeless(wanted, rows)
            for number, vain in enumerate(given_up.tolist()):
                choices = np.prod((wanted.most - wanted.least + 1)[number].clip(0).astype(float))
                if 0 < choices <= MOST_TRIED:
                    said[fits(wanted, rows, number), vain] += 1
    assert said[True, True] == 0
    assert said[True, False] > 5
    assert said[False, True] > said[False, False]
