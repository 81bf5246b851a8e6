"""Prices of seats, quota rows and household classes: what they weigh and what they cost (SPEC §7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...reading.documents import Malformed, integer, natural
from ..lottery.pool import Pool
from ..lottery.quotas import Quotas


@dataclass(frozen=True, slots=True)
class Prices:
    """Integers that need no solver to be believed, zeros left out."""

    nu: int
    """ν, the price of a seat."""
    quotas: dict[int, int]
    """μ by quota row."""
    households: dict[int, int]
    """η by household class."""


def read_prices(parts: Mapping[str, object]) -> Prices:
    """The prices under `nu`, `quotas` and `households`; Malformed for another form."""
    households = numbered(parts["households"], natural)
    return Prices(integer(parts["nu"]), numbered(parts["quotas"], integer), households)


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
class Ground:
    """What a composition must meet."""

    seats: int
    pool: Pool
    quotas: Quotas


def priced(prices: Prices, ground: Ground) -> tuple[list[int], int]:
    """s by profile, and B0, which Σ s·x is not above; Malformed for a row or a class that is not there."""
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
    return signed, ceiling
