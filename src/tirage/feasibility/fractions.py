"""Whether fractions of seats would meet demands; where not even they would, which demands prove it.

One linear program of all people, in which every demand may be missed by the same part of a seat, as small as
can be, is kept warm while demands are taken and left. Its prices, in whole numbers, are a proof by rows
(`proof`) that no panel meets the demands which have one: exact, whatever the solver's rounding. As they are
a vertex of all proofs of one total, few demands have a price (Gleeson and Ryan 1990).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from tirage.chances.instance import Instance
from tirage.chances.proof import RowProof, integers, positive_upper_bound
from tirage.feasibility.demands import Demand
from tirage.solvers.linear import LinearProgram

DENOMINATORS = (840, 10**6)
"""Prices are rounded to these, the plain one first."""
INFINITE = float("inf")


def named_by(proof: RowProof) -> frozenset[Demand]:
    """The demands of quotas that have a price."""
    return frozenset((q, "minimum" if price < 0 else "maximum") for q, price in proof.quotas.items())


class Fractions:
    """The linear program of an instance."""

    def __init__(self, instance: Instance, demands: Sequence[Demand]) -> None:
        self._instance = instance
        lp = self._lp = LinearProgram()
        self._people = [lp.variable(0, size) for size in instance.sizes]
        self._seats = lp.row(instance.seats, instance.seats, ((x, 1) for x in self._people))
        self._rows: dict[Demand, int] = {}
        missed = lp.variable(objective=-1)
        for number, side in demands:
            if number >= 0:
                members = [(t, 1.0) for t in instance.quotas[number].members]
                sign = 1.0 if side == "minimum" else -1.0
                self._rows[number, side] = lp.row(-INFINITE, INFINITE, [*members, (missed, sign)])
        self._homes = [lp.row(0, INFINITE, ((t, 1) for t in row.members)) for row in instance.households]

    def proof(self, demands: Collection[Demand], *, households: bool) -> RowProof | None:
        """A proof that no panel meets the demands, those with a price in it; None where there is none.

        One seat a household is taken for granted with `households`.
        """
        for (number, side), row in self._rows.items():
            span, asked = self._instance.quotas[number], (number, side) in demands
            low = span.lower if asked and side == "minimum" else -INFINITE
            self._lp.set_bounds(row, low, span.upper if asked and side == "maximum" else INFINITE)
        for row, homes in zip(self._homes, self._instance.households, strict=True):
            self._lp.set_bounds(row, 0, homes.upper if households else INFINITE)
        if not self._lp.solve():
            return None
        for denominator in DENOMINATORS:
            proof = self._proof(demands, denominator, households=households)
            if positive_upper_bound(proof, self._instance) < 0:
                return proof
        return None

    def support(self) -> list[int]:
        """The profiles that the last solution gives something of a seat."""
        return [t for t, x in enumerate(self._people) if self._lp.value(x) > 0]

    def _proof(self, demands: Collection[Demand], denominator: int, *, households: bool) -> RowProof:
        """The last prices; one of the wrong sign would name the other limit of its row, and is left out."""
        numbers: dict[int, Fraction] = {}
        for number, side in sorted(demands):
            if (row := self._rows.get((number, side))) is not None:
                price = self._price(row, denominator)
                if price and (price < 0) == (side == "minimum"):
                    numbers[number] = numbers.get(number, Fraction(0)) + price
        homes = [max(Fraction(0), self._price(row, denominator)) for row in self._homes if households]
        nu, *rest = integers([self._price(self._seats, denominator), *numbers.values(), *homes])
        return RowProof(
            nu,
            {q: price for q, price in zip(numbers, rest, strict=False) if price},
            {h: price for h, price in enumerate(rest[len(numbers) :]) if price},
        )

    def _price(self, row: int, denominator: int) -> Fraction:
        return Fraction(round(self._lp.dual(row) * denominator), denominator)
