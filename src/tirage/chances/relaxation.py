"""The least change of quotas with which a panel exists, or with which everybody is on some panel.

Seats, people and households stay as they are; only limits move, each no further than it may. What is
least is decided by a small integer program over the changes alone, which begins with no change. What it
proposes is tried on the pool; where that falls short, the reason (`shortfall`) is one more row of the
program. As the rows are true of every change that works, the first proposal that works is the least
(Benders 1962).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tirage.chances.conflict import Conflicts, Demand, Side, all_conflicts, has_panel, in_row_order
from tirage.chances.floor import Unproved
from tirage.chances.instance import Instance
from tirage.chances.reach import Composition, never_drawn
from tirage.chances.shortfall import Change, OneOf, Shortfall, Shortfalls, Total, relaxed
from tirage.solving import Status, Weighted, integer_program

UNIT = 720_720
"""Weight of a seat that a maximum is raised by; every number up to 16 divides it."""
ROUNDS = 500
"""Proposals tried before the search is given up."""
REASONS = 40
"""Profiles without a chance whose reasons are asked for at a time."""

Changes = tuple[tuple[Demand, int], ...]
"""A change, in row order."""


def weight(side: Side, limit: int) -> int:
    """What a seat of change weighs, in parts of `UNIT`: 1, and for a minimum l 1 + 2/l, rounded.

    To lower a minimum of 1 is three times as grave as to raise a maximum, a minimum of 10 hardly more grave.

    >>> weight("maximum", 9) / UNIT, weight("minimum", 1) / UNIT, weight("minimum", 10) / UNIT
    (1.0, 3.0, 1.2)
    """
    return UNIT if side == "maximum" else UNIT + (4 * UNIT + limit) // (2 * limit)


@dataclass(frozen=True, slots=True)
class Movable:
    """A limit that may be changed."""

    demand: Demand
    room: int
    """Seats that it may give at most, 1 or more."""
    weight: int
    """Of each seat."""
    tier: int = 0
    """The weights of a lower tier come first: whatever can be left unchanged there is, at any cost above."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Quotas that hold together."""

    changes: Changes
    """Seats that each changed limit gives, in row order; none where the quotas held together as they were."""
    never: tuple[int, ...]
    """Profiles that would be on no panel."""


@dataclass(frozen=True, slots=True)
class Relaxations:
    """Ways out, side by side."""

    least: tuple[Relaxation, ...]
    """The least first; then the least that leaves some limit of each one before unchanged."""
    everyone: Relaxation | None
    """The least with which everybody is on some panel who can be; it may be one of `least`."""
    hopeless: tuple[int, ...]
    """Profiles that are on no panel whatever limits are changed as far as they may."""
    blocked: Conflicts
    """The conflicts that are left where all limits have given all they may: none, if there is a way out."""


def relaxations(instance: Instance, movable: Sequence[Movable], alternatives: int) -> Relaxations:
    """Up to `alternatives` least changes, and the least that leaves nobody out.

    Raises Unproved where the solver comes to no end.
    """
    loosest = relaxed(instance, {each.demand: each.room for each in movable})
    blocked = all_conflicts(loosest)
    if blocked.found:
        return Relaxations((), None, (), blocked)
    search = _Search(instance, movable)
    least: list[Change] = []
    while len(least) < alternatives:
        change = search.least(avoiding=least)
        if change is None:
            break
        least.append(change)
        if not change:
            break
    ways = tuple(map(search.relaxation, least))
    # Last, for most panels that the narrower limits allow are known by now.
    hopeless = search.never(loosest)
    everyone = search.least(reaching=set(range(len(instance.sizes))) - set(hopeless))
    return Relaxations(
        ways,
        None if everyone is None else search.relaxation(everyone),
        hopeless,
        blocked,
    )


class _Search:
    """Proposals and the reasons why they fell short, which hold for every later question."""

    def __init__(self, instance: Instance, movable: Sequence[Movable]) -> None:
        self._instance = instance
        self._movable = movable
        self._shortfalls = Shortfalls(instance)
        self._known: list[Shortfall] = []
        self._never: dict[Changes, tuple[int, ...]] = {}
        self._met: list[Composition] = []

    def never(self, instance: Instance) -> tuple[int, ...]:
        """Profiles that are on no panel, where the limits are those of `instance`."""
        return never_drawn(instance, self._met)

    def relaxation(self, change: Change) -> Relaxation:
        """What is to be known of a change that works."""
        changes = tuple(sorted(change.items(), key=lambda each: in_row_order(each[0])))
        if changes not in self._never:
            self._never[changes] = self.never(relaxed(self._instance, change))
        return Relaxation(changes, self._never[changes])

    def least(self, *, avoiding: Sequence[Change] = (), reaching: Collection[int] = ()) -> Change | None:
        """The least change that works; None where there is none within the limits.

        `avoiding`: it leaves some limit unchanged that each of these changes. `reaching`: profiles that have
        to be on some panel.
        """
        for _ in range(ROUNDS):
            change = _proposal(self._movable, self._known, avoiding)
            if change is None:
                return None
            reasons = list(self._reasons(change, reaching))
            if not reasons:
                return change
            self._known += reasons
        raise Unproved

    def _reasons(self, change: Change, reaching: Collection[int]) -> Iterable[Shortfall]:
        trial = relaxed(self._instance, change)
        if not has_panel(trial):
            yield self._shortfalls.find(change)
        elif reaching:
            missing = [t for t in self.relaxation(change).never if t in reaching]
            yield from dict.fromkeys(self._shortfalls.find(change, t) for t in missing[:REASONS])


def _proposal(
    movable: Sequence[Movable], known: Sequence[Shortfall], avoiding: Sequence[Change]
) -> Change | None:
    """The least change that all reasons known allow.

    Tier by tier the least weight, then the fewest limits, then those of the first rows: one answer only.
    Variables: what each limit gives; whether it gives at all; for each `OneOf`, which limit gives enough.
    """
    count = len(movable)
    place = {each.demand: i for i, each in enumerate(movable)}
    bounds = [(0, each.room) for each in movable] + [(0, 1)] * count
    rows = [Weighted((i, count + i), (1, -each.room), -each.room, 0) for i, each in enumerate(movable)]
    for change in avoiding:
        changed = [count + place[demand] for demand in change]
        rows.append(Weighted(changed, [1] * len(changed), 0, len(changed) - 1))
    for reason in known:
        if isinstance(reason, Total):
            used = [(place[demand], times) for demand, times in reason.times if demand in place]
            most = sum(times * movable[i].room for i, times in used)
            if most < reason.need:
                return None
            rows.append(Weighted([i for i, _ in used], [times for _, times in used], reason.need, most))
        else:
            rows += _one_of(reason, place, movable, bounds)
    return _lexicographic(movable, bounds, rows)


def _one_of(
    reason: OneOf, place: dict[Demand, int], movable: Sequence[Movable], bounds: list[tuple[int, int]]
) -> Iterable[Weighted]:
    """Rows of a `OneOf`; its own variables are added to `bounds`."""
    first = len(bounds)
    for demand, least in reason.least:
        if demand in place and least <= (room := movable[place[demand]].room):
            yield Weighted((place[demand], len(bounds)), (1, -least), 0, room)
            bounds.append((0, 1))
    own = range(first, len(bounds))
    yield Weighted(own, [1] * len(own), 1, len(own))


def _lexicographic(
    movable: Sequence[Movable], bounds: Sequence[tuple[int, int]], rows: list[Weighted]
) -> Change | None:
    count = len(movable)
    objectives = [
        [each.weight if each.tier == tier else 0 for each in movable]
        for tier in sorted({each.tier for each in movable})
    ]
    objectives += [[0] * count + [count**2 + i for i in range(count)], list(range(1, count + 1))]
    values: tuple[int, ...] = ()
    for objective in objectives:
        answer = integer_program(bounds, rows, [-cost for cost in objective])
        if answer.status is Status.IMPOSSIBLE:
            return None
        if answer.status is Status.STOPPED or answer.values is None:
            raise Unproved
        values = answer.values
        least = sum(cost * value for cost, value in zip(objective, values, strict=False))
        rows = [*rows, Weighted(range(len(objective)), objective, 0, least)]
    return {each.demand: seats for each, seats in zip(movable, values, strict=False) if seats}
