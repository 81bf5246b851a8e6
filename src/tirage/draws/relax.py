"""The least changes of quotas with which a pool has a panel, by name, and who would still have no chance."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tirage.chances.instance import Instance
from tirage.draws.certificate import tree_document
from tirage.draws.draw_up import group
from tirage.draws.impossible import Document, named
from tirage.errors import Defect, InputInvalid
from tirage.feasibility.change_programs import Movable
from tirage.feasibility.conflicts import Conflicts, has_panel, some_panel
from tirage.feasibility.demands import Side
from tirage.feasibility.least_weight import free_limits, least_weight, weight_of
from tirage.feasibility.relaxation import Changes, Relaxation, least_change, relaxations, weight
from tirage.feasibility.shortfall import Change, relaxed
from tirage.people.pool.model import Pool
from tirage.quotas.amendments import Move
from tirage.quotas.model import Bound, Quotas
from tirage.tabular.cells import clean, closest, quoted

RowName = tuple[str, str]
"""Criterion and category."""
_TIER = re.compile(r"[1-9][0-9]{0,2}")


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
    left_out: int | None
    """People who would be on no panel; None where the search was cut short."""
    categories: tuple[Left, ...]
    """What they are, the largest groups first; empty where nobody is left out, or nobody knows."""
    proved: bool = True
    """Whether there is no change less than it, apart from those before it; False: the search was stopped."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """The ways out, side by side."""

    people: int
    alternatives: tuple[Alternative, ...]
    """The least change first; the least that leaves nobody out, who can be drawn at all, is among them."""
    everyone: int | None
    """Number, from 0, of the one that leaves out only those who are `hopeless`; None where none was found."""
    hopeless: int | None
    """People who are on no panel whatever is changed within the limits; None where that is not known."""
    blocked: Document | None
    """The conflicts that are left where every limit gives all it may; None where there is a way out."""
    cut_short: bool = False
    """Whether there may be other least changes, for which the effort did not suffice."""


def kept_rows(texts: Sequence[str], quotas: Quotas) -> list[RowName]:
    """`âge` or `âge:16-17` → the rows that stay; InputInvalid with every text that names none."""
    rows = [(row.criterion, row.category) for row in quotas.bounds]
    known = [*dict(rows), *(f"{criterion}:{category}" for criterion, category in rows)]
    found: list[RowName] = []
    defects: list[Defect] = []
    for text in texts:
        named = [row for row in rows if clean(text) in {row[0], f"{row[0]}:{row[1]}"}]
        found += named
        if not named:
            values = {"value": quoted(text), "closest": closest(text, known)}
            defects.append(Defect("option.declared", "--keep", values=values))
    if defects:
        raise InputInvalid(defects)
    return found


def read_tiers(texts: Sequence[str], quotas: Quotas) -> dict[str, int]:
    """`âge=1` → {"âge": 1}; InputInvalid with every text that is no tier, and every second one."""
    known = dict.fromkeys(row.criterion for row in quotas.bounds)
    found: dict[str, int] = {}
    defects: list[Defect] = []
    for text in texts:
        name, _, number = map(clean, text.rpartition("="))
        if name not in known or not _TIER.fullmatch(number):
            values = {
                "value": quoted(text),
                "closest": f"{closest(name or text, known) or next(iter(known), '')}=1",
            }
            defects.append(Defect("relax.tier", "--tier", values=values))
        elif found.setdefault(name, int(number)) != int(number):
            defects.append(Defect("relax.tier.twice", "--tier", values={"criterion": name}))
    if defects:
        raise InputInvalid(defects)
    return found


def propose(
    pool: Pool,
    quotas: Quotas,
    seats: int,
    *,
    kept: Collection[RowName] = (),
    tiers: Mapping[str, int] | None = None,
    alternatives: int = 3,
    first: Callable[[tuple[Move, ...], bool], object] = lambda *_: None,
) -> Proposals:
    """Up to `alternatives` least changes, and the least that leaves nobody without any chance.

    `first` is told the moves of the least change as soon as they are known, and whether they are proved the
    least. `kept`: rows that stay as they are; `tiers`: criterion → how late it may be touched, 1 the latest;
    those not named are touched before all others. A limit goes no further than its `min_flex` or `max_flex`.
    Raises `rising.Unproved` where no change that works is found within the effort.
    """
    grouped = group(pool, quotas, seats)
    instance = grouped.instance
    limits = _limits(pool, quotas, quotas, seats, kept=kept, tiers=tiers or {})
    found = relaxations(
        instance, limits, alternatives, lambda changes, proved: first(_moves(quotas, changes), proved)
    )
    if found.blocked.found:
        return Proposals(len(pool.people), (), None, 0, _blocked(instance, limits, quotas, found.blocked))
    ways = list(found.least)
    if found.everyone is not None and found.everyone not in ways:
        ways.append(found.everyone)

    def alternative(way: Relaxation) -> Alternative:
        moves = _moves(quotas, way.changes)
        if way.never is None:
            return Alternative(moves, None, (), way.proved)
        out = [i for t in way.never for i in grouped.members[t]]
        return Alternative(moves, len(out), _left(quotas, [pool.people[i].features for i in out]), way.proved)

    return Proposals(
        len(pool.people),
        tuple(map(alternative, ways)),
        None if found.everyone is None else ways.index(found.everyone),
        None if found.hopeless is None else sum(instance.sizes[t] for t in found.hopeless),
        None,
        found.cut_short,
    )


def least_moves(
    pool: Pool, quotas: Quotas, whole: Quotas, seats: int
) -> tuple[tuple[Move, ...], bool] | Document:
    """The moves of the least change of the quotas of a later draw; what is blocked where there is none.

    With the moves, whether they are proved the least.

    `whole`: the quotas of the panel, of the same rows, whose minimums say what a seat of change weighs: what
    is left of one is small wherever its seats are held already. Raises `rising.Unproved`.
    """
    instance = group(pool, quotas, seats).instance
    limits = _limits(pool, quotas, whole, seats)
    found = least_change(instance, limits)
    if isinstance(found, Conflicts):
        return _blocked(instance, limits, quotas, found)
    changes, proved = found
    return _moves(quotas, changes), proved


def least_weight_of(
    pool: Pool, quotas: Quotas, whole: Quotas, seats: int, moves: Sequence[Move]
) -> Document | None:
    """What the moves of a later draw weigh, and a tree for how much of it no change can do without.

    None where that is nothing. No limit is kept from moving here: which may not, is not published.
    """
    instance = group(pool, quotas, seats).instance
    limits = free_limits(instance, [row.minimum for row in whole.bounds])
    weighs = weight_of(change_of(quotas, moves), limits)
    found = least_weight(instance, limits, weighs)
    if found is None:
        return None
    return {"weight": str(weighs), "proved": str(found.proved), "tree": tree_document(found.tree)}


def least_change_document(pool: Pool, quotas: Quotas, seats: int, moves: Sequence[Move]) -> Document | None:
    """The same before any draw, with the moves and a panel that they make possible; None likewise."""
    least = least_weight_of(pool, quotas, quotas, seats, moves)
    made = relaxed(group(pool, quotas, seats).instance, change_of(quotas, moves))
    panel = some_panel(made)
    if least is None or panel is None:
        return None
    found = {str(t): str(count) for t, count in enumerate(panel) if count}
    return {**least, "moves": [move.document() for move in moves], "panel": found}


def change_of(quotas: Quotas, moves: Sequence[Move]) -> Change:
    """What limits give by moves."""
    rows = {(row.criterion, row.category): number for number, row in enumerate(quotas.bounds)}
    return {
        (rows[move.criterion, move.category], move.limit): abs(move.after - move.before) for move in moves
    }


def can_relax(pool: Pool, quotas: Quotas, whole: Quotas, seats: int) -> bool:
    """Whether some change of the quotas of a later draw has a panel, each limit going as far as it may."""
    instance = group(pool, quotas, seats).instance
    limits = _limits(pool, quotas, whole, seats)
    return has_panel(relaxed(instance, {each.demand: each.room for each in limits}))


def _blocked(instance: Instance, limits: Sequence[Movable], quotas: Quotas, conflicts: Conflicts) -> Document:
    """The conflicts that are left where every limit gives all it may, by name."""
    return named(relaxed(instance, {each.demand: each.room for each in limits}), quotas, conflicts)


def _limits(
    pool: Pool,
    quotas: Quotas,
    whole: Quotas,
    seats: int,
    *,
    kept: Collection[RowName] = (),
    tiers: Mapping[str, int] = MappingProxyType({}),
) -> list[Movable]:
    """The limits that may move; `whole`: the quotas whose minimums say what a seat of change weighs."""
    volunteers = quotas.count(person.features for person in pool.people)
    return [
        each
        for number, (row, panel) in enumerate(zip(quotas.bounds, whole.bounds, strict=True))
        if (row.criterion, row.category) not in kept
        for each in _movable(number, row, panel, min(volunteers[number], seats), _tier(row, tiers))
    ]


def _tier(row: Bound, tiers: Mapping[str, int]) -> int:
    return tiers.get(row.criterion, max(tiers.values(), default=0) + 1)


def _movable(number: int, row: Bound, panel: Bound, most: int, tier: int) -> list[Movable]:
    """The limits of a row; how far they may go, and what that weighs, is said of the panel's."""
    least = row.minimum if panel.min_flex is None else min(row.minimum, panel.minimum - panel.min_flex)
    more = most - row.maximum
    more = more if panel.max_flex is None else min(more, panel.max_flex - panel.maximum)
    rooms: tuple[tuple[Side, int, int], ...]
    rooms = (("minimum", panel.minimum, least), ("maximum", panel.maximum, more))
    return [
        Movable((number, side), room, weight(side, limit), tier) for side, limit, room in rooms if room > 0
    ]


def _moves(quotas: Quotas, changes: Changes) -> tuple[Move, ...]:
    moves = []
    for (number, side), seats in changes:
        row = quotas.bounds[number]
        before = row.minimum if side == "minimum" else row.maximum
        after = before - seats if side == "minimum" else before + seats
        moves.append(Move(row.criterion, row.category, side, before, after))
    return tuple(moves)


def _left(quotas: Quotas, people: Sequence[Sequence[str]]) -> tuple[Left, ...]:
    counts = zip(quotas.bounds, quotas.count(people), strict=True)
    found = [Left(row.criterion, row.category, count) for row, count in counts if count]
    return tuple(sorted(found, key=lambda each: -each.people))
