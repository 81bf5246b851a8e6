"""Chances that whole panels have, for the objectives beyond leximin: the polytope, cut until it has no more.

Quotas over three criteria or more may promise chances that no lottery over whole panels has. A point that is
no mixture of compositions is cut off: weights of profiles under which it is worth more than any composition,
as an integer program shows. With that as one row more the chances are sought again, until they are a mixture
(Grötschel, Lovász & Schrijver 1988: separation). The cuts enter the proofs, which then rest on the programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tirage.chances.instance import Instance
from tirage.chances.objectives.choose import Fairness, Target, target_chances
from tirage.chances.rising import Unproved
from tirage.chances.whole.inside import Inside, Open, membership
from tirage.chances.whole.mixture import Composition, Mixture
from tirage.progress import Progress, Silent
from tirage.solvers.integer import LinearRow, Status, integer_program

THOROUGH = 20.0
"""Deterministic time of an integer program that has to prove."""


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
        found = search.mixture(aimed)
        if found:
            return Mixture(aimed, found.compositions, found.weights, tuple(search.cuts))


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

    def mixture(self, aimed: Target) -> Inside | None:
        """Compositions and weights that have these chances; or None, after one cut more."""
        seats = [chance * n for chance, n in zip(aimed.chances, self._instance.sizes, strict=True)]
        within = replace(self._instance, cuts=tuple(self.cuts))
        answer = membership(within, seats, self.known, budget=self._budget)
        self.known |= dict.fromkeys(answer.compositions)
        if isinstance(answer, Inside):
            return answer
        if isinstance(answer, Open):
            raise Unproved
        self.cuts.append(answer.cut)
        self._budget = answer.left
        return None

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


def cut_of(weights: Sequence[int], best: int) -> LinearRow:
    """What an integer program found, Σ weights·x ≤ best, as a row."""
    members = tuple(t for t, weight in enumerate(weights) if weight)
    return LinearRow(members, tuple(weights[t] for t in members), 0, best)


def worth(weights: Sequence[int], composition: Composition) -> int:
    """Σ weights·x."""
    return sum(weight * seats for weight, seats in zip(weights, composition, strict=True) if seats)
