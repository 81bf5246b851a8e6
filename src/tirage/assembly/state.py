"""Who sits in an assembly, who has left it and which seats are open: read off the journal, entry by entry.

Whoever is drawn holds the seat from that moment. One who refuses it, withdraws, dies, moves out or is removed
leaves it open, once and for good: nobody sits twice. A draw of seats fills those seats that its plan names of
the ones open; those drawn take them over in ascending order of pid, in the order in which they were left.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tirage.assembly.term import Term
from tirage.dossier.chain import Entry
from tirage.dossier.layout import ALTERNATES, COHORTS, PANEL, PLAN, RESULTS, path_in_draw
from tirage.draws.documents import csv_rows
from tirage.errors import Refused


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat, and who has held it."""

    pid: str
    """Who holds it, or held it last."""
    since: str
    """Day on which that person was drawn, `2026-11-23`."""
    open: bool = False
    accepted: bool = False
    cohort: int = 0
    """Which of the cohorts of a partial renewal the seat belongs to, from 1; 0 where there are none."""


@dataclass(frozen=True, slots=True)
class AssemblyState:
    """An assembly at one moment."""

    seats: tuple[Seat, ...]
    """Those of the panel in ascending order of its pids; a seat keeps its place."""
    left: tuple[str, ...]
    """Everyone who has left a seat, in the order of the record."""
    unavailable: frozenset[str]
    """Volunteers without a seat who cannot be drawn any more."""
    draws: Mapping[str, int]
    """`replacements` and `renewal`: how many were planned, void or not."""
    ends: int
    """Terms of which the renewal is drawn."""
    lists: int
    """Lists of alternates on the record; the last one counts."""
    listed: tuple[str, ...]
    """The pids of that list, in its order, whatever has become of them."""
    absences: Mapping[str, tuple[str, ...]]
    """Of those who sit and were absent, the days."""
    absences_allowed: int
    """From so many absences on the rules let a member be removed; 0 where none is on the record."""
    mandate: Term | None
    ended: frozenset[str]
    """Those of `left` whose term ended."""
    closed: date | None = None
    """Day on which the term of everyone ended, once that is on the record."""
    last: tuple[str, ...] = ()
    """Who sat when it ended, ascending; nobody before."""
    waiting: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Members who leave at the next end: what the record says of each, by pid."""
    told: Mapping[str, str] = field(default_factory=dict)
    """Of those members, the day on which it went on record."""

    @property
    def seated(self) -> tuple[str, ...]:
        """The pids of those who sit, ascending."""
        return tuple(sorted(seat.pid for seat in self.seats if not seat.open))

    @property
    def vacant(self) -> tuple[str, ...]:
        """Who held the seats that are open, in the order in which they left."""
        still = {seat.pid for seat in self.seats if seat.open}
        return tuple(pid for pid in self.left if pid in still)

    def counted(self, vacancies: Collection[str]) -> tuple[str, ...]:
        """The pids that the quotas of a draw of these vacancies count as seated, ascending.

        They are those who sit, and those whose open seats are left to another draw.
        """
        others = set(self.vacant) - set(vacancies)
        return tuple(sorted(others.union(self.seated)))

    @property
    def members(self) -> frozenset[str]:
        """Everyone who sits or has sat."""
        return frozenset(self.seated) | frozenset(self.left)

    @property
    def renewing(self) -> bool:
        """Whether a term has ended and the seats of those who left then are still open."""
        return not self.ended.isdisjoint(self.vacant)

    def check_open(self) -> None:
        """Refused once the assembly has ended: nobody sits, leaves or is drawn any more."""
        if self.closed is not None:
            raise Refused("life.closed", date=self.closed.isoformat())

    def seat(self, pid: str) -> Seat | None:
        """The seat that a person holds or has held last, None for anyone else."""
        return next((seat for seat in self.seats if seat.pid == pid), None)


def read_state(files: Mapping[str, bytes], entries: Iterable[Entry]) -> AssemblyState:
    """The assembly as it stands after these entries; Refused where no panel was drawn."""
    life = _Life(files)
    for entry in entries:
        life.take(entry)
    if not life.seats:
        raise Refused("life.no_panel")
    return AssemblyState(
        tuple(life.seats),
        tuple(life.left),
        frozenset(life.unavailable),
        dict(life.draws),
        life.ends,
        life.lists,
        life.listed,
        {
            seat.pid: life.absences[seat.pid]
            for seat in life.seats
            if not seat.open and seat.pid in life.absences
        },
        life.absences_allowed,
        life.mandate,
        frozenset(life.ended),
        life.closed,
        life.last,
        dict(life.waiting),
        dict(life.told),
    )


class _Life:
    """A life while it is read."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self.seats: list[Seat] = []
        self.left: list[str] = []
        self.unavailable: set[str] = set()
        self.mandate: Term | None = None
        self.ended: set[str] = set()
        self.closed: date | None = None
        self.last: tuple[str, ...] = ()
        self.waiting: dict[str, Mapping[str, object]] = {}
        self.told: dict[str, str] = {}
        self.draws = {act: 0 for act in RESULTS if act != "panel"}
        self.ends = self.lists = 0
        self.listed: tuple[str, ...] = ()
        self.absences: dict[str, tuple[str, ...]] = {}
        self.absences_allowed = 0

    def take(self, entry: Entry) -> None:
        body: Mapping[str, Any] = entry.body
        if entry.type == "vacancy":
            waited = self.waiting.get(pid := str(body["pid"]), {}).get("kind")
            if body["kind"] in {"term", waited}:
                self.ended.add(pid)
            self._leave(pid)
        elif entry.type in {"unavailable", "acceptance", "absence", "leaving"}:
            self._hear(entry.type, str(body["pid"]), body, entry.time[:10])
        elif entry.type == "term":
            self._begin(body)
        elif entry.type == "close":
            self._close(date.fromisoformat(str(body["date"])))
        elif entry.type == "plan" and (kind := str(body["act"]).partition("/")[0]) in self.draws:
            self.draws[kind] += 1
        elif entry.type == "alternates":
            self.lists = int(body["list"])
            self.listed = tuple(row[0] for row in csv_rows(self._files[ALTERNATES.format(self.lists)])[1:])
        elif entry.type in RESULTS.values():
            self._sit(str(body["act"]), entry.time[:10])
            self.ends += entry.type == "renewal"

    def _hear(self, kind: str, pid: str, body: Mapping[str, Any], day: str) -> None:
        """What is said of someone that opens no seat."""
        if kind == "unavailable":
            self.unavailable.add(pid)
        elif kind == "leaving":
            self.waiting[pid] = body
            self.told[pid] = day
        elif kind == "acceptance":
            place = self._place(pid)
            self.seats[place] = replace(self.seats[place], accepted=True)
        else:
            self.absences[pid] = (*self.absences.get(pid, ()), str(body["date"]))
            self.absences_allowed = int(body["allowed"])

    def _place(self, pid: str) -> int:
        return next(i for i, seat in enumerate(self.seats) if seat.pid == pid)

    def _leave(self, pid: str) -> None:
        place = self._place(pid)
        self.left.append(pid)
        self.waiting.pop(pid, None)
        self.told.pop(pid, None)
        self.seats[place] = replace(self.seats[place], open=True)

    def _close(self, day: date) -> None:
        self.closed = day
        self.last = tuple(sorted(seat.pid for seat in self.seats if not seat.open))
        for pid in self.last:
            self._leave(pid)
        self.ended |= set(self.last)

    def _begin(self, body: Mapping[str, Any]) -> None:
        start = date.fromisoformat(body["start"])
        self.mandate = Term(start, body["months"], body["cohorts"], body["by_rules"], body.get("last", 0))
        self.mandate = replace(self.mandate, **body.get("leavers", {}))
        if self.mandate.cohorts > 1:
            number = {pid: int(cohort) for pid, cohort in csv_rows(self._files[COHORTS])[1:]}
            self.seats = [replace(seat, cohort=number[seat.pid]) for seat in self.seats]

    def _sit(self, act: str, day: str) -> None:
        drawn = [row[0] for row in csv_rows(self._files[path_in_draw(PANEL, act)])[1:]]
        if act == "panel":
            self.seats = [Seat(pid, day) for pid in drawn]
            return
        vacated = json.loads(self._files[path_in_draw(PLAN, act)])["inputs"]["vacancies"]
        for pid, before in zip(drawn, vacated, strict=True):
            place = self._place(before)
            self.seats[place] = Seat(pid, day, cohort=self.seats[place].cohort)
