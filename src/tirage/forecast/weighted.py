"""Letters that people of unequal weight can expect (successive sampling).

Whoever has weight w is drawn where E/w is small enough, E being exponential: with a threshold τ, with
probability 1 − e^(−w·τ). The threshold that gives as many letters as there are makes this the share that a
stratum can expect, near enough from some dozens of letters on (Rosén: Asymptotic theory for order sampling,
Journal of Statistical Planning and Inference 62, 1997). Exact shares have no closed form. Nothing that is
drawn depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, expm1, floor, gcd

from tirage.forecast.allocation import Stratum
from tirage.rules.sections import MOST_WEIGHT

TENTHS = 10
"""How fine a proposed weight is: tenths of that of the best response."""
STEPS = 200
"""Halvings of the interval of τ."""


def expected_letters(
    strata: Sequence[Stratum], weights: Mapping[str, int], letters: Mapping[str, int]
) -> dict[str, int]:
    """Letters by stratum that can be expected, in whole letters; `letters` by stream, `weights` by stratum.

    Households are left aside: each person is taken to be alone.
    """
    found: dict[str, int] = {}
    for stream in dict.fromkeys(stratum.stream for stratum in strata):
        own = [stratum for stratum in strata if stratum.stream == stream]
        people = {stratum.code: (stratum.eligible, weights[stratum.code]) for stratum in own}
        total = letters.get(stream, 0)
        share = shares(list(people.values()), total)
        wanted = {code: count * share[weight] for code, (count, weight) in people.items()}
        whole = {code: floor(each) for code, each in wanted.items()}
        over = sorted(wanted, key=lambda code: (whole[code] - round(wanted[code], 6), code))
        up = set(over[: max(0, min(total, sum(count for count, _ in people.values())) - sum(whole.values()))])
        found |= {code: whole[code] + (code in up) for code in whole}
    return {stratum.code: min(found[stratum.code], stratum.eligible) for stratum in strata}


@dataclass(frozen=True, slots=True)
class WeightClass:
    """The people of one weight in one stream."""

    stream: str
    weight: int
    eligible: int
    chance: float
    """Of a letter, near enough: what `shares` says."""


def classes(
    strata: Sequence[Stratum], weights: Mapping[str, int], letters: Mapping[str, int]
) -> tuple[WeightClass, ...]:
    """People and chances by stream and weight, the heaviest first; `letters` and `weights` as above."""
    found = []
    for stream in dict.fromkeys(stratum.stream for stratum in strata):
        people: dict[int, int] = {}
        for stratum in strata:
            if stratum.stream == stream:
                weight = weights[stratum.code]
                people[weight] = people.get(weight, 0) + stratum.eligible
        chance = shares([(count, weight) for weight, count in people.items()], letters.get(stream, 0))
        ordered = sorted(people, reverse=True)
        found += [WeightClass(stream, weight, people[weight], chance[weight]) for weight in ordered]
    return tuple(found)


def inverse(rates: Mapping[str, Fraction]) -> dict[str, int]:
    """Category → weight that makes up for its response, in small whole numbers: 10 at most for the best one.

    `rates`: response of every category of a criterion, above 0.

    >>> inverse({"16-24": Fraction(2, 100), "25-59": Fraction(4, 100), "60+": Fraction(6, 100)})
    {'16-24': 6, '25-59': 3, '60+': 2}
    """
    best = max(rates.values())
    found = {name: min(round(TENTHS * best / rate), MOST_WEIGHT) for name, rate in rates.items()}
    common = gcd(*found.values())
    return {name: weight // common for name, weight in found.items()}


def shares(people: Sequence[tuple[int, int]], letters: int) -> dict[int, float]:
    """Weight → probability of a letter, for `people` of so many and of this weight.

    >>> found = shares([(600, 1), (300, 2)], 120)
    >>> round(found[1], 4), round(found[2], 4), round(600 * found[1] + 300 * found[2])
    (0.1026, 0.1947, 120)
    """
    weights = {weight for _, weight in people}
    if letters >= sum(count for count, _ in people):
        return dict.fromkeys(weights, 1.0)
    low, high = 0.0, 1.0
    while sum(-count * expm1(-weight * high) for count, weight in people) < letters and high < 1e6:
        high *= 2
    for _ in range(STEPS):
        middle = (low + high) / 2
        if sum(-count * expm1(-weight * middle) for count, weight in people) < letters:
            low = middle
        else:
            high = middle
    return {weight: 1 - exp(-weight * low) for weight in weights}
