"""What Paris looks like, in figures (Insee, recensement de la population, Licence Ouverte)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

ARRONDISSEMENTS = (
    *(15114, 19847, 32179, 27332, 55252, 40389, 48015, 35317, 57271, 83873),
    *(138170, 138024, 181271, 136455, 229713, 159386, 159212, 183127, 178691, 185140),
)
"""Population municipale 2023, 1er to 20e: 2,103,778."""

AGES = (
    *((18, 24, 233890), (25, 39, 545125), (40, 54, 400283)),
    *((55, 64, 238938), (65, 79, 260000), (80, 97, 111006)),
)
"""(youngest, oldest, people): RP2022 FOR T1 up to 24, RP2021 POP6 above; 65 and more cut by estimate."""

WOMEN = 0.536
"""RP2020, 15 and more: 996,035 of 1,857,532."""

DIPLOMAS = (
    *(("aucun ou CEP", 16, 4), ("brevet", 3, 2), ("CAP-BEP", 6, 5), ("bac", 10, 9)),
    *(("bac+2", 7, 8), ("bac+3 ou 4", 13, 19), ("bac+5 et plus", 35, 44), ("en études", 16, 9)),
)
"""(diploma, of 100 people of 15 and more (RP2022 FOR T2), of 100 volunteers: graduates answer more)."""


def cumulated(weights: Sequence[float]) -> list[float]:
    """Running shares of 1, for `chosen`."""
    total = sum(weights)
    return [value / total for value in accumulate(weights)]


def chosen(shares: Sequence[float], value: float) -> int:
    """The place that a number from 0 to 1 falls on.

    >>> [chosen(cumulated([1, 3]), value) for value in (0.2, 0.3, 0.99)]
    [0, 1, 1]
    """
    return min(bisect_right(shares, value), len(shares) - 1)


def seats_of(people: int) -> list[int]:
    """People of each arrondissement, in proportion to its population; they add up."""
    shares = [0.0, *cumulated(ARRONDISSEMENTS)]
    ends = [round(people * share) for share in shares]
    return [high - low for low, high in pairwise(ends)]
