"""Whether lotteries over whole panels have certain expected seats: a mixture of compositions, or a cut.

A linear program mixes the compositions known so far so that the fewest seats are missed; its prices ask for
compositions worth more, on the face of the seats alone, as all of the mixture must be on it. Walks find many
at once; then integer programs over the profiles of least reduced cost find fewer and better ones, over more
and more profiles, up to all: where none is worth as much as the seats then, these are outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from tirage.chances.instance import Instance
from tirage.chances.rising import Unproved
from tirage.chances.whole.face import face_of
from tirage.chances.whole.mixture import Composition
from tirage.chances.whole.nearest import Nearest, Relaxed
from tirage.chances.whole.walks import STEPS, Table, Walks
from tirage.progress import Progress, Silent
from tirage.solvers.integer import IntegerResult, LinearRow, Status, SumRow, integer_program
from tirage.solvers.reduced import solve_free
from tirage.solvers.stream import Stream

NEAR = 1e-7
"""Seats in all by which a mixture may miss what is expected and still have it."""
BETTER = 1e-7
"""What a composition must be worth more than those of the mixture, to be of use."""
WALKS, KEPT_WALKS = 64, 10
"""Walks of one round, and compositions kept of it, the best."""
AGAIN = 10
"""Rounds after which walks that were of no use are tried once more."""
FEW, MORE = 70, 8
"""Profiles of the first integer program, and how many more where it finds nothing."""
QUICK, THOROUGH = 0.05, 20.0
"""Deterministic time of an integer program that only has to improve, and of one that has to prove."""
FINE = 10**6
"""Prices become whole numbers of this size."""
MOVE, PIVOT = 4e-10, 1.5e-7
"""What a look at a profile and a row in a walk, and at a row in a step of the linear program, count for."""
FURTHER = (1, 2, 4, 8, 16, 32)
"""How much a row that is met counts for in a cut, in largest prices."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A lottery that has the expected seats."""

    compositions: tuple[Composition, ...]
    weights: tuple[float, ...]
    """One a composition, summing to 1."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Why no lottery has them."""

    cut: LinearRow
    """No composition is above it; the expected seats are."""
    compositions: tuple[Composition, ...]
    left: float
    """Of the budget."""


@dataclass(frozen=True, slots=True)
class Open:
    """The effort ended first."""

    compositions: tuple[Composition, ...]


def membership(
    instance: Instance,
    seats: Sequence[Fraction],
    known: Iterable[Composition],
    *,
    budget: float = 20.0,
    progress: Progress | None = None,
) -> Inside | Outside | Open:
    """Whether the expected `seats`, by profile and within every row, are a mixture of compositions.

    `known`: valid compositions; `budget`: the integer programs' deterministic time, about a second a unit.
    """
    return _Search(instance, seats, known, budget).run(progress or Silent())


class _Search:
    """The compositions of the face found so far, and the prices that ask for more."""

    def __init__(
        self, instance: Instance, seats: Sequence[Fraction], known: Iterable[Composition], budget: float
    ) -> None:
        self._instance, self._seats, self._budget = instance, seats, budget
        self._aimed = [float(each) for each in seats]
        self._face = face_of(instance, seats)
        self._nearest = Nearest(self._aimed)
        self._known: dict[Composition, None] = {}
        self._add(each for each in known if self._face.has(each))
        self._walks = Walks(self._face, Stream(repr((instance.seats, instance.sizes)).encode()))
        self._relaxed = Relaxed(self._face)
        self._profiles = FEW

    def run(self, progress: Progress) -> Inside | Outside | Open:
        """The answer."""
        self._add(self._walks.found(*self._starts(self._aimed, [0.0] * len(self._aimed))))
        if not self._known and not self._any():
            return self._lifted([0] * len(self._aimed)) or Open(())
        useful, number = True, 0
        while self._budget > 0:
            progress.step("columns", len(self._known), 0)
            prices = self._nearest.solve()
            self._budget -= PIVOT * len(prices) * self._nearest.iterations
            if self._nearest.distance <= NEAR:
                return Inside(tuple(self._known), self._nearest.weights())
            self._relaxed.solve(prices)
            number += 1
            if useful or number % AGAIN == 0:
                useful = self._walk(prices)
                if useful:
                    continue
            outside = self._program(prices)
            if outside:
                return outside
        return Open(tuple(self._known))

    def _any(self) -> bool:
        """Whether there is a composition on the face at all, which is known then."""
        answer = integer_program(self._face.bounds, self._face.rows, limit=THOROUGH)
        self._budget -= answer.effort
        if answer.status is Status.STOPPED:
            raise Unproved
        return self._add(_all(answer))

    def _add(self, compositions: Iterable[Composition]) -> bool:
        """Whether any was new."""
        new = [each for each in dict.fromkeys(compositions) if each not in self._known]
        self._known |= dict.fromkeys(new)
        for each in new:
            self._nearest.add(each)
        return bool(new)

    def _better(self, compositions: Iterable[Composition], prices: Sequence[float]) -> list[Composition]:
        """Those worth more than the mixture, the best first."""
        least = sum(p * s for p, s in zip(prices, self._aimed, strict=True)) - self._nearest.distance + BETTER
        scored = [
            (-sum(p * x for p, x in zip(prices, each, strict=True) if x), each) for each in compositions
        ]
        return [each for value, each in sorted(scored) if -value > least]

    def _starts(self, point: Sequence[float], prices: Sequence[float]) -> tuple[Table, Table]:
        import numpy as np

        middle, end = np.array(self._aimed), np.array(point)
        parts = [
            self._walks.rounded(part * end + (1 - part) * middle, WALKS // 4) for part in (1, 0.75, 0.5, 0.25)
        ]
        strength = self._walks.strengths(WALKS)
        return np.concatenate(parts), strength[:, None] * np.array(prices)[None, :]

    def _walk(self, prices: Sequence[float]) -> bool:
        self._budget -= MOVE * 2 * WALKS * STEPS * len(prices) * len(self._face.rows)
        met = self._walks.found(*self._starts(self._relaxed.seats, self._relaxed.reduced))
        return self._add(self._better(met, prices)[:KEPT_WALKS])

    def _program(self, prices: Sequence[float]) -> Outside | None:
        """Better compositions by an integer program; a cut, where one over all profiles finds none."""
        weights = [round(price * FINE) for price in prices]
        reduced = self._relaxed.reduced
        free = [t for t, (low, high) in enumerate(self._face.bounds) if low < high]
        kept = sorted(free, key=lambda t: (abs(reduced[t]) > BETTER, abs(reduced[t]), t))[: self._profiles]
        if len(kept) == len(free):
            return self._thorough(whole(prices), prices)
        bounds = [(round(value), round(value)) for value in self._relaxed.seats]
        for t in kept:
            bounds[t] = self._face.bounds[t]
        answer = solve_free(bounds, self._face.rows, [-w for w in weights], _programmed, limit=QUICK)
        self._budget -= answer.effort
        if self._add(self._better(_all(answer), prices)):
            self._profiles = max(FEW // 2, self._profiles - 1)
        else:
            self._profiles += MORE
        return None

    def _thorough(self, weights: Sequence[int], prices: Sequence[float]) -> Outside | None:
        costs = [-w for w in weights]
        for limit in (QUICK, THOROUGH):
            answer = solve_free(self._face.bounds, self._face.rows, costs, _programmed, limit=limit)
            self._budget -= answer.effort
            if self._add(self._better(_all(answer), prices)):
                self._profiles -= MORE
                return None
        if answer.bound is None or answer.status is Status.IMPOSSIBLE:
            raise Unproved
        return self._lifted(weights)

    def _lifted(self, weights: Sequence[int]) -> Outside | None:
        """A cut for all compositions; those off the face lose so much that none is worth more."""
        for factor in FURTHER:
            heavy = factor * max(1, *map(abs, weights))
            lifted = [w + heavy * held for w, held in zip(weights, self._face.met, strict=True)]
            bounds = [(0, size) for size in self._instance.sizes]
            # The cuts found before hold for every composition: the rows alone have the same best.
            answer = integer_program(bounds, self._instance.rows, lifted, limit=THOROUGH)
            self._budget -= answer.effort
            if answer.bound is None:
                raise Unproved
            if sum((w * s for w, s in zip(lifted, self._seats, strict=True)), Fraction(0)) > answer.bound:
                members = tuple(t for t, w in enumerate(lifted) if w)
                cut = LinearRow(members, tuple(lifted[t] for t in members), 0, answer.bound)
                return Outside(cut, tuple(self._known), self._budget)
        self._budget = 0
        return None


def _all(answer: IntegerResult) -> list[Composition]:
    return [*((answer.values,) if answer.values else ()), *answer.others]


def _programmed(
    bounds: Sequence[tuple[int, int]],
    rows: Iterable[SumRow | LinearRow],
    objective: Sequence[int] | None = None,
    *,
    limit: float = THOROUGH,
) -> IntegerResult:
    return integer_program(bounds, rows, objective, limit=limit)


def whole(prices: Sequence[float]) -> list[int]:
    """Prices in whole numbers: short fractions where they are, else rounded."""
    short = [Fraction(price).limit_denominator(60) for price in prices]
    if all(abs(float(value) - price) < 1e-9 for value, price in zip(short, prices, strict=True)):
        scale = lcm(*(value.denominator for value in short))
        if scale <= FINE:
            return [int(value * scale) for value in short]
    return [round(price * FINE) for price in prices]
