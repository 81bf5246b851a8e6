"""Published chances beside those of the leximin lottery on the same pool and quotas.

These are unique, person by person (`chances.leximin`), so that every difference is one of the lotteries.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tirage.analysis.statistics import Figures, figures
from tirage.people.published.model import Curve

SOLVERS = Fraction(1, 1000)
"""Share of the best least chance that solvers in decimals may miss, and no more."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The chances of all, beside those of the leximin lottery."""

    given: Figures | None
    """None where nobody has a chance."""
    best: Figures
    none: tuple[str, ...]
    """pids without a chance."""
    passed_over: tuple[str, ...]
    """Those of them who could have had one."""
    below: int
    """People with less than the least chance that everybody who can be drawn could have had, by `slack`."""
    moved: Fraction
    """Seats, of those of a panel, that some have in place of others: half the sum of all differences, and
    what is missing or too much in all."""
    widest: Fraction
    """The largest difference of one person."""
    grain: Fraction | None
    """The chance that one panel is; None where panels have probabilities, or are not known."""
    slack: Fraction
    """What is rounding: one panel; without panels as likely as each other, `SOLVERS` of the best least."""

    @property
    def rounded(self) -> bool:
        """Whether nobody is further off than rounding explains."""
        return self.widest < self.slack


@dataclass(frozen=True, slots=True)
class ComparedCurve:
    """Chances without names, beside those of the leximin lottery in the same order."""

    name: str
    people: int
    total: Fraction
    least: Fraction
    none: int
    below: int
    moved: Fraction | None
    """None where they are not as many as the pool."""


def compare_chances(
    chances: Mapping[str, Fraction], best: Mapping[str, Fraction], grain: Fraction | None
) -> Compared:
    """Chances by pid, none where a pid is missing; `best`: of everybody, 0 for whom no panel can hold."""
    given = {pid: chances.get(pid, Fraction(0)) for pid in best}
    floor = min(chance for chance in best.values() if chance)
    slack = grain or floor * SOLVERS
    differences = [given[pid] - best[pid] for pid in best]
    none = tuple(pid for pid, chance in given.items() if not chance)
    return Compared(
        figures(_groups(given.values()), _groups(given[pid] for pid in best if best[pid]))
        if any(given.values())
        else None,
        figures(_groups(best.values())),
        none,
        tuple(pid for pid in none if best[pid]),
        sum(given[pid] + slack <= floor for pid in best if best[pid]),
        _moved(differences),
        max(map(abs, differences)),
        grain,
        slack,
    )


def compare_curve(curve: Curve, best: Mapping[str, Fraction]) -> ComparedCurve:
    """Chances without names: the k-th smallest is held against the k-th smallest."""
    sorted_best = sorted(best.values())
    floor = min(chance for chance in sorted_best if chance)
    moved = None
    if len(curve.chances) == len(sorted_best):
        moved = _moved([a - b for a, b in zip(curve.chances, sorted_best, strict=True)])
    possible = sum(1 for chance in sorted_best if chance)
    below = bisect_right(curve.chances, floor - floor * SOLVERS)
    return ComparedCurve(
        curve.name,
        len(curve.chances),
        sum(curve.chances, Fraction(0)),
        curve.chances[0],
        sum(not chance for chance in curve.chances),
        max(0, below - (len(sorted_best) - possible)),
        moved,
    )


def _moved(differences: Sequence[Fraction]) -> Fraction:
    """The larger of what some have too much and what others have too little."""
    more = sum((each for each in differences if each > 0), Fraction(0))
    return max(more, more - sum(differences, Fraction(0)))


def _groups(chances: Iterable[Fraction]) -> list[tuple[Fraction, int]]:
    return sorted(Counter(chances).items())
