"""What a dossier says, counted by the tests alone: from its journal and its files, by no room of ours.

Times are told in the zone of `public/rules.json`, UTC without one; numbers as English writes them.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

Files = Mapping[str, bytes]
Cell = frozenset[tuple[str, str]]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DRAWN = {"panel": "panel", "replacement": "replacements", "renewal": "renewal"}


def table(data: bytes) -> list[list[str]]:
    """The rows of a table, its header among them."""
    return list(csv.reader(data.decode().splitlines()))


def digest(data: bytes) -> str:
    """SHA-256, in groups of eight."""
    return grouped(sha256(data).hexdigest())


def grouped(text: str) -> str:
    return " ".join(text[i : i + 8] for i in range(0, len(text), 8))


def count(number: int) -> str:
    return f"{number:,}"


def percent(share: Fraction) -> str:
    return f"{100 * float(share):.2f}%"


def day(iso: str) -> str:
    year, month, number = map(int, iso[:10].split("-"))
    return f"{number} {MONTHS[month - 1]} {year}"


@dataclass(frozen=True)
class Entry:
    """An act of the journal, and the hash of its file."""

    number: int
    type: str
    time: str
    body: dict[str, Any]
    hash: str


class Record:
    """A dossier."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._draws: dict[str, Draw] = {}
        self._categories: dict[tuple[str, str], frozenset[str]] = {}

    @cached_property
    def entries(self) -> list[Entry]:
        names = sorted(name for name in self.files if name.startswith("journal/"))
        read = [(json.loads(self.files[name]), digest(self.files[name])) for name in names]
        return [Entry(each["i"], each["type"], each["time"], each["body"], found) for each, found in read]

    def of(self, *types: str) -> list[Entry]:
        """The acts of these types, but departures that were put right."""
        return [entry for entry in self._lasting(self.entries) if entry.type in types]

    @staticmethod
    def _lasting(entries: list[Entry]) -> list[Entry]:
        wrong = {grouped(each.body["entry"]) for each in entries if each.type == "correction"}
        found = []
        for entry in entries:
            said = entry.body.get("instead") if entry.type == "correction" else None
            if said is not None:
                found.append(entry)
                entry = replace(entry, type=said["type"], body=said["body"])
            if entry.hash not in wrong or entry.type == "term":
                found.append(entry)
        return found

    @cached_property
    def rules(self) -> dict[str, Any]:
        return dict(json.loads(self.files.get("public/rules.json", b"{}")))

    def moment(self, time: str) -> str:
        """Day, hour and place."""
        zone = self.rules.get("timezone") or "UTC"
        there = datetime.fromisoformat(time).astimezone(ZoneInfo(zone))
        offset = there.utcoffset()
        assert offset is not None
        ahead = round(offset.total_seconds() / 3600)
        place = "UTC" if zone == "UTC" else f"{zone.partition('/')[2]}, UTC{f'{ahead:+d}' if ahead else ''}"
        return f"{day(there.date().isoformat())}, {there:%H:%M} ({place})"

    def draw(self, act: str) -> Draw:
        return self._draws.setdefault(act, Draw(self, act))

    @cached_property
    def draws(self) -> list[str]:
        """The draws of seats, in order."""
        return [entry.body["act"] for entry in self.of(*DRAWN)]

    @cached_property
    def people(self) -> dict[str, dict[str, str]]:
        """Category by criterion of everyone in the pool of the panel, or who joined it since."""
        found = dict(self.draw("panel").pool)
        for entry in self.of("volunteers"):
            (_, _, *criteria), *rows = table(self.files[f"guarantors/volunteers-{entry.body['list']}.csv"])
            found |= {pid: dict(zip(criteria, each, strict=True)) for pid, _, *each in rows}
        return found

    def of_category(self, criterion: str, category: str) -> frozenset[str]:
        """Those of them who are of a category, or of a cell of a crossing."""
        key = criterion, category
        if key not in self._categories:
            pairs = set(zip(criterion.split(" × "), category.split(" × "), strict=True))
            of = (pid for pid, own in self.people.items() if pairs <= own.items())
            self._categories[key] = frozenset(of)
        return self._categories[key]

    def members(self, until: int | None = None) -> list[str]:
        """Who sits after the first `until` acts, or who sat when the assembly ended."""
        sitting: list[str] = []
        for entry in self._lasting(self.entries[:until]):
            if entry.type in DRAWN:
                sitting += [
                    row[0] for row in table(self.files[self.draw(entry.body["act"]).path("panel")])[1:]
                ]
            elif entry.type == "successor":
                sitting.append(entry.body["pid"])
            elif entry.type == "vacancy":
                sitting.remove(entry.body["pid"])
        return sitting

    def fitted(self, entry: Entry) -> list[str]:
        """Who could take over the seat of a succession: whoever remains and keeps every quota."""
        panel, sat, left = self.draw("panel"), [], []
        tolerance = panel.plan["later"].get("tolerance", {})
        out, filled = [], set()
        for each in self._lasting(self.entries[: entry.number - 1]):
            if each.type in DRAWN:
                draw = self.draw(each.body["act"])
                sat += [row[0] for row in table(self.files[draw.path("panel")])[1:]]
                filled |= set(draw.plan["inputs"].get("vacancies", ()))
            elif each.type == "successor":
                sat.append(each.body["pid"])
                filled.add(each.body["vacancy"])
            elif each.type == "vacancy":
                left.append(each.body["pid"])
            elif each.type == "unavailable":
                out.append(each.body["pid"])
        held = [pid for pid in sat if pid != entry.body["vacancy"] and (pid not in left or pid not in filled)]
        homes = {row[0]: row[1] for row in table(panel.data("pool"))[1:]}
        closed = {homes[pid] for pid in sat} - {""}
        free = [pid for pid in homes if pid not in sat and pid not in out and homes[pid] not in closed]

        for (criterion, category), (low, high) in panel.limits.items():
            room = tolerance.get(criterion, tolerance.get("", 0))
            seats, own = panel.counted(held, criterion, category), self.of_category(criterion, category)
            kept = range(max(0, low - room - seats), max(0, high + room - seats) + 1)
            free = [pid for pid in free if (pid in own) in kept]
        return free

    def seated(self) -> list[Draw]:
        """The draws of seats that are planned, in their order, whose panels and pool are here."""
        acts = dict.fromkeys(each.body["act"] for each in self.of("plan"))
        draws = [self.draw(act) for act in acts if not act.startswith(("letters/", "standby/"))]
        return [each for each in draws if {each.path("lottery"), each.path("pool")} <= self.files.keys()]


class Draw:
    """A draw of seats: its plan, its pool, its lottery and its result."""

    def __init__(self, record: Record, act: str) -> None:
        self.record, self.act = record, act

    def path(self, name: str) -> str:
        """Of one of its files by its short name: `lottery`, `pool`, `quotas`…"""
        folder = "guarantors" if name in {"pool", "chances"} else "public"
        before = "" if self.act == "panel" else self.act.replace("/", "-") + "-"
        kind = "json" if name in {"plan", "quotas", "certificate"} else "csv"
        return f"{folder}/{before}{name}.{kind}"

    def data(self, name: str) -> bytes:
        return self.record.files[self.path(name)]

    @cached_property
    def plan(self) -> dict[str, Any]:
        return dict(json.loads(self.data("plan")))

    @cached_property
    def certificate(self) -> dict[str, Any]:
        return dict(json.loads(self.data("certificate")))

    @property
    def planned(self) -> Entry:
        return next(each for each in self.record.of("plan") if each.body["act"] == self.act)

    @property
    def result(self) -> Entry:
        return next(each for each in self.record.of(*DRAWN) if each.body["act"] == self.act)

    @property
    def number(self) -> str:
        return str(self.result.body["number"]).zfill(len(str(len(self.panels) - 1)))

    @cached_property
    def panels(self) -> list[list[str]]:
        return [line.split(",") for line in self.data("lottery").decode().splitlines()]

    @property
    def panel(self) -> list[str]:
        return self.panels[self.result.body["number"]]

    @cached_property
    def criteria(self) -> list[str]:
        return table(self.data("pool"))[0][2:]

    @cached_property
    def pool(self) -> dict[str, dict[str, str]]:
        """Category by criterion of everyone."""
        rows = table(self.data("pool"))[1:]
        return {pid: dict(zip(self.criteria, each, strict=True)) for pid, _, *each in rows}

    @cached_property
    def crossings(self) -> set[Cell]:
        """Combinations of categories of two criteria that somebody in the pool has and no quota names."""
        crossed = [(names.split(" × "), parts.split(" × ")) for names, parts in self.limits]
        named = {frozenset(zip(names, parts, strict=True)) for names, parts in crossed}
        return set().union(*map(self._cells, self.pool)) - named

    @cached_property
    def crossed(self) -> list[Counter[Cell]]:
        """Of each panel, its members by combination."""
        return [
            Counter(cell for pid in panel for cell in self._cells(pid) if cell in self.crossings)
            for panel in self.panels
        ]

    def _cells(self, pid: str) -> set[Cell]:
        return {frozenset(pair) for pair in combinations(self.pool[pid].items(), 2)}

    @cached_property
    def households(self) -> Counter[str]:
        return Counter(row[1] for row in table(self.data("pool"))[1:] if row[1])

    @cached_property
    def limits(self) -> dict[tuple[str, str], tuple[int, int]]:
        """(criterion, category) → minimum and maximum, crossings by `a × b`."""
        document = json.loads(self.data("quotas"))
        found = {
            (each["name"], row["name"]): (row["minimum"], row["maximum"])
            for each in document["criteria"]
            for row in each["categories"]
        }
        for each in document.get("crossings", ()):
            for cell in each["cells"]:
                names = " × ".join(each["of"]), " × ".join(cell["categories"])
                found[names] = (cell["minimum"], cell["maximum"])
        return found

    def counted(self, pids: Collection[str], criterion: str, category: str) -> int:
        """How many of these people are of a category, or of a cell of a crossing."""
        own = self.record.of_category(criterion, category)
        return sum(pid in own for pid in pids)

    @cached_property
    def chances(self) -> dict[str, Fraction]:
        """Counted in the panels."""
        held = Counter(pid for panel in self.panels for pid in panel)
        return {pid: Fraction(held[pid], len(self.panels)) for pid in self.pool}

    @cached_property
    def alone(self) -> list[set[str]]:
        """Of each panel the members whom nobody who remains could follow, everybody else staying."""
        bits = {each: 1 << place for place, each in enumerate(self.limits)}
        rows = {pid: sum(bits[each] for each in bits if self.counted([pid], *each)) for pid in self.pool}
        home = {row[0]: row[1] for row in table(self.data("pool"))[1:]}
        return [self._alone(panel, bits, rows, home) for panel in self.panels]

    def _alone(
        self,
        panel: list[str],
        bits: dict[tuple[str, str], int],
        rows: dict[str, int],
        home: dict[str, str],
    ) -> set[str]:
        """`rows`: the limits that count somebody, as the sum of their `bits`."""
        members, closed = set(panel), {home[pid] for pid in panel} - {""}
        rest = {rows[pid] for pid in self.pool if pid not in members and home[pid] not in closed}
        seats = {each: sum(rows[pid] & bit > 0 for pid in panel) for each, bit in bits.items()}
        least = sum(bits[each] for each, (minimum, _) in self.limits.items() if seats[each] <= minimum)
        most = sum(bits[each] for each, (_, maximum) in self.limits.items() if seats[each] >= maximum)
        kinds = {(one & least, one & most) for one in rest}
        # Whoever follows has what the member leaves scarce, and nothing full that the member has not.
        lost = {
            row
            for row in {rows[pid] for pid in panel}
            if not any(row & least & ~low == 0 and high & ~row == 0 for low, high in kinds)
        }
        return {pid for pid in panel if rows[pid] in lost}

    @cached_property
    def aimed(self) -> dict[str, Fraction]:
        return {row[0]: Fraction(row[2]) for row in table(self.data("chances"))[1:]}

    @property
    def drawable(self) -> list[str]:
        """Whom some valid panel can hold."""
        return [pid for pid, chance in self.aimed.items() if chance]

    @property
    def deviation(self) -> Fraction:
        """The most by which a chance is off, as a share of what was aimed at."""
        return max(abs(self.chances[pid] / self.aimed[pid] - 1) for pid in self.drawable)

    def share(self, end: Any) -> tuple[Fraction, int]:
        """The smallest or the largest chance of those who can be drawn, and how many have it."""
        found = [self.chances[pid] for pid in self.drawable]
        return end(found), found.count(end(found))

    @property
    def without_quotas(self) -> Fraction:
        """The least chance that seats and households alone would leave to those who can be drawn."""
        drawable = set(self.drawable)
        rows = [row[1] for row in table(self.data("pool"))[1:] if row[0] in drawable]
        largest = max(Counter(home for home in rows if home).values(), default=1)
        return min(Fraction(self.plan["inputs"]["seats"], len(rows)), Fraction(1, largest))
