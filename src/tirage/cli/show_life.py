"""A draw of open seats as it is printed: the panel before, after the loss and after the draw, row by row."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tirage.assembly.record import Dossier
from tirage.cli import show
from tirage.cli.output import Output
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import groups, head
from tirage.dossier.layout import PANEL, PLAN, POOL, QUOTAS, SEATS, SITTING, files_of_draw
from tirage.draws.documents import csv_rows
from tirage.quotas.model import published
from tirage.report.summary import summarise
from tirage.report.wording import abridged

if TYPE_CHECKING:
    from rich.table import Table


@dataclass(frozen=True, slots=True)
class StateLine:
    """A row of the quotas in the course of a draw."""

    criterion: str
    category: str
    minimum: int
    before: int
    """Seats before these people left."""
    sitting: int
    """Seats of those who stay; other open seats count as held."""
    after: int | None
    """Seats once the draw is done; None before."""
    maximum: int
    volunteers: int
    """People who can be drawn."""


def draw(talk: Output, found: Dossier, act: str) -> None:
    """A plan and what to do next, or who was drawn."""
    own = files_of_draw(found.files, act)
    plan = json.loads(own[PLAN])
    lines = _lines(found, own, plan["inputs"]["vacancies"])
    if talk.as_json:
        talk.data(_document(found, act, plan, own, lines))
        return
    console = talk.console()
    before_draw = {name: data for name, data in own.items() if name not in {PANEL, SEATS}}
    if PANEL not in own:
        show.chances(talk, summarise(before_draw), own)
    count = len(plan["inputs"]["vacancies"])
    console.print(talk.text("life.draw", act=act, count=count, among=_among(talk, plan)), style="bold")
    console.print(_table(talk, lines))
    _met(talk, lines)
    if PANEL in own:
        console.print(talk.text("life.drawn", pids=abridged(_pids(own))), soft_wrap=True)
    console.print(talk.text("show.plan"), groups(sha256(own[PLAN])), soft_wrap=True)
    console.print(talk.text("show.head"), groups(head(found.entries)), soft_wrap=True)
    console.print()
    code = "show.next.drawn" if PANEL in own else _next(found, act)
    console.print(talk.text(code, path=found.path, draw=act.partition("/")[0]), soft_wrap=True)


def vacant(talk: Output, found: Dossier, body: Mapping[str, Any]) -> None:
    """Seats that stay open."""
    if talk.as_json:
        talk.data({"act": "unfilled", **body, "journal_head": head(found.entries)})
        return
    console = talk.console()
    console.print(
        talk.text("life.unfilled", count=len(body["vacancies"]), people=body["people"]), soft_wrap=True
    )
    console.print(talk.text("show.head"), groups(head(found.entries)), soft_wrap=True)


def _next(found: Dossier, act: str) -> str:
    planned = any(kind == "plan" and body["act"] == act for kind, body in found.acts)
    return "life.next.roll" if planned else "life.next.plan"


def _among(talk: Output, plan: Mapping[str, Any]) -> str:
    kind, _, number = str(plan["inputs"]["among"]).partition("/")
    return talk.text(f"life.among.{kind}", number=number, people=plan["people"])


def _pids(own: Mapping[str, bytes]) -> list[str]:
    return [row[0] for row in csv_rows(own[PANEL])[1:]]


def _lines(found: Dossier, own: Mapping[str, bytes], vacated: Sequence[str]) -> list[StateLine]:
    quotas = published(json.loads(found.files[QUOTAS]))
    features = {row[0]: row[2:] for row in csv_rows(found.files[POOL])[1:]}
    lost = quotas.count(features[pid] for pid in vacated)
    gained = [int(row[3]) for row in csv_rows(own[SEATS])[1:]] if SEATS in own else None
    volunteers = quotas.count(row[2:] for row in csv_rows(own[POOL])[1:])
    sitting = [int(row[3]) for row in csv_rows(own[SITTING])[1:]]
    return [
        StateLine(
            row.criterion,
            row.category,
            row.minimum,
            sitting[i] + lost[i],
            sitting[i],
            sitting[i] + gained[i] if gained is not None else None,
            row.maximum,
            volunteers[i],
        )
        for i, row in enumerate(quotas.bounds)
    ]


def _document(
    found: Dossier, act: str, plan: Mapping[str, Any], own: Mapping[str, bytes], lines: Sequence[StateLine]
) -> dict[str, Any]:
    inputs = plan["inputs"]
    return {
        "act": act,
        "vacancies": inputs["vacancies"],
        "among": inputs["among"],
        "relaxed": inputs["relaxed"],
        "people": plan["people"],
        "panels": inputs["panels"],
        "quotas": [{name: getattr(line, name) for name in StateLine.__slots__} for line in lines],
        "drawn": _pids(own) if PANEL in own else None,
        "plan_hash": sha256(own[PLAN]),
        "dossier": str(found.path),
        "journal_head": head(found.entries),
    }


def _table(talk: Output, lines: Sequence[StateLine]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("criterion", "category"):
        table.add_column(talk.text(f"show.{name}"))
    done = lines[0].after is not None
    names = ("minimum", "before", "sitting", *(["after"] if done else []), "maximum", "volunteers")
    titles = {"before": "life.before", "sitting": "life.sitting", "after": "life.after"}
    for name in names:
        table.add_column(talk.text(titles.get(name, f"show.{name}")), justify="right", no_wrap=True)
    last = None
    for line in lines:
        if last not in (None, line.criterion):
            table.add_section()
        cells = [Text(line.criterion if line.criterion != last else ""), Text(line.category)]
        table.add_row(*cells, *(Text(_cell(line, name)) for name in names))
        last = line.criterion
    return table


def _cell(line: StateLine, name: str) -> str:
    value = getattr(line, name)
    seats = name in {"before", "sitting", "after"}
    return f"{value}" if not seats or line.minimum <= value <= line.maximum else f"✗ {value}"


def _met(talk: Output, lines: Sequence[StateLine]) -> None:
    if lines[0].after is None:
        return
    unmet = sum(not line.minimum <= (line.after or 0) <= line.maximum for line in lines)
    talk.console().print(talk.text("show.unmet", count=unmet) if unmet else talk.text("show.met"))
