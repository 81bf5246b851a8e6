"""Whether any panel meets the quotas, and a smallest set of quotas that no panel meets together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tirage.chances.instance import Instance
from tirage.solving import Span, Status, integer_program

Side = Literal["minimum", "maximum"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Demands that contradict each other and the seats; without any one of them a panel exists."""

    demands: tuple[tuple[int, Side], ...]
    """Quota row and which of its two limits, in row order."""
    households: bool
    """True when one seat a household is part of the conflict."""


def has_panel(instance: Instance) -> bool:
    """True when some composition meets every row."""
    return _feasible(instance, _demands(instance), households=True)


def minimal_conflict(instance: Instance) -> Conflict:
    """A conflict from which nothing can be left out, found by leaving out one demand after another.

    The instance has no panel.
    """
    households = bool(instance.households) and _feasible(instance, _demands(instance), households=False)
    kept = _demands(instance)
    for demand in list(kept):
        rest = [other for other in kept if other != demand]
        if not _feasible(instance, rest, households=households):
            kept = rest
    return Conflict(tuple(kept), households)


def _demands(instance: Instance) -> list[tuple[int, Side]]:
    """The limits that can bind at all."""
    found: list[tuple[int, Side]] = []
    for number, row in enumerate(instance.quotas):
        if row.lower > 0:
            found.append((number, "minimum"))
        if row.upper < min(instance.seats, sum(instance.sizes[t] for t in row.members)):
            found.append((number, "maximum"))
    return found


def _feasible(instance: Instance, demands: Sequence[tuple[int, Side]], *, households: bool) -> bool:
    limits = [[0, instance.seats] for _ in instance.quotas]
    for number, side in demands:
        row = instance.quotas[number]
        limits[number][side == "maximum"] = row.upper if side == "maximum" else row.lower
    rows = [instance.rows[0]]
    rows += [Span(row.members, low, high) for row, (low, high) in zip(instance.quotas, limits, strict=True)]
    if households:
        rows += instance.households
    answer = integer_program([(0, size) for size in instance.sizes], rows, limit=30.0)
    # A search cut short proves nothing: the demand stays, and the conflict may be larger than it must.
    return answer.status is not Status.IMPOSSIBLE
