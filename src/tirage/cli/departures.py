"""The steps behind `tirage record withdrawal …`: who leaves a seat, takes one, or is out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from tirage.acts.departures import (
    Departure,
    Statement,
    record_absence,
    record_acceptance,
    record_departure,
    record_unavailable,
)
from tirage.assembly import record as records
from tirage.assembly.state import AssemblyState, read_state
from tirage.cli.clock import now, tool
from tirage.cli.mandates import ruled
from tirage.cli.options import brief
from tirage.cli.output import Output
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import groups, head
from tirage.dossier.layout import POOL
from tirage.dossier.outcome import Act, Changes
from tirage.draws.documents import csv_rows
from tirage.errors import Refused
from tirage.tabular.files import read_bytes


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed."""

    kind: str
    """`withdrawal`, …, `acceptance` or `absence`."""
    person: str
    cause: str
    day: date | None
    """None: today."""
    evidence: Path | None
    volunteer: bool


def record(folder: Path, said: Said, talk: Output) -> None:
    """Put it on the record, and say how many seats are open now."""
    found = records.load(folder)
    if found.drawn is not None and found.pending is not None:
        raise Refused("life.pending", act=found.pending)
    time = now(rehearsal=found.rehearsal)
    life = read_state(found.files, found.entries)
    acts = _acts(found, life, said, date.fromisoformat(time[:10]))
    after = records.extend(found, Changes({}, acts), time=time, tool=tool())
    _show(after, acts[-1], talk)


def say_absences(life: AssemblyState, talk: Output, *only: str) -> None:
    """How often members were absent, and who may be removed for it."""
    for pid in only or sorted(life.absences):
        count = len(life.absences[pid])
        code = "life.absences.enough" if count >= life.absences_allowed else "life.absences"
        said = {"pid": pid, "count": count, "allowed": life.absences_allowed}
        talk.console().print(talk.text(code, **said), soft_wrap=True)


def _acts(found: records.Dossier, life: AssemblyState, said: Said, today: date) -> tuple[Act, ...]:
    evidence = sha256(read_bytes(said.evidence)) if said.evidence else ""
    statement = Statement(brief(said.person.strip()), said.day or today, said.cause, evidence)
    if said.kind == "acceptance":
        return (record_acceptance(life, statement, today),)
    if said.kind == "absence":
        rules = ruled(found.path)
        return (record_absence(life, statement, rules.absences if rules else None, today),)
    kind = cast("Departure", said.kind)
    if said.volunteer:
        volunteers = frozenset(row[0] for row in csv_rows(found.files[POOL])[1:])
        return (record_unavailable(life, volunteers, kind, statement, today),)
    return record_departure(life, kind, statement, today)


def _show(found: records.Dossier, act: Act, talk: Output) -> None:
    kind, body = act
    life = read_state(found.files, found.entries)
    facts = {"seated": len(life.seated), "seats": len(life.seats), "vacant": len(life.vacant)}
    if talk.as_json:
        vacant = {**facts, "vacant": list(life.vacant)}
        talk.data({"act": kind, **body, **vacant, "journal_head": head(found.entries)})
        return
    console = talk.console()
    said = talk.text(f"life.kind.{body['kind']}") if "kind" in body else ""
    console.print(
        talk.text(f"life.recorded.{kind}", pid=body["pid"], date=body["date"], kind=said), soft_wrap=True
    )
    if kind == "absence":
        say_absences(life, talk, str(body["pid"]))
    console.print(talk.text("life.seats", **facts), soft_wrap=True)
    console.print(talk.text("show.head"), groups(head(found.entries)), soft_wrap=True)
    if life.vacant:
        console.print()
        console.print(talk.text("life.next", path=found.path), soft_wrap=True)
