"""The least change of quotas with which a panel exists, or with which everybody is on some panel.

Seats, people and households stay as they are; only limits move, each no further than it may. The least
change is that of one integer program over compositions, in which each limit may be missed by what it gives.
Then come other changes, who would be on no panel, and the least change that leaves nobody out, each as far as
an effort of its own goes.

That nobody is left out is decided by a small program over the changes alone, which begins with no change.
What it proposes is tried on the pool; where that falls short, the reason (`shortfall`) is one more row of the
program. As the rows are true of every change that works, the first proposal that works is the least
(Benders 1962).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from tirage.chances.floor import Unproved
from tirage.chances.instance import Instance
from tirage.feasibility.conflicts import Conflicts, Demand, Side, all_conflicts, has_panel, in_row_order
from tirage.feasibility.effort import Effort
from tirage.feasibility.reach import Composition, never_drawn
from tirage.feasibility.shortfall import Change, OneOf, Shortfall, Shortfalls, Total, relaxed
from tirage.solvers.integer import LinearRow, Program, Status, SumRow

UNIT = 720_720
"""Weight of a seat that a maximum is raised by; every number up to 16 divides it."""
LEAST, OTHER, LEFT, EVERYONE = 240.0, 5.0, 5.0, 3.0
"""Units of effort for the least change; for each one more; for who is left out, of each; for the least that
leaves nobody out."""
FAR = 1 << 40
"""More than any row can sum up to."""
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
    never: tuple[int, ...] | None
    """Profiles that would be on no panel; None where the effort did not suffice to tell."""


@dataclass(frozen=True, slots=True)
class Relaxations:
    """Ways out, side by side."""

    least: tuple[Relaxation, ...]
    """The least first; then the least that leaves some limit of each one before unchanged."""
    everyone: Relaxation | None
    """The least with which everybody is on some panel who can be; it may be one of `least`. None where the
    effort did not suffice, and where there is no way out at all."""
    hopeless: tuple[int, ...] | None
    """Profiles that are on no panel whatever limits are changed as far as they may; None: not known."""
    blocked: Conflicts
    """The conflicts that are left where all limits have given all they may: none, if there is a way out."""
    cut_short: bool = False
    """Whether there may be more changes than those of `least`, for want of effort."""


def least_change(instance: Instance, movable: Sequence[Movable]) -> Changes | Conflicts:
    """The least change with which a panel exists; the conflicts where no change within the limits has one.

    Raises Unproved where the solver comes to no end.
    """
    search = _Search(instance, movable)
    blocked = search.blocked()
    return blocked if blocked.found else _in_order(search.first())


def relaxations(
    instance: Instance,
    movable: Sequence[Movable],
    alternatives: int,
    first: Callable[[Changes], object] = lambda _: None,
) -> Relaxations:
    """Up to `alternatives` least changes, and the least that leaves nobody out.

    `first` is told the least change of all as soon as it is known. Raises Unproved where the solver comes to
    no end before that.
    """
    search = _Search(instance, movable)
    blocked = search.blocked()
    if blocked.found:
        return Relaxations((), None, (), blocked)
    least = [search.first()]
    first(_in_order(least[0]))
    cut_short = False
    while least[-1] and len(least) < alternatives:
        try:
            change = search.changed(Effort(OTHER), least)
        except Unproved:
            cut_short = True
            break
        if change is None:
            break
        least.append(change)
    ways = tuple(map(search.relaxation, least))
    # Last, for most panels that the narrower limits allow are known by now.
    hopeless = search.hopeless()
    everyone = None if hopeless is None else search.everyone(hopeless)
    return Relaxations(ways, everyone, hopeless, blocked, cut_short)


def _in_order(change: Change) -> Changes:
    return tuple(sorted(change.items(), key=lambda each: in_row_order(each[0])))


class _Search:
    """What is known of a pool and its limits, which holds for every later question."""

    def __init__(self, instance: Instance, movable: Sequence[Movable]) -> None:
        self._instance = instance
        self._movable = movable
        self._loosest = relaxed(instance, {each.demand: each.room for each in movable})
        self._known: list[Shortfall] = []
        self._never: dict[Changes, tuple[int, ...]] = {}
        self._met: list[Composition] = []

    def blocked(self) -> Conflicts:
        """The conflicts that are left where every limit gives all it may."""
        return all_conflicts(self._loosest)

    def first(self) -> Change:
        """The least change that works, there being one; raises Unproved."""
        change = self.changed(Effort(LEAST), ())
        if change is None:
            raise Unproved
        return change

    def changed(self, effort: Effort, avoiding: Sequence[Change]) -> Change | None:
        """The least change that works; None where there is none within the limits.

        `avoiding`: it leaves some limit unchanged that each of these changes. Raises Unproved.
        """
        return _least(self._instance, self._movable, avoiding, effort.program)

    def hopeless(self) -> tuple[int, ...] | None:
        """Profiles that are on no panel whatever is changed; None where the effort did not suffice."""
        try:
            return never_drawn(self._loosest, self._met, program=Effort(LEFT).program)
        except Unproved:
            return None

    def relaxation(self, change: Change) -> Relaxation:
        """What is to be known of a change that works, and who is left out as far as the effort goes."""
        changes = _in_order(change)
        try:
            return Relaxation(changes, self._never_under(change, Effort(LEFT)))
        except Unproved:
            return Relaxation(changes, None)

    def everyone(self, hopeless: Collection[int]) -> Relaxation | None:
        """The least change that works with which all but the hopeless are on some panel; None: not found."""
        effort = Effort(EVERYONE)
        reaching = set(range(len(self._instance.sizes))) - set(hopeless)
        shortfalls = Shortfalls(self._instance)
        try:
            while (change := _proposal(self._movable, self._known, effort.program)) is not None:
                reasons = list(self._reasons(change, reaching, shortfalls, effort))
                if not reasons:
                    return self.relaxation(change)
                self._known += reasons
        except Unproved:
            return None
        return None

    def _never_under(self, change: Change, effort: Effort) -> tuple[int, ...]:
        """Profiles that are on no panel after a change."""
        changes = _in_order(change)
        if changes not in self._never:
            trial = relaxed(self._instance, change)
            self._never[changes] = never_drawn(trial, self._met, program=effort.program)
        return self._never[changes]

    def _reasons(
        self, change: Change, reaching: Collection[int], shortfalls: Shortfalls, effort: Effort
    ) -> Iterable[Shortfall]:
        trial = relaxed(self._instance, change)
        if not has_panel(trial, effort.program):
            yield shortfalls.find(change, effort)
            return
        missing = [t for t in self._never_under(change, effort) if t in reaching]
        yield from dict.fromkeys(shortfalls.find(change, effort, t) for t in missing[:REASONS])


def _least(
    instance: Instance, movable: Sequence[Movable], avoiding: Sequence[Change], program: Program
) -> Change | None:
    """The least change with which a composition exists.

    Variables: what each limit gives; whether it gives at all; the seats of each profile.
    """
    bounds, rows = _of_changes(movable, avoiding)
    start = len(bounds)
    place = {each.demand: i for i, each in enumerate(movable)}
    for row in (SumRow(range(len(instance.sizes)), instance.seats, instance.seats), *instance.households):
        rows.append(row._replace(members=[start + t for t in row.members]))
    for number, row in enumerate(instance.quotas):
        members = [start + t for t in row.members]
        rows += _missed(members, row, place.get((number, "minimum")), place.get((number, "maximum")))
    return _lexicographic(movable, [*bounds, *((0, size) for size in instance.sizes)], rows, program)


def _missed(
    members: list[int], row: SumRow, below: int | None, above: int | None
) -> Iterable[SumRow | LinearRow]:
    """A row of quotas whose minimum and maximum give what these variables say; None gives nothing."""
    ones = [1] * len(members)
    if below is None or above is None:
        least = row.lower if below is None else 0
        yield SumRow(members, least, row.upper if above is None else row.upper + FAR)
    if below is not None:
        yield LinearRow([*members, below], [*ones, 1], row.lower, FAR)
    if above is not None:
        yield LinearRow([*members, above], [*ones, -1], -FAR, row.upper)


def _of_changes(
    movable: Sequence[Movable], avoiding: Sequence[Change]
) -> tuple[list[tuple[int, int]], list[SumRow | LinearRow]]:
    """What each limit gives and whether it gives at all, as variables, and the rows that tie them."""
    count = len(movable)
    place = {each.demand: i for i, each in enumerate(movable)}
    bounds = [(0, each.room) for each in movable] + [(0, 1)] * count
    rows: list[SumRow | LinearRow] = [
        LinearRow((i, count + i), (1, -each.room), -each.room, 0) for i, each in enumerate(movable)
    ]
    for change in avoiding:
        changed = [count + place[demand] for demand in change]
        rows.append(SumRow(changed, 0, len(changed) - 1))
    return bounds, rows


def _proposal(movable: Sequence[Movable], known: Sequence[Shortfall], program: Program) -> Change | None:
    """The least change that all reasons known allow.

    Variables: those of `_of_changes`; for each `OneOf`, which limit gives enough.
    """
    bounds, rows = _of_changes(movable, ())
    place = {each.demand: i for i, each in enumerate(movable)}
    for reason in known:
        if isinstance(reason, Total):
            used = [(place[demand], times) for demand, times in reason.times if demand in place]
            most = sum(times * movable[i].room for i, times in used)
            if most < reason.need:
                return None
            rows.append(LinearRow([i for i, _ in used], [times for _, times in used], reason.need, most))
        else:
            rows += _one_of(reason, place, movable, bounds)
    return _lexicographic(movable, bounds, rows, program)


def _one_of(
    reason: OneOf, place: dict[Demand, int], movable: Sequence[Movable], bounds: list[tuple[int, int]]
) -> Iterable[LinearRow]:
    """Rows of a `OneOf`; its own variables are added to `bounds`."""
    first = len(bounds)
    for demand, least in reason.least:
        if demand in place and least <= (room := movable[place[demand]].room):
            yield LinearRow((place[demand], len(bounds)), (1, -least), 0, room)
            bounds.append((0, 1))
    own = range(first, len(bounds))
    yield LinearRow(own, [1] * len(own), 1, len(own))


def _lexicographic(
    movable: Sequence[Movable],
    bounds: Sequence[tuple[int, int]],
    rows: list[SumRow | LinearRow],
    program: Program,
) -> Change | None:
    """The best values, one objective after the other: each is kept in the programs that follow.

    Tier by tier the least weight, then the fewest limits, then those of the first rows: one answer only.
    """
    count = len(movable)
    objectives = [
        [each.weight if each.tier == tier else 0 for each in movable]
        for tier in sorted({each.tier for each in movable})
    ]
    objectives += [[0] * count + [count**2 + i for i in range(count)], list(range(1, count + 1))]
    values: tuple[int, ...] = ()
    for number, objective in enumerate(objectives):
        answer = program(bounds, rows, [-cost for cost in objective])
        if answer.status is Status.IMPOSSIBLE:
            return None
        if answer.status is Status.STOPPED or answer.values is None:
            if number < len(objectives) - 2:
                raise Unproved
            break  # what weighs least is known: any of its equals will do
        values = answer.values
        least = sum(cost * value for cost, value in zip(objective, values, strict=False))
        rows = [*rows, LinearRow(range(len(objective)), objective, 0, least)]
    return {each.demand: seats for each, seats in zip(movable, values, strict=False) if seats}
