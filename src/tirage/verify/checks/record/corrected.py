"""Entries that were put right: what each correction undoes, what it says, whether it may. Check 10.19.

A correction names, by its hash, an entry or a correction before it, and gives back what that took; what it
says instead holds from its own place on. It is lawful once, of a departure until a draw of seats is planned
and not of the end of a term.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from .journal import Entry

DEPARTURES = frozenset({"vacancy", "leaving", "unavailable"})
ATTENDED = frozenset({"acceptance", "absence"})
"""Types of what is said of members that no draw rests on."""


@dataclass(frozen=True, slots=True)
class Stated:
    """An entry that can be put right."""

    entry: Entry
    since: str = ""
    """Day on which the person was drawn; empty for a volunteer."""
    waiting: str = ""
    """Why the person was to leave at the next end of a term; empty for anyone else."""
    told: str = ""
    """Since which day that was on record."""


@dataclass(slots=True)
class Corrections:
    """What can still be put right, and what is wrong with the corrections that were made."""

    left: dict[str, list[Stated]] = field(default_factory=dict)
    """The departures of each person that no draw rests on; the last one alone can be put right."""
    attended: dict[str, Stated] = field(default_factory=dict)
    """Acceptances and absences, by hash."""
    count: int = 0
    faults: list[str] = field(default_factory=list)

    def depart(self, stated: Stated) -> None:
        """One departure more; the end of a term is none that is put right."""
        body = stated.entry.body
        if stated.entry.type == "vacancy" and body["kind"] in {"term", stated.waiting}:
            self.left.pop(body["pid"], None)
        else:
            self.left.setdefault(body["pid"], []).append(stated)

    def attend(self, entry: Entry) -> None:
        """One acceptance or absence more."""
        self.attended[entry.digest] = Stated(entry)

    def draw(self, *, renewal: bool) -> None:
        """Seats are drawn or all ends: departures stay, but those that wait for an end still to come."""
        kept = {} if renewal else self.left
        self.left = {pid: each for pid, each in kept.items() if each[-1].entry.type == "leaving"}

    def take(self, entry: Entry) -> Stated | None:
        """What a correction puts right; None where there is nothing that it may."""
        self.count += 1
        named = entry.body["entry"]
        if named in self.attended:
            return self.attended.pop(named)
        pid = next((pid for pid, each in self.left.items() if each[-1].entry.digest == named), None)
        if pid is None:
            self.faults.append(f"{entry.file} ({named[:16]})")
            return None
        found = self.left[pid].pop()
        if not self.left[pid]:
            del self.left[pid]
        return found


def instead(entry: Entry) -> Entry | None:
    """What a correction says instead, as an entry of that type in its place; None where it says nothing."""
    said = entry.body.get("instead")
    return None if said is None else replace(entry, type=said["type"], body=said["body"])


def told(entries: Iterable[Entry]) -> Sequence[Entry]:
    """The entries, and what corrections say instead of some."""
    found: list[Entry] = []
    for entry in entries:
        other = instead(entry) if entry.type == "correction" else None
        found += [entry] if other is None else [entry, other]
    return found


def in_force(entries: Iterable[Entry]) -> Sequence[Entry]:
    """The entries without what was put right, and what corrections say instead; terms all stay."""
    found = told(entries)
    wrong = {entry.body["entry"] for entry in found if entry.type == "correction"}
    kinds = DEPARTURES | ATTENDED
    return [entry for entry in found if entry.type not in kinds or entry.digest not in wrong]
