"""The screen of a standby: its plan and what to do next, who took the seats since, how many are left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tirage.assembly.record import Dossier
from tirage.assembly.remaining import references_in
from tirage.assembly.term import after
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import Entry, head
from tirage.dossier.documents.plans import StandbyPlan
from tirage.dossier.entries import Passed, Successor
from tirage.dossier.layout import PLAN, path_in_draw
from tirage.report.document import Block, Column, Document, Section, Table, Value
from tirage.report.parts.rolls import how
from tirage.report.wording import Wording


def page(dossier: Dossier, act: str, wording: Wording) -> Document:
    """One standby, `standby/1`: its terms, its successions, and the next step."""
    data = dossier.files[path_in_draw(PLAN, act)]
    blocks = (*_blocks(dossier, act, data, wording), wording.digest("show.plan", sha256(data)))
    drawn = dossier.is_drawn(act)
    step = "standby.next" if drawn else "standby.next.roll"
    said = {} if drawn else how(dossier, wording)
    sections = (
        Section("standby", "", (*blocks, wording.head(dossier.entries))),
        Section("next", "", (wording.paragraph(step, path=dossier.path, **said),)),
    )
    rehearsal = wording.text("show.rehearsal") if dossier.rehearsal and not drawn else ""
    values = _values(dossier, act, data)
    return Document("standby", wording.language, "", sections, values, rehearsal=rehearsal)


def until(dossier: Dossier, act: str) -> str:
    """The day from which on seats that open are not those of a standby, `2027-05-28`."""
    entry = next(each for each in dossier.entries if each.type == "plan" and each.body["act"] == act)
    fixed = StandbyPlan.from_bytes(dossier.files[path_in_draw(PLAN, act)]).inputs
    return after(date.fromisoformat(entry.time[:10]), fixed.months).isoformat()


def _blocks(dossier: Dossier, act: str, data: bytes, wording: Wording) -> Iterator[Block]:
    fixed = StandbyPlan.from_bytes(data).inputs
    terms = {"act": act, "seats": fixed.seats, "until": wording.day(until(dossier, act))}
    yield wording.paragraph(f"standby.{fixed.order}", "lead", **terms)
    found = successions(dossier, act)
    if found:
        yield table(dossier, found, wording)
    state = dossier.state.standbys.last
    if state is not None and state.act == act:
        code = "standby.lapsed" if state.lapsed else "standby.left"
        yield wording.paragraph(code, count=state.left)
    if waiting := len(dossier.state.due):
        yield wording.paragraph("standby.waiting", count=waiting)


def successions(dossier: Dossier, act: str) -> tuple[Entry, ...]:
    """The entries by which a standby filled a seat, or said that no one fits it."""
    return tuple(
        entry
        for entry in dossier.entries
        if isinstance(body := entry.content, Successor | Passed) and body.act == act
    )


def table(dossier: Dossier, found: tuple[Entry, ...], wording: Wording) -> Table:
    """Day, whose seat, who took it over, among how many."""
    names = references_in(dossier.files)
    columns = (
        Column("day", wording.text("standby.day")),
        Column("vacancy", wording.text("standby.vacancy")),
        Column("pid", wording.text("standby.successor")),
        Column("fitting", wording.text("standby.fitting"), "count"),
    )
    rows: list[tuple[Value, ...]] = []
    for entry in found:
        body = entry.content
        assert isinstance(body, Successor | Passed), "asked for successions"
        who, fitting = (body.pid, body.fitting) if isinstance(body, Successor) else ("", 0)
        before = names.get(body.vacancy, body.vacancy)
        rows.append((wording.day_of(entry.time), before, names.get(who, who) or "—", fitting))
    return Table("successions", "", columns, tuple(rows))


def _values(dossier: Dossier, act: str, data: bytes) -> dict[str, Any]:
    state = dossier.state.standbys.last
    known = state is not None and state.act == act
    return {
        "act": act,
        **StandbyPlan.from_bytes(data).inputs.document(),
        "until": until(dossier, act),
        "left": state.left if state is not None and known else None,
        "successions": [{"type": each.type, **each.body} for each in successions(dossier, act)],
        "waiting": list(dossier.state.due),
        "plan_hash": sha256(data),
        "dossier": str(dossier.path),
        "journal_head": head(dossier.entries),
    }
