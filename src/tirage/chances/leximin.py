"""Leximin chances: the least chance as high as possible, then the next, and so on to the last.

Where the chances that people had in earlier draws count, it is the sum of these and of the new one that is
leximin: whoever had more than their level comes to gets nothing more (docs/decisions/0043).

Under a cap, which other ways to be fair put on every chance, they are leximin among the lotteries within it.

Leximin chances are unique, hence equal for people of the same profile, so everything happens over
profiles (Flanigan, Gölz, Gupta, Hennig, Procaccia: Fair algorithms for selecting citizens'
assemblies, Nature 596, 2021; here on the quota polytope, algorithms.md §1 of the specification).

Maximin chances: the least chance as high as possible, then the largest as low as possible.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tirage.chances.floor import FloorProgram
from tirage.chances.instance import NOTHING, Instance
from tirage.chances.proof import CERTAIN, RowProof, bound
from tirage.chances.rising import Unproved
from tirage.solvers.linear import LinearProgram

NEAR = Fraction(19, 20)
"""The least share of its proven bound that a level may be."""


@dataclass(frozen=True, slots=True)
class Level:
    """People who share a chance, and why it cannot be higher."""

    value: Fraction
    """Their chance; with what they had before, where that counts and it is not 0."""
    bound: Fraction
    """No lottery gives all of them more, given the levels before."""
    profiles: tuple[int, ...]
    """Ascending."""
    proof: RowProof

    @property
    def near(self) -> bool:
        """Whether it is near enough to its bound to be called best."""
        return self.value >= NEAR * self.bound

    def chance(self, had: Fraction) -> Fraction:
        """The chance of those of them who had so much before."""
        return max(NOTHING, self.value - had)

    def chances(self, instance: Instance) -> dict[int, Fraction]:
        """Chance by profile."""
        if not instance.given:
            return dict.fromkeys(self.profiles, self.value)
        return {t: self.chance(instance.given[t]) for t in self.profiles}


def chance_by_profile(found: Iterable[Level], instance: Instance) -> dict[int, Fraction]:
    """Profile → chance, for the profiles that the levels name."""
    return {t: chance for level in found for t, chance in level.chances(instance).items()}


def held_by(proof: RowProof, value: Fraction, instance: Instance, settled: Container[int]) -> tuple[int, ...]:
    """The profiles not settled before that a proof holds at `value`, ascending.

    All that it gives a weight; but where `value` is all that those can have who had least before, them alone.
    """
    weighed = [t for t, s in enumerate(proof.weights(instance)) if s > 0 and t not in settled]
    if not instance.given or not value:
        return tuple(weighed)
    full = [t for t in weighed if instance.given[t] + CERTAIN == value]
    return tuple(full or weighed)


def levels(instance: Instance, cap: Fraction = CERTAIN, before: tuple[Level, ...] = ()) -> Iterator[Level]:
    """The levels of the leximin chances on the quota polytope, lowest first: every profile once in all.

    `cap`: the largest chance that anyone may have; `before`: levels found already, which come first.
    Raises `rising.Empty` when the quotas contradict each other.
    """
    program = FloorProgram(instance, cap)
    yield from before
    settled = chance_by_profile(before, instance)
    for level in before:
        program.settle(level.chances(instance))
    while len(settled) < len(instance.sizes):
        found = program.solve()
        new = held_by(found.proof, found.value, instance, settled)
        level = Level(found.value, found.value, new, found.proof)
        # Whom no lottery can draw, none can: what they had before is no matter.
        ground = instance if level.value else instance.afresh
        if bound(level.proof, ground, settled, cap) != level.value:
            raise ArithmeticError("a level's proof does not give its value")
        yield level
        program.settle(level.chances(instance))
        settled.update(level.chances(instance))


def leximin(instance: Instance) -> tuple[Level, ...]:
    """All levels of the leximin chances on the quota polytope, lowest first."""
    return tuple(levels(instance))


def until_floor(found: Iterable[Level]) -> Iterator[Level]:
    """The levels up to the first that is a chance at all: those whom no panel holds come before it."""
    for level in found:
        yield level
        if level.value:
            return


PARTS = 10**9
"""A chance that no proof depends on is rounded to this many parts."""


def maximin_levels(instance: Instance) -> tuple[Level, ...]:
    """The people whom no lottery can draw, if any, then the highest floor of all the others.

    Raises `rising.Empty` when the quotas contradict each other.
    """
    return tuple(until_floor(levels(instance)))


def flattest_above(instance: Instance, found: tuple[Level, ...]) -> list[Fraction]:
    """Expected seats of each profile: everyone at the floor or above, the largest chance least."""
    given = chance_by_profile(found, instance)
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
