"""The least largest chance that leaves everyone a given floor, exactly, with its proof.

Where x is −x a ceiling is a floor, so the program is that of `floor` in a mirror. Its proof is a cut: with
everyone's chance between z and U, α·z − β·U ≤ B0 for every lottery (docs/formats.md, objective).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from tirage.chances.floor import by_rows, limits
from tirage.chances.instance import Instance
from tirage.chances.proof import RowProof
from tirage.chances.rising import ParametricFloor
from tirage.chances.vertex import Row


@dataclass(frozen=True, slots=True)
class Cut:
    """What every lottery pays, in its largest chance, for its smallest: α·z − β·U ≤ B0."""

    gain: int
    """α."""
    cost: int
    """β."""
    upper_bound: int
    """B0."""
    proof: RowProof
    mean: int = 0
    """λ ≥ 0, what everyone weighs besides the proof: U ≥ z is a cut too."""

    def cap(self, floor: Fraction) -> Fraction:
        """No largest chance is below this where everyone has the floor; needs β > 0."""
        return (self.gain * floor - self.upper_bound) / self.cost


def cut(proof: RowProof, instance: Instance, never: Collection[int], mean: int = 0) -> Cut:
    """The cut that a proof is; `never`: profiles that no panel holds, which have no part in it."""
    gain = cost = 0
    for t, (size, weight) in enumerate(zip(instance.sizes, proof.weights(instance), strict=True)):
        if t not in never:
            gain += size * (max(0, weight) + mean)
            cost += size * (max(0, -weight) + mean)
    return Cut(gain, cost, proof.upper_bound(instance), proof, mean)


def above_floor(instance: Instance, never: Collection[int]) -> Cut:
    """That no largest chance is below the smallest: no prices, and everyone's weight 1."""
    return cut(RowProof(0, {}, {}), instance, never, mean=1)


def least_cap(instance: Instance, floor: Fraction, never: Collection[int]) -> tuple[Fraction, Cut]:
    """The least U such that everyone outside `never` can have a chance between `floor` and U.

    `floor` is one that everyone can have at once. Returns U and the cut that shows it.
    """
    sizes = instance.sizes
    rows = [Row(row.members, -row.upper, -row.lower, row.weights) for row in limits(instance)]
    lowest = [Fraction(0) if t in never else -floor for t in range(len(sizes))]
    mirror = ParametricFloor(sizes, rows, lowest, Fraction(-1), -floor)
    mirror.settle(dict.fromkeys(sorted(never), Fraction(0)))
    vertex = mirror.solve()
    value = -vertex.floor
    if value == floor:
        return value, above_floor(instance, never)
    found = cut(by_rows(vertex.prices, instance, -1), instance, never)
    if found.cap(floor) != value:
        raise ArithmeticError("a cap's proof does not give its value")
    return value, found
