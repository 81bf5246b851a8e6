"""What is printed of a plan, and of a draw: the steps that come after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tirage.cli.output import Output
from tirage.dossier.chain import groups
from tirage.dossier.layout import PLAN
from tirage.draws.chance import read_chance_sources
from tirage.report.document import Document, Section
from tirage.report.parts import lottery
from tirage.report.summary import Summary

if TYPE_CHECKING:
    from rich.console import Console


def panel(talk: Output, summary: Summary, files: Mapping[str, bytes], path: Path, head: str) -> None:
    """A plan and what to do next, or a draw and where it is."""
    chances(talk, summary, files)
    console = talk.console()
    console.print()
    _record(talk, console, summary, files, (path, head))


def chances(talk: Output, summary: Summary, files: Mapping[str, bytes]) -> None:
    """Everyone's chance, the quotas, and the seats where there are some."""
    wording = talk.wording
    met = [lottery.met(summary, wording)] if summary.draw is not None else []
    blocks = (lottery.quotas(summary, wording), *met, *lottery.chances(summary, files, wording))
    title, warning = lottery.title(summary, wording), lottery.rehearsal(summary, wording)
    sections = (Section("lottery", "", blocks),)
    talk.show(Document("draw", wording.language, title, sections, rehearsal=warning))


def _record(
    talk: Output, console: Console, summary: Summary, files: Mapping[str, bytes], place: tuple[Path, str]
) -> None:
    path, head = place
    console.print(talk.text("show.plan"), groups(summary.plan_hash), soft_wrap=True)
    terms = read_chance_sources(json.loads(files[PLAN]))
    if summary.draw is None and not terms.plain:
        console.print()
        console.print(talk.text("show.next.ceremony", path=path), soft_wrap=True)
    elif summary.draw is None:
        balls = len(str(summary.panels - 1))
        console.print()
        console.print(talk.text("show.next.plan", path=path, balls=balls), soft_wrap=True)
    elif summary.draw.by == "hand":
        console.print(
            talk.text("show.by.hand", number=lottery.numbered(summary, summary.draw.number)), soft_wrap=True
        )
    else:
        number = lottery.numbered(summary, summary.draw.number)
        code = "show.by.seed" if terms.plain else "show.by.ceremony"
        console.print(talk.text(code, text=summary.draw.text, number=number, path=path), soft_wrap=True)
        console.print(talk.text("show.seed"), groups(summary.draw.seed or ""), soft_wrap=True)
    console.print(talk.text("show.head"), groups(head), soft_wrap=True)
    console.print()
    console.print(talk.text("show.files", path=path), soft_wrap=True)
    for code in ("public", "guarantors", "private"):
        console.print(talk.text(f"show.files.{code}"), soft_wrap=True)
    if summary.draw is not None:
        console.print(talk.text("show.next.drawn", path=path), soft_wrap=True)
