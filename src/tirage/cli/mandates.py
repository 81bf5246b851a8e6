"""The steps behind `tirage term`, and what `tirage status` says of the end of a term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tirage.acts.term import begin
from tirage.assembly import record
from tirage.assembly.ends import next_end
from tirage.assembly.remaining import features_of, first_pool, first_quotas
from tirage.assembly.state import AssemblyState, read_state
from tirage.assembly.term import Term as Mandate
from tirage.cli.clock import now, tool
from tirage.cli.output import Output
from tirage.dossier.chain import groups, head
from tirage.errors import Refused
from tirage.rules.model import TermRules
from tirage.rules.read import read_rules
from tirage.rules.templates import RULES

AHEAD = 120
"""Days before the end of a term from which on its renewal is to be prepared."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed; what was not, `tirage.yaml` says."""

    start: date | None
    months: int | None
    cohorts: int | None
    by_rules: bool
    last: int | None = None


def record_term(folder: Path, typed: Typed, talk: Output) -> None:
    """Put the term on the record, with its cohorts."""
    found = record.load(folder)
    mandate = _mandate(folder, typed)
    life = read_state(found.files, found.entries)
    held = features_of(first_pool(found.files), (seat.pid for seat in life.seats))
    panel = next(entry for entry in found.entries if entry.type == "panel")
    outcome = begin(life, mandate, first_quotas(found.files), held, panel.data)
    found = record.extend(found, outcome, time=now(rehearsal=found.rehearsal), tool=tool())
    life = read_state(found.files, found.entries)
    sizes = [sum(seat.cohort == number for seat in life.seats) for number in range(1, mandate.cohorts + 1)]
    if talk.as_json:
        talk.data({**outcome.acts[0][1], "sizes": sizes, "journal_head": head(found.entries)})
        return
    console = talk.console()
    facts = {"months": mandate.months, "start": mandate.start}
    console.print(talk.text("term.recorded", **facts), soft_wrap=True)
    if mandate.cohorts == 1:
        console.print(talk.text("status.due.full", date=mandate.end()), soft_wrap=True)
    for number, members in enumerate(sizes, 1):
        if mandate.cohorts > 1:
            said = {"cohort": number, "members": members, "date": mandate.end(number)}
            console.print(talk.text("term.cohort", **said, months=mandate.months), soft_wrap=True)
    if mandate.last:
        console.print(talk.text("term.everyone", date=mandate.over), soft_wrap=True)
    console.print(talk.text("show.head"), groups(head(found.entries)), soft_wrap=True)


def _mandate(folder: Path, typed: Typed) -> Mandate:
    """The term that is meant; Refused where nobody says when it begins or how long it lasts."""
    said = ruled(folder)
    start = typed.start or (said.start if said else None)
    months = typed.months if typed.months is not None else said.months if said else None
    if start is None or months is None:
        raise Refused("term.unsaid", path=folder / RULES)
    cohorts = typed.cohorts if typed.cohorts is not None else said.cohorts if said else 1
    last = typed.last if typed.last is not None else said.last if said else 0
    by_rules = typed.by_rules or bool(said and said.by_rules)
    leavers = {"moved": said.moved, "age_limit": said.age_limit} if said else {}
    return Mandate(start, months, cohorts, by_rules, last, **leavers)


def ruled(folder: Path) -> TermRules | None:
    """The term of the rules, None where there are none or they do not say."""
    return read_rules(folder / RULES).term if (folder / RULES).exists() else None


def due(life: AssemblyState, today: date) -> dict[str, Any] | None:
    """When the term ends next, for whom, and in how many days; None without a term."""
    end = next_end(life, today)
    if end is None:
        return None
    facts = {"date": end.day.isoformat(), "days": (end.day - today).days, "members": len(end.pids)}
    return {**facts, "cohort": end.cohort}


def say_due(life: AssemblyState, folder: Path, talk: Output, today: date) -> None:
    """What `tirage status` says of it."""
    found = due(life, today)
    if found is None:
        if ruled(folder) is not None:
            talk.console().print(talk.text("status.term.unrecorded", path=folder), soft_wrap=True)
        return
    console = talk.console()
    partial = found["cohort"] is not None
    console.print(talk.text("status.due" if partial else "status.due.full", **found), soft_wrap=True)
    if found["days"] <= 0:
        console.print(talk.text("status.due.now", path=folder), soft_wrap=True)
    elif 0 < found["days"] <= AHEAD:
        console.print(talk.text("status.due.soon", **found), soft_wrap=True)
