"""Leximin chances: the least chance as high as possible, then the next, and so on to the last.

Under a cap, which other ways to be fair put on every chance, they are leximin among the lotteries within it.

Leximin chances are unique, hence equal for people of the same profile, so everything happens over
profiles (Flanigan, Gölz, Gupta, Hennig, Procaccia: Fair algorithms for selecting citizens'
assemblies, Nature 596, 2021; here on the quota polytope, algorithms.md §1 of the specification).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tirage.chances.floor import FloorProgram
from tirage.chances.instance import Instance
from tirage.chances.proof import CERTAIN, Proof, bound


@dataclass(frozen=True, slots=True)
class Level:
    """People who share a chance, and why it cannot be higher."""

    value: Fraction
    """Their chance."""
    bound: Fraction
    """No lottery gives all of them more, given the levels before."""
    profiles: tuple[int, ...]
    """Ascending."""
    proof: Proof


def chance_by_profile(found: tuple[Level, ...]) -> dict[int, Fraction]:
    """Profile → chance, for the profiles that the levels name."""
    return {t: level.value for level in found for t in level.profiles}


def levels(instance: Instance, cap: Fraction = CERTAIN, before: tuple[Level, ...] = ()) -> Iterator[Level]:
    """The levels of the leximin chances on the quota polytope, lowest first: every profile once in all.

    `cap`: the largest chance that anyone may have; `before`: levels found already, which come first.
    Raises `floor.Empty` when the quotas contradict each other.
    """
    program = FloorProgram(instance, cap)
    yield from before
    settled = chance_by_profile(before)
    for level in before:
        program.settle(level.profiles, level.value)
    while len(settled) < len(instance.sizes):
        found = program.solve()
        new = tuple(t for t, s in enumerate(found.proof.signed(instance)) if s > 0 and t not in settled)
        level = Level(found.value, found.value, new, found.proof)
        if bound(level.proof, instance, settled, cap) != level.value:
            raise ArithmeticError("a level's proof does not give its value")
        yield level
        program.settle(new, found.value)
        settled.update(dict.fromkeys(new, found.value))


def leximin(instance: Instance) -> tuple[Level, ...]:
    """All the levels."""
    return tuple(levels(instance))


def until_floor(found: Iterable[Level]) -> Iterator[Level]:
    """The levels up to the first that is a chance at all: those whom no panel holds come before it."""
    for level in found:
        yield level
        if level.value:
            return
