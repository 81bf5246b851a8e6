"""The least changes of quotas with which a pool has a panel, by name, and who would still have no chance."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tirage.assembly.conflicts import Document, named
from tirage.assembly.panel import group
from tirage.chances.conflict import Side
from tirage.chances.relaxation import Movable, Relaxation, relaxations, weight
from tirage.chances.shortfall import relaxed
from tirage.people.model import Pool
from tirage.quotas.amendments import Move
from tirage.quotas.model import Quotas, Row

RowName = tuple[str, str]
"""Criterion and category."""


@dataclass(frozen=True, slots=True)
class Left:
    """A category of those who would be on no panel."""

    criterion: str
    category: str
    people: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """Quotas that hold together, as moves of limits."""

    moves: tuple[Move, ...]
    """In row order; none where the quotas hold together as they are."""
    left_out: int
    """People who would be on no panel."""
    categories: tuple[Left, ...]
    """What they are, the largest groups first; empty where nobody is left out."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """The ways out, side by side."""

    people: int
    alternatives: tuple[Alternative, ...]
    """The least change first; the least that leaves nobody out, who can be drawn at all, is among them."""
    everyone: int | None
    """Number, from 0, of the one that leaves out only those who are `hopeless`; None where none was found."""
    hopeless: int
    """People who are on no panel whatever is changed within the limits."""
    blocked: Document | None
    """The conflicts that are left where every limit gives all it may; None where there is a way out."""


def propose(
    pool: Pool,
    quotas: Quotas,
    seats: int,
    *,
    kept: Collection[RowName] = (),
    tiers: Mapping[str, int] | None = None,
    alternatives: int = 3,
) -> Proposals:
    """Up to `alternatives` least changes, and the least that leaves nobody without any chance.

    `kept`: rows that stay as they are; `tiers`: criterion → how late it may be touched, 1 the latest; those
    not named are touched before all others. A limit goes no further than its `min_flex` or `max_flex`. Raises
    `floor.Unproved` where the search comes to no end.
    """
    grouped = group(pool, quotas, seats)
    instance = grouped.instance
    volunteers = quotas.count(person.features for person in pool.people)
    limits = [
        each
        for number, row in enumerate(quotas.rows)
        if (row.criterion, row.category) not in kept
        for each in _movable(number, row, min(volunteers[number], seats), _tier(row, tiers or {}))
    ]
    found = relaxations(instance, limits, alternatives)
    if found.blocked.found:
        loosest = relaxed(instance, {each.demand: each.room for each in limits})
        blocked = named(loosest, quotas, found.blocked)
        return Proposals(len(pool.people), (), None, 0, blocked)
    ways = list(found.least)
    if found.everyone is not None and found.everyone not in ways:
        ways.append(found.everyone)

    def alternative(way: Relaxation) -> Alternative:
        out = [i for t in way.never for i in grouped.members[t]]
        return Alternative(
            _moves(quotas, way), len(out), _left(quotas, [pool.people[i].features for i in out])
        )

    return Proposals(
        len(pool.people),
        tuple(map(alternative, ways)),
        None if found.everyone is None else ways.index(found.everyone),
        sum(instance.sizes[t] for t in found.hopeless),
        None,
    )


def _tier(row: Row, tiers: Mapping[str, int]) -> int:
    return tiers.get(row.criterion, max(tiers.values(), default=0) + 1)


def _movable(number: int, row: Row, most: int, tier: int) -> list[Movable]:
    lowest = 0 if row.min_flex is None else row.min_flex
    highest = most if row.max_flex is None else min(most, row.max_flex)
    rooms: tuple[tuple[Side, int, int], ...]
    rooms = (("minimum", row.minimum, row.minimum - lowest), ("maximum", row.maximum, highest - row.maximum))
    return [
        Movable((number, side), room, weight(side, limit), tier) for side, limit, room in rooms if room > 0
    ]


def _moves(quotas: Quotas, way: Relaxation) -> tuple[Move, ...]:
    moves = []
    for (number, side), seats in way.changes:
        row = quotas.rows[number]
        before = row.minimum if side == "minimum" else row.maximum
        after = before - seats if side == "minimum" else before + seats
        moves.append(Move(row.criterion, row.category, side, before, after))
    return tuple(moves)


def _left(quotas: Quotas, people: Sequence[Sequence[str]]) -> tuple[Left, ...]:
    counts = zip(quotas.rows, quotas.count(people), strict=True)
    found = [Left(row.criterion, row.category, count) for row, count in counts if count]
    return tuple(sorted(found, key=lambda each: -each.people))
