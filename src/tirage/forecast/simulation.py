"""Simulated lives of an assembly under several policies, from its dossier: the figures side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import ceil
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

from tirage.assembly.record import Dossier, load
from tirage.assembly.remaining import current_pool, first_quotas, still_there
from tirage.assembly.state import AssemblyState
from tirage.discretion import brief
from tirage.dossier.chain import bodies, head
from tirage.dossier.documents.plans import PanelPlan, SeatsPlan
from tirage.dossier.entries import Drawn
from tirage.dossier.layout import CHANCES, PLAN, path_in_draw
from tirage.draws.documents import csv_rows
from tirage.errors import Refused
from tirage.forecast.dropouts import Dropouts
from tirage.forecast.lives import POLICIES, Scenario, SimulatedRun, lives
from tirage.processes import WORTH_IT, spread
from tirage.progress import Progress, Silent
from tirage.shown import Shown

if TYPE_CHECKING:
    from pandas import DataFrame

_CHUNK = 10
"""Lives that one process lives at a time."""
LONG = 20
"""Lives from which on it is worth while to start processes."""
Quantiles = tuple[int, int, int]
"""5 %, 50 % and 95 %."""


class Mean(NamedTuple):
    """A number of things a life, on average."""

    value: float


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is assumed of a life, beside the record; None for what the record has."""

    dropout: Fraction | None = None
    """The probability of every member to leave within a term; None for general experience."""
    months: int | None = None
    """Of the term; else 12."""
    cohorts: int | None = None
    """Else 1."""
    last: int | None = None
    """The end with which everyone leaves; 0 for none."""
    tolerance: int | None = None
    """Seats by which replacements may miss each quota."""
    lost: Fraction = Fraction(0)
    """The probability of a volunteer to be lost within a month."""
    refusing: Fraction = Fraction(0)
    """The probability that somebody drawn in a later draw says no."""
    joining: int = 0
    """Volunteers whom complementary letters bring each year."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the lives under one policy; floats are shares, from 0 to 1."""

    broken: float
    """Lives with an unmet quota or an open seat in some month."""
    months: float
    """Months in which that is so."""
    stuck: float
    """Lives in which some draw was impossible."""
    exhausted: float
    """Lives in which the pool had fewer people than open seats."""
    impossible: Mean
    """Draws that could not be held."""
    first: Quantiles | None
    """First month of an impossible draw; None where there was none."""
    draws: Quantiles | None
    drawn: Quantiles | None
    """People who took over a seat in these draws."""
    reached: Mean | None
    """People who had a chance in such a draw, while the first pool lasted."""
    least: float | None
    """The smallest chance of a seat that somebody of the first pool, never seated, has had; mean of lives."""
    letters: Quantiles | None
    """Letters for new pools."""


@dataclass(repr=False, frozen=True, slots=True)
class Simulation(Shown):
    """The lives of one assembly under several policies."""

    scenario: Scenario
    runs: int
    figures: Mapping[str, Figures]
    """By name of policy."""
    whole: Mapping[str, Sequence[Fraction]]
    """By name of policy, month by month: share of assemblies with every seat filled and every quota met."""

    def __repr__(self) -> str:
        return brief(self, runs=self.runs, years=self.scenario.years, policies=len(self.figures))

    def to_frame(self) -> DataFrame:
        """`whole` as floats: one row a month, indexed by `month` from 1, one column a policy."""
        from pandas import DataFrame, RangeIndex

        shares = {name: [float(share) for share in each] for name, each in self.whole.items()}
        return DataFrame(shares, index=RangeIndex(1, 12 * self.scenario.years + 1, name="month"))

    @property
    def leaving(self) -> float:
        """Mean probability to leave within a term, over the members at the beginning."""
        panel = self.scenario.panel
        return sum(self.scenario.leaving[features] for features, _ in panel) / max(1, len(panel))

    @property
    def volunteers(self) -> int:
        """How many people a pool has."""
        return sum(self.scenario.pool.values())


def simulate(
    scenario: Scenario,
    policies: Iterable[str],
    runs: int,
    *,
    response: Fraction = Fraction(1, 20),
    processes: int = 1,
    progress: Progress | None = None,
) -> Simulation:
    """Simulate `runs` lives under each of the policies, by their names in `POLICIES`.

    `response`: share of letters that bring a volunteer. The same seed gives the same figures with any number
    of `processes`.
    """
    letters = ceil(sum(scenario.pool.values()) / response)
    chunks = [range(runs)[first : first + _CHUNK] for first in range(0, runs, _CHUNK)]
    sizes = [WORTH_IT if runs >= LONG else 0] * len(chunks)
    figures, whole = {}, {}
    for name in policies:
        work = partial(lives, scenario, POLICIES[name])
        spent = spread(work, chunks, sizes, processes, progress or Silent(), "simulate.lives")
        found = [life for each in spent for life in each]
        figures[name] = summary(found, scenario.years, letters)
        whole[name] = _whole(found, scenario.years)
    return Simulation(scenario, runs, figures, whole)


def read_scenario(
    folder: str | Path, *, years: int, assumed: Assumed = Assumed(), seed: str | None = None
) -> Scenario:
    """The assembly of a dossier as it stands, to be simulated for some years; `seed`: a name.

    Without one it is that of the head of the journal. Raises Refused before the draw of the panel, once the
    assembly has ended, and for months that the cohorts do not share evenly.
    """
    dossier = load(Path(folder))
    state = dossier.state
    state.check_open()
    pool = current_pool(dossier.files)
    later, term = PanelPlan.from_bytes(dossier.files[PLAN]).later, state.term
    months = assumed.months or (term.months if term else 12)
    cohorts = assumed.cohorts or (term.cohorts if term else 1)
    if months % cohorts:
        raise Refused("term.uneven", cohorts=cohorts, months=months)
    features = {person.pid: person.features for person in pool.people}
    gone = state.members | state.unavailable
    dropouts = Dropouts(assumed.dropout)
    return Scenario(
        first_quotas(dossier.files),
        dict(sorted(Counter(features.values()).items())),
        _panel(state, features, cohorts),
        dict(sorted(Counter(features[pid] for pid in gone if pid in features).items())),
        {kind: float(dropouts.of(pool.criteria, kind)) for kind in sorted(set(features.values()))},
        months,
        cohorts,
        years,
        seed or head(dossier.entries),
        had=_had(dossier, {pid: kind for pid, kind in features.items() if pid not in gone}),
        tolerance=dict(later.tolerance or {}) if assumed.tolerance is None else {"": assumed.tolerance},
        batch=later.batch,
        last=(term.last if term else 0) if assumed.last is None else assumed.last,
        lost=float(assumed.lost),
        refusing=float(assumed.refusing),
        joining=assumed.joining,
        alternates=dict(sorted(Counter(features[pid] for pid in still_there(pool, state)).items())),
    )


def _had(dossier: Dossier, features: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], float]:
    """The chances that these people have had in all draws of seats, the smallest of each kind."""
    sums = dict.fromkeys(features, 0.0)
    acts = ["panel"] + [body.act for body in bodies(dossier.entries, Drawn) if body.act != "panel"]
    for act in acts:
        panels = SeatsPlan.from_bytes(dossier.files[path_in_draw(PLAN, act)]).inputs.panels
        for pid, count, *_ in csv_rows(dossier.files[path_in_draw(CHANCES, act)])[1:]:
            if pid in sums:
                sums[pid] += int(count) / panels
    found: dict[tuple[str, ...], float] = {}
    for pid, kind in features.items():
        found[kind] = min(found.get(kind, sums[pid]), sums[pid])
    return found


def _panel(
    state: AssemblyState, features: Mapping[str, tuple[str, ...]], cohorts: int
) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Features and cohort of those who sit: as on the record, else in turn, 0 where there is one cohort."""
    as_drawn = state.term is not None and cohorts == state.term.cohorts
    sitting = [seat for seat in state.seats if not seat.open]
    in_turn = [place % cohorts + 1 if cohorts > 1 else 0 for place in range(len(sitting))]
    return tuple(
        (features[seat.pid], seat.cohort if as_drawn else turn)
        for seat, turn in zip(sitting, in_turn, strict=True)
    )


def summary(found: Sequence[SimulatedRun], years: int, letters: int) -> Figures:
    """The figures of one policy; `letters`: how many one new pool takes."""
    runs = len(found)
    reached = [people for life in found for people in life.reached]
    least = [life.least for life in found if life.least is not None]
    return Figures(
        broken=sum(bool(life.broken) for life in found) / runs,
        months=sum(len(life.broken) for life in found) / (runs * years * 12),
        stuck=sum(bool(life.stuck) for life in found) / runs,
        exhausted=sum(bool(life.exhausted) for life in found) / runs,
        impossible=Mean(sum(life.impossible for life in found) / runs),
        first=_quantiles([life.stuck for life in found if life.stuck]),
        draws=_quantiles([life.draws for life in found]),
        drawn=_quantiles([life.drawn for life in found]),
        reached=Mean(mean(reached)) if reached else None,
        least=mean(least) if least else None,
        letters=_quantiles([life.pools * letters for life in found]),
    )


def _quantiles(values: Sequence[int]) -> Quantiles | None:
    """5 %, 50 % and 95 %; None of nothing.

    >>> _quantiles(range(1, 101)), _quantiles([])
    ((5, 50, 95), None)
    """
    if not values:
        return None
    ordered = sorted(values)
    low, middle, high = (ordered[max(0, ceil(len(ordered) * q / 100) - 1)] for q in (5, 50, 95))
    return low, middle, high


def _whole(found: Sequence[SimulatedRun], years: int) -> list[Fraction]:
    """Month by month, the share of assemblies with every seat filled and every quota met."""
    broken = Counter(month for life in found for month in life.broken)
    return [1 - Fraction(broken[month], len(found)) for month in range(1, years * 12 + 1)]
