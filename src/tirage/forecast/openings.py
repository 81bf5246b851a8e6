"""Open seats filled in a simulation, quickly: by arithmetic where one seat is open, else by exchanges.

For one seat whoever fits has the same chance, and who fits follows from the rows alone. Several seats are
filled one by one with whoever misses the rows least, then one after the other is given to whoever fits beside
the others, until every row is met and some time beyond: so each set of people that is possible comes about
as likely as another (Gibbs sampling). Only where that finds nothing an integer program is asked, and its word
decides whether the seats can be filled at all. Chances of leximin are more equal than those of several seats
here, and would take a second each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tirage.quotas.model import Quotas
from tirage.solvers.integer import SumRow, integer_program

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EFFORT = 5.0
"""Deterministic time of the search for one panel."""
FIRST_STEPS, STEPS = 40, 6
"""Exchanges tried in vain before the integer program, and so many more a seat."""
SWEEPS, FEWEST = 2, 12
"""Times that each seat is given anew once every row is met; exchanges at least."""
MOST_SWEPT = 40
"""Seats beyond which the first panel found is taken: chances are not counted for a whole assembly."""
CLOSED = 1e9

Weigh = Callable[["NDArray[np.float64]"], "NDArray[np.float64]"]
"""People who fit, by kind → weights by which one of them is drawn."""


class Filled(NamedTuple):
    """Who takes the seats, by kind, and what everyone's chance was."""

    kinds: list[int]
    expected: NDArray[np.float64]
    """By kind, seats that its people could expect together."""


class Openings:
    """The rows of some quotas over kinds of people."""

    def __init__(self, quotas: Quotas, kinds: Sequence[tuple[str, ...]]) -> None:
        import numpy as np

        self.rows = np.array([[row.counts(kind) for row in quotas.bounds] for kind in kinds], np.float64)
        self.rows = self.rows.reshape(len(kinds), len(quotas.bounds))
        self.least = np.array([row.minimum for row in quotas.bounds], np.float64)
        self.most = np.array([row.maximum for row in quotas.bounds], np.float64)

    def met(self, held: NDArray[np.float64]) -> bool:
        """Whether so many members in each row meet the quotas."""
        return bool(((self.least <= held) & (held <= self.most)).all())

    def fill(
        self,
        seats: int,
        held: NDArray[np.float64],
        people: NDArray[np.float64],
        chance: Iterator[float],
        weigh: Weigh,
    ) -> Filled | None:
        """Seats beside members who hold so many in each row; None where no such people exist.

        `people` by kind may be drawn; `chance` decides.
        """
        least = (self.least - held).clip(0)
        room = (self.most - held).clip(0)
        people = people * (self.rows @ (room <= 0) == 0)
        if people.sum() < seats or (people @ self.rows < least).any():
            return None
        if seats == 1:
            return self._one(least, people, chance, weigh)
        work = _Work(self.rows, least, room, people, chance, weigh)
        for _ in range(seats):
            work.add()
        for _ in range(FIRST_STEPS + STEPS * seats):
            if work.right:
                break
            work.exchange()
        if not work.right:
            found = self._solved(seats, least, room, people, chance)
            if found is None:
                return None
            work.take(found)
        return work.settle()

    def _one(
        self, least: NDArray[np.float64], people: NDArray[np.float64], chance: Iterator[float], weigh: Weigh
    ) -> Filled | None:
        wanted = least > 0
        if (least > 1).any():
            return None
        weights = weigh(people * (self.rows @ wanted == wanted.sum()))
        whole = weights.sum()
        if whole <= 0:
            return None
        return Filled([pick(weights, chance)], weights / whole)

    def _solved(
        self,
        seats: int,
        least: NDArray[np.float64],
        room: NDArray[np.float64],
        people: NDArray[np.float64],
        chance: Iterator[float],
    ) -> list[int] | None:
        """Seats found by an integer program; None where there are none."""
        kinds = people.nonzero()[0].tolist()
        bounds = [(0, min(int(people[kind]), seats)) for kind in kinds]
        rows = [SumRow(range(len(kinds)), seats, seats)]
        for number in range(len(least)):
            members = [place for place, kind in enumerate(kinds) if self.rows[kind, number]]
            rows.append(SumRow(members, int(least[number]), int(room[number])))
        weights = [int(next(chance) * 1000) for _ in kinds]
        values = integer_program(bounds, rows, weights, limit=EFFORT).values
        if values is None:
            return None
        return [kind for kind, count in zip(kinds, values, strict=True) for _ in range(count)]


class _Work:
    """Seats while they are given and given anew."""

    def __init__(
        self,
        rows: NDArray[np.float64],
        least: NDArray[np.float64],
        room: NDArray[np.float64],
        people: NDArray[np.float64],
        chance: Iterator[float],
        weigh: Weigh,
    ) -> None:
        import numpy as np

        self._np = np
        self._rows, self._least, self._room = rows, least, room
        self._people, self._left = people, people.copy()
        self._chance, self._weigh = chance, weigh
        self._sums = np.zeros(len(least))
        self._kinds: list[int] = []
        self._weights = people

    @property
    def right(self) -> bool:
        """Whether every row is met."""
        return bool(((self._least <= self._sums) & (self._sums <= self._room)).all())

    def add(self) -> None:
        """One seat more, for somebody by whom the rows are missed least."""
        np = self._np
        change = np.where(self._sums < self._least, -1.0, np.where(self._sums >= self._room, 1.0, 0.0))
        missed = self._rows @ change
        missed[self._left <= 0] = CLOSED
        fits = self._left * (missed == missed.min())
        self._weights = self._weigh(fits)
        if self._weights.sum() <= 0:
            self._weights = fits
        kind = pick(self._weights, self._chance)
        self._kinds.append(kind)
        self._sums += self._rows[kind]
        self._left[kind] -= 1

    def exchange(self) -> None:
        """One of the seats given anew."""
        self._remove(int(next(self._chance) * len(self._kinds)))
        self.add()

    def _remove(self, place: int) -> None:
        kind = self._kinds.pop(place)
        self._sums -= self._rows[kind]
        self._left[kind] += 1

    def take(self, kinds: Sequence[int]) -> None:
        """These seats in place of all."""
        while self._kinds:
            self._remove(0)
        for kind in kinds:
            self._kinds.append(kind)
            self._sums += self._rows[kind]
            self._left[kind] -= 1

    def settle(self) -> Filled:
        """Every row is met: the seats given anew some times, and what each kind could expect of them."""
        seats = len(self._kinds)
        expected = self._np.zeros(len(self._people))
        steps = max(FEWEST, SWEEPS * seats) if seats <= MOST_SWEPT else 0
        for _ in range(steps):
            # Seats go round: the one removed is the oldest.
            self._remove(0)
            self.add()
            expected += self._weights * (seats / steps / self._weights.sum())
        return Filled(self._kinds, expected)


def pick(weights: NDArray[np.float64], chance: Iterator[float]) -> int:
    """A place, each as likely as its weight; some weight is above 0."""
    steps = weights.cumsum()
    return int(steps.searchsorted(next(chance) * steps[-1], side="right"))


def behind_first(had: NDArray[np.float64]) -> Weigh:
    """The chances that bring those who have had least up first: a level that all the chance is spent on.

    `had`: the chance that a person of each kind has had.
    """
    import numpy as np

    def weigh(people: NDArray[np.float64]) -> NDArray[np.float64]:
        here = np.flatnonzero(people)
        if not len(here):
            return people
        order = here[np.argsort(had[here], kind="stable")]
        counts, levels = people[order].cumsum(), (people[order] * had[order]).cumsum()
        # With the first j kinds at one level z: Σ n·(z − had) = 1.
        level = (1 + levels) / counts
        after = np.append(had[order][1:], np.inf)
        top = level[int(np.argmax(level <= after))]
        found = np.zeros(len(people))
        found[order] = people[order] * (top - had[order]).clip(0)
        return found

    return weigh
