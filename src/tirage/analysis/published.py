"""What a published draw comes to, beside what was possible: pure figures, nothing solved here.

Panels are held against the quotas and the households; chances against those of the leximin lottery on the
same pool and quotas, which are unique, person by person (`chances.leximin`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tirage.analysis.statistics import Figures, figures
from tirage.people.pool.model import Pool
from tirage.people.published.model import Curve, Panels
from tirage.quotas.model import BoundCount, Quotas


@dataclass(frozen=True, slots=True)
class JudgedPanel:
    """One panel against quotas and households."""

    size: int
    rows: tuple[BoundCount, ...]
    """Every quota, with the seats that this panel gives it; nothing without quotas."""
    shared: int
    """Households with two members or more in it."""

    @property
    def unmet(self) -> tuple[BoundCount, ...]:
        """The quotas that it does not meet."""
        return tuple(row for row in self.rows if not row.minimum <= (row.seats or 0) <= row.maximum)


@dataclass(frozen=True, slots=True)
class JudgedPanels:
    """All panels of a lottery; panels are named as their file names them."""

    panels: int
    distinct: int
    weighted: bool
    """Whether the file gives each a probability of its own."""
    total: Fraction
    """The sum of the probabilities; 1 where there are none."""
    rounding: Fraction
    """By how much that sum may miss 1 because of decimals that were not written."""
    sizes: Mapping[int, int]
    """Members → panels with so many."""
    unmet: tuple[str, ...]
    """Panels that break a quota."""
    broken: tuple[int, ...]
    """By quota: how many panels break it."""
    shared: tuple[str, ...]
    """Panels with two members or more of one household."""
    drawn: tuple[str, ...] | None
    """Those whose members are the people drawn; None where nobody says who was drawn."""

    @property
    def adds_up(self) -> bool:
        """Whether the probabilities make 1, but for what their decimals leave out."""
        return abs(self.total - 1) <= self.rounding


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
    """People with less than the least chance that everybody who can be drawn could have had."""
    moved: Fraction
    """Seats, of those of a panel, that some have in place of others: half the sum of all differences, and
    what is missing or too much in all."""
    widest: Fraction
    """The largest difference of one person."""
    grain: Fraction | None
    """The chance that one panel is; None where panels have probabilities, or are not known."""

    @property
    def rounded(self) -> bool:
        """Whether everybody is less than one panel off: as near as so many panels come."""
        return self.grain is not None and self.widest < self.grain


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


def judge_panel(members: Sequence[str], pool: Pool, quotas: Quotas | None) -> JudgedPanel:
    """One panel; its members are pids of the pool."""
    people = {person.pid: person for person in pool.people}
    homes = Counter(people[pid].household for pid in members if people[pid].household)
    rows: tuple[BoundCount, ...] = ()
    if quotas is not None:
        everyone = quotas.count(person.features for person in pool.people)
        seats = quotas.count(people[pid].features for pid in members)
        rows = tuple(
            BoundCount(row.criterion, row.category, came, row.minimum, sat, row.maximum)
            for row, came, sat in zip(quotas.bounds, everyone, seats, strict=True)
        )
    return JudgedPanel(len(members), rows, sum(count > 1 for count in homes.values()))


def judge_panels(
    panels: Panels, pool: Pool, quotas: Quotas | None, drawn: Sequence[str] | None
) -> JudgedPanels:
    """Every panel of a lottery."""
    people = {person.pid: person for person in pool.people}
    bounds = quotas.bounds if quotas else ()
    broken = [0] * len(bounds)
    unmet, shared = [], []
    for label, members in zip(panels.labels, panels.members, strict=True):
        counts = quotas.count(people[pid].features for pid in members) if quotas else ()
        faults = [not row.minimum <= count <= row.maximum for row, count in zip(bounds, counts, strict=True)]
        broken = [before + now for before, now in zip(broken, faults, strict=True)]
        unmet += [label] if any(faults) else []
        homes = Counter(people[pid].household for pid in members if people[pid].household)
        shared += [label] if any(count > 1 for count in homes.values()) else []
    found = None
    if drawn is not None:
        pairs = zip(panels.labels, panels.members, strict=True)
        found = tuple(label for label, members in pairs if members == tuple(drawn))
    return JudgedPanels(
        len(panels.members),
        len(set(panels.members)),
        panels.weights is not None,
        panels.total,
        panels.rounding,
        dict(sorted(Counter(map(len, panels.members)).items())),
        tuple(unmet),
        tuple(broken),
        tuple(shared),
        found,
    )


def compare_chances(
    chances: Mapping[str, Fraction], best: Mapping[str, Fraction], grain: Fraction | None
) -> Compared:
    """Chances by pid, none where a pid is missing; `best`: of everybody, 0 for whom no panel can hold."""
    given = {pid: chances.get(pid, Fraction(0)) for pid in best}
    floor = min(chance for chance in best.values() if chance)
    differences = [given[pid] - best[pid] for pid in best]
    none = tuple(pid for pid, chance in given.items() if not chance)
    return Compared(
        figures(_groups(given.values()), _groups(given[pid] for pid in best if best[pid]))
        if any(given.values())
        else None,
        figures(_groups(best.values())),
        none,
        tuple(pid for pid in none if best[pid]),
        sum(given[pid] < floor for pid in best if best[pid]),
        _moved(differences),
        max(map(abs, differences)),
        grain,
    )


def compare_curve(curve: Curve, best: Mapping[str, Fraction]) -> ComparedCurve:
    """Chances without names: the k-th smallest is held against the k-th smallest."""
    sorted_best = sorted(best.values())
    floor = min(chance for chance in sorted_best if chance)
    moved = None
    if len(curve.chances) == len(sorted_best):
        moved = _moved([a - b for a, b in zip(curve.chances, sorted_best, strict=True)])
    possible = sum(1 for chance in sorted_best if chance)
    below = bisect_left(curve.chances, floor)
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
