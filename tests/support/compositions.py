"""Every valid composition of a tiny pool, as the verifier numbers its profiles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tirage.verify.checks.lottery.pool import Pool
from tirage.verify.checks.lottery.quotas import Quotas


def compositions(pool: Pool, quotas: Quotas, seats: int) -> Iterator[tuple[int, ...]]:
    """Seats by profile, of every panel that meets the quotas with one person a household at most."""
    for x in product(*(range(size + 1) for size in pool.sizes)):
        if sum(x) == seats and _apart(x, pool) and not quotas.outside(_taken(x, pool, quotas)):
            yield x


def _taken(x: tuple[int, ...], pool: Pool, quotas: Quotas) -> list[int]:
    taken = [0] * len(quotas.rows)
    for rows, number in zip(pool.rows_of, x, strict=True):
        for row in rows:
            taken[row] += number
    return taken


def _apart(x: tuple[int, ...], pool: Pool) -> bool:
    used = [0] * len(pool.households)
    for household_class, number in zip(pool.class_of, x, strict=True):
        if household_class >= 0:
            used[household_class] += number
    return all(number <= most for number, most in zip(used, pool.households, strict=True))
