"""Simulated lives of an assembly under several policies, from its dossier: the figures side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import ceil
from pathlib import Path

from tirage.assembly.record import load
from tirage.assembly.remaining import first_pool, first_quotas
from tirage.assembly.state import AssemblyState
from tirage.dossier.chain import head
from tirage.errors import Refused
from tirage.forecast.dropouts import Dropouts
from tirage.forecast.lives import POLICIES, Scenario, SimulatedRun, lives
from tirage.processes import WORTH_IT, spread
from tirage.progress import Progress, Silent

_CHUNK = 10
"""Lives that one process lives at a time."""
LONG = 20
"""Lives from which on it is worth while to start processes."""
Quantiles = tuple[int, int, int]
"""5 %, 50 % and 95 %."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the lives under one policy; the first four are shares, from 0 to 1."""

    broken: float
    """Lives with an unmet quota or an open seat in some month."""
    months: float
    """Months in which that is so."""
    stuck: float
    """Lives in which some draw was impossible."""
    exhausted: float
    """Lives in which the pool had fewer people than open seats."""
    first: Quantiles | None
    """First month of an impossible draw; None where there was none."""
    draws: Quantiles | None
    drawn: Quantiles | None
    """People who took over a seat in these draws."""
    letters: Quantiles | None
    """Letters for new pools."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """The lives of one assembly under several policies."""

    scenario: Scenario
    runs: int
    figures: Mapping[str, Figures]
    """By name of policy."""
    whole: Mapping[str, Sequence[Fraction]]
    """By name of policy, month by month: share of assemblies with every seat filled and every quota met."""

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
    folder: str | Path,
    *,
    years: int,
    dropout: Fraction | None = None,
    months: int | None = None,
    cohorts: int | None = None,
    seed: str | None = None,
) -> Scenario:
    """The assembly of a dossier as it stands, to be simulated for some years.

    `dropout`: the probability of every member to leave within a term, None for general experience.
    `months` and `cohorts`: of the term, None for those on the record, else 12 and 1. `seed`: a name, None
    for the head of the journal. Raises Refused before the draw of the panel, once the assembly has ended, and
    for months that the cohorts do not share evenly.
    """
    dossier = load(Path(folder))
    state = dossier.state
    state.check_open()
    pool = first_pool(dossier.files)
    term = state.term
    months = months or (term.months if term else 12)
    cohorts = cohorts or (term.cohorts if term else 1)
    if months % cohorts:
        raise Refused("term.uneven", cohorts=cohorts, months=months)
    features = {person.pid: person.features for person in pool.people}
    gone = Counter(features[pid] for pid in state.members | state.unavailable if pid in features)
    kinds, dropouts = Counter(features.values()), Dropouts(dropout)
    return Scenario(
        first_quotas(dossier.files),
        dict(sorted(kinds.items())),
        _panel(state, features, cohorts),
        dict(sorted(gone.items())),
        {kind: float(dropouts.of(pool.criteria, kind)) for kind in sorted(kinds)},
        months,
        cohorts,
        years,
        seed or head(dossier.entries),
    )


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
    return Figures(
        broken=sum(bool(life.broken) for life in found) / runs,
        months=sum(len(life.broken) for life in found) / (runs * years * 12),
        stuck=sum(bool(life.stuck) for life in found) / runs,
        exhausted=sum(bool(life.exhausted) for life in found) / runs,
        first=_quantiles([life.stuck for life in found if life.stuck]),
        draws=_quantiles([life.draws for life in found]),
        drawn=_quantiles([life.drawn for life in found]),
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
