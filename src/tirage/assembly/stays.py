"""Where one person stands in an assembly, read off the journal: sits, has left, may be called, or is out.

The panel's draw is not the assembly: a person drawn then may have left since, and another may have a seat by
a later draw. Nobody sits twice, so a person has one seat at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from tirage.dossier.chain import Entry
from tirage.dossier.documents.plans import LaterPlan
from tirage.dossier.entries import Alternates, Close, Drawn, Unavailable, Vacancy
from tirage.dossier.layout import ALTERNATES, PANEL, PLAN, path_in_draw
from tirage.draws.documents import csv_rows

Status = Literal["sits", "left", "unavailable", "alternate", "never"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands after an entry of the journal."""

    status: Status = "never"
    """What holds: `alternate` on the last list of alternates, `never` has sat and none of the others."""
    act: str = ""
    """The draw that gave the seat: `panel`, `replacements/1`, `renewal/2`…; empty for one who never sat."""
    since: str = ""
    """Day of that draw, `2026-11-23`."""
    until: str = ""
    """Day on which the person left the seat, or on which the assembly ended, or of being unavailable."""
    filled: str = ""
    """The draw that gave the seat to somebody else; empty where none has."""
    place: int = 0
    """Of an alternate: the place on the list, from 1; else 0."""


def standing(files: Mapping[str, bytes], entries: Iterable[Entry], pid: str) -> Standing:
    """Where a person stands after these entries."""
    found = Standing()
    for entry in entries:
        match entry.content:
            case Drawn(act=act):
                found = _after_draw(found, files, entry, act, pid)
            case Close() | Vacancy() as end if found.status == "sits" and _ends(end, pid):
                found = replace(found, status="left", until=end.date.isoformat())
            case Unavailable(pid=out) if out == pid:
                found = Standing("unavailable", until=entry.content.date.isoformat())
            case Alternates(list=number) if found.status in {"never", "alternate"}:
                called = [row[0] for row in csv_rows(files[ALTERNATES.format(number)])[1:]]
                place = called.index(pid) + 1 if pid in called else 0
                found = Standing("alternate" if place else "never", place=place)
    return found


def _after_draw(found: Standing, files: Mapping[str, bytes], entry: Entry, act: str, pid: str) -> Standing:
    """The same person once seats are drawn."""
    if f"\n{pid}\n".encode() in files[path_in_draw(PANEL, act)]:
        return Standing("sits", act, entry.time[:10])
    if found.status != "left" or found.filled:
        return found
    vacancies = LaterPlan.from_bytes(files[path_in_draw(PLAN, act)]).inputs.vacancies
    return replace(found, filled=act) if pid in vacancies else found


def _ends(end: Close | Vacancy, pid: str) -> bool:
    """Whether everyone leaves then, or this person."""
    return isinstance(end, Close) or end.pid == pid
