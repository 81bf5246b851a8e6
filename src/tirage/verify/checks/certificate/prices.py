"""Prices of seats, quota rows and household classes: what they weigh and what they cost (SPEC §7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ...reading.documents import Malformed, integer, natural
from ...reading.shapes import Shape, anything, is_text, shaped
from ..lottery.pool import Pool
from ..lottery.quotas import Quotas

NONE: Mapping[str, Shape] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Prices:
    """Integers that need no solver to be believed, zeros left out."""

    nu: int
    """ν, the price of a seat."""
    quotas: dict[int, int]
    """μ by quota row."""
    households: dict[int, int]
    """η by household class."""
    cuts: dict[int, int]
    """γ by cut."""


PRICES = {"nu": is_text, "quotas": anything, "households": anything}


def read_prices(
    item: object, cuts: int, besides: Mapping[str, Shape] = NONE
) -> tuple[Prices, dict[str, Any]]:
    """The prices of an object, and its values: keys of `PRICES`, `cuts` where it is, and those `besides`.

    `cuts`: how many there are to name. Malformed for another form.
    """
    names_cuts = isinstance(item, dict) and "cuts" in item
    parts = shaped(item, {**PRICES, **besides, **({"cuts": anything} if names_cuts else {})})
    priced_cuts = numbered(parts["cuts"], natural) if names_cuts else {}
    if names_cuts and not priced_cuts:
        raise Malformed("wrong-value", "cuts")
    households = numbered(parts["households"], natural)
    quotas = numbered(parts["quotas"], integer)
    return Prices(integer(parts["nu"]), quotas, households, dict(within(priced_cuts, cuts))), parts


def numbered(item: object, number: Callable[[object], int]) -> dict[int, int]:
    """Integers by number, none of them 0; Malformed for another form."""
    if not isinstance(item, dict):
        raise Malformed("not-an-object", "proof")
    prices = {natural(name): number(text) for name, text in item.items()}
    if 0 in prices.values():
        raise Malformed("zero", "proof")
    return prices


def within(prices: Mapping[int, int], length: int) -> Mapping[int, int]:
    """The same; Malformed for a number that is not below `length`."""
    for number in prices:
        if number >= length:
            raise Malformed("out-of-range", number)
    return prices


@dataclass(frozen=True, slots=True)
class Limit:
    """What Σ weights·x is not above."""

    weights: dict[int, int]
    """By profile, zeros left out."""
    best: int
    """As it is said."""
    proved: int
    """As its tree shows: `best` or more."""

    @property
    def is_open(self) -> bool:
        """Whether it is an integer program's word."""
        return self.proved > self.best

    def dense(self, profiles: int) -> list[int]:
        """The weight of each profile."""
        return [self.weights.get(t, 0) for t in range(profiles)]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a composition must meet."""

    seats: int
    pool: Pool
    quotas: Quotas
    cuts: Sequence[Limit] = ()

    def added(self, prices: Prices) -> int:
        """Weights of cuts that prices add up."""
        return sum(len(self.cuts[number].weights) for number in prices.cuts)


def priced(prices: Prices, ground: Ground) -> tuple[list[int], int]:
    """s by profile, and B0, which Σ s·x is not above; Malformed for a row or a class that is not there.

    Of the cuts as far as they are proved.
    """
    pool, quotas = ground.pool, ground.quotas
    rows = within(prices.quotas, len(quotas.rows))
    classes = within(prices.households, len(pool.households))
    by_row = [rows.get(row, 0) for row in range(len(quotas.rows))]
    by_class = [classes.get(number, 0) for number in range(len(pool.households))]
    # The class of a person alone is −1, which is the last of these.
    by_class.append(0)
    signed = [
        sum(map(by_row.__getitem__, rows_of), prices.nu + by_class[household_class])
        for rows_of, household_class in zip(pool.rows_of, pool.class_of, strict=True)
    ]
    ceiling = prices.nu * ground.seats
    ceiling += sum(p * (quotas.maximum if p > 0 else quotas.minimum)[row] for row, p in rows.items())
    ceiling += sum(price * pool.households[number] for number, price in classes.items())
    for number, price in prices.cuts.items():
        cut = ground.cuts[number]
        ceiling += price * cut.proved
        for t, weight in cut.weights.items():
            signed[t] += price * weight
    return signed, ceiling
