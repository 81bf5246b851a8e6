"""Where a person stands in an assembly, and who sits on a day: read off the journal.

The panel's draw is not the assembly: a person drawn then may have left since, and another may have a seat by
a later draw. Nobody sits twice, so a person has one seat at most. A departure that was recorded by mistake
and put right counts for nothing.

A past day is told as it was: a departure counts from the day on which it took effect, though it was recorded
later. Of a day to come only the ends of the terms are known: whoever sits today sits until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tirage.assembly.departures import corrected
from tirage.assembly.ends import cohort_of, end_of
from tirage.assembly.state import read_state
from tirage.dossier.chain import Entry
from tirage.dossier.documents.plans import LaterPlan
from tirage.dossier.entries import Acceptance, Alternates, Close, Drawn, Successor, Unavailable, Vacancy
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


@dataclass(frozen=True, slots=True)
class Member:
    """One who holds a seat on the day of a roster."""

    pid: str
    drawn: str
    """When the seat was drawn, as the journal has it: `2026-11-23T09:05:00Z`."""
    until: date | None
    """Day on which the seat is left: it was, or it will be at the end of the term; None where no term is on
    the record."""
    accepted: date | None
    """Day on which the person said yes; None where no answer is on the record."""
    cohort: int
    """From 1; 0 where there are no cohorts."""

    @property
    def since(self) -> date:
        """The day of that draw in UTC, as days of the record are compared."""
        return date.fromisoformat(self.drawn[:10])


def standing(files: Mapping[str, bytes], entries: Iterable[Entry], pid: str) -> Standing:
    """Where a person stands after these entries."""
    found = Standing()
    for entry in corrected(entries):
        match entry.content:
            case Drawn(act=act):
                found = _after_draw(found, files, entry, act, pid)
            case Successor(act=act, pid=new) if new == pid:
                found = Standing("sits", act, entry.time[:10])
            case Successor(act=act, vacancy=old) if (
                old == pid and found.status == "left" and not found.filled
            ):
                found = replace(found, filled=act)
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


def roster(
    files: Mapping[str, bytes], entries: Sequence[Entry], day: date, today: date
) -> tuple[Member, ...]:
    """Who sits on a day, by ascending pid; nobody before the panel's draw.

    On the day on which somebody leaves the seat, they do not sit any more. The end of a term that is not on
    record yet, as before a late renewal, is so of days after `today` alone: until then they sit.
    """
    entries = corrected(entries)
    known = [entry for entry in entries if _counts(entry, day)]
    if all(entry.type != "panel" for entry in known):
        return ()
    left = _left(entries)
    said = {
        body.pid: body.date for entry in known for body in [entry.content] if isinstance(body, Acceptance)
    }
    # Of a term that was recorded later, the ends are known all the same.
    term = read_state(files, entries)
    members = []
    for seat in read_state(files, known).seats:
        until = left.get(seat.pid) or end_of(term, seat)
        sits = day <= today and seat.pid not in left
        if not seat.open and (sits or until is None or day < until):
            members.append(Member(seat.pid, seat.drawn, until, said.get(seat.pid), cohort_of(term, seat)))
    return tuple(sorted(members, key=lambda member: member.pid))


def _counts(entry: Entry, day: date) -> bool:
    """Whether an entry was so on that day."""
    body = entry.content
    if isinstance(body, (Vacancy, Close)):
        return body.date <= day
    return entry.time[:10] <= day.isoformat()


def _left(entries: Iterable[Entry]) -> Mapping[str, date]:
    """The day on which each former member left, by pid."""
    return {entry.content.pid: entry.content.date for entry in entries if isinstance(entry.content, Vacancy)}
