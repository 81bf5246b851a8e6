"""Volunteers that letters bring, in simulated futures: whether a panel exists, all margins together.

A future is a response of each stratum and shares of what only the answers tell, then the volunteers that
chance makes of them. The same futures serve any number of letters. In every pool tried with quotas by
category alone a panel existed exactly when each category had volunteers enough: margins decide, and the
solver confirms a sample. Nobody shares a household in a pool, since no household gets two letters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from tirage.forecast.waves.variates import Counts, Floats, binomials, shares
from tirage.quotas.model import Quotas, Where
from tirage.randomness.simulation import numbers

FUTURES, FEWEST, CELLS = 1000, 500, 2 * 10**6
"""How many are simulated: a probability of 0.95 is then known to within 0.014, nineteen times in twenty.
Fewer, but `FEWEST` at least, where futures times strata would exceed `CELLS`."""
EVERYONE = ("", "")
"""Criterion and category of what is expected of all volunteers together."""
LOW = 0.05


@dataclass(frozen=True, slots=True)
class Expectation:
    """Volunteers of one category; of everyone, where criterion and category are empty."""

    criterion: str
    category: str
    minimum: int
    mean: float
    low: float
    """One time in twenty there are fewer."""
    enough: float
    """Probability of at least `minimum` volunteers."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What the solver said of simulated pools."""

    pools: int
    """Pools tried: in each of them every category has volunteers enough."""
    met: int
    """Those in which a panel exists."""
    volunteers: tuple[int, ...]
    """Of each pool, ascending."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters on their way, by stratum."""

    trials: Counts
    """Letters; or people, where each gets one with a chance."""
    chance: Floats
    """That one of them is written to: 1 where letters are shared out by stratum."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What is known of a criterion that only answers tell: weights of a Dirichlet, in volunteers' worth."""

    criterion: int
    categories: tuple[str, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pool must have."""

    quotas: Quotas
    seats: int
    told: frozenset[int]
    """Criteria of which something is known before the answers come: the others are not looked at."""
    already: tuple[tuple[str, ...], ...]
    """Features of those who volunteered so far."""


@dataclass(frozen=True, slots=True)
class Pools:
    """The volunteers of each future."""

    by_stratum: Counts
    """Shape (futures, strata): new ones."""
    total: Counts
    """By future; those of earlier waves among them."""
    of: Mapping[Where, Counts]
    """Of each bound that can be counted, by future."""


class Futures:
    """Futures of the letters of one wave, the same ones for the same name."""

    def __init__(
        self,
        name: tuple[str, ...],
        features: Sequence[tuple[str, ...]],
        rates: Floats,
        waiting: Letters,
        answers: Sequence[Answered],
        wanted: Wanted,
    ) -> None:
        """See the module.

        `features` of each stratum, "" where only the answer tells; `rates` of volunteers from a letter sent,
        shape (futures, strata); `waiting`: letters of earlier waves of which nothing came back yet.
        """
        self._name, self._features, self._rates = name, features, rates
        self._wanted, self._answers = wanted, {each.criterion: each for each in answers}
        self._shares = {
            each.criterion: shares(each.weights, (*name, "shares", str(each.criterion)), len(rates))
            for each in answers
        }
        self._waiting = binomials(waiting.trials, rates * waiting.chance, (*name, "waiting"))
        already = wanted.quotas.count(wanted.already)
        self._already = dict(zip((b.where for b in wanted.quotas.bounds), already, strict=True))
        told = (each.where for each in wanted.quotas.bounds if {c for c, _ in each.where} <= wanted.told)
        self._in_sum = {where: self._columns(where) for where in told}

    def _columns(self, where: Where) -> NDArray[np.bool_]:
        """The strata whose people a bound counts, as far as the lists tell."""
        known = [(c, name) for c, name in where if c not in self._answers]
        return np.array([all(own[c] == name for c, name in known) for own in self._features], dtype=bool)

    def response(self, people: Counts) -> Floats:
        """Volunteers from a letter sent to any of so many people of each stratum, by future."""
        return np.asarray(self._rates @ people / max(int(people.sum()), 1))

    def pools(self, letters: Letters, answering: Floats | float = 1.0) -> Pools:
        """The volunteers that `letters` bring; `answering` times as many as believed, by future or in all."""
        rates = np.minimum(self._rates * np.reshape(answering, (-1, 1)), 1.0)
        came = binomials(letters.trials, rates * letters.chance, (*self._name, "volunteers")) + self._waiting
        new = came.sum(axis=1)
        found: dict[Where, Counts] = {}
        for criterion, each in self._answers.items():
            if criterion in self._wanted.told:
                found |= self._split(each, new)
        for where, columns in self._in_sum.items():
            if where not in found:
                found[where] = self._thinned(where, came[:, columns].sum(axis=1))
        counts = {where: found[where] + self._already[where] for where in self._in_sum}
        return Pools(came, new + len(self._wanted.already), counts)

    def _split(self, answered: Answered, new: Counts) -> dict[Where, Counts]:
        """New volunteers by category of a criterion that only the answers tell."""
        left, rest = new, np.ones(len(new))
        found: dict[Where, Counts] = {}
        for place, category in enumerate(answered.categories):
            share = self._shares[answered.criterion][:, place]
            chance = np.clip(share / np.maximum(rest, 1e-12), 0.0, 1.0)[:, None]
            name = (*self._name, "answers", str(answered.criterion), str(place))
            last = place == len(answered.categories) - 1
            own = left if last else binomials(left[:, None], chance, name)[:, 0]
            found[((answered.criterion, category),)] = own
            left, rest = left - own, rest - share
        return found

    def _thinned(self, where: Where, people: Counts) -> Counts:
        """Those of a cell among people who are of it by the lists: answers do not depend on these."""
        share = np.ones(len(people))
        for criterion, category in where:
            if (answered := self._answers.get(criterion)) is not None:
                known = category in answered.categories
                place = answered.categories.index(category) if known else 0
                share = share * (self._shares[criterion][:, place] if known else 0.0)
        if (share == 1).all():
            return people
        name = (*self._name, "cell", sha256(repr(where).encode()).hexdigest())
        return np.asarray(binomials(people[:, None], share[:, None], name)[:, 0])

    def has_panel(self, pools: Pools) -> NDArray[np.bool_]:
        """By future: everyone is enough, so is every category, and no maximum leaves seats empty."""
        seats = self._wanted.seats
        enough = pools.total >= seats
        most: dict[int, Counts] = {}
        for bound in self._wanted.quotas.bounds:
            if bound.where in pools.of:
                own = pools.of[bound.where]
                enough &= own >= bound.minimum
                if len(bound.where) == 1:
                    number = bound.where[0][0]
                    most[number] = most.get(number, np.zeros_like(own)) + np.minimum(own, bound.maximum)
        for filled in most.values():
            enough &= filled >= seats
        return enough

    def expectations(self, pools: Pools) -> tuple[Expectation, ...]:
        """One a category that can be counted, in the order of the quotas; everyone where there is none."""
        found = [
            _expected(bound.criterion, bound.category, bound.minimum, pools.of[bound.where])
            for bound in self._wanted.quotas.bounds
            if bound.where in pools.of
        ]
        return tuple(found) or (_expected(*EVERYONE, self._wanted.seats, pools.total),)

    def confirm(
        self, pools: Pools, can_be_met: Callable[[Sequence[tuple[str, ...]]], bool], most: int
    ) -> Simulated:
        """Pools of the first futures whose margins are enough, `most` of them, put to `can_be_met`."""
        tried = np.flatnonzero(self.has_panel(pools))[:most]
        met = sum(can_be_met(self._people(pools, int(future))) for future in tried)
        return Simulated(len(tried), met, tuple(sorted(int(pools.total[future]) for future in tried)))

    def _people(self, pools: Pools, future: int) -> list[tuple[str, ...]]:
        """Everyone's features in one future; answers do not depend on the stratum."""
        people = [
            list(own)
            for own, count in zip(self._features, pools.by_stratum[future], strict=True)
            for _ in range(count)
        ]
        for criterion, answered in self._answers.items():
            chance = numbers(*self._name, "people", str(future), str(criterion))
            order = sorted(range(len(people)), key=lambda _person: next(chance))
            wheres = [((criterion, category),) for category in answered.categories]
            if all(where in pools.of for where in wheres):
                sizes = [int(pools.of[where][future]) - self._already[where] for where in wheres]
            else:
                sizes = _apportioned(self._shares[criterion][future], len(people))
            given = (name for name, size in zip(answered.categories, sizes, strict=True) for _ in range(size))
            for person, category in zip(order, given, strict=True):
                people[person][criterion] = category
        return [*self._wanted.already, *map(tuple, people)]


def _expected(criterion: str, category: str, minimum: int, counts: Counts) -> Expectation:
    ordered = np.sort(counts)
    low = float(ordered[int(LOW * len(ordered))])
    return Expectation(
        criterion, category, minimum, float(counts.mean()), low, float((counts >= minimum).mean())
    )


def _apportioned(share: Floats, people: int) -> list[int]:
    """So many people by their shares, in whole numbers that add up."""
    ends = np.rint(np.cumsum(share) / share.sum() * people).astype(int)
    return [int(size) for size in np.diff(ends, prepend=0)]
