"""Alternates on the record: who they may be and how they are ordered. Checks 10.12 and 10.13."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...primitives.lines import FIELD, hash_of, rings_seed, ticket
from ...reading.documents import Malformed, fraction, rows
from ..chance.plan import FILE, read_plan
from ..record.journal import Entry
from ..standby.plan import FIGURES, plan_file
from ..standby.plan import read_plan as read_list_plan
from .remains import Pools, remaining
from .snapshot import Snapshot

Order = Callable[[str], tuple[str, str]]


@dataclass(slots=True)
class Lists:
    """The lists of an assembly, entry by entry."""

    panel: str = ""
    """Hash of the panel's entry, which the tickets follow from."""
    holds: tuple[int, tuple[str, ...]] = (0, ())
    """Number and pids of the last list, 0 where there is none."""
    known: list[tuple[Snapshot, tuple[str, ...]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def take(self, entry: Entry, files: Mapping[str, bytes], moment: Snapshot) -> None:
        """One list more, and who sat when it was put on the record."""
        number, body = self.holds[0] + 1, entry.body
        data = files.get(f"public/alternates-{body['list']}.csv", b"")
        try:
            lines = list(rows(data, ["pid", "order"]))
            _refuse_odd(pid for pid, _ in lines)
        except Malformed as fault:
            lines = []
            self.faults.append(f"{entry.file} ({fault.shown})")
        pids = tuple(pid for pid, _ in lines)
        self.holds = (number, pids)
        self.known.append((moment, pids))
        said = (
            body["list"],
            body["sha256"],
            body["count"],
            max(body["repaired"].values(), default=0) <= body["tried"],
        )
        if said != (number, hash_of(data), len(lines), True):
            self.faults.append(f"{entry.file} ({said[0]}, {said[1][:16]}, {said[2]})")
        if [place for _, place in lines] != [str(i) for i in range(1, len(lines) + 1)]:
            self.faults.append(f"{entry.file} (rows)")
        # The order follows from dice of its own, in dossiers without such plans from the panel's entry.
        # A list before the panel has none.
        if not self.panel or len(set(pids)) < len(pids) or list(pids) != _in_order(pids, body, self.panel):
            self.faults.append(f"{entry.file} (order)")
        self.faults += [f"{entry.file} ({fault})" for fault in _unplanned(entry, pids, files)]
        self.faults += [f"{entry.file} ({fault})" for fault in _otherwise(body, files)]
        if moment.vacant:
            # Whoever knows which seats are open could choose who is to have them.
            self.faults.append(f"{entry.file} ({len(moment.vacant)} > 0)")
        taken = moment.seated | moment.left | moment.out
        self.faults += [f"{entry.file} ({pid})" for pid in pids if pid in taken]

    def unticketed(self, pools: Pools) -> list[str]:
        """Who is on a list in the place of another, of those of the pool who could be drawn at the time."""
        faults = []
        for moment, pids in self.known:
            try:
                pool = pools.at(moment.pool)
                if pool is None:
                    raise Malformed("absent", moment.pool)
                left = remaining(pool, moment, "everyone")
                passed = self._passed_over(left, pool.header, moment, pids)
                faults += [f"{moment.entry.file} ({each})" for each in passed]
            except Malformed as fault:
                faults.append(f"{moment.entry.file} ({fault.shown})")
        return faults

    def _passed_over(
        self, left: bytes, header: list[str], moment: Snapshot, pids: tuple[str, ...]
    ) -> Generator[str, None, None]:
        """Who is on the list in the place of another."""
        people = {pid: (home, tuple(features)) for pid, home, *features in rows(left, header)}
        _refuse_odd(people)
        homes: set[str] = set()
        due: dict[tuple[str, ...], list[str]] = {}
        for pid in sorted(people, key=self._order):
            home, features = people[pid]
            if home not in homes:
                due.setdefault(features, []).append(pid)
            homes |= {home} - {""}
        if moment.entry.body["people"] != sum(map(len, due.values())):
            yield f"{moment.entry.body['people']} ≠ {sum(map(len, due.values()))}"
        wanted = Counter(people[pid][1] for pid in pids if pid in people)
        first = {pid for features, count in wanted.items() for pid in due[features][:count]}
        yield from sorted(set(pids) - first)

    def _order(self, pid: str) -> tuple[str, str]:
        return ticket(rings_seed(self.panel), pid), pid


def _otherwise(body: dict[str, Any], files: Mapping[str, bytes]) -> Iterator[str]:
    """Where a list is made for something else than was fixed with the panel, if that says anything."""
    try:
        rule = read_plan(files.get(FILE, b"")).later.get("alternates")
    except Malformed:
        return
    if rule is None:
        return
    count, designed = body["count"], body["repaired"]["designed"]
    said = (body["confidence"], body["dropout"]["flat"], len(body["dropout"]["learnt"]))
    if said != (rule["confidence"], rule["dropout"], 0):
        yield f"{said[0]}, {said[1]}, {said[2]} ≠ {rule['confidence']}, {rule['dropout']}, 0"
    if rule["count"] is not None:
        if count != min(rule["count"], body["people"]):
            yield f"{count} ≠ {rule['count']}"
        return
    share = fraction(rule["confidence"])
    if count < body["people"] and designed * share.denominator < share.numerator * body["tried"]:
        yield f"{designed} / {body['tried']} < {share}"


def _in_order(pids: Iterable[str], body: Mapping[str, Any], panel: str) -> list[str]:
    """These pids by ticket: of the list's own dice, or without a plan of the panel's entry."""
    stage = body["stage_seed"] if "plan" in body else rings_seed(panel)
    return sorted(pids, key=lambda pid: (ticket(stage, pid), pid))


def _unplanned(entry: Entry, pids: tuple[str, ...], files: Mapping[str, bytes]) -> Iterator[str]:
    """Where a list is another than its plan has; and one without a plan, where lists are ruled."""
    body = entry.body
    if "plan" not in body:
        try:
            if read_plan(files.get(FILE, b"")).later.get("alternates") is not None:
                yield "plan"
        except Malformed:
            pass
        return
    try:
        fixed = read_list_plan(files.get(plan_file(entry.act), b""), entry.act).inputs
    except Malformed as fault:
        yield fault.shown
        return
    if fixed["pids"] != sorted(pids):
        yield f"{len(set(pids) - set(fixed['pids']))} ∉ plan"
    yield from (key for key in FIGURES if body[key] != fixed[key])


def _refuse_odd(pids: Iterable[str]) -> None:
    """Malformed where an id is none that a ticket can be drawn for."""
    if not all(map(FIELD.fullmatch, pids)):
        raise Malformed("not-an-id")
