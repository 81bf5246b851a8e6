"""From one assembly to the next: the link between two journals, and who is left out. Checks 10.12 to 10.14.

The first entry of a next assembly names the hash of the entry `close` of the one before. Whoever sat or had a
letter is looked up in the former dossiers themselves, never in what the new one says of them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ...legacy import Check, faulty, skipped
from ...reading.documents import Malformed, rows
from ...reading.shapes import is_day
from ..life.life import Life
from ..life.terms import after
from .journal import Entry, check_journal

Files = Mapping[str, bytes]
Entries = list[Entry]


@dataclass(frozen=True, slots=True)
class Family:
    """The assemblies around one."""

    before: tuple[Files, ...] = ()
    """The former ones, the first one first; empty where they are not at hand, or where there are none."""
    following: tuple[str, ...] = ()
    """Names of the folders that claim to be the next assembly."""


ALONE = Family()
NEXT = "next"
"""The only name that the folder of a next assembly may have."""


def check_succession(files: Files, entries: Entries, family: Family) -> Generator[Check, None, None]:
    """What is to be checked of an assembly that follows another, or that another follows."""
    if family.following:
        others = [name for name in family.following if name != NEXT]
        yield faulty("next.one", others, checked=len(family.following) - len(others))
    follows = bool(entries) and "after" in entries[0].body
    if not follows and not family.before:
        return
    if not family.before:
        yield skipped("next.link", "no-former", "journal/")
        yield skipped("next.cooling", "no-former")
        return
    formers = [(former, entries_of(former)) for former in family.before]
    yield faulty("next.link", list(_breaks(entries, formers[-1][1])), file="journal/")
    if follows:
        yield from _check_cooling(files, entries, formers)


def entries_of(files: Files) -> Entries:
    """The entries of a journal; what is wrong with it is said where it is verified."""
    reading = check_journal(files)
    while True:
        try:
            next(reading)
        except StopIteration as stop:
            found: Entries = stop.value
            return found


def _breaks(entries: Entries, before: Entries) -> Iterator[str]:
    """What does not fit between the opening of an assembly and the end of the one before."""
    opening = entries[0] if entries else None
    close = next((entry for entry in before if entry.type == "close"), None)
    if opening is None or "after" not in opening.body:
        yield "absent"
        return
    if close is None or opening.body["after"] != close.digest:
        yield f"{opening.body['after'][:16]} ≠ {close.digest[:16] if close else 'absent'}"
        return
    if opening.time < close.time:
        yield f"{opening.time} < {close.time}"
    if opening.body["rehearsal"] != before[0].body.get("rehearsal"):
        yield "rehearsal"


def _check_cooling(
    files: Files, entries: Entries, formers: list[tuple[Files, Entries]]
) -> Generator[Check, None, None]:
    months = entries[0].body["cooling_off"]
    begun = next((entry for entry in entries if entry.type in {"frame", "pool"}), None)
    if begun is None:
        return
    if not any(months.values()):
        yield faulty("next.cooling", [], checked=0)
        return
    name = "guarantors/frame.csv" if begun.type == "frame" else "guarantors/pool.csv"
    waves = {file for each, acts in formers for file in _waves(acts) if file not in each}
    if name not in files or (waves and months["invited"]):
        yield skipped("next.cooling", "no-guarantors", name)
        return
    faults = [] if _same_ids(entries, formers) else ["key"]
    try:
        here = _pids(files[name])
        on = begun.time[:10]
        faults += sorted(
            f"{pid} ({day} + {months[kind]})"
            for former, acts in formers
            for kind, pid, day in met(former, acts)
            if pid in here and after(date.fromisoformat(day), months[kind]).isoformat() > on
        )
    except Malformed as fault:
        faults.append(fault.shown)
    yield faulty("next.cooling", faults, checked=len(here) if not faults else None, file=name)


def _same_ids(entries: Entries, formers: list[tuple[Files, Entries]]) -> bool:
    """Whether one key made the ids of all, or none did: else nobody could be recognised."""
    keys = {_key(acts) for acts in (entries, *(acts for _, acts in formers))}
    return len(keys) == 1


def _key(entries: Entries) -> str:
    return next((str(entry.body["hash"]) for entry in entries if entry.type == "key"), "")


def _pids(data: bytes) -> set[str]:
    """First column of a table of people."""
    lines = data.decode("utf-8", "replace").splitlines()[1:]
    return {line.partition(",")[0] for line in lines}


def _day(entry: Entry) -> str:
    """Day of an entry; Malformed where its time is none, which the check of its own dossier says as well."""
    day = entry.time[:10]
    if not is_day(day):
        raise Malformed("wrong-value", entry.file)
    return day


def _waves(entries: Entries) -> list[str]:
    """Files of those who had a letter."""
    return [f"guarantors/{entry.act.replace('/', '-')}.csv" for entry in entries if entry.type == "letters"]


def met(files: Files, entries: Entries) -> Iterator[tuple[str, str, str]]:
    """(period, pid, day from which it runs) of everyone who held a seat or had a letter."""
    life = Life(files)
    for entry in entries:
        if entry.type == "vacancy" and entry.body["kind"] != "refusal":
            yield "members", entry.body["pid"], entry.body["date"]
        elif entry.type == "close":
            yield from (("members", pid, entry.body["date"]) for pid in sorted(life.since))
        elif entry.type == "letters":
            name = f"guarantors/{entry.act.replace('/', '-')}.csv"
            for pid, _ in rows(files.get(name, b"pid,stratum\n"), ["pid", "stratum"]):
                yield "invited", pid, _day(entry)
        life.take(entry)
