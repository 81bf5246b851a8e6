"""The ways to be fair, each with the chances that it asks for and the proof that no lottery does better.

All on the quota polytope; what a lottery of whole panels makes of them is for `lottery.realise`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from tirage.chances.instance import Instance
from tirage.chances.leximin import (
    Level,
    chance_by_profile,
    flattest_above,
    levels,
    leximin,
    maximin_levels,
    until_floor,
)
from tirage.chances.objectives.nash import Product, nash
from tirage.chances.rising import Unproved

if TYPE_CHECKING:
    from tirage.chances.objectives.capped import Cut

ROOM = Fraction(1, 10**6)
"""What an objective and its bound may leave between them, for roots and rounding; more is not proved."""

Fairness = Literal["leximin", "maximin", "goldilocks", "nash", "capped"]


@dataclass(frozen=True, slots=True)
class Capped:
    """The least largest chance that goes with the best floor."""

    cap: Fraction
    bound: Fraction
    """No lottery with this floor has a smaller largest chance."""
    floor: Level
    shown_by: Cut


@dataclass(frozen=True, slots=True)
class Goldilocks:
    """The least (n/k)·cap + (k/n)/floor."""

    cap: Fraction
    floor: Fraction
    highest: Level
    """The highest floor there is, which no lottery goes beyond."""
    value: Fraction
    bound: Fraction
    shown_by: Cut


Objective = Capped | Goldilocks | Product


@dataclass(frozen=True, slots=True)
class Target:
    """Chances that one way to be fair asks for."""

    levels: tuple[Level, ...]
    chances: tuple[Fraction, ...]
    """By profile."""
    objective: Objective | None = None
    """What it seeks beyond levels, with its proof; None for leximin and maximin."""


def target_chances(instance: Instance, fairness: Fairness) -> Target:
    """Chances by profile, and why no lottery has better ones.

    Raises `rising.Empty` when the quotas contradict each other, `rising.Unproved` when the solver's answers
    cannot be proved.
    """
    match fairness:
        case "leximin":
            return ranked(leximin(instance), instance)
        case "maximin":
            found = maximin_levels(instance)
            seats = zip(flattest_above(instance, found), instance.sizes, strict=True)
            return Target(found, tuple(expected / size for expected, size in seats))
        case "capped":
            return _capped(instance)
        case "goldilocks":
            return _goldilocks(instance)
        case "nash":
            *nobody, _ = until_floor(levels(instance))
            product = nash(instance, _profiles(nobody))
            if product.bound - 1 > ROOM:
                raise Unproved
            return Target(tuple(nobody), product.chances, product)


def _capped(instance: Instance) -> Target:
    from tirage.chances.objectives.capped import least_cap

    *nobody, floor = until_floor(levels(instance))
    cap, cut = least_cap(instance, floor.value, _profiles(nobody))
    found = tuple(levels(instance, cap, tuple(nobody)))
    return ranked(found, instance, Capped(cap, cap, floor, cut))


def _goldilocks(instance: Instance) -> Target:
    from tirage.chances.objectives.goldilocks import balance

    *nobody, best = until_floor(levels(instance))
    never = _profiles(nobody)
    found = balance(instance, best.value, best.proof, never)
    below_cap = tuple(levels(instance, found.cap, tuple(nobody)))
    floor = next(level.value for level in below_cap if level.value)
    ratio = Fraction(sum(size for t, size in enumerate(instance.sizes) if t not in never), instance.seats)
    value = ratio * found.cap + 1 / (ratio * floor)
    if value - found.bound > ROOM:
        raise Unproved
    sought = Goldilocks(found.cap, floor, best, value, found.bound, found.shown_by)
    return ranked(below_cap, instance, sought)


def _profiles(found: list[Level]) -> frozenset[int]:
    return frozenset(t for level in found for t in level.profiles)


def ranked(found: tuple[Level, ...], instance: Instance, objective: Objective | None = None) -> Target:
    """The chances of levels that name every profile."""
    chance = chance_by_profile(found, instance)
    return Target(found, tuple(chance[t] for t in range(len(chance))), objective)
