"""What keeps the least chance from being larger: the seats and the households, or quotas.

Without any quota k seats for n people give everyone k/n, and one seat for a household of s people leaves
somebody there 1/s at most; the smaller of the two can be had, since seats can be shared out in any parts
among households that have one each. A least chance that reaches this owes nothing to a quota; one that does
not rests on the quotas that its proof has a price for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from tirage.chances.leximin import levels
from tirage.chances.proof import RowProof
from tirage.draws.draw_up import group
from tirage.people.pool.model import Pool
from tirage.quotas.model import BoundCount, Quotas


@dataclass(frozen=True, slots=True)
class Binding:
    """A quota that the proof of the least chance rests on."""

    criterion: str
    category: str
    limit: str
    """`minimum` or `maximum`."""
    seats: int
    volunteers: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Why the least chance is no larger."""

    value: Fraction
    """The least chance, at best: whole panels may have to give less."""
    without_quotas: Fraction
    """What it would be for the same people without any quota."""
    households: bool
    """Whether some of them share a household, which has one seat at most."""
    rows: tuple[Binding, ...]
    """The quotas that it rests on; empty where no quota is the reason."""


class Shown(NamedTuple):
    """The least chance, as a proof by rows shows it."""

    value: Fraction
    prices: Mapping[int, int]
    """By number of the quota row: above 0 of its maximum, below of its minimum."""


def limits(pool: Pool, quotas: Quotas, seats: int, shown: Shown | None = None) -> Limits:
    """The reason for the least chance in a pool of which everyone can be drawn.

    `shown`: the proof that there is already; without it one is looked for, which takes a solver.
    """
    found = shown or _looked_for(pool, quotas, seats)
    shared = Counter(each.household for each in pool.people if each.household)
    largest = max(shared.values(), default=1)
    without = min(Fraction(seats, len(pool.people)), Fraction(1, largest))
    rows = tuple(_rows(lines(pool, quotas), found.prices)) if found.value < without else ()
    return Limits(found.value, without, households=largest > 1, rows=rows)


def _looked_for(pool: Pool, quotas: Quotas, seats: int) -> Shown:
    floor = next(levels(group(pool, quotas, seats).instance))
    assert isinstance(floor.proof, RowProof), "chances on the polytope are proved by rows"
    return Shown(floor.value, floor.proof.quotas)


def lines(pool: Pool, quotas: Quotas) -> tuple[BoundCount, ...]:
    """Volunteers against quotas, in the order of the rows; no solver is needed."""
    counts = quotas.count(person.features for person in pool.people)
    return tuple(
        BoundCount(row.criterion, row.category, count, row.minimum, None, row.maximum)
        for row, count in zip(quotas.bounds, counts, strict=True)
    )


def _rows(volunteers: tuple[BoundCount, ...], prices: Mapping[int, int]) -> Iterator[Binding]:
    for number, line in enumerate(volunteers):
        if price := prices.get(number, 0):
            limit = "maximum" if price > 0 else "minimum"
            seats = line.maximum if price > 0 else line.minimum
            yield Binding(line.criterion, line.category, limit, seats, line.volunteers or 0)
