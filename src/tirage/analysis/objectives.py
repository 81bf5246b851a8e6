"""The ways to be fair side by side, on one pool under the same quotas, each with a lottery of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, get_args

from tirage.analysis.misreports import Manipulability, manipulability
from tirage.analysis.statistics import Figures, Groups, Range, figures, spread
from tirage.chances.instance import Instance
from tirage.chances.objectives.choose import Fairness, target_chances
from tirage.discretion import brief
from tirage.draws.draw_up import group
from tirage.draws.impossible import impossible
from tirage.errors import Defect, InputInvalid
from tirage.feasibility.conflicts import has_panel
from tirage.lottery.realise import Method, Realised, realise
from tirage.people.pool.model import Pool
from tirage.progress import Progress, Silent
from tirage.quotas.model import Quotas
from tirage.shown import Shown
from tirage.solvers.integer import SumRow
from tirage.tabular.cells import closest, quoted

if TYPE_CHECKING:
    from pandas import DataFrame

FAIRNESS: tuple[Fairness, ...] = get_args(Fairness)


@dataclass(frozen=True, slots=True)
class Objective:
    """One way to be fair, and what it makes of a pool."""

    fairness: Fairness
    method: Method
    bound: Fraction | None
    """No lottery gives the person with the least chance more; None where no level says so."""
    groups: Groups
    """Chances that the panels give, and how many people have each, ascending."""
    chances: Figures
    """Of the chances given."""
    ranges: tuple[Range | None, ...]
    """Of the chances given, by quota row; None where there are no volunteers."""
    aimed_groups: Groups
    """Chances aimed at, likewise."""
    aimed: Figures
    """Of the chances aimed at."""
    manipulability: Manipulability | None
    """None where no criterion was said to be self-declared."""


@dataclass(repr=False, frozen=True, slots=True)
class Comparison(Shown):
    """All ways to be fair on one pool."""

    seats: int
    people: int
    rows: tuple[tuple[str, str], ...]
    """Criterion and category of each quota row."""
    declared: tuple[str, ...]
    objectives: tuple[Objective, ...]

    def __repr__(self) -> str:
        return brief(self, people=self.people, seats=self.seats, ways=len(self.objectives))

    def to_frame(self) -> DataFrame:
        """One row a way to be fair, indexed by `fairness`; chances are floats, of those that the panels give.

        `least` and `largest` with the people who have them (`at_least`, `at_largest`), `mean`, `gini` and
        `geometric_mean`; `never` and `certain` count people.
        """
        from pandas import DataFrame, Index

        names = ("least", "at_least", "largest", "at_largest", "mean", "gini", "geometric_mean")
        found = [each.chances for each in self.objectives]
        columns = {name: [_plain(getattr(each, name)) for each in found] for name in names}
        columns |= {name: [getattr(each, name) for each in found] for name in ("never", "certain")}
        return DataFrame(columns, index=Index([each.fairness for each in self.objectives], name="fairness"))


def _plain(value: Fraction | float) -> float | int:
    """A fraction as a float, a count as it is."""
    return float(value) if isinstance(value, Fraction) else value


def compare(
    pool: Pool,
    quotas: Quotas,
    seats: int,
    panels: int | None,
    *,
    declared: Sequence[str] = (),
    progress: Progress | None = None,
) -> Comparison:
    """Chances that a lottery of `panels` panels gives, and those it aims at, for each way to be fair.

    None: as many panels as each way needs (`lottery.panel_count`).

    `declared`: criteria that people declare themselves and could misreport. Raises QuotasImpossible, with a
    minimal conflict, when no panel meets the quotas.
    """
    progress = progress or Silent()
    grouped = group(pool, quotas, seats)
    if not has_panel(grouped.instance):
        raise impossible(grouped.instance, quotas)
    found = []
    for fairness in FAIRNESS:
        with ThreadPoolExecutor() as workers:
            realised = realise(grouped.instance, fairness, panels, workers, progress)
        progress.step("misreports", 0, 0)
        by = partial(ideal, fairness=fairness)
        gain = manipulability(pool, quotas, grouped, declared, by) if declared else None
        found.append(_objective(fairness, realised, grouped.instance, gain))
    rows = tuple((row.criterion, row.category) for row in quotas.bounds)
    return Comparison(seats, len(pool.people), rows, tuple(declared), tuple(found))


def _objective(
    fairness: Fairness, realised: Realised, instance: Instance, gain: Manipulability | None
) -> Objective:
    """Figures of one way to be fair, from the lottery realised for it."""
    profiles = range(len(instance.sizes))
    given = [_given(realised, instance, t) for t in profiles]
    aimed = [{chance: size} for chance, size in zip(realised.chances, instance.sizes, strict=True)]
    everyone, target = _grouped(given), _grouped(aimed)
    possible = _grouped([given[t] for t in profiles if realised.chances[t]])
    bound = next((level.bound for level in realised.levels if level.value), None)
    return Objective(
        fairness,
        realised.method,
        bound,
        everyone,
        figures(everyone, possible),
        tuple(_range(row, given) for row in instance.quotas),
        target,
        figures(target),
        gain,
    )


def _given(realised: Realised, instance: Instance, profile: int) -> dict[Fraction, int]:
    """The chances that the panels give to the people of a profile: they are in equally many, to one panel."""
    panels, size = len(realised.compositions), instance.sizes[profile]
    each, more = divmod(sum(composition[profile] for composition in realised.compositions), size)
    found = {Fraction(each, panels): size - more, Fraction(each + 1, panels): more}
    return {chance: people for chance, people in found.items() if people}


def _grouped(profiles: Sequence[Mapping[Fraction, int]]) -> Groups:
    people: Counter[Fraction] = Counter()
    for chances in profiles:
        people.update(chances)
    return tuple(sorted(people.items()))


def _range(row: SumRow, given: Sequence[Mapping[Fraction, int]]) -> Range | None:
    return spread(_grouped([given[t] for t in row.members])) if row.members else None


def declared_criteria(names: Sequence[str], criteria: Sequence[str]) -> tuple[str, ...]:
    """The criteria that people declare themselves, in the order of the quotas; InputInvalid for another."""
    unknown = [
        Defect(
            "option.declared",
            "--declared",
            values={"value": quoted(name), "closest": closest(name, criteria)},
        )
        for name in names
        if name not in criteria
    ]
    if unknown:
        raise InputInvalid(unknown)
    return tuple(name for name in criteria if name in names)


def binned(groups: Groups, highest: Fraction, bins: int) -> list[int]:
    """How many people have a chance in each of `bins` equal parts of 0 to `highest`."""
    counts = [0] * bins
    for chance, people in groups:
        counts[min(bins - 1, int(chance * bins / highest))] += people
    return counts


def ideal(instance: Instance, fairness: Fairness) -> Sequence[Fraction]:
    """Chances by profile on the quota polytope, which is where a misreport is weighed."""
    return target_chances(instance, fairness).chances
