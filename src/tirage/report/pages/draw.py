"""The screen of `tirage draw panel`: a plan and what to do next, or a panel and where everything is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from tirage.analysis.crossings.coverage import coverage
from tirage.assembly.record import Dossier
from tirage.dossier.chain import head
from tirage.dossier.documents.plans import PanelPlan
from tirage.dossier.layout import PLAN
from tirage.draws.chance import read_chance_sources
from tirage.report.document import Deferred, Document, Paragraph, Section
from tirage.report.pages.coverage import data
from tirage.report.parts import lottery
from tirage.report.parts.rolls import how
from tirage.report.rendering.data import plain
from tirage.report.summary import Draw, Summary, summarise
from tirage.report.wording import Wording

if TYPE_CHECKING:
    from tirage.analysis.crossings.diversity import Diversity
    from tirage.analysis.replaceable import Replaceable


def page(dossier: Dossier, wording: Wording) -> Document:
    """The panel of a dossier, planned or drawn."""
    files = dossier.files
    summary = summarise(files, dossier.entries)
    met = [lottery.met(summary, wording)] if summary.draw is not None and summary.quotas else []
    alone, mixed = _foreseen(files) if summary.draw is None else (None, None)
    blocks = (
        lottery.quotas(summary, wording),
        *met,
        *lottery.chances(summary, files, wording),
        *lottery.replaceable(alone, wording),
        *lottery.diversity(mixed, wording),
    )

    def values() -> dict[str, object]:
        place = {"dossier": str(dossier.path), "journal_head": head(dossier.entries)}
        figures = {"replaceable": alone, "diversity": mixed}
        later = {name: plain(asdict(found)) for name, found in figures.items() if found is not None}
        return {**lottery.values(summary, files), "coverage": data(coverage(files)), **later, **place}

    return Document(
        "panel",
        wording.language,
        lottery.title(summary, wording),
        (Section("lottery", "", blocks), *_record(dossier, summary, wording)),
        Deferred(values),
        rehearsal=lottery.rehearsal(summary, wording),
    )


def _foreseen(files: Mapping[str, bytes]) -> tuple[Replaceable | None, Diversity | None]:
    """What the panels of a plan hold and leave, before one of them is drawn."""
    from tirage.analysis.crossings.diversity import diversity
    from tirage.analysis.replaceable import replaceable

    return replaceable(files), diversity(files)


def _record(dossier: Dossier, summary: Summary, wording: Wording) -> Iterator[Section]:
    """The hashes to be read aloud, the next step, and where everything is."""
    path = dossier.path
    plain = read_chance_sources(PanelPlan.from_bytes(dossier.files[PLAN])).plain
    plan = wording.digest("show.plan", summary.plan_hash)
    top = wording.head(dossier.entries)
    last: tuple[Paragraph, ...] = ()
    if summary.draw is None:
        code = "show.next.plan" if plain else "show.next.ceremony"
        step = wording.paragraph(code, path=path, **how(dossier, wording))
        yield Section("plan", "", (plan,))
        yield Section("next", "", (step, top))
    else:
        way = "hand" if summary.draw.by == "hand" else "seed" if plain else "ceremony"
        yield Section("plan", "", (plan, *_number(dossier, summary, summary.draw, way, wording), top))
        last = (wording.paragraph("show.next.drawn", path=path),)
    folders = (wording.paragraph(f"show.files.{part}") for part in ("public", "guarantors", "private"))
    yield Section("files", "", (wording.paragraph("show.files", path=path), *folders, *last))


def _number(
    dossier: Dossier, summary: Summary, draw: Draw, way: str, wording: Wording
) -> Iterator[Paragraph]:
    """What gave the number of the panel."""
    number = lottery.numbered(summary, draw.number)
    yield wording.paragraph(f"show.by.{way}", text=draw.text, number=number, path=dossier.path)
    if draw.seed is not None:
        yield wording.digest("show.seed", draw.seed)
