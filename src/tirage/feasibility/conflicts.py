"""Whether any panel meets the quotas, and which demands exclude each other where none does.

A demand is the minimum or the maximum of one quota row. A conflict is a set of demands that no panel meets
together, and none of which can be left out: every one is shown to be needed by a panel that meets all the
others. Feasibility is a fact and no solver's choice, so the conflicts found are the same on any machine.

All conflicts together: a set of demands that has one demand of every conflict known (a hitting set) is left
out; if there is no panel still, what remains holds a new conflict; if there is one for every smallest such
set, no conflict is unknown (Reiter 1987).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from tirage.chances.instance import Instance
from tirage.solvers.integer import Program, Status, integer_program

Side = Literal["minimum", "maximum"]
Demand = tuple[int, Side]
"""Quota row, and which of its two limits."""

HOUSEHOLDS: Demand = (-1, "maximum")
"""One seat a household, taken as one demand."""
MOST = 8
"""Conflicts looked for."""
TRIES = 400
"""Smallest hitting sets tried before the search for more conflicts is given up."""
LIMIT = 30.0
"""Deterministic time of one search for a panel."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Demands that contradict each other and the seats; without any one of them a panel meets the others."""

    demands: tuple[Demand, ...]
    """In row order; none where the pool itself is too small."""
    households: bool
    """True when one seat a household is part of the conflict."""


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The conflicts of an instance."""

    found: tuple[Conflict, ...]
    """The shortest first; none when a panel exists."""
    complete: bool
    """False when the search was given up, and there may be more."""


def has_panel(instance: Instance, program: Program = integer_program) -> bool:
    """True when some composition meets every row; `program`: what solves."""
    # A search cut short proves nothing: the quotas are taken to hold together.
    return program(_bounds(instance), instance.rows, limit=LIMIT).status is not Status.IMPOSSIBLE


def minimal_conflict(instance: Instance, program: Program = integer_program) -> Conflict:
    """The conflict of the likeliest culprits; the instance has no panel. `program`: what solves."""
    return _conflict(_Search(instance, program).conflict(suspects(instance)))


def all_conflicts(instance: Instance, *, most: int = MOST) -> Conflicts:
    """Every conflict of the instance, up to `most`."""
    search, suspected = _Search(instance), suspects(instance)
    found: list[frozenset[Demand]] = []
    hitting: list[frozenset[Demand]] = [frozenset()]
    tries = 0
    while hitting:
        left_out = hitting.pop(0)
        tries += 1
        rest = [demand for demand in suspected if demand not in left_out]
        if search.possible(rest):
            continue
        if len(found) == most or tries > TRIES:
            return Conflicts(_sorted(found), complete=False)
        found.append(frozenset(search.conflict(rest)))
        # What was tried before is possible, and tried again at no cost.
        hitting = _hitting_sets(found)
    return Conflicts(_sorted(found), complete=True)


def suspects(instance: Instance) -> list[Demand]:
    """The demands that can bind at all, the likeliest culprits first.

    A minimum presses on the pool by how far its share of the seats is above its people's share of the pool, a
    maximum by how far it is below; last comes one seat a household.
    """
    found: list[tuple[Fraction, Demand]] = []
    everyone = sum(instance.sizes)
    for number, row in enumerate(instance.quotas):
        people = sum(instance.sizes[t] for t in row.members)
        expected = Fraction(instance.seats * people, everyone or 1)
        if row.lower > 0:
            found.append((row.lower / expected if people else Fraction(everyone + 1), (number, "minimum")))
        if row.upper < min(instance.seats, people):
            found.append((expected / (row.upper or Fraction(1, everyone)), (number, "maximum")))
    found.sort(key=lambda each: (-each[0], each[1]))
    return [demand for _, demand in found] + ([HOUSEHOLDS] if instance.households else [])


def only(instance: Instance, demands: Collection[Demand], *, households: bool) -> Instance:
    """The same people under these demands and no others."""
    quotas = (
        row._replace(
            lower=row.lower if (number, "minimum") in demands else 0,
            upper=row.upper if (number, "maximum") in demands else instance.seats,
        )
        for number, row in enumerate(instance.quotas)
    )
    return replace(instance, quotas=tuple(quotas), households=instance.households if households else ())


class _Search:
    """Searches for panels, each remembered by the demands that it meets."""

    def __init__(self, instance: Instance, program: Program = integer_program) -> None:
        self._instance, self._program = instance, program
        self._demands = suspects(instance)
        self._met: list[frozenset[Demand]] = []

    def possible(self, demands: Iterable[Demand]) -> bool:
        """Whether a panel meets these demands; a search cut short leaves it open, which counts as yes."""
        asked = frozenset(demands)
        if any(asked <= met for met in self._met):
            return True
        bare = only(self._instance, asked, households=HOUSEHOLDS in asked)
        answer = self._program(_bounds(bare), bare.rows, limit=LIMIT)
        if answer.values is not None:
            self._met.append(self._met_by(answer.values))
        return answer.status is not Status.IMPOSSIBLE

    def conflict(self, demands: Sequence[Demand]) -> list[Demand]:
        """A conflict among demands that no panel meets, of the first of them where there is a choice.

        The demands are halved until each part is found to be needed or not (Junker's QuickXplain).
        """
        return self._needed([], demands, test=True)

    def _needed(self, others: Sequence[Demand], demands: Sequence[Demand], *, test: bool) -> list[Demand]:
        """Those of `demands` that a conflict needs beside `others`; `test`: these may suffice."""
        if test and not self.possible(others):
            return []
        if len(demands) == 1:
            return list(demands)
        first, second = demands[: len(demands) // 2], demands[len(demands) // 2 :]
        later = self._needed([*others, *first], second, test=bool(first))
        return [*self._needed([*others, *later], first, test=bool(later)), *later]

    def _met_by(self, values: Sequence[int]) -> frozenset[Demand]:
        """The demands that these seats by profile meet."""
        met: set[Demand] = set()
        for demand in self._demands:
            number, side = demand
            if number < 0:
                rows = self._instance.households
                kept = all(sum(values[t] for t in row.members) <= row.upper for row in rows)
            else:
                row = self._instance.quotas[number]
                seats = sum(values[t] for t in row.members)
                kept = seats >= row.lower if side == "minimum" else seats <= row.upper
            if kept:
                met.add(demand)
        return frozenset(met)


def _hitting_sets(conflicts: Sequence[frozenset[Demand]]) -> list[frozenset[Demand]]:
    """The smallest sets that share a demand with each conflict, short ones first (Berge)."""
    found = [frozenset[Demand]()]
    for conflict in conflicts:
        hit = [each for each in found if each & conflict]
        longer = {each | {demand} for each in found if not each & conflict for demand in conflict}
        found = hit + [each for each in longer if not any(other <= each for other in hit)]
    return sorted(found, key=lambda each: (len(each), sorted(each)))


def _conflict(demands: Iterable[Demand]) -> Conflict:
    kept = frozenset(demands)
    return Conflict(tuple(sorted(kept - {HOUSEHOLDS}, key=in_row_order)), HOUSEHOLDS in kept)


def _sorted(found: Iterable[frozenset[Demand]]) -> tuple[Conflict, ...]:
    conflicts = map(_conflict, found)
    return tuple(
        sorted(
            conflicts,
            key=lambda each: (len(each.demands), each.households, list(map(in_row_order, each.demands))),
        )
    )


def in_row_order(demand: Demand) -> tuple[int, bool]:
    """Key to sort demands by: the row, its minimum before its maximum."""
    return demand[0], demand[1] == "maximum"


def _bounds(instance: Instance) -> list[tuple[int, int]]:
    return [(0, size) for size in instance.sizes]
