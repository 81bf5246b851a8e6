"""The life of the assembly: who sits, who left, which seats were open at each draw.

All of it is derived here from the panel and the acts of the journal; `seats` compares it with what the plans
of the later draws say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...reading.acts import LATER, OF_MEMBER, OF_SEATED, RESULTS, STANDBY
from ...reading.documents import Malformed, rows
from ..chance.plan import Plan, read_plan
from ..record.corrected import ATTENDED, DEPARTURES, Corrections, Stated, instead
from ..record.joined import Joins
from ..record.journal import Entry
from ..standby.turns import OF_STANDBY, Standbys
from .later import files_of
from .lists import Lists
from .snapshot import Snapshot
from .terms import TermHistory


@dataclass(slots=True)
class Life:
    """An assembly as the entries make it, and what is wrong with them."""

    files: Mapping[str, bytes]
    since: dict[str, str] = field(default_factory=dict)
    """Day on which each member who sits was drawn."""
    left: dict[str, None] = field(default_factory=dict)
    out: set[str] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)
    absent: set[tuple[str, str]] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)
    """Of each who has left, put right or not: how many had before."""
    vacant: list[str] = field(default_factory=list)
    moments: list[Snapshot] = field(default_factory=list)
    unfilled: tuple[str, ...] = ()
    """Whose seats, together, were last said to fit no one."""
    terms: TermHistory = field(default_factory=TermHistory)
    corrections: Corrections = field(default_factory=Corrections)
    closed: bool = False
    lists: Lists = field(default_factory=Lists)
    joins: Joins = field(default_factory=Joins)
    standbys: Standbys = field(default_factory=Standbys)
    members: list[str] = field(default_factory=list)
    """Faults of check 10.2."""
    once: list[str] = field(default_factory=list)
    """Faults of check 10.4."""
    unproven: list[str] = field(default_factory=list)
    """Faults of the check of evidence."""

    def take(self, entry: Entry) -> None:
        """One entry more."""
        if entry.type == "correction":
            self._correct(entry)
        else:
            self._keep(entry)
            self.terms.take(entry, self.files, self.since, self.vacant)
            self._take(entry)
            self._stand_by(entry)

    def _take(self, entry: Entry) -> None:
        if entry.type in OF_MEMBER:
            self._of_member(entry)
        elif entry.type == "unavailable":
            self._unavailable(entry)
        elif entry.type == "close":
            self.closed = True
            for pid in sorted(self.since):
                self._leave(pid)
        elif entry.type == "panel":
            self.lists.panel = entry.digest
            self._sit(self._drawn(self.files, entry), entry)
        elif entry.type in {"alternates", "volunteers"}:
            self._list(entry)
        elif entry.type == "unfilled" or (entry.type == "plan" and LATER.fullmatch(entry.act)):
            self.moments.append(self._moment(entry))
            if entry.type == "unfilled":
                self.unfilled = tuple(self.vacant)
        elif entry.type in RESULTS.values():
            self._sit(self._drawn(files_of(self.files, entry.act), entry), entry)

    def _list(self, entry: Entry) -> None:
        """Whom to keep in touch with, or who has joined the pool."""
        if entry.type == "alternates":
            self.lists.take(entry, self.files, self._moment(entry))
        else:
            standby = self.standbys.holds(entry.time[:10], self.vacant)
            self.joins.take(entry, self._moment(entry), standby=standby)
            # What was said to fit no one was said of another pool.
            self.unfilled = ()

    def _keep(self, entry: Entry) -> None:
        """Keep what a lawful entry takes, in case that it is put right while nothing drawn rests on it."""
        if LATER.fullmatch(entry.act) or entry.type in {"close", "successor", "passed"}:
            of_some = entry.act.startswith(("replacements/", "standby/"))
            self.corrections.draw(renewal=not of_some)
        if entry.type in ATTENDED and entry.body["pid"] in self.since:
            self.corrections.attend(entry)
        if entry.type not in DEPARTURES:
            return
        pid = entry.body["pid"]
        sits = pid in self.since
        if sits if entry.type != "unavailable" else not sits and pid not in self.left and pid not in self.out:
            waiting, told = self.terms.waiting.get(pid, ""), self.terms.told.get(pid, "")
            self.corrections.depart(Stated(entry, self.since.get(pid, ""), waiting, told))

    def _correct(self, entry: Entry) -> None:
        """Give back what the entry took that is put right; then what is so instead takes its own."""
        self.unfilled = ()
        other = instead(entry)
        if other is not None and other.type == "term":
            self.terms.amend(entry, other.body, closed=self.closed)
            return
        stated = self.corrections.take(entry)
        if stated is not None:
            self._undo(stated)
        if other is not None:
            self.take(other)

    def _undo(self, stated: Stated) -> None:
        body, kind = stated.entry.body, stated.entry.type
        pid = body["pid"]
        if kind in ATTENDED:
            self.accepted -= {pid} if kind == "acceptance" else set()
            self.absent -= {(pid, body["date"])} if kind == "absence" else set()
            return
        if kind == "unavailable":
            self.out.discard(pid)
        elif kind == "vacancy":
            self.since[pid] = stated.since
            del self.left[pid]
            self.vacant.remove(pid)
        self.terms.stay(pid, stated.waiting, stated.told)

    def _moment(self, entry: Entry) -> Snapshot:
        vacant = tuple(self.vacant)
        plan = _plan(self.files, entry.act) if entry.type == "plan" else None
        wanted = vacant if plan is None else frozenset(plan.before["vacancies"])
        drawn = tuple(pid for pid in vacant if pid in wanted)
        return Snapshot(
            frozenset(self.since),
            frozenset(self.left),
            frozenset(self.out),
            vacant,
            drawn,
            self.lists.holds,
            entry,
            self.unfilled == vacant,
            self.joins.pool,
            plan,
        )

    def _of_member(self, entry: Entry) -> None:
        pid, day = entry.body["pid"], entry.body["date"]
        if pid not in self.since:
            self.members.append(f"{entry.file} ({pid})")
            return
        if not self.since[pid] <= day <= entry.time[:10]:
            self.members.append(f"{entry.file} ({self.since[pid]} ≤ {day} ≤ {entry.time[:10]})")
        if pid in self.accepted and (entry.type == "acceptance" or entry.body.get("kind") == "refusal"):
            self.members.append(f"{entry.file} ({pid})")
        if entry.type == "absence":
            if (pid, day) in self.absent or not entry.body["allowed"]:
                self.members.append(f"{entry.file} ({pid} {day})")
            self.absent.add((pid, day))
        elif entry.type == "acceptance":
            self.accepted.add(pid)
        elif entry.type == "vacancy":
            self._leave(pid)
            self.standbys.leave(entry, of_term=pid in self.terms.leaving)

    def _unavailable(self, entry: Entry) -> None:
        pid = entry.body["pid"]
        known = pid in self.since or pid in self.left or pid in self.out
        if known or entry.body["date"] > entry.time[:10]:
            self.members.append(f"{entry.file} ({pid})")
        if entry.body["kind"] in OF_SEATED or not entry.body["evidence"]:
            self.unproven.append(f"{entry.file} ({pid})")
        self.out.add(pid)

    def _leave(self, pid: str) -> None:
        del self.since[pid]
        self.left[pid] = None
        self.places.setdefault(pid, len(self.places))
        self.vacant = sorted([*self.vacant, pid], key=lambda each: self.places[each])

    def _drawn(self, files: Mapping[str, bytes], entry: Entry) -> list[str]:
        try:
            return [pid for (pid,) in rows(files.get("public/panel.csv", b""), ["pid"])]
        except Malformed as fault:
            self.once.append(f"{entry.file} ({fault.shown})")
            return []

    def _stand_by(self, entry: Entry) -> None:
        """What an entry is to the standby that there is, or begins one."""
        if entry.type == "plan" and (LATER.fullmatch(entry.act) or STANDBY.fullmatch(entry.act)):
            self.standbys.plan(entry, self.files, self.vacant)
        elif entry.type in OF_STANDBY:
            self.standbys.take(entry, self.files, self._moment(entry))
        if entry.type == "successor":
            self._succeed(entry)

    def _succeed(self, entry: Entry) -> None:
        """A seat is taken over by a standby."""
        pid, vacancy = entry.body["pid"], entry.body["vacancy"]
        self.terms.take_over(pid, vacancy)
        self._hold(pid, entry)
        self.vacant = [each for each in self.vacant if each != vacancy]

    def _hold(self, pid: str, entry: Entry) -> None:
        """Somebody has a seat from now on."""
        if pid in self.since or pid in self.left or pid in self.out:
            self.once.append(f"{entry.file} ({pid})")
        self.since[pid] = entry.time[:10]

    def _sit(self, drawn: list[str], entry: Entry) -> None:
        filled = next((each.drawn for each in reversed(self.moments) if each.entry.act == entry.act), ())
        self.terms.hand_over(drawn, filled)
        for pid in drawn:
            self._hold(pid, entry)
        self.vacant = [pid for pid in self.vacant if pid not in filled]


def _plan(files: Mapping[str, bytes], act: str) -> Plan | None:
    """The plan of a later draw; None for one that cannot be read, which check 10.9 says."""
    try:
        return read_plan(files_of(files, act).get("public/plan.json", b""), act)
    except Malformed:
        return None
