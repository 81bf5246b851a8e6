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
from dataclasses import dataclass
from fractions import Fraction

from tirage.chances.instance import Instance
from tirage.feasibility.demands import HOUSEHOLDS, Demand, in_row_order, merged
from tirage.feasibility.fractions import Fractions, named_by
from tirage.solvers.integer import Program, Status, integer_program

MOST = 8
"""Conflicts looked for."""
TRIES = 400
"""Smallest hitting sets tried before the search for more conflicts is given up."""
WORK = 100_000
"""Kinds of people in all programs after which no other conflict is looked for: a few seconds of work."""
MANY, SOME = 2000, 500
"""Profiles from which on fractions of seats are asked first; kinds that a panel is then looked for among."""
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
    bounds = [(0, size) for size in instance.sizes]
    return program(bounds, instance.rows, limit=LIMIT).status is not Status.IMPOSSIBLE


def some_panel(instance: Instance, program: Program = integer_program) -> tuple[int, ...] | None:
    """A composition that meets every row; None where none was found."""
    bounds = [(0, size) for size in instance.sizes]
    found = program(bounds, instance.rows, limit=LIMIT).values
    return None if found is None else tuple(found)


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
        if len(found) == most or tries > TRIES or (found and search.work > WORK):
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


class _Search:
    """Searches for panels, each kept by the demands that it meets, and for proofs that there is none."""

    def __init__(self, instance: Instance, program: Program = integer_program) -> None:
        self._instance, self._program = instance, program
        self._demands = suspects(instance)
        self._met: list[frozenset[Demand]] = []
        self._never: list[frozenset[Demand]] = []
        self._fractions: Fractions | None = None
        self.work = 0
        """Kinds of people in all the programs that were solved."""

    def possible(self, demands: Iterable[Demand]) -> bool:
        """Whether a panel meets these demands; a search cut short leaves it open, which counts as yes."""
        asked = frozenset(demands)
        if any(asked <= met for met in self._met):
            return True
        if self._known(asked) is not None:
            return False
        kinds, profiles = merged(self._instance, asked)
        self.work += len(kinds.sizes)
        few: list[int] | None = None
        if len(kinds.sizes) > MANY:
            if (proved := self._disproved(asked)) is not None:
                self._never.append(proved)
                return False
            few = self._few(profiles)
        for among in ([few] if few else []) + [list(range(len(kinds.sizes)))]:
            answer = self._program(_bounds(kinds, among), kinds.rows, limit=LIMIT)
            if answer.values is not None:
                self._met.append(self._met_by(self._spread(answer.values, profiles)))
                return True
        if answer.status is Status.IMPOSSIBLE:
            self._never.append(asked)
        return answer.status is not Status.IMPOSSIBLE

    def _disproved(self, asked: frozenset[Demand]) -> frozenset[Demand] | None:
        """Those of the demands that not even fractions of seats would meet; None where they would."""
        if self._fractions is None:
            self._fractions = Fractions(self._instance, self._demands)
        homes = HOUSEHOLDS in asked
        found = self._fractions.proof(asked, households=homes)
        if found is None:
            return None
        return named_by(found) | ({HOUSEHOLDS} if homes else set())

    def _few(self, profiles: Sequence[Sequence[int]]) -> list[int]:
        """Kinds that a panel is likely to be found among: those of a solution in fractions, and others."""
        assert self._fractions is not None
        kind = {t: number for number, alike in enumerate(profiles) for t in alike}
        others = range(0, len(profiles), max(1, len(profiles) // SOME))
        return sorted({kind[t] for t in self._fractions.support()} | set(others))

    def _spread(self, seats: Sequence[int], profiles: Sequence[Sequence[int]]) -> list[int]:
        """The seats of each kind as seats of its profiles."""
        found = [0] * len(self._instance.sizes)
        for left, alike in zip(seats, profiles, strict=True):
            for t in alike:
                found[t] = min(left, self._instance.sizes[t])
                left -= found[t]
        return found

    def conflict(self, demands: Sequence[Demand]) -> list[Demand]:
        """A conflict among demands that no panel meets, of the first of them where there is a choice.

        The demands are halved until each part is found to be needed or not (Junker's QuickXplain). Where
        profiles are many, only those demands are looked at that a proof by fractions of seats needs.
        """
        asked = frozenset(demands)
        if len(self._instance.sizes) > MANY and (proved := self._known(asked) or self._disproved(asked)):
            kinds, _ = merged(self._instance, proved)
            among = [demand for demand in demands if demand in proved]
            smaller = _Search(kinds, self._program)
            found = smaller.one_by_one(among)
            self.work += smaller.work
            return found
        return self._needed([], demands, test=True)

    def one_by_one(self, demands: Sequence[Demand]) -> list[Demand]:
        """A conflict among demands that no panel meets, nearly all of which it needs."""
        left = list(demands)
        for demand in reversed(demands):
            rest = [each for each in left if each != demand]
            if demand in left and not self.possible(rest):
                never = self._known(frozenset(rest))
                left = [each for each in rest if each in never] if never is not None else rest
        return left

    def _known(self, asked: frozenset[Demand]) -> frozenset[Demand] | None:
        """The fewest of these demands that are known to exclude each other."""
        return min((never for never in self._never if never <= asked), key=len, default=None)

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


def _bounds(instance: Instance, among: Collection[int]) -> list[tuple[int, int]]:
    """Seats for those `among` the profiles only."""
    allowed = frozenset(among)
    return [(0, size if t in allowed else 0) for t, size in enumerate(instance.sizes)]
