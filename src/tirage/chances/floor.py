"""The highest floor that everyone not yet settled can have, exactly, with its proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tirage.chances.instance import NOTHING, Instance
from tirage.chances.proof import CERTAIN, RowProof
from tirage.chances.rising import ParametricFloor
from tirage.chances.vertex import Row


@dataclass(frozen=True, slots=True)
class Floor:
    """The highest floor of one level, with its proof."""

    value: Fraction
    """The highest possible least chance of those not settled before."""
    proof: RowProof
    """Why there is none higher."""


class FloorProgram:
    """The linear program of an instance, kept warm from one level to the next.

    `cap`: the largest chance that anyone may have. Where what people had before counts, those whom no lottery
    can draw come first, by the new chance alone; then the floor is of the sum.
    """

    def __init__(self, instance: Instance, cap: Fraction = CERTAIN) -> None:
        self._instance = instance
        self._cap = cap
        self._settled: dict[int, Fraction] = {}
        self._afresh = True
        self._rising = self._program(())

    def _program(self, given: Sequence[Fraction]) -> ParametricFloor:
        sizes = self._instance.sizes
        highest = [self._cap] * len(sizes)
        return ParametricFloor(sizes, limits(self._instance), highest, NOTHING, self._cap, given)

    def settle(self, chances: Mapping[int, Fraction]) -> None:
        """These profiles keep these chances from now on."""
        self._settled |= chances
        self._rising.settle(chances)

    def solve(self) -> Floor:
        """Raise the floor of everyone who is not settled.

        Raises Empty when no composition exists, Unproved when no exact optimum was found.
        """
        vertex = self._rising.solve()
        if self._afresh and vertex.floor and self._instance.given:
            self._afresh = False
            self._rising = self._program(self._instance.given)
            self._rising.settle(self._settled)
            vertex = self._rising.solve()
        if vertex.floor == self._rising.top:
            # Everyone left has all that is allowed: the seats alone prove it.
            return Floor(vertex.floor, RowProof(1, {}, {}))
        return Floor(vertex.floor, by_rows(vertex.prices, self._instance))


def limits(instance: Instance) -> list[Row]:
    """The rows of an instance, then its cuts; those that limit from above only are never tight below."""
    rows = [Row(*row) for row in (instance.rows[0], *instance.quotas)]
    rows += (Row(row.members, -1, row.upper) for row in instance.households)
    for cut in instance.cuts:
        least = sum(instance.sizes[t] * min(0, w) for t, w in zip(cut.members, cut.weights, strict=True))
        rows.append(Row(cut.members, least - 1, cut.upper, cut.weights))
    return rows


def by_rows(prices: Mapping[int, int], instance: Instance, sign: int = 1) -> RowProof:
    """Prices of rows, numbered as in `limits`, as a proof; those of limits on one profile fall away."""
    quotas, inner = len(instance.quotas), len(instance.rows)
    last = inner + len(instance.cuts)
    kept = {number: sign * price for number, price in sorted(prices.items()) if price}
    return RowProof(
        kept.get(0, 0),
        {number - 1: price for number, price in kept.items() if 1 <= number <= quotas},
        {number - 1 - quotas: price for number, price in kept.items() if quotas < number < inner},
        {number - inner: price for number, price in kept.items() if inner <= number < last},
    )
