"""Leximin chances over the integer hull, by column generation over profiles.

Quotas over three criteria or more may promise chances that no lottery over whole panels has. First that
is asked of all chances of the polytope together; most pools have a mixture of compositions with them. If not,
the level that comes next is sought among mixtures: a linear program mixes the compositions known so far, its
prices y ask an integer program for one worth more than any of them, until there is none. Whatever the prices,
the integer program's answer holds for every lottery (algorithms.md §2), and cuts the polytope where it shows
less than that promised. So each level is the exact optimum within rows and cuts, and a search that is cut
short still ends with chances that are reached and bounds that hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from tirage.chances.floor import Floor, FloorProgram
from tirage.chances.instance import Instance
from tirage.chances.leximin import Level, held_by
from tirage.chances.objectives.choose import Fairness, Target, ranked, target_chances
from tirage.chances.proof import RowProof, bound
from tirage.chances.rising import Empty, Unproved
from tirage.chances.whole.cuts import Separation, cut_of
from tirage.chances.whole.inside import Inside
from tirage.chances.whole.master import Master
from tirage.chances.whole.mixture import Composition, Mixture
from tirage.progress import Progress, Silent
from tirage.solvers.integer import LinearRow, Status, integer_program

FINE = 10**8
"""Prices become whole numbers; those that decide the level, together, are at least this, where it can be."""
LARGEST = 10**12
"""No price becomes larger: the integer program's sums stay far within 64 bits."""
GLANCE, THOROUGH, LEAST_EFFORT = 0.05, 20.0, 0.05
"""Deterministic time of an integer program that only has to improve, has to prove, has no budget left."""
CLOSE = 1e-7
"""A floating-point floor this near to a proven bound is that bound."""
SAME = 1e-6
"""The same where a search ends; no lottery has panels enough to tell the two apart."""
PATIENCE = 60.0
"""Deterministic time beyond the budget for a level that is too far from its bound."""
NEARLY = 1e-6
"""A fraction this near to a price may be what it is."""
SHORT = (60, 1_000, 20_000)
"""Denominators, up to which prices are taken for fractions, one after the other."""
MEMBERSHIP = 25.0
"""Deterministic time for the question whether a mixture has the chances of the polytope."""
DECIMALS = 10**9
"""A chance without a short fraction is rounded down to this many parts."""

FIRST_CUT = RowProof(0, {}, {}, {0: 1})
"""The proof that is the first cut of an instance."""


class _Search:
    """Column generation, level by level, within a budget of integer programs."""

    def __init__(
        self,
        instance: Instance,
        known: Iterable[Composition],
        cuts: Iterable[LinearRow],
        budget: float,
        progress: Progress,
    ) -> None:
        self.progress = progress
        self.instance = instance
        self.known = dict.fromkeys(known)
        self.cuts = list(cuts)
        self.budget, self.patience = budget, PATIENCE
        self._start()

    def _start(self) -> None:
        """Nothing is settled."""
        self.settled: dict[int, Fraction] = {}
        self.levels: list[Level] = []
        self.master = Master(self.instance, self.known)
        self._narrow()

    def run(self) -> Mixture:
        """Every level, lowest first, then the mixture that has all of their chances."""
        while len(self.settled) < len(self.instance.sizes):
            self.progress.step("columns", len(self.settled), len(self.instance.sizes))
            level, floor = self._level()
            self.levels.append(level)
            chances = level.chances(self.instance)
            self.polytope.settle(chances)
            self.settled.update(chances)
            had = self.instance.had
            self.master.settle({t: max(0.0, floor - float(had(t))) for t in level.profiles})
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

    def _level(self) -> tuple[Level, float]:
        """The next level, and the floor that the mixture has for it."""
        above, close = self.polytope.solve(), CLOSE
        while True:
            floor, prices = self.master.solve()
            if floor >= float(above.value) - close:
                held = held_by(above.proof, above.value, self.narrowed, self.settled)
                return Level(above.value, above.value, held, above.proof), floor if above.value else 0.0
            weights = self._integers(prices)
            before = len(self.levels)
            lower, found = self._improved(weights, floor, above)
            above = lower or above
            stuck = self.budget <= 0 or not (lower or found)
            if stuck and close < SAME and floor >= float(above.value) - SAME:
                # Nothing in between was found, nor can be told from either.
                close = SAME
                continue
            if stuck and len(self.levels) == before and floor < float(above.value) - close:
                # The bound stays open; the level is that of the compositions known so far, to the last one.
                reached = Fraction(max(0, int(floor * DECIMALS) - 5), DECIMALS)
                held = tuple(t for t, y in enumerate(weights) if y and t not in self.settled)
                level = Level(reached, above.value, held, above.proof)
                if level.near or not self.patience:
                    return level, floor
                self.budget, self.patience = self.patience, 0.0
            self.known |= dict.fromkeys(found)
            for composition in found:
                self.master.add(composition)

    def _improved(
        self, weights: Sequence[int], floor: float, above: Floor
    ) -> tuple[Floor | None, tuple[Composition, ...]]:
        """The floor of the polytope where these prices cut it, and compositions that raise the mixture."""
        for effort in (GLANCE, THOROUGH) if self.budget > 0 else (GLANCE,):
            top, found = self._price(weights, effort)
            cut = cut_of(weights, top)
            # Any composition worth more than the mixture raises its floor; the best one is needed for the
            # proof alone.
            better = tuple(new for new in found if self._worth(weights, new) > floor + CLOSE)
            enough = floor + CLOSE if better else float(above.value) - CLOSE
            if self._bound(cut) <= enough:
                return self._within(cut), better
            if better:
                return None, better
        return None, ()

    def _narrow(self) -> None:
        """The polytope within all cuts, and what is settled."""
        self.narrowed = replace(self.instance, cuts=tuple(self.cuts))
        self.polytope = FloorProgram(self.narrowed)
        for level in self.levels:
            self.polytope.settle(level.chances(self.instance))

    def _within(self, cut: LinearRow) -> Floor:
        """The next floor within one cut more; the first one once more where it spoils a level before."""
        self.cuts.append(cut)
        self._narrow()
        try:
            return self.polytope.solve()
        except (Empty, Unproved):
            if not self.levels:
                raise
        if self.budget > 0:
            self._start()
        else:
            # No effort is left to find the levels anew: without the cut they hold.
            self.cuts.pop()
            self._narrow()
        return self.polytope.solve()

    def _worth(self, weights: Sequence[int], composition: Composition) -> float:
        """The floor that these prices see in one composition."""
        total = sum(weight * seats for weight, seats in zip(weights, composition, strict=True) if seats)
        return float(self._bound(cut_of(weights, total)))

    def _bound(self, cut: LinearRow) -> Fraction:
        """What a cut alone shows of the next level."""
        return bound(FIRST_CUT, replace(self.instance, cuts=(cut,)), self.settled)

    def _integers(self, prices: Sequence[float]) -> list[int]:
        """Prices in whole numbers: fractions of the largest where they fit the mixture, else rounded."""
        top = max(prices)
        for longest in SHORT:
            short = [Fraction(price / top).limit_denominator(longest) for price in prices]
            scale = lcm(*(value.denominator for value in short))
            whole = [int(value * scale) for value in short]
            near = all(abs(float(value) - y / top) < NEARLY for value, y in zip(short, prices, strict=True))
            if near and scale <= FINE and self.master.level_with(whole):
                return whole
        # Every solution of the master has Σ n·y = 1 over the people who are not settled.
        scale = round(min(FINE, LARGEST / top))
        return [round(price * scale) for price in prices]


def mixture(
    instance: Instance,
    fairness: Fairness,
    aimed: Target,
    compositions: Iterable[Composition] = (),
    *,
    budget: float = 18.0,
    progress: Progress | None = None,
) -> Mixture:
    """The chances of the polytope where a mixture has them, else leximin ones that it has, level by level.

    `aimed`: those of the polytope, for `fairness`, leximin or maximin; `compositions` are valid ones known
    already; `budget` is the integer programs' deterministic time, about a second a unit, after which every
    level ends with what it has; where that is too far from its bound, the search goes on for `PATIENCE`
    more in all.
    """
    progress = progress or Silent()
    progress.step("columns", 0, 0)
    search = Separation(instance, compositions, MEMBERSHIP)
    found: Inside | None = None
    covered: tuple[LinearRow, ...] = ()
    try:
        search.cover(aimed)
        covered = tuple(search.cuts)
        if covered:
            aimed = target_chances(replace(instance, cuts=covered), fairness)
        found = search.mixture(aimed)
    except Unproved:
        pass
    if found:
        return Mixture(aimed, found.compositions, found.weights, covered)
    # The cut of all chances together is not asked for: those of the levels are in smaller numbers.
    return _Search(instance, search.known, covered, budget, progress).run()
