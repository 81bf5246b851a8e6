"""Integer programs over changes of limits: the least that has a panel, or that known reasons allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul

from tirage.chances.instance import Instance
from tirage.chances.rising import Unproved
from tirage.feasibility.demands import Demand
from tirage.feasibility.shortfall import Change, OneOf, Shortfall, Total
from tirage.solvers.integer import LinearRow, Program, Status, SumRow
from tirage.solvers.reduced import Least, Stopped, least_cost, solve_free

EQUALS = 2.0
"""Deterministic time of the choice among changes of equal weight."""
FAR = 1 << 40
"""More than any row can sum up to."""


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
class Found:
    """A change that works."""

    change: Change
    proved: bool
    """Whether none weighs less; False where the solver was stopped before it could tell."""


def least(
    instance: Instance, movable: Sequence[Movable], avoiding: Sequence[Change], program: Program
) -> Found | None:
    """The least change with which a composition exists; raises Unproved where the solver finds none in time.

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


def proposal(movable: Sequence[Movable], known: Sequence[Shortfall], program: Program) -> Change | None:
    """The least change that all reasons known allow; raises Unproved where the solver comes to no end.

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
    found = _lexicographic(movable, bounds, rows, program)
    if found is not None and not found.proved:
        raise Unproved
    return None if found is None else found.change


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
) -> Found | None:
    """The best values, one objective after the other: each is kept in the programs that follow.

    Tier by tier the least weight, then the fewest limits, then those of the first rows: one answer only.
    """
    count, rest = len(movable), len(bounds)
    values: tuple[int, ...] = ()
    for tier in sorted({each.tier for each in movable}) or [0]:
        weights = [each.weight if each.tier == tier else 0 for each in movable]
        best = _least_cost(bounds, rows, weights + [0] * (rest - count), program)
        if best is None:
            return None
        values = best.values
        if not best.proved:
            return Found(_change(movable, values), proved=False)
        bounds, rows = best.bounds, [*rows, _no_more(weights, values)]
    for costs in ([0] * count + [count**2 + i for i in range(count)], list(range(1, count + 1))):
        answer = solve_free(bounds, rows, costs + [0] * (rest - len(costs)), program, limit=EQUALS)
        if answer.status is not Status.FOUND or answer.values is None:
            break  # what weighs least is known: any of its equals will do
        values = answer.values
        rows = [*rows, _no_more(costs, values)]
    return Found(_change(movable, values), proved=True)


def _least_cost(
    bounds: Sequence[tuple[int, int]], rows: list[SumRow | LinearRow], costs: list[int], program: Program
) -> Least | None:
    try:
        return least_cost(bounds, rows, costs, program)
    except Stopped as stopped:
        raise Unproved from stopped


def _no_more(costs: Sequence[int], values: Sequence[int]) -> LinearRow:
    """The row that keeps what these costs have come down to."""
    return LinearRow(range(len(costs)), costs, 0, sum(map(mul, costs, values)))


def _change(movable: Sequence[Movable], values: Sequence[int]) -> Change:
    return {each.demand: seats for each, seats in zip(movable, values, strict=False) if seats}
