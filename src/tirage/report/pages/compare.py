"""The screen of `tirage chances --compare`: the ways to be fair side by side, in tables and a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from tirage.analysis.objectives import Comparison, Objective, binned
from tirage.report.document import Block, Column, Document, Paragraph, Picture, Section, Strip, Table, Value
from tirage.report.pictures.strips import svg
from tirage.report.rendering.data import plain
from tirage.report.wording import Wording

STRIP = 50
"""Columns of a strip."""


def page(found: Comparison, wording: Wording, picture: Path | None = None) -> Document:
    """All figures; `picture` is where the chart was written, if it was."""
    sections = [
        Section("figures", "", (_figures(found, wording), _strips(found, wording))),
        Section("categories", "", (*_categories(found, wording), *_notes(found, wording, picture))),
    ]
    title = wording.text("compare.title", people=found.people, seats=found.seats)
    return Document("comparison", wording.language, title, tuple(sections), plain(asdict(found)))


def _figures(found: Comparison, wording: Wording) -> Table:
    """One row a measure, one column a way to be fair."""
    percent = wording.percent
    measures: list[tuple[str, Callable[[Objective], str]]] = [
        ("compare.least", lambda each: percent(each.chances.least)),
        ("compare.at_least", lambda each: wording.count(each.chances.at_least)),
        ("compare.largest", lambda each: percent(each.chances.largest)),
        ("compare.at_largest", lambda each: wording.count(each.chances.at_largest)),
        ("compare.aimed.least", lambda each: percent(each.aimed.least)),
        ("compare.aimed.largest", lambda each: percent(each.aimed.largest)),
        ("compare.gini", lambda each: wording.decimal(each.chances.gini)),
        ("compare.geometric", lambda each: percent(each.chances.geometric_mean)),
        ("compare.never", lambda each: wording.count(each.chances.never)),
        ("compare.certain", lambda each: wording.count(each.chances.certain)),
    ]
    if found.declared:
        measures.append(("compare.gain", lambda each: _gain(each, wording)))
    rows = tuple((wording.text(code), *map(value, found.objectives)) for code, value in measures)
    return Table("figures", "", (Column("measure", ""), *_by_objective(found, "figure")), rows)


def _gain(each: Objective, wording: Wording) -> str:
    best = each.manipulability.best if each.manipulability else None
    if best is None:
        return wording.text("compare.gain.none")
    before, after = wording.percent(best.before), wording.percent(best.after)
    return wording.text("compare.gain.value", before=before, after=after)


def _strips(found: Comparison, wording: Wording) -> Picture:
    highest = max(each.chances.largest for each in found.objectives)
    strips = (Strip(each.fairness, tuple(binned(each.groups, highest, STRIP))) for each in found.objectives)
    words = wording.text("compare.strips", highest=wording.percent(highest))
    return Picture("chances", svg(found, wording.language).decode(), words, tuple(strips))


def _categories(found: Comparison, wording: Wording) -> Iterator[Table]:
    """The mean chance of each category; nothing without quotas."""
    if not found.rows:
        return
    columns = (wording.screen_column("show.criterion", "group"), wording.screen_column("show.category"))
    rows: Iterator[tuple[Value, ...]] = (
        (*names, *(chances.mean if chances else None for chances in ranges))
        for names, *ranges in zip(found.rows, *(each.ranges for each in found.objectives), strict=True)
    )
    caption = wording.text("compare.categories")
    yield Table("categories", caption, (*columns, *_by_objective(found, "percent")), tuple(rows))


def _by_objective(found: Comparison, kind: str) -> Iterator[Column]:
    """A column for each way to be fair."""
    return (Column(each.fairness, each.fairness, kind) for each in found.objectives)  # type: ignore[arg-type]


def _notes(found: Comparison, wording: Wording, picture: Path | None) -> Iterator[Block]:
    yield from _gains(found, wording)
    for each in found.objectives:
        if each.method == "columns":
            yield wording.paragraph("compare.searched", "note", fairness=each.fairness)
    yield wording.paragraph("compare.explain")
    if picture is not None:
        yield wording.paragraph("compare.picture", path=picture)


def _gains(found: Comparison, wording: Wording) -> Iterator[Paragraph]:
    """What a false claim was found to bring, for each way to be fair; how to ask where nobody asked."""
    tried = [each.manipulability for each in found.objectives if each.manipulability]
    if not tried:
        yield wording.paragraph("compare.undeclared")
        return
    counts = {"tried": tried[0].tried, "possible": tried[0].possible}
    yield wording.paragraph("compare.gains", declared=", ".join(found.declared), **counts)
    for each in found.objectives:
        if each.manipulability and (best := each.manipulability.best):
            yield wording.paragraph(
                "compare.gains.one",
                fairness=each.fairness,
                claimed=best.claimed,
                criterion=best.criterion,
                before=wording.percent(best.before),
                after=wording.percent(best.after),
                features=", ".join(best.features),
            )
