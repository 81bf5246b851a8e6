"""Leximin chances over the integer hull, by column generation over profiles.

Quotas over three criteria or more may promise chances that no lottery over whole panels has. Then the
chances are sought among mixtures of compositions that exist: a linear program mixes those known so
far, its prices y ask an integer program for a composition worth more than any of them, until there is
none. Whatever the prices, the integer program's answer bounds every lottery (algorithms.md §2), so a
search that is cut short still ends with chances that are reached and bounds that hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from tirage.chances.floor import FloorProgram
from tirage.chances.instance import MILLIONTHS, Instance
from tirage.chances.leximin import Level, held_by
from tirage.chances.objectives.choose import ranked
from tirage.chances.proof import RowProof, bound
from tirage.chances.rising import SETTINGS, Unproved
from tirage.chances.whole.mixture import Composition, Mixture
from tirage.progress import Progress, Silent
from tirage.solvers.integer import LinearRow, Status, integer_program
from tirage.solvers.linear import LinearProgram

FINE = 10**8
"""Prices become whole numbers; those that decide the level, together, are at least this, where it can be."""
LARGEST = 10**12
"""No price becomes larger: the integer program's sums stay far within 64 bits."""
GLANCE, THOROUGH, LEAST_EFFORT = 0.05, 20.0, 0.05
"""Deterministic time of an integer program that only has to improve, has to prove, has no budget left."""
CLOSE = 1e-7
"""A floating-point floor this near to a proven bound is that bound."""
SLACK = 1e-9
"""Room left to a chance already given, at first."""
MOST_SLACK = 1e-5
"""Room that rounding may come to need."""
PATIENCE = 60.0
"""Deterministic time beyond the budget for a level that is too far from its bound."""
DECIMALS = 10**9
"""A chance without a short fraction is rounded down to this many parts."""

FIRST_CUT = RowProof(0, {}, {}, {0: 1})
"""The proof that is the first cut of an instance."""


class _Master:
    """The best mixture of the compositions known so far."""

    def __init__(self, instance: Instance, compositions: Iterable[Composition]) -> None:
        self._instance = instance
        self._highest = 1 + float(max(instance.given, default=0))
        self._settled: dict[int, float] = {}
        self.compositions = list(compositions)
        self._slack = SLACK
        self._build("")

    def _build(self, settings: str) -> None:
        self._lp = LinearProgram(settings)
        self._z = self._lp.variable(0, self._highest, objective=1)
        for t, size in enumerate(self._instance.sizes):
            # The slack keeps the program feasible against the solver's own rounding.
            settled = t in self._settled
            floor = size * (self._settled[t] if settled else -float(self._instance.had(t)))
            floor -= self._slack if settled else 0
            self._lp.row(floor, float("inf"), [(self._z, 0 if t in self._settled else -size)])
        self._one = self._lp.row(1, 1)
        for composition in self.compositions:
            self._column(composition)

    def _column(self, composition: Composition) -> None:
        new = self._lp.variable()
        self._lp.set_coefficient(self._one, new, 1)
        for t, people in enumerate(composition):
            if people:
                self._lp.set_coefficient(t, new, people)

    def add(self, composition: Composition) -> None:
        self.compositions.append(composition)
        self._column(composition)

    def settle(self, chances: Mapping[int, float]) -> None:
        for t, chance in chances.items():
            self._settled[t] = chance
            self._lp.set_coefficient(t, self._z, 0)
            self._lp.set_bounds(t, self._instance.sizes[t] * chance - self._slack, float("inf"))

    def solve(self) -> tuple[float, list[float]]:
        """The floor and the prices y ≥ 0 of the profiles."""
        if not self._lp.solve() and not self._solve_afresh():
            raise Unproved
        return self._lp.value(self._z), [
            max(0.0, -self._lp.dual(t)) for t in range(len(self._instance.sizes))
        ]

    def _solve_afresh(self) -> bool:
        """A warm basis may have gone bad numerically: once more from nothing, then with more room."""
        while self._slack <= MOST_SLACK:
            for settings in SETTINGS:
                self._build(settings)
                if self._lp.solve():
                    return True
            self._slack *= 10
        return False

    def weights(self) -> tuple[float, ...]:
        raw = [max(0.0, self._lp.value(1 + j)) for j in range(len(self.compositions))]
        total = sum(raw)
        return tuple(weight / total for weight in raw)


class _Search:
    """Column generation, level by level, within a budget of integer programs."""

    def __init__(
        self, instance: Instance, compositions: Iterable[Composition], budget: float, progress: Progress
    ) -> None:
        self.progress = progress
        self.instance = instance
        self.known = dict.fromkeys(compositions)
        self.budget, self.patience = budget, PATIENCE
        self.polytope = FloorProgram(instance)
        self.settled: dict[int, Fraction] = {}
        self.levels: list[Level] = []
        self.cuts: list[LinearRow] = []

    def run(self) -> Mixture:
        """Every level, lowest first, then the mixture that has all of their chances."""
        self._cover()
        self.master = _Master(self.instance, self.known)
        for level in self.levels:
            self.master.settle(self._reached(level, float(level.value)))
        while len(self.settled) < len(self.instance.sizes):
            self.progress.step("columns", len(self.settled), len(self.instance.sizes))
            level, floor = self._level()
            self._record(level)
            self.master.settle(self._reached(level, floor))
        self.master.solve()
        aimed = ranked(tuple(self.levels), self.instance)
        return Mixture(aimed, tuple(self.master.compositions), self.master.weights(), tuple(self.cuts))

    def _price(self, weights: Sequence[int], effort: float) -> tuple[int, tuple[Composition, ...]]:
        """An upper bound of Σ weights·x over all compositions, and new good ones, the best first."""
        limit = min(effort, max(LEAST_EFFORT, self.budget))
        answer = integer_program(
            [(0, size) for size in self.instance.sizes], self.instance.rows, weights, limit=limit
        )
        self.budget -= answer.effort
        if answer.status is Status.IMPOSSIBLE or answer.bound is None:
            raise Unproved
        found = dict.fromkeys((*((answer.values,) if answer.values else ()), *answer.others))
        return answer.bound, tuple(composition for composition in found if composition not in self.known)

    def _cover(self) -> None:
        """A composition for every profile that has one; the others can never be drawn."""
        missing = {t for t in range(len(self.instance.sizes)) if not any(c[t] for c in self.known)}
        while missing:
            wanted = [int(t in missing) for t in range(len(self.instance.sizes))]
            best, found = self._price(wanted, THOROUGH)
            if best == 0:
                proof = self._kept(_cut(wanted, 0), FIRST_CUT)
                self._record(Level(Fraction(0), Fraction(0), tuple(sorted(missing)), proof))
                return
            self.known |= dict.fromkeys(found)
            covered = {t for t in missing if any(composition[t] for composition in found)}
            if not covered:
                # Not found and not excluded: the search goes on without them, and says so by a gap.
                return
            missing -= covered

    def _level(self) -> tuple[Level, float]:
        """The next level, and the floor that the mixture has for it."""
        above = self.polytope.solve()
        row_new = held_by(above.proof, above.value, self.instance, self.settled)
        best: tuple[Fraction, LinearRow | None] = (above.value, None)
        while True:
            floor, prices = self.master.solve()
            if floor >= float(above.value) - CLOSE:
                level = Level(above.value, above.value, row_new, above.proof)
                return level, floor if above.value else 0.0
            weights = self._integers(prices)
            found: tuple[Composition, ...] = ()
            for effort in (GLANCE, THOROUGH) if self.budget > 0 else (GLANCE,):
                top, found = self._price(weights, effort)
                cut = _cut(weights, top)
                limit = self._bound(cut)
                if limit < best[0]:
                    best = (limit, cut)
                if float(limit) - floor <= CLOSE:
                    held = held_by(FIRST_CUT, limit, replace(self.instance, cuts=(cut,)), self.settled)
                    proof = self._kept(cut, above.proof)
                    return Level(self._short(limit, floor), limit, held, proof), floor
                # Any composition worth more than the mixture raises its floor; the best one is needed for
                # the proof alone.
                found = tuple(new for new in found if self._worth(weights, new) > floor + CLOSE)
                if found:
                    break
            if not found or self.budget <= 0:
                # The bound stays open; the level is that of the compositions known so far, to the last one.
                held = tuple(t for t, y in enumerate(weights) if y and t not in self.settled)
                level = Level(self._short(Fraction(floor), floor), best[0], held, above.proof)
                if level.near or not self.patience:
                    return replace(level, proof=self._kept(best[1], above.proof)), floor
                self.budget, self.patience = self.patience, 0.0
            self.known |= dict.fromkeys(found)
            for composition in found:
                self.master.add(composition)

    def _worth(self, weights: Sequence[int], composition: Composition) -> float:
        """The floor that these prices see in one composition."""
        total = sum(weight * seats for weight, seats in zip(weights, composition, strict=True) if seats)
        return float(self._bound(_cut(weights, total)))

    def _bound(self, cut: LinearRow) -> Fraction:
        """What a cut alone shows of the next level."""
        return bound(FIRST_CUT, replace(self.instance, cuts=(cut,)), self.settled)

    def _kept(self, cut: LinearRow | None, rows: RowProof) -> RowProof:
        """The proof that is a cut, kept from now on; the one by rows where there is none."""
        if cut is None:
            return rows
        self.cuts.append(cut)
        return RowProof(0, {}, {}, {len(self.cuts) - 1: 1})

    def _integers(self, prices: Sequence[float]) -> list[int]:
        """Prices in whole numbers: short fractions of the largest where they are, else rounded."""
        top = max(prices)
        short = [Fraction(price / top).limit_denominator(60) for price in prices]
        if all(abs(float(value) - price / top) < 1e-9 for value, price in zip(short, prices, strict=True)):
            scale = lcm(*(value.denominator for value in short))
            if scale <= FINE:
                return [int(value * scale) for value in short]
        # Every solution of the master has Σ n·y = 1 over the people who are not settled.
        scale = round(min(FINE, LARGEST / top))
        return [round(price * scale) for price in prices]

    def _record(self, level: Level) -> None:
        self.levels.append(level)
        self.polytope.settle(level.chances(self.instance))
        self.settled.update(level.chances(self.instance))

    def _reached(self, level: Level, floor: float) -> dict[int, float]:
        """The chances that the mixture has of a level whose floor it reaches."""
        return {t: max(0.0, floor - float(self.instance.had(t))) for t in level.profiles}

    def _short(self, limit: Fraction, floor: float) -> Fraction:
        """The bound itself where it is a short fraction, else a chance just below that the mixture has."""
        # What was had before is in millionths, which a sum with it keeps.
        longest = 10**6 * (MILLIONTHS if self.instance.given else 1)
        if limit.denominator <= longest and abs(float(limit) - floor) <= CLOSE:
            return limit
        return Fraction(max(0, int(min(float(limit), floor) * DECIMALS) - 5), DECIMALS)


def _cut(weights: Sequence[int], best: int) -> LinearRow:
    members = tuple(t for t, weight in enumerate(weights) if weight)
    return LinearRow(members, tuple(weights[t] for t in members), 0, best)


def mixture(
    instance: Instance,
    compositions: Iterable[Composition] = (),
    *,
    budget: float = 18.0,
    progress: Progress | None = None,
) -> Mixture:
    """Leximin chances that a lottery over whole panels has, level by level, each with a proven bound.

    `compositions` are valid ones known already; `budget` is the integer programs' deterministic time,
    about a second a unit, after which every level ends with what it has; where that is too far from its
    bound, the search goes on for `PATIENCE` more in all.
    """
    return _Search(instance, compositions, budget, progress or Silent()).run()
