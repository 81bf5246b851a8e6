"""Lives of an assembly that might be: departures, replacements and renewals over years, many times over.

Each draw is worked out as a real one: the residual quotas, the people who remain, whether a panel of them
exists (`openings`). For one seat the chances are those of a real draw; for several they are near them.
Households are left aside. A whole new assembly is drawn from as many volunteers again, each like one of the
first pool taken at random.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import ceil, floor, log
from typing import TYPE_CHECKING

from tirage.draws.kinds import Features, differing_criteria
from tirage.forecast.openings import Filled, Openings, Weigh, behind_first, pick
from tirage.quotas.model import Quotas, tolerated
from tirage.randomness.simulation import numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEVER = 1 << 30
"""The month in which somebody leaves who never does."""
BLOCK = 500
"""Volunteers of whom one number says how many are lost in a month."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How open seats are filled."""

    name: str
    every: int = 1
    """Months between two draws of replacements; a renewal fills whatever is open."""
    alike: bool = False
    """Whether those most like the people who left come first."""
    cumulated: bool = False
    """Whether those come first who have had the least chance so far."""
    alternates: bool = False
    """Whether the alternates come first."""
    standby: bool = False
    """Whether a seat has its successor at once, by an order drawn beforehand; a draw fills the others."""


POLICIES: Mapping[str, Policy] = {
    "monthly": Policy("monthly"),
    "quarterly": Policy("quarterly", every=3),
    "like-for-like": Policy("like-for-like", alike=True),
    "cumulated": Policy("cumulated", cumulated=True),
    "alternates-first": Policy("alternates-first", alternates=True),
    "standby": Policy("standby", standby=True),
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
    had: Mapping[Features, float] = field(default_factory=dict)
    """The chance that each person has had at the beginning."""
    tolerance: Mapping[str, int] = field(default_factory=dict)
    """By criterion, "" for all others: seats by which replacements may miss each quota."""
    batch: int | None = None
    """Seats that a draw of replacements fills at most, those open for longest."""
    last: int = 0
    """The end of a cohort with which everyone leaves, counted from 1; 0 for none."""
    lost: float = 0.0
    """Probability that a volunteer who does not sit is lost within a month: moved, no longer willing."""
    refusing: float = 0.0
    """Probability that somebody who is drawn in a later draw says no."""
    joining: int = 0
    """Volunteers whom complementary letters bring each year."""
    alternates: Mapping[Features, int] = field(default_factory=dict)
    """Those of the first pool who are on the list of alternates."""


@dataclass(slots=True)
class SimulatedRun:
    """What happened to one simulated assembly."""

    broken: list[int] = field(default_factory=list)
    """Months, from 1, at whose end some quota was missed by more than the tolerance, or a seat was open."""
    stuck: int = 0
    """First month in which no panel of those who were left could fill the open seats; 0 for never."""
    exhausted: int = 0
    """First month in which fewer people were left than seats were open; 0 for never."""
    impossible: int = 0
    """Draws that could not be held."""
    draws: int = 0
    """Draws of replacements and of partial renewals."""
    drawn: int = 0
    """People who took over a seat, in them or from standby."""
    pools: int = 0
    """New pools, each with its letters."""
    reached: list[int] = field(default_factory=list)
    """People who had a chance, draw by draw, in the first pool's time."""
    least: float | None = None
    """The smallest chance of a seat that somebody of the first pool has had in its time, all draws together,
    of those who never sat and were not lost."""


def lives(scenario: Scenario, policy: Policy, runs: Sequence[int]) -> list[SimulatedRun]:
    """The simulated lives with these numbers; each is the same whatever others are asked for."""
    world = _World(scenario)
    return [_Assembly(world, policy, run).live() for run in runs]


class _World:
    """A scenario as arrays, by the numbers of its kinds."""

    def __init__(self, scenario: Scenario) -> None:
        import numpy as np

        self.scenario = scenario
        self.kinds = sorted(scenario.pool)
        self.number = {kind: place for place, kind in enumerate(self.kinds)}
        self.openings = Openings(tolerated(scenario.quotas, scenario.tolerance), self.kinds)
        self.whole = Openings(scenario.quotas, self.kinds)
        self.first = self._counted(scenario.pool)
        self.left = self.first - self._counted(scenario.spent)
        self.had = self._counted(scenario.had)
        self.listed = np.minimum(self._counted(scenario.alternates), self.left)
        self.stays = [
            log(stay) / scenario.months if (stay := 1 - scenario.leaving[kind]) > 0 else None
            for kind in self.kinds
        ]
        """By kind, the logarithm of the probability to stay for a month; None for 0."""
        self._away: dict[int, NDArray[np.int64]] = {}

    def _counted(self, counts: Mapping[Features, float]) -> NDArray[np.float64]:
        import numpy as np

        return np.array([counts.get(kind, 0) for kind in self.kinds], np.float64)

    def away(self, kind: int) -> NDArray[np.int64]:
        """By kind, the criteria in which it differs from one."""
        import numpy as np

        if kind not in self._away:
            own = self.kinds[kind]
            self._away[kind] = np.array([differing_criteria(own, other) for other in self.kinds])
        return self._away[kind]


@dataclass(slots=True, eq=False)
class _Seat:
    """A seat, who has it or had it, and when that member leaves."""

    cohort: int
    kind: int
    until: int


class _Assembly:
    """One assembly while it is simulated."""

    def __init__(self, world: _World, policy: Policy, run: int) -> None:
        scenario = world.scenario
        self._world, self._scenario, self._policy = world, scenario, policy
        self._departures = numbers("lives", scenario.seed, "departures", str(run))
        self._choices = numbers("lives", scenario.seed, "choices", policy.name, str(run))
        self._pools = numbers("lives", scenario.seed, "pools", str(run))
        self._left, self._had, self._listed = world.left.copy(), world.had.copy(), world.listed.copy()
        self._begun = 0
        self._seats = [_Seat(cohort, world.number[kind], 0) for kind, cohort in scenario.panel]
        for seat in self._seats:
            seat.until = self._leaves(seat.kind, 0)
        self._held = world.openings.rows[[seat.kind for seat in self._seats]].sum(axis=0)
        """Members in each row."""
        self._open: list[_Seat] = []
        """Those open for longest first."""
        self._barren = False
        """Whether the open seats cannot be filled, and nothing has happened since that was found."""
        self._among = self._left
        """Whom the last draw was among."""
        self._found = SimulatedRun()

    def live(self) -> SimulatedRun:
        """Simulate every month of the scenario; return what happened."""
        for month in range(1, self._scenario.years * 12 + 1):
            self._lose_and_join(month)
            self._depart(month)
            end, turn = divmod((month - self._begun) * self._scenario.cohorts, self._scenario.months)
            over = turn == 0 and (self._scenario.cohorts == 1 or end == self._scenario.last)
            if over:
                self._begin_again(month)
            elif turn == 0:
                self._end((end - 1) % self._scenario.cohorts + 1)
                self._draw(month, None)
            else:
                if self._policy.standby:
                    self._stand_in(month)
                if month % self._policy.every == 0:
                    self._draw(month, self._scenario.batch)
            if self._open or not self._world.openings.met(self._held):
                self._found.broken.append(month)
        self._close()
        return self._found

    def _leaves(self, kind: int, month: int) -> int:
        """The month in which a member who sits from this one on leaves."""
        stays = self._world.stays[kind]
        chance = next(self._departures)
        if stays is None:
            return month + 1
        return month + 1 + floor(log(max(chance, 1e-300)) / stays) if stays else NEVER

    def _depart(self, month: int) -> None:
        for seat in self._seats:
            if seat.until == month:
                self._vacate(seat)

    def _vacate(self, seat: _Seat) -> None:
        self._open.append(seat)
        self._held -= self._world.openings.rows[seat.kind]
        seat.until = NEVER
        self._barren = False

    def _end(self, cohort: int) -> None:
        for seat in self._seats:
            if seat.cohort == cohort and seat not in self._open:
                self._vacate(seat)

    def _lose_and_join(self, month: int) -> None:
        """Volunteers who are lost in this month, and those whom complementary letters bring."""
        if self._scenario.lost:
            for _ in range(_binomial(int(self._left.sum()), self._scenario.lost, self._pools)):
                kind = pick(self._left, self._pools)
                # As likely as another it is an alternate, where there is one.
                listed = self._listed[kind] and next(self._pools) * self._left[kind] < self._listed[kind]
                self._take(kind, listed=bool(listed))
        if self._scenario.joining and (month - self._begun) % 12 == 0:
            self._left += self._like_the_first(self._scenario.joining)
            self._barren = False

    def _take(self, kind: int, *, listed: bool) -> None:
        """One person of a kind less."""
        self._left[kind] -= 1
        self._listed[kind] = min(self._listed[kind] - listed, self._left[kind])

    def _like_the_first(self, count: int) -> NDArray[np.float64]:
        """So many people, each like someone of the first pool."""
        import numpy as np

        steps = self._world.first.cumsum()
        values = np.fromiter(islice(self._pools, count), np.float64, count) * steps[-1]
        places = steps.searchsorted(values, side="right")
        return np.bincount(places, minlength=len(steps)).astype(np.float64)

    def _begin_again(self, month: int) -> None:
        """A new pool, and every seat filled from it."""
        self._close()
        self._left = self._like_the_first(int(self._world.first.sum()))
        self._listed[:] = 0
        self._found.pools += 1
        self._begun = month
        self._open, self._barren = list(self._seats), False
        self._held[:] = 0
        self._among = self._left
        found = self._world.whole.fill(
            len(self._seats), self._held, self._left, self._choices, lambda people: people
        )
        self._seat(found, self._open, month, refusing=0.0)

    def _close(self) -> None:
        """The time of the first pool is over: the chance that its people have had."""
        if self._found.pools == 0 and self._found.least is None:
            never = self._left > 0
            self._found.least = float(self._had[never].min()) if never.any() else None

    def _stand_in(self, month: int) -> None:
        """Each open seat filled at once, the others counted as held by whoever left them."""
        for seat in list(self._open):
            while seat in self._open:
                found = self._fill([seat])
                if found is None:
                    break
                self._seat(found, [seat], month, self._scenario.refusing)

    def _draw(self, month: int, most: int | None) -> None:
        """One draw of the seats open for longest, if there is a panel for them."""
        places = self._open[:most]
        if not places:
            return
        found = None if self._barren else self._fill(places)
        if found is not None:
            self._found.draws += 1
            self._seat(found, places, month, self._scenario.refusing)
            return
        self._barren = True
        self._found.impossible += 1
        self._found.stuck = self._found.stuck or month
        if self._left.sum() < len(places):
            self._found.exhausted = self._found.exhausted or month

    def _fill(self, places: Sequence[_Seat]) -> Filled | None:
        """People for these seats."""
        rows = self._world.openings.rows
        held = self._held + rows[[seat.kind for seat in self._open if seat not in places]].sum(axis=0)
        weigh: Weigh = behind_first(self._had) if self._policy.cumulated else lambda people: people
        for people in self._nearer(places):
            found = self._world.openings.fill(len(places), held, people, self._choices, weigh)
            if found is not None:
                self._among = people
                self._count(found)
                return found
        return None

    def _count(self, found: Filled) -> None:
        """What a draw of the first pool's time has given to its people."""
        if self._found.pools == 0:
            some = found.expected > 0
            self._found.reached.append(int(self._among[some].sum()))
            # Of a kind of which some are alternates the others have had nothing.
            some &= self._among >= self._left
            self._had[some] += (found.expected[some] / self._left[some]).clip(0, 1)

    def _nearer(self, places: Sequence[_Seat]) -> Iterator[NDArray[np.float64]]:
        """Whom to draw among: everyone, or the alternates, or those most like the people who left first."""
        if self._policy.alternates and self._listed.any():
            yield self._listed
        if self._policy.alike:
            import numpy as np

            away = np.minimum.reduce([self._world.away(seat.kind) for seat in places])
            for most in range(len(self._world.kinds[0])):
                yield self._left * (away <= most)
        yield self._left

    def _seat(self, found: Filled | None, places: Sequence[_Seat], month: int, refusing: float) -> None:
        """Those found take the seats, unless they say no; who says no is not asked again."""
        if found is None:
            self._barren = True
            self._found.impossible += 1
            self._found.stuck = self._found.stuck or month
            return
        for seat, kind in zip(list(places), found.kinds, strict=True):
            self._take(kind, listed=self._among is self._listed)
            self._barren = False
            if refusing and next(self._choices) < refusing:
                continue
            self._open.remove(seat)
            seat.kind, seat.until = kind, self._leaves(kind, month)
            self._held += self._world.openings.rows[kind]
            self._found.drawn += self._begun != month


def _binomial(people: int, rate: float, chance: Iterator[float]) -> int:
    """How many of so many, each with this probability; by inversion, block by block."""
    found = 0
    for block in range(ceil(people / BLOCK)):
        size = min(BLOCK, people - block * BLOCK)
        value, number = next(chance), 0
        term = (1 - rate) ** size
        while value >= term and number < size:
            value -= term
            term *= (size - number) / (number + 1) * rate / (1 - rate)
            number += 1
        found += number
    return found
