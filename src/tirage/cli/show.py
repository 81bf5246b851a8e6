"""What is printed: tables and sentences that an official can read aloud, or the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirage.cli.figures import percent
from tirage.cli.output import Output
from tirage.dossier.chain import groups
from tirage.dossier.layout import CERTIFICATE, CHANCES, PLAN
from tirage.draws.chance import read_chance_sources
from tirage.draws.documents import csv_rows
from tirage.report.rendering.data import plain
from tirage.report.summary import Guarantee, Summary, criteria
from tirage.report.wording import exact, listed

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


ENOUGH = 20
"""With this many panels for the least chance, rounding costs little."""
MOST = 1_000_000
NEARLY = Fraction(19, 20)
"""A lottery that gives less than this share of the least chance has too few panels."""


def panel(talk: Output, summary: Summary, files: Mapping[str, bytes], path: Path, head: str) -> None:
    """A plan and what to do next, or a draw and where it is."""
    console = talk.console()
    _title(talk, console, summary)
    console.print(_quota_table(talk, summary))
    if summary.draw is not None:
        unmet = sum(not line.minimum <= (line.seats or 0) <= line.maximum for line in summary.quotas)
        console.print(talk.text("show.unmet", count=unmet) if unmet else talk.text("show.met"))
    _chances(talk, console, summary, files)
    console.print()
    _record(talk, console, summary, files, (path, head))


def chances(talk: Output, summary: Summary, files: Mapping[str, bytes]) -> None:
    """Everyone's chance, before anything is written."""
    console = talk.console()
    _title(talk, console, summary)
    console.print(_quota_table(talk, summary))
    _chances(talk, console, summary, files)


def summary_document(
    summary: Summary, files: Mapping[str, bytes], *, everyone: bool = False
) -> dict[str, Any]:
    """The summary as JSON values; fractions as text, everyone's chance on request."""
    document = {key: plain(value) for key, value in asdict(summary).items()}
    if everyone:
        document["chances"] = [
            {"pid": pid, "panels": int(count), "chance": chance}
            for pid, count, chance in csv_rows(files[CHANCES])[1:]
        ]
    return document


def _title(talk: Output, console: Console, summary: Summary) -> None:
    if summary.rehearsal:
        console.print(talk.text("show.rehearsal"), style="bold reverse")
    if summary.draw is None:
        width = len(str(summary.panels - 1))
        title = talk.text(
            "show.title.planned",
            seats=summary.seats,
            people=summary.people,
            panels=summary.panels,
            first="0" * width,
            last=summary.panels - 1,
        )
    else:
        title = talk.text(
            "show.title.drawn",
            seats=summary.seats,
            people=summary.people,
            number=_numbered(summary, summary.draw.number),
            panels=summary.panels,
        )
    console.print(title, style="bold")


def _numbered(summary: Summary, number: int) -> str:
    return str(number).zfill(len(str(summary.panels - 1)))


def _quota_table(talk: Output, summary: Summary) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(talk.text("show.criterion"))
    table.add_column(talk.text("show.category"))
    for name in ("volunteers", "minimum", "seats", "maximum"):
        if name != "seats" or summary.draw is not None:
            table.add_column(talk.text(f"show.{name}"), justify="right", no_wrap=True)
    before = None
    for line in summary.quotas:
        if before not in (None, line.criterion):
            table.add_section()
        cells = [Text(line.criterion if line.criterion != before else ""), Text(line.category)]
        cells += [Text(str(line.volunteers)), Text(str(line.minimum))]
        if line.seats is not None:
            met = line.minimum <= line.seats <= line.maximum
            cells.append(
                Text(f"{line.seats}" if met else f"✗ {line.seats}", style="bold green" if met else "bold red")
            )
        table.add_row(*cells, Text(str(line.maximum)))
        before = line.criterion
    return table


def _chances(talk: Output, console: Console, summary: Summary, files: Mapping[str, bytes]) -> None:
    names = criteria(files)
    for code, extreme in (("show.least", summary.least), ("show.greatest", summary.greatest)):
        console.print(
            talk.text(
                code,
                panels=extreme.panels,
                total=summary.panels,
                percent=percent(talk, Fraction(extreme.panels, summary.panels)),
                people=extreme.people,
                features=", ".join(
                    f"{name} {value}" for name, value in zip(names, extreme.features, strict=True)
                ),
            ),
            soft_wrap=True,
        )
    aimed = {name: percent(talk, share) for name, share in asdict(summary.aimed).items()}
    console.print(talk.text("show.aimed", **aimed), soft_wrap=True)
    named = (
        ("show.never", summary.never),
        ("show.unplaced", summary.unplaced),
        ("show.always", summary.always),
    )
    for code, pids in named:
        if pids:
            console.print(talk.text(code, count=len(pids), pids=listed(pids)), style="yellow", soft_wrap=True)
    _proof(talk, console, summary, files)


def _proof(talk: Output, console: Console, summary: Summary, files: Mapping[str, bytes]) -> None:
    if summary.guarantee:
        _least(talk, console, summary, summary.guarantee)
    levels = len(json.loads(files[CERTIFICATE])["levels"])
    console.print(
        talk.text(f"show.{summary.fairness}", levels=levels, **_sought(talk, summary)), soft_wrap=True
    )
    if json.loads(files[CERTIFICATE])["method"] == "columns":
        console.print(
            talk.text("show.columns", gap=f"{float(summary.largest_gap):.2g}"), style="yellow", soft_wrap=True
        )


def _sought(talk: Output, summary: Summary) -> dict[str, str]:
    """Smallest and largest chance, and the factor that is left open, where the objective has them."""
    if summary.objective is None:
        return {}
    shares = {
        name: percent(talk, Fraction(summary.objective[name]))
        for name in ("cap", "floor")
        if isinstance(summary.objective.get(name), str)
    }
    bound = Fraction(summary.objective["bound"])
    digits = 9 if summary.fairness == "nash" else 4
    said = f"{float(bound):.{digits}f}".replace(".", "," if talk.language == "fr" else ".")
    return shares | {"bound": said}


def _least(talk: Output, console: Console, summary: Summary, found: Guarantee) -> None:
    """What is proved of the least chance, and what limits it."""
    console.print(
        talk.text(
            "show.proof",
            bound=exact(found.bound),
            percent=percent(talk, found.bound),
            apart=talk.text("show.proof.apart") if summary.never else "",
            achieved=f"{found.achieved * summary.panels}/{summary.panels}",
        ),
        soft_wrap=True,
    )
    if found.binding:
        console.print(talk.text("show.binding", rows=_binding(talk, found)), soft_wrap=True)
    least = found.value * summary.panels
    if found.achieved < found.value * NEARLY:
        more = summary.panels * 10
        while more * found.value < ENOUGH and more < MOST:
            more *= 10
        console.print(
            talk.text(
                "note.slots",
                panels=summary.panels,
                chance=percent(talk, found.value),
                slots=f"{float(least):.1f}".replace(".", "," if talk.language == "fr" else "."),
                more=more,
            ),
            style="yellow",
            soft_wrap=True,
        )


def _binding(talk: Output, found: Guarantee) -> str:
    rows = [talk.text(f"show.binding.{row.limit}", **asdict(row)) for row in found.binding[:4]]
    if len(found.binding) > len(rows):
        rows.append(talk.text("show.binding.more", count=len(found.binding) - len(rows)))
    return "; ".join(rows) if talk.language == "en" else " ; ".join(rows)


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
            talk.text("show.by.hand", number=_numbered(summary, summary.draw.number)), soft_wrap=True
        )
    else:
        number = _numbered(summary, summary.draw.number)
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
