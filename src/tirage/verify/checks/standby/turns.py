"""Who comes next by a standby: which seat, which link, and of those who fit the first by ticket. Check 10.26.

One open seat is filled by one person, so whoever meets its quotas alone fits, and the leximin lottery is a
uniform choice among them: the first by the tickets of that succession. No solver says anything here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from ...kernel import Files
from ...primitives.lines import FIELD, digest, ticket
from ...reading.documents import Malformed, canonical
from ...reading.shapes import is_day
from ..life.remains import Pools, kept, remaining, residual
from ..life.snapshot import Snapshot
from ..life.terms import after
from ..lottery.pool import Pool, read_pool
from ..lottery.quotas import Quotas, read_quotas
from ..record.journal import Entry
from .plan import plan_file, read_plan

OF_STANDBY = ("standby", "successor", "passed", "lapse")
"""Types of what is said of a standby once it is planned."""


@dataclass(slots=True)
class Standing:
    """A standby that is drawn, and how far it has come."""

    act: str
    seats: int
    until: str
    """Day from which on seats that open are not its own."""
    order: str
    link: str
    """The last that was shown, at first the head."""
    seed: str
    filled: int = 0
    lapsed: bool = False

    @property
    def left(self) -> int:
        """Successors that it can still draw."""
        return 0 if self.lapsed else self.seats - self.filled


@dataclass(frozen=True, slots=True)
class Turn:
    """A seat that somebody took over, or that no one fitted."""

    moment: Snapshot
    entry: Entry
    stage: str
    """That tickets are drawn by."""


@dataclass(slots=True)
class Standbys:
    """The standbys of an assembly, entry by entry."""

    last: Standing | None = None
    planned: dict[str, str] = field(default_factory=dict)
    """Day of the plan of each."""
    heads: set[str] = field(default_factory=set)
    vacated: dict[str, str] = field(default_factory=dict)
    """Day on which the record first said that somebody left, not at the end of a term."""
    told: dict[str, str] = field(default_factory=dict)
    """The same day of everyone who ever left, put right or not."""
    passed: set[str] = field(default_factory=set)
    turns: list[Turn] = field(default_factory=list)
    begun: list[Standing] = field(default_factory=list)
    lapses: list[str] = field(default_factory=list)
    """What is to be said of those that were ended."""
    faults: list[str] = field(default_factory=list)

    def leave(self, entry: Entry, *, of_term: bool) -> None:
        """A member has left the seat."""
        self.vacated.pop(entry.body["pid"], None)
        if not of_term:
            self.vacated[entry.body["pid"]] = self.told.setdefault(entry.body["pid"], entry.time[:10])

    def due(self, vacant: Collection[str]) -> list[str]:
        """Whose seats the standby fills, in this order."""
        if self.last is None:
            return []
        last, passed = self.last, self.passed
        days = {pid: self.vacated.get(pid, last.until) for pid in vacant}
        return [pid for pid in vacant if pid not in passed and days[pid] < last.until][: last.left]

    def holds(self, day: str, vacant: Collection[str]) -> bool:
        """Whether there is a standby that fills seats, or will fill those that open by this day."""
        if self.last is None or self.last.left <= 0:
            return False
        return bool(self.due(vacant)) or day < self.last.until

    def plan(self, entry: Entry, files: Files, vacant: Collection[str]) -> None:
        """Seats are to be drawn, or a standby: not while one waits for the standby that there is."""
        if due := self.due(vacant):
            self.faults.append(f"{entry.file} ({', '.join(due)})")
        if not entry.act.startswith("standby/"):
            return
        self.planned[entry.act] = entry.time[:10]
        last = self.last
        if last is not None and last.left and entry.time[:10] < last.until:
            self.faults.append(f"{entry.file} ({last.act})")
        try:
            head = read_plan(files.get(plan_file(entry.act), b""), entry.act).inputs["head"]
        except Malformed:
            return
        if head and head in self.heads:
            self.faults.append(f"{entry.file} ({head})")
        self.heads.add(head)

    def take(self, entry: Entry, files: Files, moment: Snapshot) -> None:
        """The chance of a standby, a succession, or its end."""
        if entry.type == "standby":
            self._begin(entry, files)
        elif self.last is None or entry.act != self.last.act:
            self.faults.append(f"{entry.file} ({entry.act})")
        elif entry.type == "lapse":
            self._lapse(entry, self.last, moment)
        else:
            self._succeed(entry, self.last, moment)

    def _begin(self, entry: Entry, files: Files) -> None:
        try:
            fixed = read_plan(files.get(plan_file(entry.act), b""), entry.act).inputs
        except Malformed:
            # Check 10.25 says so; nothing can be said of what follows from it.
            self.last = None
            return
        day = self.planned.get(entry.act, entry.time[:10])
        if not is_day(day):
            self.last = None
            return
        until = after(date.fromisoformat(day), fixed["months"]).isoformat()
        seed = entry.body["stage_seed"]
        self.last = Standing(entry.act, fixed["seats"], until, fixed["order"], fixed["head"], seed)
        self.begun.append(self.last)

    def _lapse(self, entry: Entry, last: Standing, moment: Snapshot) -> None:
        if last.order != "hidden" or not self.holds(entry.time[:10], moment.vacant):
            self.faults.append(f"{entry.file} ({last.order}, {last.left})")
        self.lapses.append(f"{entry.act}: {last.left} — {entry.body['reason']}")
        last.lapsed = True

    def _succeed(self, entry: Entry, last: Standing, moment: Snapshot) -> None:
        body = entry.body
        vacancy = body["vacancy"]
        if self.due(moment.vacant)[:1] != [vacancy]:
            self.faults.append(f"{entry.file} ({vacancy})")
        turn = Turn(replace(moment, drawn=(vacancy,)), entry, "")
        if entry.type == "passed":
            self.passed.add(vacancy)
        else:
            link = body.get("link", "")
            if body["number"] != last.filled + 1:
                self.faults.append(f"{entry.file} ({body['number']} ≠ {last.filled + 1})")
            if (last.order == "hidden") != bool(link) or (link and digest("link", link) != last.link):
                self.faults.append(f"{entry.file} (link)")
            number = str(last.filled + 1)
            turn = replace(turn, stage=digest("successor", last.seed, number, link or "none"))
            last.filled, last.link = last.filled + 1, link
        self.turns.append(turn)

    def unfit(self, pools: Pools, files: Files) -> Iterator[str]:
        """Successions by which somebody else should have come, or anybody."""
        for turn in self.turns:
            body = turn.entry.body
            try:
                own = _wanted(turn, pools, files)
            except Malformed as fault:
                yield f"{turn.entry.file} ({fault.shown})"
                continue
            keys = ("pid", "fitting") if turn.entry.type == "successor" else ("pid", "people")
            said = (body.get("pid", ""), body[keys[1]])
            if said != own:
                yield f"{turn.entry.file} ({said[0]}, {said[1]} ≠ {own[0]}, {own[1]})"


def _wanted(turn: Turn, pools: Pools, files: Files) -> tuple[str, int]:
    """Who should come, and how many fit; nobody, and how many there are, where none of them fits."""
    first = pools.at(turn.moment.pool)
    assert first is not None, "asked where every pool is at hand"
    left = remaining(first, turn.moment, "everyone")
    quotas = read_quotas(canonical(residual(kept(files), first.seats(turn.moment.counted))))
    pool = read_pool(left, quotas)
    people = _fitting(pool, quotas)
    if not people or not turn.stage:
        return "" if not people else people[0], len(pool.numbers)
    if not all(map(FIELD.fullmatch, people)):
        raise Malformed("not-an-id")
    return min((ticket(turn.stage, pid), pid) for pid in people)[1], len(people)


def _fitting(pool: Pool, quotas: Quotas) -> list[str]:
    """Whoever meets the quotas of one seat alone, by ascending pid."""
    limits = list(enumerate(zip(quotas.minimum, quotas.maximum, strict=True)))
    fits = [all(low <= (row in rows) <= high for row, (low, high) in limits) for rows in pool.rows_of]
    return [pid for pid, number in pool.numbers.items() if fits[pool.profile_of[number]]]
