"""What every change of limits that has a panel weighs at least, proved in whole numbers by a tree.

The changes become people of one more draw (docs/formats.md): a minimum l may be missed by 0 to l, a maximum u
with room for r seats more leaves 0 to r of them unused. With the first and the second beside its people, a
row has l + r seats at least and u + r at most. So the panels of all changes are the compositions of one
instance, what a change weighs is a weighted sum of its seats, and a tree bounds it as any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tirage.chances.instance import Instance
from tirage.chances.trees.prove import Efforts, bounded
from tirage.chances.trees.tree import Tree
from tirage.feasibility.change_programs import Movable
from tirage.feasibility.demands import Side, in_row_order
from tirage.feasibility.relaxation import weight
from tirage.feasibility.shortfall import Change
from tirage.solvers.integer import SumRow

EFFORTS = Efforts(whole=60_000.0, weaker=5_000.0)
"""Steps of the linear programs: two seconds for the whole, half of one for all that is weaker."""


@dataclass(frozen=True, slots=True)
class LeastWeight:
    """A tree of the instance of changes."""

    proved: int
    """No change of limits with which there is a panel weighs less."""
    tree: Tree


def free_limits(instance: Instance, minimums: Sequence[int]) -> list[Movable]:
    """Every limit, as far as it can go; `minimums`: those of the panel, which say what a seat weighs."""
    found: list[Movable] = []
    for number, (row, least) in enumerate(zip(instance.quotas, minimums, strict=True)):
        people = sum(instance.sizes[t] for t in row.members)
        rooms: tuple[tuple[Side, int], ...]
        rooms = (("minimum", row.lower), ("maximum", min(people, instance.seats) - row.upper))
        found += [Movable((number, side), room, weight(side, least)) for side, room in rooms if room > 0]
    return found


def weight_of(change: Change, movable: Sequence[Movable]) -> int:
    """What a change weighs."""
    weights = {each.demand: each.weight for each in movable}
    return sum(weights[demand] * seats for demand, seats in change.items())


@dataclass(frozen=True, slots=True)
class Weighing:
    """The changes of an instance as one more."""

    instance: Instance
    weights: tuple[int, ...]
    """−Σ weights·x is what a change weighs, less `rest`."""
    rest: int
    """What it weighs where no maximum leaves room unused and no minimum is missed."""


def weighing(instance: Instance, movable: Sequence[Movable]) -> Weighing:
    """Profiles as they are, then the limits that may move in row order, then nobody in particular."""
    ordered = sorted(movable, key=lambda each: in_row_order(each.demand))
    first = len(instance.sizes)
    rows = [[*row.members] for row in instance.quotas]
    moved = [0] * len(rows)
    weights = [0] * first
    for place, each in enumerate(ordered):
        number, side = each.demand
        rows[number].append(first + place)
        moved[number] += each.room if side == "maximum" else 0
        weights.append(each.weight if side == "maximum" else -each.weight)
    quotas = [
        SumRow(tuple(members), row.lower + room, row.upper + room)
        for members, row, room in zip(rows, instance.quotas, moved, strict=True)
    ]
    quotas.append(SumRow(tuple(range(first)), instance.seats, instance.seats))
    rooms = [each.room for each in ordered]
    wider = replace(
        instance,
        seats=instance.seats + sum(rooms),
        sizes=(*instance.sizes, *rooms, sum(rooms)),
        quotas=tuple(quotas),
        given=(),
    )
    rest = sum(each.weight * each.room for each in ordered if each.demand[1] == "maximum")
    return Weighing(wider, (*weights, 0), rest)


def least_weight(instance: Instance, movable: Sequence[Movable], claimed: int) -> LeastWeight | None:
    """That no change weighs less than `claimed`, or as much of it as a tree shows; None for nothing.

    Of all `movable` limits at once: the weights of all tiers count alike.
    """
    changes = weighing(instance, movable)
    tree, shown = bounded(changes.instance, changes.weights, changes.rest - claimed, EFFORTS)
    proved = changes.rest - shown
    return LeastWeight(proved, tree) if proved > 0 else None
