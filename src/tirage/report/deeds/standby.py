"""The seats that a standby has filled, as a table: on a screen and in a deed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tirage.assembly.term import after
from tirage.dossier.chain import Entry
from tirage.dossier.documents.plans import StandbyPlan
from tirage.dossier.entries import Passed, Successor
from tirage.dossier.layout import PLAN, path_in_draw
from tirage.report.causes import draw_name
from tirage.report.document import Column, Paragraph, Table, Value
from tirage.report.wording import Wording

TURNS = ("successor", "passed")
"""Types of what becomes of a seat by a standby."""


def terms(files: Mapping[str, bytes], entries: Sequence[Entry], act: str, wording: Wording) -> Paragraph:
    """How many successors, for which seats, and who knows the order."""
    fixed = StandbyPlan.from_bytes(files[path_in_draw(PLAN, act)]).inputs
    day = wording.day(until(files, entries, act))
    name = draw_name(act, wording)
    return wording.paragraph(f"standby.{fixed.order}", "lead", act=name, seats=fixed.seats, until=day)


def until(files: Mapping[str, bytes], entries: Sequence[Entry], act: str) -> str:
    """The day from which on seats that open are not those of a standby, `2027-05-28`."""
    planned = next(each for each in entries if each.type == "plan" and each.body["act"] == act)
    fixed = StandbyPlan.from_bytes(files[path_in_draw(PLAN, act)]).inputs
    return after(date.fromisoformat(planned.time[:10]), fixed.months).isoformat()


def successions(entries: Sequence[Entry], act: str) -> tuple[Entry, ...]:
    """The entries by which a standby filled a seat, or said that no one fits it."""
    return tuple(each for each in entries if each.type in TURNS and each.body["act"] == act)


def table(names: Mapping[str, str], found: Sequence[Entry], wording: Wording) -> Table:
    """Day, whose seat, who took it over, among how many; `names`: reference by pid."""
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
    return Table("successions", wording.text("standby.caption"), columns, tuple(rows))
