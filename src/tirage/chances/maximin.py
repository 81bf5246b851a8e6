"""Maximin chances: the least chance as high as possible, then the largest as low as possible."""

from __future__ import annotations

from fractions import Fraction

from tirage.chances.floor import Unproved
from tirage.chances.instance import Instance
from tirage.chances.leximin import Level, chance_by_profile, levels, until_floor
from tirage.solving import LinearProgram

PARTS = 10**9
"""A chance that no proof depends on is rounded to this many parts."""


def maximin_levels(instance: Instance) -> tuple[Level, ...]:
    """The people whom no lottery can draw, if any, then the highest floor of all the others.

    Raises `floor.Empty` when the quotas contradict each other.
    """
    return tuple(until_floor(levels(instance)))


def flat(instance: Instance, found: tuple[Level, ...]) -> list[Fraction]:
    """Expected seats of each profile: everyone at the floor or above, the largest chance least."""
    given = chance_by_profile(found)
    floors = [
        given.get(t, found[-1].value) if found[-1].value else Fraction(0) for t in range(len(instance.sizes))
    ]
    lp = LinearProgram()
    cap = lp.variable(0, 1, objective=-1)
    for size, floor in zip(instance.sizes, floors, strict=True):
        lp.variable(float(size * floor), size)
    for members, lower, upper in instance.rows:
        lp.row(lower, upper, ((1 + t, 1) for t in members))
    for t, size in enumerate(instance.sizes):
        lp.row(float("-inf"), 0, ((1 + t, 1), (cap, -size)))
    if not lp.solve():
        raise Unproved
    return [
        max(size * floor, Fraction(round(lp.value(1 + t) * PARTS), PARTS))
        for t, (size, floor) in enumerate(zip(instance.sizes, floors, strict=True))
    ]
