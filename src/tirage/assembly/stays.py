"""When one person has sat: from the draw that gave the seat to the departure, read off the journal.

The panel's draw is not the assembly: a person drawn then may have left since, and another may have a seat by
a later draw. Nobody sits twice, so a person has one stay at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tirage.dossier.chain import Entry
from tirage.dossier.entries import Close, Drawn, Vacancy
from tirage.dossier.layout import PANEL, path_in_draw


@dataclass(frozen=True, slots=True)
class Stay:
    """A seat held by one person."""

    act: str
    """The draw that gave it: `panel`, `replacements/1`, `renewal/2`…"""
    since: str
    """Day of that draw, `2026-11-23`."""
    until: str = ""
    """Day on which the person left it, or on which the assembly ended; empty for one who sits."""


def stay(files: Mapping[str, bytes], entries: Iterable[Entry], pid: str) -> Stay | None:
    """The seat of a person as it stands after these entries; None for one who never sat."""
    found: Stay | None = None
    for entry in entries:
        match entry.content:
            case Drawn(act=act) if f"\n{pid}\n".encode() in files[path_in_draw(PANEL, act)]:
                found = Stay(act, entry.time[:10])
            case Close() | Vacancy() as end if found and not found.until and _ends(end, pid):
                found = replace(found, until=end.date.isoformat())
    return found


def _ends(end: Close | Vacancy, pid: str) -> bool:
    """Whether everyone leaves then, or this person."""
    return isinstance(end, Close) or end.pid == pid
