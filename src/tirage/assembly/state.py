"""Who sits in an assembly, who has left it and which seats are open: a fold over the entries of the journal.

A person who is drawn holds the seat from that moment. A member who refuses it, withdraws, dies, moves out or
is removed leaves it open, once and for good unless that was a mistake that was put right: nobody sits twice.
A draw of seats fills the open seats that its plan names; the people drawn take them over in ascending order
of pid, in the order in which they were left. A standby fills the seats that open in a period, one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tirage.assembly.departures import corrected, first_left
from tirage.assembly.standby import Said, Standbys
from tirage.assembly.term import Term
from tirage.discretion import brief
from tirage.dossier import entries
from tirage.dossier.chain import Entry
from tirage.dossier.documents.plans import LaterPlan
from tirage.dossier.entries import Absence, Acceptance, Leaving, Unavailable, Vacancy
from tirage.dossier.layout import ALTERNATES, COHORTS, PANEL, PLAN, RESULTS, path_in_draw
from tirage.draws.documents import csv_rows
from tirage.errors import Refused


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat, and who has held it."""

    pid: str
    """Who holds it, or held it last."""
    drawn: str
    """When that person was drawn, as the journal has it: `2026-11-23T09:05:00Z`."""
    open: bool = False
    accepted: bool = False
    cohort: int = 0
    """Which of the cohorts of a partial renewal the seat belongs to, from 1; 0 where there are none."""

    @property
    def since(self) -> str:
        """The day of the draw in UTC, `2026-11-23`: what other days of the record are compared with."""
        return self.drawn[:10]


@dataclass(repr=False, frozen=True, slots=True)
class AssemblyState:
    """An assembly at one moment."""

    seats: tuple[Seat, ...]
    """The seats, in ascending order of the pids of the panel; a seat keeps its place."""
    former_members: tuple[str, ...]
    """Everyone who has left a seat, in the order in which the record first said so."""
    unavailable: frozenset[str]
    """Volunteers without a seat who cannot be drawn any more."""
    draws: Mapping[str, int]
    """`replacements`, `renewal`, `standby` and `alternates`: how many were planned, void or not."""
    drawn: tuple[str, ...]
    """The draws of seats that are done, from the panel on, in the order of the record."""
    renewals: int
    """Ends of a term whose renewal is drawn."""
    lists: int
    """Lists of alternates on the record; the last one counts."""
    alternates: tuple[str, ...]
    """The pids of that list, in its order, whatever has become of them."""
    absences: Mapping[str, tuple[str, ...]]
    """Of those who sit and were absent, the days."""
    absences_allowed: int
    """From so many absences on the rules let a member be removed; 0 where none is on the record."""
    term: Term | None
    """The term of office, once it is on the record."""
    ended: frozenset[str]
    """The former members whose term ended."""
    closed: date | None = None
    """Day on which the term of everyone ended, once that is on the record."""
    last: tuple[str, ...] = ()
    """Who sat when it ended, ascending; nobody before."""
    leaving_at_end: Mapping[str, Leaving] = field(default_factory=dict)
    """Entry by pid of the members who leave at the next end of a term."""
    told: Mapping[str, str] = field(default_factory=dict)
    """By pid of the same members, the day of their entry, `2026-11-23`."""
    unfilled: tuple[str, ...] = ()
    """Whose seats, all together, were last said to fit no one; of another record or pool it says nothing."""
    renewing: bool = False
    """Whether a term has ended and its renewal is not drawn yet."""
    joined: int = 0
    """Lists of volunteers who joined the pool since the panel."""
    standbys: Standbys = field(default_factory=Standbys)

    def __repr__(self) -> str:
        former = len(self.former_members)
        return brief(self, seated=len(self.seated), vacant=len(self.vacant), former_members=former)

    @property
    def seated(self) -> tuple[str, ...]:
        """The pids of those who sit, ascending."""
        return tuple(sorted(seat.pid for seat in self.seats if not seat.open))

    @property
    def vacant(self) -> tuple[str, ...]:
        """Who held the seats that are open, in the order in which they left."""
        still = {seat.pid for seat in self.seats if seat.open}
        return tuple(pid for pid in self.former_members if pid in still)

    def counted(self, vacancies: Collection[str]) -> tuple[str, ...]:
        """The pids that the quotas of a draw of these vacancies count as seated, ascending.

        They are those who sit, and those whose open seats are left to another draw.
        """
        others = set(self.vacant) - set(vacancies)
        return tuple(sorted(others.union(self.seated)))

    @property
    def due(self) -> tuple[str, ...]:
        """Whose open seats the standby fills, in this order; no other draw of seats comes before."""
        return self.standbys.due(self.vacant, self.ended)

    @property
    def members(self) -> frozenset[str]:
        """Everyone who sits or has sat."""
        return frozenset(self.seated) | frozenset(self.former_members)

    def check_open(self) -> None:
        """Refused once the assembly has ended: nobody sits, leaves or is drawn any more."""
        if self.closed is not None:
            raise Refused("life.closed", date=self.closed)

    def seat(self, pid: str) -> Seat | None:
        """The seat that a person holds or has held last, None for anyone else."""
        return next((seat for seat in self.seats if seat.pid == pid), None)


def read_state(files: Mapping[str, bytes], journal: Iterable[Entry]) -> AssemblyState:
    """The assembly as it stands after these entries; Refused where no panel was drawn."""
    told = tuple(journal)
    fold = _Fold(files, first_left(told))
    for entry in corrected(told):
        fold.take(entry)
    if not fold.seats:
        raise Refused("life.no_panel")
    return fold.state()


class _Fold:
    """The assembly after the entries read so far."""

    def __init__(self, files: Mapping[str, bytes], first_left: Mapping[str, str]) -> None:
        self._files = files
        self._first_left = first_left
        self.seats: list[Seat] = []
        self.former_members: list[str] = []
        self.unavailable: set[str] = set()
        self.unfilled: tuple[str, ...] = ()
        self.term: Term | None = None
        self.ended: set[str] = set()
        self.closed: date | None = None
        self.last: tuple[str, ...] = ()
        self.leaving: dict[str, Leaving] = {}
        self.told: dict[str, str] = {}
        self.drawn: tuple[str, ...] = ()
        self.renewals = self.lists = self.joined = 0
        self.draws = {act: 0 for act in (*RESULTS, "standby", "alternates") if act != "panel"}
        self.planned = ""
        self.standbys = Standbys()
        self.renewing = False
        self.alternates: tuple[str, ...] = ()
        self.absences: dict[str, tuple[str, ...]] = {}
        self.absences_allowed = 0

    def state(self) -> AssemblyState:
        sitting = [seat.pid for seat in self.seats if not seat.open]
        places = [*self._first_left, *self.former_members]
        return AssemblyState(
            seats=tuple(self.seats),
            former_members=tuple(sorted(self.former_members, key=places.index)),
            unavailable=frozenset(self.unavailable),
            draws=dict(self.draws),
            drawn=self.drawn,
            renewals=self.renewals,
            lists=self.lists,
            alternates=self.alternates,
            absences={pid: self.absences[pid] for pid in sitting if pid in self.absences},
            absences_allowed=self.absences_allowed,
            term=self.term,
            ended=frozenset(self.ended),
            closed=self.closed,
            last=self.last,
            leaving_at_end=dict(self.leaving),
            told=dict(self.told),
            unfilled=self.unfilled,
            renewing=self.renewing,
            joined=self.joined,
            standbys=self.standbys,
        )

    def take(self, entry: Entry) -> None:
        """One entry more."""
        day = entry.time[:10]
        match entry.content:
            case entries.Drawn(act=act) as drawn:
                self._sit(act, entry.time)
                self.drawn = (*self.drawn, act)
                self.renewals += drawn.type == "renewal"
                self.renewing &= drawn.type != "renewal"
            case entries.Plan(act=act) if (kind := act.partition("/")[0]) in self.draws:
                self.draws[kind] += 1
                self.planned = day
            case entries.Term() as body:
                self._begin(body)
            case entries.Standby() | entries.Successor() | entries.Passed() | entries.Lapse() as said:
                self._stand_by(said, entry.time)
            case entries.Unfilled() | entries.Correction() as said:
                self.unfilled = said.vacancies if isinstance(said, entries.Unfilled) else ()
            case entries.Close(date=closed):
                self._close(closed)
            case entries.Volunteers() | entries.Alternates() as listed:
                self._list(listed)
            case entries.OfPerson() as body:
                self._hear(body, day)

    def _list(self, body: entries.Volunteers | entries.Alternates) -> None:
        """Who joined the pool, or whom to keep in touch with."""
        if isinstance(body, entries.Volunteers):
            self.joined = body.list
            self.unfilled = ()
        else:
            self.lists = body.list
            self.alternates = self._column(ALTERNATES.format(body.list))

    def _stand_by(self, body: Said, time: str) -> None:
        """What is said of a standby."""
        plan = self._files.get(path_in_draw(PLAN, body.act), b"")
        self.standbys = self.standbys.after(body, plan, self.planned)
        if isinstance(body, entries.Successor):
            self._hand_over(body.vacancy, body.pid, time)

    def _hear(self, body: entries.OfPerson, day: str) -> None:
        """What is said of one person."""
        match body:
            case Vacancy(pid=pid, kind=kind):
                waited = self.leaving.get(pid)
                if kind == "term" or (waited is not None and kind == waited.kind):
                    self.ended.add(pid)
                    self.renewing = True
                self._leave(pid)
                self.standbys = self.standbys.left(pid, self._first_left.get(pid, day))
            case Unavailable(pid=pid):
                self.unavailable.add(pid)
            case Leaving(pid=pid):
                self.leaving[pid] = body
                self.told[pid] = day
            case Acceptance(pid=pid):
                place = self._place(pid)
                self.seats[place] = replace(self.seats[place], accepted=True)
            case Absence(pid=pid):
                self.absences[pid] = (*self.absences.get(pid, ()), body.date.isoformat())
                self.absences_allowed = body.allowed

    def _column(self, name: str) -> tuple[str, ...]:
        """The first column of a table of ours, without its header."""
        return tuple(row[0] for row in csv_rows(self._files[name])[1:])

    def _place(self, pid: str) -> int:
        return next(i for i, seat in enumerate(self.seats) if seat.pid == pid)

    def _leave(self, pid: str) -> None:
        place = self._place(pid)
        self.former_members.append(pid)
        self.leaving.pop(pid, None)
        self.told.pop(pid, None)
        self.seats[place] = replace(self.seats[place], open=True)

    def _close(self, day: date) -> None:
        self.closed = day
        self.last = tuple(sorted(seat.pid for seat in self.seats if not seat.open))
        for pid in self.last:
            self._leave(pid)
        self.ended |= set(self.last)

    def _begin(self, body: entries.Term) -> None:
        begun = self.term is not None
        self.term = Term(body.start, body.months, body.cohorts, body.by_rules)
        if isinstance(body, entries.TermUnderRules):
            leavers = body.leavers
            self.term = replace(self.term, last=body.last, moved=leavers.moved, age_limit=leavers.age_limit)
        if self.term.cohorts > 1 and not begun:
            number = {pid: int(cohort) for pid, cohort in csv_rows(self._files[COHORTS])[1:]}
            self.seats = [replace(seat, cohort=number[seat.pid]) for seat in self.seats]

    def _hand_over(self, before: str, pid: str, time: str) -> None:
        """A new member takes over the seat that somebody held, with its cohort."""
        place = self._place(before)
        self.seats[place] = Seat(pid, time, cohort=self.seats[place].cohort)

    def _sit(self, act: str, time: str) -> None:
        drawn = self._column(path_in_draw(PANEL, act))
        if act == "panel":
            self.seats = [Seat(pid, time) for pid in drawn]
            return
        vacated = LaterPlan.from_bytes(self._files[path_in_draw(PLAN, act)]).inputs.vacancies
        for pid, before in zip(drawn, vacated, strict=True):
            self._hand_over(before, pid, time)
