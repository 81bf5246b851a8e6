"""The steps behind `tirage simulate`: many lives of an assembly, side by side for several policies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any

from tirage.assembly import record
from tirage.assembly.remaining import first_pool, first_quotas
from tirage.assembly.state import read_state
from tirage.cli.figures import percent
from tirage.cli.output import Output
from tirage.cli.progress import Bar
from tirage.dossier.chain import head
from tirage.dossier.packs import write_file
from tirage.errors import Refused
from tirage.forecast.dropouts import Dropouts
from tirage.forecast.lives import POLICIES, Scenario, SimulatedRun, lives
from tirage.processes import WORTH_IT, available, spread
from tirage.report.pictures.lives import chart

CHUNK = 10
"""Lives that one process lives at a time."""
LONG = 20
"""Lives from which on it is worth while to start processes."""


@dataclass(frozen=True, slots=True)
class SimulateOptions:
    """The options, as they were typed."""

    folder: Path
    years: int
    runs: int
    policies: tuple[str, ...]
    dropout: Fraction | None
    months: int | None
    cohorts: int | None
    response: Fraction
    seed: str | None
    chart: Path | None


def simulate(asked: SimulateOptions, talk: Output) -> None:
    """Live, count, show."""
    world, volunteers = _world(asked)
    found: dict[str, list[SimulatedRun]] = {}
    with Bar(talk) as bar:
        for name in asked.policies:
            chunks = [range(asked.runs)[i : i + CHUNK] for i in range(0, asked.runs, CHUNK)]
            sizes = [WORTH_IT if asked.runs >= LONG else 0] * len(chunks)
            one = partial(lives, world, POLICIES[name])
            spent = spread(one, chunks, sizes, available(), bar, "simulate.lives")
            found[name] = [life for each in spent for life in each]
    letters = ceil(volunteers / asked.response)
    rows = {name: summary(each, world.years, letters) for name, each in found.items()}
    if asked.chart is not None:
        months = {name: _whole(each, world.years) for name, each in found.items()}
        write_file(asked.chart, chart(months, talk.text("simulate.chart")))
    if talk.as_json:
        facts = {"years": world.years, "runs": asked.runs, "months": world.months, "cohorts": world.cohorts}
        talk.data({**facts, "seed": world.seed, "policies": rows})
        return
    _show(talk, asked, world, rows)


def summary(found: Sequence[SimulatedRun], years: int, letters: int) -> dict[str, Any]:
    """The figures of one policy; shares are of the lives, quantiles 5 %, 50 % and 95 %."""
    runs = len(found)
    return {
        "broken": sum(bool(life.broken) for life in found) / runs,
        "months": sum(len(life.broken) for life in found) / (runs * years * 12),
        "stuck": sum(bool(life.stuck) for life in found) / runs,
        "exhausted": sum(bool(life.exhausted) for life in found) / runs,
        "first": _quantiles([life.stuck for life in found if life.stuck]),
        "draws": _quantiles([life.draws for life in found]),
        "drawn": _quantiles([life.drawn for life in found]),
        "letters": _quantiles([life.pools * letters for life in found]),
    }


def _quantiles(values: Sequence[int]) -> list[int] | None:
    """5 %, 50 % and 95 %; None of nothing.

    >>> _quantiles(range(1, 101)), _quantiles([])
    ([5, 50, 95], None)
    """
    ordered = sorted(values)
    return [ordered[max(0, ceil(len(ordered) * q / 100) - 1)] for q in (5, 50, 95)] if ordered else None


def _whole(found: Sequence[SimulatedRun], years: int) -> list[Fraction]:
    """Month by month, the share of assemblies with every seat filled and every quota met."""
    broken = Counter(month for life in found for month in life.broken)
    return [1 - Fraction(broken[month], len(found)) for month in range(1, years * 12 + 1)]


def _world(asked: SimulateOptions) -> tuple[Scenario, int]:
    """What all lives begin with, and how many volunteers a pool has."""
    found = record.load(asked.folder)
    life = read_state(found.files, found.entries)
    if life.closed is not None:
        raise Refused("life.closed", date=life.closed.isoformat())
    pool, quotas = first_pool(found.files), first_quotas(found.files)
    features = {person.pid: person.features for person in pool.people}
    term = life.term
    months = asked.months or (term.months if term else 12)
    cohorts = asked.cohorts or (term.cohorts if term else 1)
    if months % cohorts:
        raise Refused("term.uneven", cohorts=cohorts, months=months)
    own = [(seat.pid, seat.cohort) for seat in life.seats if not seat.open]
    as_drawn = term is not None and cohorts == term.cohorts
    panel = [
        (features[pid], cohort if as_drawn else place % cohorts + 1 if cohorts > 1 else 0)
        for place, (pid, cohort) in enumerate(own)
    ]
    dropouts = Dropouts(asked.dropout)
    kinds = Counter(person.features for person in pool.people)
    gone = life.members | life.unavailable
    world = Scenario(
        quotas,
        dict(sorted(kinds.items())),
        tuple(panel),
        dict(sorted(Counter(features[pid] for pid in gone if pid in features).items())),
        {kind: float(dropouts.of(pool.criteria, kind)) for kind in sorted(kinds)},
        months,
        cohorts,
        asked.years,
        asked.seed or head(found.entries),
    )
    return world, len(pool.people)


def _show(
    talk: Output, asked: SimulateOptions, world: Scenario, rows: Mapping[str, Mapping[str, Any]]
) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    console = talk.console()
    facts = {"runs": asked.runs, "years": world.years, "months": world.months, "cohorts": world.cohorts}
    console.print(talk.text("simulate.title", **facts), style="bold", soft_wrap=True)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(talk.text("simulate.figure"))
    for name in rows:
        table.add_column(name, justify="right")
    for key in ("broken", "months", "stuck", "exhausted", "first", "draws", "drawn", "letters"):
        table.add_row(
            Text(talk.text(f"simulate.row.{key}")), *(Text(_said(talk, row[key])) for row in rows.values())
        )
    console.print(table)
    said = {"dropout": percent(talk, _mean(world)), "volunteers": sum(world.pool.values())}
    console.print(talk.text("simulate.assumed", **said), soft_wrap=True)
    if asked.chart is not None:
        console.print(talk.text("simulate.written", path=asked.chart), soft_wrap=True)


def _mean(world: Scenario) -> float:
    """Mean probability to leave within a term, of those who sit at the beginning."""
    return sum(world.leaving[kind] for kind, _ in world.panel) / max(1, len(world.panel))


def _said(talk: Output, value: object) -> str:
    if value is None:
        return "—"
    if isinstance(value, float):
        return percent(talk, value)
    assert isinstance(value, list)
    low, middle, high = value
    return f"{middle} ({low}–{high})"
