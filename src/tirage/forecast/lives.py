"""Lives of an assembly that might be: departures, replacements and renewals over years, many times over.

Each draw is worked out as a real one: the residual quotas, the people who remain, whether a panel of them
exists. Only the choice among the possible panels is not a lottery of leximin chances, which
would take seconds each time: a random integer program takes its place. Households are left aside. A whole new
assembly is drawn from as many volunteers again, each like one of the first pool taken at random.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from tirage.draws.kinds import Features, differing_criteria, instance
from tirage.quotas.model import Quotas, residual
from tirage.randomness.simulation import numbers
from tirage.solvers.integer import integer_program

EFFORT = 5.0
"""Deterministic time of the search for one panel."""
WEIGHTS = 1000


@dataclass(frozen=True, slots=True)
class Policy:
    """How open seats are filled."""

    name: str
    every: int = 1
    """Months between two draws of replacements; a renewal fills whatever is open."""
    alike: bool = False
    """Whether those most like the people who left come first."""


POLICIES: Mapping[str, Policy] = {
    "monthly": Policy("monthly"),
    "quarterly": Policy("quarterly", every=3),
    "like-for-like": Policy("like-for-like", alike=True),
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """The assembly, its pool and its term, as every simulated life begins."""

    quotas: Quotas
    pool: Mapping[Features, int]
    """Volunteers of the first pool, those who sit or have sat included."""
    panel: tuple[tuple[Features, int], ...]
    """Features and cohort of each member at the beginning; cohort 0 where everyone leaves together."""
    spent: Mapping[Features, int]
    """How many of the pool cannot be drawn any more at the beginning."""
    leaving: Mapping[Features, float]
    """Probability to leave within a term."""
    months: int
    """How long a seat is held."""
    cohorts: int
    years: int
    seed: str


@dataclass(slots=True)
class SimulatedRun:
    """What happened to one simulated assembly."""

    broken: list[int] = field(default_factory=list)
    """Months, from 1, at whose end some quota was not met or a seat was open."""
    stuck: int = 0
    """First month in which no panel of those who were left could fill the open seats; 0 for never."""
    exhausted: int = 0
    """First month in which fewer people were left than seats were open; 0 for never."""
    draws: int = 0
    """Draws of replacements and of partial renewals."""
    drawn: int = 0
    """People who took over a seat in them."""
    pools: int = 0
    """New pools, each with its letters."""


def lives(scenario: Scenario, policy: Policy, runs: Sequence[int]) -> list[SimulatedRun]:
    """The simulated lives with these numbers; each is the same whatever others are asked for."""
    return [_Assembly(scenario, policy, run).live() for run in runs]


class _Assembly:
    """One assembly while it is simulated."""

    def __init__(self, scenario: Scenario, policy: Policy, run: int) -> None:
        self._scenario, self._policy = scenario, policy
        self._departures = numbers("lives", scenario.seed, "departures", str(run))
        self._choices = numbers("lives", scenario.seed, "choices", policy.name, str(run))
        self._pools = numbers("lives", scenario.seed, "pools", str(run))
        self._seats: list[Features | None] = [kind for kind, _ in scenario.panel]
        self._cohorts = [cohort for _, cohort in scenario.panel]
        self._left: list[Features] = []
        """Who left the seats that are open."""
        self._stay = {
            kind: (1 - leaves) ** (1 / scenario.months) for kind, leaves in scenario.leaving.items()
        }
        """Probability to stay for a month."""
        self._pool = Counter(scenario.pool)
        self._pool.subtract(scenario.spent)
        self._found = SimulatedRun()

    def live(self) -> SimulatedRun:
        """Simulate every month of the scenario; return what happened."""
        for month in range(1, self._scenario.years * 12 + 1):
            self._depart()
            end, turn = divmod(month * self._scenario.cohorts, self._scenario.months)
            if turn == 0 and self._scenario.cohorts == 1:
                self._begin_again()
                self._fill(month)
            else:
                if turn == 0:
                    self._end((end - 1) % self._scenario.cohorts + 1)
                if turn == 0 or month % self._policy.every == 0:
                    taken = self._fill(month)
                    self._found.draws += taken > 0
                    self._found.drawn += taken
            self._note(month)
        return self._found

    def _depart(self) -> None:
        for place, kind in enumerate(self._seats):
            if kind is not None and next(self._departures) >= self._stay[kind]:
                self._vacate(place)

    def _vacate(self, place: int) -> None:
        kind = self._seats[place]
        if kind is not None:
            self._left.append(kind)
            self._seats[place] = None

    def _end(self, cohort: int) -> None:
        for place, own in enumerate(self._cohorts):
            if own == cohort:
                self._vacate(place)

    def _begin_again(self) -> None:
        """A new pool, everyone in it like someone of the first, and every seat open."""
        kinds = sorted(self._scenario.pool)
        steps = list(accumulate(self._scenario.pool[kind] for kind in kinds))
        picks = (bisect(steps, next(self._pools) * steps[-1]) for _ in range(steps[-1]))
        self._pool = Counter(kinds[pick] for pick in picks)
        self._seats = [None] * len(self._seats)
        self._left = []
        self._found.pools += 1

    def _fill(self, month: int) -> int:
        """One draw of all open seats, if there is a panel for them; how many it fills."""
        places = [place for place, kind in enumerate(self._seats) if kind is None]
        chosen = self._draw(len(places)) if places else []
        if chosen is None:
            self._found.stuck = self._found.stuck or month
            if sum((+self._pool).values()) < len(places):
                self._found.exhausted = self._found.exhausted or month
            return 0
        for place, kind in zip(places, chosen, strict=True):
            self._seats[place] = kind
            self._pool[kind] -= 1
        self._left = []
        return len(places)

    def _draw(self, seats: int) -> list[Features] | None:
        """People for the open seats by their kinds; None where no panel of them exists."""
        quotas = residual(self._scenario.quotas, [kind for kind in self._seats if kind is not None])
        free = sorted(kind for kind, count in self._pool.items() if count > 0)
        for near in self._nearer(free):
            possible = instance(seats, near, self._pool, quotas)
            weights = [int(next(self._choices) * WEIGHTS) for _ in near]
            bounds = [(0, min(size, seats)) for size in possible.sizes]
            found = integer_program(bounds, possible.rows, weights, limit=EFFORT).values
            if found is not None:
                return [kind for kind, count in zip(near, found, strict=True) for _ in range(count)]
        return None

    def _nearer(self, free: list[Features]) -> Iterator[list[Features]]:
        """Whom to draw among: everyone, or those most like the people who left first."""
        if self._policy.alike and self._left:
            away = {kind: min(differing_criteria(kind, gone) for gone in self._left) for kind in free}
            for most in range(len(free[0]) if free else 0):
                yield [kind for kind in free if away[kind] <= most]
        yield free

    def _note(self, month: int) -> None:
        seated = [kind for kind in self._seats if kind is not None]
        counts = zip(self._scenario.quotas.bounds, self._scenario.quotas.count(seated), strict=True)
        met = all(row.minimum <= count <= row.maximum for row, count in counts)
        if not met or len(seated) < len(self._seats):
            self._found.broken.append(month)
