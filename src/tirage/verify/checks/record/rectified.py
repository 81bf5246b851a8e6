"""Departures that were put right: what each undoes, and whether it may. Check 10.19.

A rectification names, by its hash, the last entry by which somebody left, and gives back what that took. It
is lawful until a draw of seats is planned, once, and not of the end of a term.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .journal import Entry

DEPARTURES = frozenset({"vacancy", "leaving", "unavailable"})


@dataclass(frozen=True, slots=True)
class Departed:
    """A departure that can be put right."""

    entry: Entry
    since: str
    """Day on which the person was drawn; empty for a volunteer."""
    waiting: str
    """Why the person was to leave at the next end of a term; empty for anyone else."""
    told: str
    """Since which day that was on record."""


@dataclass(slots=True)
class Rectifications:
    """The departures that can still be put right, and what is wrong with those that were."""

    open: dict[str, Departed] = field(default_factory=dict)
    """By pid, the last one."""
    count: int = 0
    faults: list[str] = field(default_factory=list)

    def depart(self, departed: Departed) -> None:
        """One departure more; the end of a term is none that is put right."""
        body = departed.entry.body
        ends = departed.entry.type == "vacancy" and body["kind"] in {"term", departed.waiting}
        if ends:
            self.open.pop(body["pid"], None)
        else:
            self.open[body["pid"]] = departed

    def plan(self) -> None:
        """A draw is planned, or all ends: what was recorded before stays."""
        self.open.clear()

    def take(self, entry: Entry) -> Departed | None:
        """The departure that an entry puts right; None where there is none that it may."""
        self.count += 1
        pid = entry.body["pid"]
        found = self.open.get(pid)
        if found is None or found.entry.digest != entry.body["entry"]:
            self.faults.append(f"{entry.file} ({pid})")
            return None
        return self.open.pop(pid)


def unrectified(entries: Iterable[Entry]) -> Sequence[Entry]:
    """The entries without the departures that others put right."""
    found = list(entries)
    wrong = {entry.body["entry"] for entry in found if entry.type == "rectification"}
    return [entry for entry in found if entry.type not in DEPARTURES or entry.digest not in wrong]
