"""Chances that whole panels have, for the objectives beyond leximin: the polytope, cut until it has no more.

Quotas over three criteria or more may promise chances that no lottery over whole panels has. A point that is
no mixture of compositions is cut off: weights of profiles under which it is worth more than any composition,
as an integer program shows. With that as one row more the chances are sought again, until they are a mixture
(Grötschel, Lovász & Schrijver 1988: separation). The cuts enter the proofs, which then rest on the programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from tirage.chances.instance import Instance
from tirage.chances.objectives.choose import Fairness, Target, target_chances
from tirage.chances.rising import SETTINGS, Unproved
from tirage.chances.whole.mixture import Composition, Mixture
from tirage.progress import Progress, Silent
from tirage.solvers.integer import LinearRow, Status, integer_program
from tirage.solvers.linear import LinearProgram

NEAR = 1e-7
"""Seats in all by which a mixture may miss the chances and still have them."""
FINE = 10**6
"""Weights become whole numbers; the largest is up to this, where they are no short fractions."""
GLANCE, THOROUGH = 0.05, 20.0
"""Deterministic time of an integer program that only has to improve, and of one that has to prove."""
DEEP = 0.5
"""A bound that shows this part of the distance is cut with at once."""


def within_hull(
    instance: Instance,
    fairness: Fairness,
    aimed: Target,
    compositions: Iterable[Composition] = (),
    *,
    budget: float = 25.0,
    progress: Progress | None = None,
) -> Mixture:
    """The chances of an objective over lotteries of whole panels.

    `aimed`: those of the polytope; `compositions` are valid ones known already; `budget` is the integer
    programs' deterministic time, about a second a unit. Raises `rising.Unproved` where it does not suffice.
    """
    search = Separation(instance, compositions, budget)
    search.cover(aimed)
    progress = progress or Silent()
    while True:
        progress.step("columns", len(search.cuts), 0)
        if search.cuts:
            aimed = target_chances(replace(instance, cuts=tuple(search.cuts)), fairness)
        weights = search.mixture(aimed)
        if weights is not None:
            return Mixture(aimed, tuple(search.known), weights, tuple(search.cuts))


class Separation:
    """The compositions and cuts found so far."""

    def __init__(self, instance: Instance, compositions: Iterable[Composition], budget: float) -> None:
        self._instance = instance
        self._budget = budget
        self.known = dict.fromkeys(compositions)
        self.cuts: list[LinearRow] = []

    def cover(self, aimed: Target) -> None:
        """A composition for every profile that has one; a cut for the others, whom no panel holds.

        `aimed`: the chances of the polytope, whose rows may show so much of some.
        """
        count = len(self._instance.sizes)
        missing = {t for t in range(count) if aimed.chances[t] and not any(each[t] for each in self.known)}
        while missing:
            best, found = self._price([int(t in missing) for t in range(count)], THOROUGH)
            if best == 0:
                self.cuts.append(cut_of([int(t in missing) for t in range(count)], 0))
                return
            covered = {t for t in missing if any(each[t] for each in found)}
            if not covered:
                raise Unproved
            self.known |= dict.fromkeys(found)
            missing -= covered

    def mixture(self, aimed: Target) -> tuple[float, ...] | None:
        """Weights of the known compositions that have these chances; or None, after one cut more."""
        seats = [chance * n for chance, n in zip(aimed.chances, self._instance.sizes, strict=True)]
        while True:
            master = _Nearest(self.known, seats)
            if master.distance <= NEAR:
                return master.weights
            weights = _whole(master.prices)
            wanted = sum((w * s for w, s in zip(weights, seats, strict=True)), Fraction(0))
            known = max(worth(weights, each) for each in self.known)
            for effort in (GLANCE, THOROUGH):
                best, found = self._price(weights, effort)
                better = [each for each in found if worth(weights, each) > known]
                if wanted - best > DEEP * float(wanted - known) or (not better and wanted > best):
                    self.cuts.append(cut_of(weights, best))
                    return None
                if better:
                    break
            else:
                raise Unproved
            self.known |= dict.fromkeys(better)

    def _price(self, weights: Sequence[int], effort: float) -> tuple[int, tuple[Composition, ...]]:
        """An upper bound of Σ weights·x over all compositions, and new good ones, the best first."""
        if self._budget <= 0:
            raise Unproved
        bounds = [(0, size) for size in self._instance.sizes]
        answer = integer_program(bounds, self._instance.rows, weights, limit=effort)
        self._budget -= answer.effort
        if answer.status is Status.IMPOSSIBLE or answer.bound is None:
            raise Unproved
        found = dict.fromkeys((*((answer.values,) if answer.values else ()), *answer.others))
        return answer.bound, tuple(each for each in found if each not in self.known)


class _Nearest:
    """The mixture of compositions that misses the fewest seats, and the prices of missing them."""

    def __init__(self, compositions: Iterable[Composition], seats: Sequence[Fraction]) -> None:
        for settings in SETTINGS:
            lp = LinearProgram(settings)
            rows = [lp.row(float(each), float(each)) for each in seats]
            one = lp.row(1, 1)
            for row in rows:
                for sign in (1, -1):
                    lp.set_coefficient(row, lp.variable(objective=-1), sign)
            first = 2 * len(rows)
            count = 0
            for composition in compositions:
                new = lp.variable()
                lp.set_coefficient(one, new, 1)
                for row, people in zip(rows, composition, strict=True):
                    if people:
                        lp.set_coefficient(row, new, people)
                count += 1
            if lp.solve():
                break
        else:
            raise Unproved
        self.distance = -lp.objective
        self.prices = [-lp.dual(row) for row in rows]
        """By profile, from −1 to 1: what a composition is to have more of, and less."""
        raw = [max(0.0, lp.value(first + j)) for j in range(count)]
        self.weights = tuple(weight / sum(raw) for weight in raw)


def cut_of(weights: Sequence[int], best: int) -> LinearRow:
    """What an integer program found, Σ weights·x ≤ best, as a row."""
    members = tuple(t for t, weight in enumerate(weights) if weight)
    return LinearRow(members, tuple(weights[t] for t in members), 0, best)


def worth(weights: Sequence[int], composition: Composition) -> int:
    """Σ weights·x."""
    return sum(weight * seats for weight, seats in zip(weights, composition, strict=True) if seats)


def _whole(prices: Sequence[float]) -> list[int]:
    """Prices in whole numbers: short fractions where they are, else rounded."""
    short = [Fraction(price).limit_denominator(60) for price in prices]
    if all(abs(float(value) - price) < 1e-9 for value, price in zip(short, prices, strict=True)):
        scale = lcm(*(value.denominator for value in short))
        if scale <= FINE:
            return [int(value * scale) for value in short]
    return [round(price * FINE) for price in prices]
