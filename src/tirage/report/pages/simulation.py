"""Simulated lives of an assembly, side by side for several policies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from tirage.forecast.simulation import Figures, Mean, Simulation
from tirage.report.document import Block, Column, Document, Paragraph, Section, Table
from tirage.report.wording import NONE, Wording


def page(found: Simulation, chart: Path | None, wording: Wording) -> Document:
    """The figures of each policy, and what was assumed; `chart`: the file that a chart was written to."""
    scenario = found.scenario
    facts = {
        "years": scenario.years,
        "runs": found.runs,
        "months": scenario.months,
        "cohorts": scenario.cohorts,
    }
    assumed = {
        "last": scenario.last,
        "tolerance": dict(scenario.tolerance),
        "batch": scenario.batch,
        "lost": scenario.lost,
        "refusing": scenario.refusing,
        "joining": scenario.joining,
    }
    rows = {name: _values(figures) for name, figures in found.figures.items()}
    data = {**facts, **assumed, "seed": scenario.seed, "policies": rows}
    blocks: list[Block] = [
        wording.paragraph("simulate.title", "lead", **facts),
        _table(found, wording),
        _assumed(found, wording),
        *_besides(found, wording),
    ]
    if chart is not None:
        blocks.append(wording.paragraph("simulate.written", path=chart))
    return Document("simulation", wording.language, "", (Section("lives", "", tuple(blocks)),), data)


def _table(found: Simulation, wording: Wording) -> Table:
    names = tuple(found.figures)
    columns = (
        Column("figure", wording.text("simulate.figure")),
        *(Column(name, name, "figure") for name in names),
    )
    rows = tuple(
        (
            wording.text(f"simulate.row.{field.name}"),
            *(_said(getattr(found.figures[name], field.name), wording) for name in names),
        )
        for field in fields(Figures)
    )
    return Table("figures", "", columns, rows)


def _values(figures: Figures) -> dict[str, object]:
    """As JSON values; a mean as its number."""
    found = {field.name: getattr(figures, field.name) for field in fields(figures)}
    return {name: each.value if isinstance(each, Mean) else each for name, each in found.items()}


def _said(value: float | tuple[int, int, int] | Mean | None, wording: Wording) -> str:
    """A share as a percentage, quantiles as the median with the two others."""
    if value is None:
        return NONE
    if isinstance(value, Mean):
        return wording.decimal(value.value, 2 if value.value < 10 else 0)
    if isinstance(value, float):
        return wording.percent(value)
    low, middle, high = value
    return f"{middle} ({low}–{high})"


def _assumed(found: Simulation, wording: Wording) -> Paragraph:
    dropout = wording.percent(found.leaving)
    return wording.paragraph("simulate.assumed", dropout=dropout, volunteers=found.volunteers)


def _besides(found: Simulation, wording: Wording) -> Iterator[Paragraph]:
    """What was assumed beside departures, where anything was."""
    scenario = found.scenario
    facts = {
        "tolerance": max(scenario.tolerance.values(), default=0),
        "lost": scenario.lost and wording.percent(scenario.lost),
        "refusing": scenario.refusing and wording.percent(scenario.refusing),
        "joining": scenario.joining,
        "batch": scenario.batch,
        "last": scenario.last,
    }
    said = [
        wording.text(f"simulate.assumed.{name}", **{name: value}) for name, value in facts.items() if value
    ]
    if said:
        yield wording.paragraph("simulate.assumed.also", facts=wording.joined(said))
