"""What the limits of quotas must give, in all, before a panel can exist or can hold somebody.

A proof by rows (`proof`) whose ceiling is below zero shows that there is no panel. Each limit in it that
gives a seat lifts the ceiling by its multiplier and no more, so that Σ multiplier·seats ≥ −ceiling for every
change of limits that works. Such a proof comes from a linear program in which each limit may be missed at a
price. Where fractions of seats would do and whole seats do not, there is none: then some limit of a minimal
conflict must give more than it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from tirage.chances.instance import Instance
from tirage.chances.proof import RowProof, integers, positive_upper_bound
from tirage.feasibility.conflicts import minimal_conflict, suspects
from tirage.feasibility.demands import Demand
from tirage.feasibility.effort import Effort
from tirage.solvers.integer import SumRow
from tirage.solvers.linear import LinearProgram

Change = Mapping[Demand, int]
"""Seats, 1 or more, by which limits give: a minimum is lowered, a maximum raised."""

SHORT, LONG = 840, 10**6
"""Denominators that all prices are rounded to: any rounding is a proof, not any proof is enough.

One for all of them, for the sake of small integers: as each has its own, their common multiple has 40 digits.
"""
STEP = 1e-7
"""Units of effort for a step of the linear program and one of its variables or rows."""
INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Total:
    """Σ times·seats given ≥ need, whatever the change that works."""

    times: tuple[tuple[Demand, int], ...]
    need: int

    def met_by(self, change: Change) -> bool:
        """Whether the change gives enough."""
        return sum(times * change.get(demand, 0) for demand, times in self.times) >= self.need


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these limits at least must give so many seats, whatever the change that works."""

    least: tuple[tuple[Demand, int], ...]

    def met_by(self, change: Change) -> bool:
        """Whether the change has one of them."""
        return any(change.get(demand, 0) >= seats for demand, seats in self.least)


Shortfall = Total | OneOf


def relaxed(instance: Instance, change: Change) -> Instance:
    """The instance after a change of its quotas."""
    quotas = (
        row._replace(
            lower=row.lower - change.get((number, "minimum"), 0),
            upper=row.upper + change.get((number, "maximum"), 0),
        )
        for number, row in enumerate(instance.quotas)
    )
    return replace(instance, quotas=tuple(quotas))


def seating(instance: Instance, profile: int) -> Instance:
    """The same quotas, and a last one that asks for a seat for somebody of this profile."""
    size = instance.sizes[profile]
    return replace(instance, quotas=(*instance.quotas, SumRow((profile,), 1, size)))


class Shortfalls:
    """The linear program of an instance, kept warm from one question to the next."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._demands = [demand for demand in suspects(instance) if demand[0] >= 0]
        lp = self._lp = LinearProgram()
        people = [lp.variable(0, size) for size in instance.sizes]
        self._seats = lp.row(instance.seats, instance.seats, ((x, 1) for x in people))
        self._limits = [lp.row(*self._range(demand, {}), self._terms(demand)) for demand in self._demands]
        self._homes = [lp.row(-1, row.upper, ((t, 1) for t in row.members)) for row in instance.households]
        self._wanted = lp.row(0, INFINITE)
        self._profile: int | None = None

    def find(self, change: Change, effort: Effort, profile: int | None = None) -> Shortfall:
        """Why no panel meets the quotas after `change`, or none with somebody of `profile`.

        It is known that there is none. Raises Unproved where the effort does not suffice.
        """
        self._want(profile)
        for row, demand in zip(self._limits, self._demands, strict=True):
            self._lp.set_bounds(row, *self._range(demand, change))
        solved = self._lp.solve()
        effort.take(STEP * (1 + self._lp.iterations) * (len(self._instance.sizes) + len(self._demands)))
        if solved:
            for denominator in (SHORT, LONG):
                total = self._total(denominator)
                if not total.met_by(change):
                    return total
        return self._one_of(change, effort)

    def _terms(self, demand: Demand) -> list[tuple[int, float]]:
        """The people of a row, and what it is missed by, at the price of 1."""
        number, side = demand
        missed = self._lp.variable(objective=-1)
        terms = [(t, 1.0) for t in self._instance.quotas[number].members]
        return [*terms, (missed, 1.0 if side == "minimum" else -1.0)]

    def _range(self, demand: Demand, change: Change) -> tuple[float, float]:
        number, side = demand
        row, given = self._instance.quotas[number], change.get(demand, 0)
        return (row.lower - given, INFINITE) if side == "minimum" else (-INFINITE, row.upper + given)

    def _want(self, profile: int | None) -> None:
        if self._profile is not None:
            self._lp.set_coefficient(self._wanted, self._profile, 0)
        if profile is not None:
            self._lp.set_coefficient(self._wanted, profile, 1)
        self._lp.set_bounds(self._wanted, 0 if profile is None else 1, INFINITE)
        self._profile = profile

    def _total(self, denominator: int) -> Total:
        """The last solution's prices as a proof in whole numbers."""
        quotas, homes = len(self._instance.quotas), len(self._homes)
        prices = [self._price(self._seats, denominator)]
        by_row = [Fraction(0)] * quotas
        for row, (number, _) in zip(self._limits, self._demands, strict=True):
            by_row[number] += self._price(row, denominator)
        prices += [*by_row, *(max(Fraction(0), self._price(row, denominator)) for row in self._homes)]
        prices.append(self._price(self._wanted, denominator) if self._profile is not None else Fraction(0))
        nu, *rest = integers(prices)
        quota_prices = dict(enumerate(rest[:quotas]))
        asked = self._instance
        if self._profile is not None:
            asked = seating(asked, self._profile)
            quota_prices[quotas] = rest[-1]
        proof = RowProof(nu, quota_prices, dict(enumerate(rest[quotas : quotas + homes])))
        times: list[tuple[Demand, int]] = [
            ((number, "minimum" if price < 0 else "maximum"), abs(price))
            for number, price in quota_prices.items()
            if price and number < quotas
        ]
        return Total(tuple(times), -positive_upper_bound(proof, asked))

    def _price(self, row: int, denominator: int) -> Fraction:
        return Fraction(round(self._lp.dual(row) * denominator), denominator)

    def _one_of(self, change: Change, effort: Effort) -> OneOf:
        asked = relaxed(self._instance, change)
        if self._profile is not None:
            asked = seating(asked, self._profile)
        conflict = minimal_conflict(asked, effort.program)
        quotas = len(self._instance.quotas)
        found = [demand for demand in conflict.demands if demand[0] < quotas]
        return OneOf(tuple((demand, change.get(demand, 0) + 1) for demand in found))
