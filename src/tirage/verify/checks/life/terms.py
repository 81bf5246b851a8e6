"""Who leaves at each end of a term; that cohorts are those that were drawn. Checks 10.10 and 10.11."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf
from typing import Any

from ...reading.acts import LEAVERS
from ...reading.documents import Malformed, natural, rows
from ..lottery.pool import read_pool
from ..lottery.quotas import Quotas
from ..record.journal import Entry
from .cohorts import derived, root_of

FILE = "public/cohorts.csv"
SHORTEST, LONGEST = 12, 18
_MOST_MONTHS = 1200


@dataclass(slots=True)
class TermHistory:
    """The term of an assembly and the cohorts of its seats, entry by entry."""

    body: dict[str, Any] | None = None
    """As it is in force."""
    name: str = ""
    """Hash of the entry, or of the correction, that says so."""
    cohort: dict[str, int] = field(default_factory=dict)
    """Of who holds a seat, or held it last."""
    first: dict[str, int] = field(default_factory=dict)
    """The cohorts as they were drawn up."""
    drawn: list[str] = field(default_factory=list)
    """The panel, as it was drawn."""
    origin: dict[str, str] = field(default_factory=dict)
    """Whom the panel gave the seat to, by who took it over."""
    origins: dict[str, str] = field(default_factory=dict)
    """The same when the cohorts were drawn up."""
    ends: int = 0
    """Renewals drawn."""
    waiting: dict[str, str] = field(default_factory=dict)
    """Why somebody who sits leaves at the next end."""
    told: dict[str, str] = field(default_factory=dict)
    """Since which day that is on record."""
    leaving: list[str] = field(default_factory=list)
    """Whose term has ended and who is not replaced yet."""
    renewing: bool = False
    """Whether the draw that is planned is a renewal."""
    faults: list[str] = field(default_factory=list)
    amended: int = 0
    """Corrections of the term."""
    unlawful: list[str] = field(default_factory=list)
    """Those that may not be. Check 10.22."""

    def take(
        self, entry: Entry, files: Mapping[str, bytes], since: Mapping[str, str], vacant: Sequence[str]
    ) -> None:
        """One entry more; `since` (who sits, and the day drawn) and `vacant` are those before it."""
        if entry.type == "term":
            self._begin(entry, files, {*since, *vacant})
        elif entry.type == "vacancy":
            self._leave(entry, since)
        elif entry.type == "leaving":
            self._wait(entry)
        elif entry.type == "close":
            self._close(entry, since)
        elif entry.type == "plan":
            self._plan(entry, since)

    def stay(self, pid: str, waiting: str, told: str) -> None:
        """A departure is put right: the person waits for the next end again, or no more."""
        self.waiting.pop(pid, None)
        self.told.pop(pid, None)
        if waiting:
            self.waiting[pid], self.told[pid] = waiting, told

    def amend(self, entry: Entry, body: dict[str, Any], *, closed: bool) -> None:
        """The term is corrected: from here on its ends are those of `body`, all of them after that day.

        Once a renewal is drawn it begins when it began and gets longer only; while the end of a cohort's term
        is being drawn it stays. What an authority decided needs evidence, and may be longer than a term is.
        """
        self.amended += 1
        before, wrong = self.body, f"{entry.file} ({body['start']} + {body['months']})"
        if before is None or closed or self.leaving or entry.body["entry"] != self.name:
            self.unlawful.append(wrong)
            return
        decided = entry.body["reason"] == "decision"
        same = all(body[key] == before[key] for key in ("cohorts", "sha256")) and _rule(body) == _rule(before)
        months, share = body["months"], body["months"] % before["cohorts"] == 0
        usual = SHORTEST <= months <= LONGEST or body["by_rules"] or decided
        usual = usual or months == before["months"]
        lawful = same and share and usual and 1 <= months <= _MOST_MONTHS
        lawful = lawful and not (body.get("last", 0) > 1 and before["cohorts"] == 1)
        lawful = lawful and bool(entry.body["evidence"] or not decided)
        if self.ends:
            longer = months >= before["months"] and _lasts(body) >= _lasts(before)
            lawful = lawful and longer and body["start"] == before["start"]
        if not lawful:
            self.unlawful.append(wrong)
            return
        self.body, self.name = body, entry.digest
        end = after(date.fromisoformat(body["start"]), months // body["cohorts"]).isoformat()
        due = min([self._due(self.ends + 1), *([self._due(self.final)] if self.final else [])])
        if body["end"] != end or due <= entry.time[:10]:
            self.unlawful.append(f"{wrong[:-1]}, {due})")

    @property
    def final(self) -> int:
        """The term at whose end everyone leaves; 0 where there is none."""
        if self.body is None:
            return 0
        return 1 if self.body["cohorts"] == 1 else int(self.body.get("last", 0))

    def take_over(self, pid: str, before: str) -> None:
        """Somebody takes a seat over, with its cohort."""
        self.origin[pid] = self.origin.get(before, before)
        if before in self.cohort:
            self.cohort[pid] = self.cohort.pop(before)

    def hand_over(self, drawn: Sequence[str], vacant: Sequence[str]) -> None:
        """Those drawn take these seats over, in order, with their cohorts."""
        self.drawn = self.drawn or list(drawn)
        for pid, before in zip(drawn, vacant, strict=False):
            self.take_over(pid, before)
        self.ends += self.renewing
        self.renewing = False
        self.leaving.clear()

    def _begin(self, entry: Entry, files: Mapping[str, bytes], holders: set[str]) -> None:
        body = entry.body
        start, months = date.fromisoformat(body["start"]), body["months"]
        lawful = SHORTEST <= months <= LONGEST or (body["by_rules"] and 1 <= months <= _MOST_MONTHS)
        shared = 1 <= body["cohorts"] <= len(holders) and months % body["cohorts"] == 0
        if self.body is not None or not lawful or not shared:
            self.faults.append(f"{entry.file} ({months}, {body['cohorts']})")
            return
        if body.get("last", 0) > 1 and body["cohorts"] == 1:
            self.faults.append(f"{entry.file} ({body['last']}, {body['cohorts']})")
        self.body, self.name = body, entry.digest
        end = after(start, months // body["cohorts"])
        if body["end"] != end.isoformat():
            self.faults.append(f"{entry.file} ({body['end']} ≠ {end})")
        if body["cohorts"] == 1:
            return
        try:
            self.first = {
                pid: natural(number) for pid, number in rows(files.get(FILE, b""), ["pid", "cohort"])
            }
        except Malformed as fault:
            self.faults.append(f"{entry.file} ({fault.shown})")
        if self.first.keys() != holders:
            self.faults.append(f"{entry.file} ({len(self.first)} ≠ {len(holders)})")
        self.cohort = dict(self.first)
        self.origins = dict(self.origin)

    def _leave(self, entry: Entry, since: Mapping[str, str]) -> None:
        """A departure: at the end of a term, or at any time before the last."""
        pid, kind = entry.body["pid"], entry.body["kind"]
        waited, told = self.waiting.pop(pid, ""), self.told.pop(pid, "")
        if kind == "term":
            self._end(entry, since.get(pid, ""), of_cohort=True)
        elif kind == waited:
            self._end(entry, told, of_cohort=False)
        elif self._waits(kind):
            self.faults.append(f"{entry.file} ({kind})")
        elif self.final and entry.body["date"] >= self._due(self.final):
            self.faults.append(f"{entry.file} ({entry.body['date']} ≥ {self._due(self.final)})")

    def _wait(self, entry: Entry) -> None:
        """Somebody who leaves at the next end, where the rules have so."""
        pid, kind = entry.body["pid"], entry.body["kind"]
        if pid in self.waiting or not self._waits(kind):
            self.faults.append(f"{entry.file} ({pid})")
        elif self.final and entry.body["date"] >= self._due(self.final):
            self.faults.append(f"{entry.file} ({entry.body['date']} ≥ {self._due(self.final)})")
        self.waiting[pid] = kind
        self.told[pid] = entry.time[:10]

    def _waits(self, kind: str) -> bool:
        rules = {} if self.body is None else self.body.get("leavers", {})
        return bool(rules.get(LEAVERS.get(kind, "")) == "end-of-term")

    def _end(self, entry: Entry, earliest: str, *, of_cohort: bool) -> None:
        """The end of one member's term, of the cohort whose turn it is.

        It is dated the day due, or `earliest`, on which the member was drawn or said to leave, where later.
        """
        pid = entry.body["pid"]
        self.leaving.append(pid)
        turn = self.body and (not of_cohort or self.cohort.get(pid) == self.ends % self.body["cohorts"] + 1)
        if not turn:
            self.faults.append(f"{entry.file} ({pid})")
            return
        if self.ends + 1 == self.final:
            self.faults.append(f"{entry.file} ({pid})")
        due = max(self._due(self.ends + 1), earliest)
        if entry.body["date"] != due:
            self.faults.append(f"{entry.file} ({entry.body['date']} ≠ {due})")

    def _close(self, entry: Entry, since: Mapping[str, str]) -> None:
        """The end of everyone's term: the day has come, it is the last, and everyone was drawn by then."""
        if self.body is None or not self.final:
            self.faults.append(f"{entry.file} ({self.ends + 1})")
            return
        due = max([self._due(self.final), *since.values()])
        if entry.body["date"] != due or entry.time[:10] < due:
            self.faults.append(f"{entry.file} ({entry.body['date']}, {entry.time[:10]} ≠ {due})")
        if entry.body["members"] != len(since):
            self.faults.append(f"{entry.file} ({entry.body['members']} ≠ {len(since)})")

    def _due(self, number: int) -> str:
        """The day of the end of a term, from 1."""
        assert self.body is not None, "asked of a term only"
        months = number * self.body["months"] // self.body["cohorts"]
        return after(date.fromisoformat(self.body["start"]), months).isoformat()

    def _plan(self, entry: Entry, seated: Collection[str]) -> None:
        """A draw is a renewal where a term has ended, and then the whole cohort has left.

        Where all of it had left before, the day alone says that its term has ended.
        """
        self.renewing = entry.act.startswith("renewal/")
        come = self.body is not None and entry.time[:10] >= self._due(self.ends + 1)
        empty = come and self.ends + 1 != self.final and not self._remain(seated)
        if self.renewing != bool(self.leaving) and not (self.renewing and empty):
            self.faults.append(f"{entry.file} ({entry.act})")
        if self.leaving:
            self.faults += [f"{entry.file} ({pid})" for pid in self._remain(seated)]

    def _remain(self, seated: Collection[str]) -> list[str]:
        """Those of the cohort whose turn it is, and of those who wait for this end, who sit still."""
        number = 0 if self.body is None else self.ends % self.body["cohorts"] + 1
        due = (pid for pid in seated if self.cohort.get(pid) == number or pid in self.waiting)
        return sorted(due) if self.body is not None else []


def _rule(body: Mapping[str, Any]) -> Mapping[str, str]:
    """When those leave who move or get too old."""
    return {**dict.fromkeys(LEAVERS.values(), "at-once"), **body.get("leavers", {})}


def _lasts(body: Mapping[str, Any]) -> float:
    """At which end everyone leaves; without one, never."""
    return body.get("last", 0) or inf


def after(day: date, months: int) -> date:
    """The same day some months later; the last of a month that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def strange(
    terms: TermHistory, panel: dict[str, Any], data: bytes, quotas: Quotas, *, rehearsal: bool
) -> list[str]:
    """Seats whose cohort is not the one that was drawn for whom the panel gave them to."""
    assert terms.body is not None, "asked of a term only"
    pool = read_pool(data, quotas)
    members = {
        pid: pool.rows_of[pool.profile_of[pool.numbers[pid]]] for pid in terms.drawn if pid in pool.numbers
    }
    wanted = derived(members, len(quotas.rows), terms.body["cohorts"], root_of(panel), rehearsal=rehearsal)
    return [
        f"{pid} ({number} ≠ {wanted.get(terms.origins.get(pid, pid), 'absent')})"
        for pid, number in sorted(terms.first.items())
        if number != wanted.get(terms.origins.get(pid, pid))
    ]
