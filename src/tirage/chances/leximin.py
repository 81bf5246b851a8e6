"""Leximin chances: the least chance as high as possible, then the next, and so on to the last.

Leximin chances are unique, hence equal for people of the same profile, so everything happens over
profiles (Flanigan, Gölz, Gupta, Hennig, Procaccia: Fair algorithms for selecting citizens'
assemblies, Nature 596, 2021; here on the quota polytope, algorithms.md §1 of the specification).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tirage.chances.floor import FloorProgram
from tirage.chances.instance import Instance
from tirage.chances.proof import Proof, bound


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


def levels(instance: Instance) -> Iterator[Level]:
    """The levels of the leximin chances on the quota polytope, lowest first: every profile once in all.

    Raises `floor.Empty` when the quotas contradict each other.
    """
    program = FloorProgram(instance)
    settled: dict[int, Fraction] = {}
    while len(settled) < len(instance.sizes):
        found = program.solve()
        new = tuple(
            t for t, weight in enumerate(found.proof.weights(instance)) if weight > 0 and t not in settled
        )
        yield _checked(Level(found.value, found.value, new, found.proof), instance, settled)
        program.settle(new, found.value)
        settled.update(dict.fromkeys(new, found.value))


def leximin(instance: Instance) -> tuple[Level, ...]:
    """All the levels."""
    return tuple(levels(instance))


def _checked(level: Level, instance: Instance, settled: Mapping[int, Fraction]) -> Level:
    if bound(level.proof, instance, settled) != level.value:
        raise ArithmeticError("a level's proof does not give its value")
    return level
