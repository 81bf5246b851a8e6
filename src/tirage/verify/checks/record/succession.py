"""From one assembly to the next: the link between two journals, and who is left out. Checks 10.14 to 10.16.

The first entry of a next assembly names the hash of the entry `close` of the one before. Whoever sat or had a
letter is looked up in the former dossiers themselves, never in what the new one says of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ...kernel import Absent, Files, Inapplicable, Table, never
from ...reading.documents import Malformed, rows
from ...reading.dossier import NEXT
from ...reading.journal import kinds, may_say
from ...reading.shapes import is_day
from ...report import Said, faulty, skipped
from ..life.life import Life
from ..life.terms import after
from ..people.blocks import blocks
from ..people.columns import pids_of
from ..people.parts import people_files, shown_file
from .corrected import in_force
from .journal import Entry, read_journal

SUCCESSION = Table()
Entries = list[Entry]


@dataclass(frozen=True, slots=True)
class Family:
    """The assemblies around one."""

    before: tuple[Files, ...] = ()
    """The former ones, the first one first; empty where they are not at hand, or where there are none."""
    following: tuple[str, ...] = ()
    """Names of the folders that claim to be the next assembly."""


ALONE = Family()


def may_follow(files: Files) -> bool:
    """Whether the assembly says that it follows another, or its opening cannot be read."""
    return may_say(files, "open", "after")


def may_cool(files: Files) -> bool:
    """Whether it has come to those who may not be drawn again yet."""
    return may_follow(files) and not {"frame", "pool"}.isdisjoint(kinds(files))


@SUCCESSION.fact()
def follows(journal: list[Entry]) -> bool:
    """Whether the assembly says that it follows another."""
    return bool(journal) and "after" in journal[0].body


@SUCCESSION.fact()
def formers(follows: bool, family: Family) -> list[tuple[Files, Entries]]:
    """The files and the entries of the assemblies before."""
    if not follows and not family.before:
        raise Inapplicable
    if not family.before:
        raise Absent("no-former")
    return [(former, entries_of(former)) for former in family.before]


@SUCCESSION.check("next.one", "journal/", due=never, skip_file="")
def check_one(family: Family) -> Said:
    """One assembly follows, in the one folder for it."""
    if not family.following:
        raise Inapplicable
    others = [name for name in family.following if name != NEXT]
    return faulty(others, checked=len(family.following) - len(others), file="")


@SUCCESSION.check("next.link", "journal/", due=may_follow)
def check_link(formers: list[tuple[Files, Entries]], journal: Entries) -> Said:
    """The opening names the end of the assembly before."""
    return faulty(list(_breaks(journal, formers[-1][1])))


def entries_of(files: Files) -> Entries:
    """The entries of a journal; what is wrong with it is said where it is verified."""
    return read_journal(files).entries


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


@SUCCESSION.check("next.cooling", due=may_cool)
def check_cooling(
    follows: bool,
    formers: list[tuple[Files, Entries]],
    files: Files,
    journal: Entries,
) -> list[Said]:
    """Nobody is in again whose period has not ended on the day of the frame, or of the pool."""
    begun = next((entry for entry in journal if entry.type in {"frame", "pool"}), None)
    if not follows or begun is None:
        return []
    months = journal[0].body["cooling_off"]
    if not any(months.values()):
        # Nobody is left out, so nothing was looked for.
        return [skipped("no-period")]
    people = people_files(begun.body) if begun.type == "frame" else ["guarantors/pool.csv"]
    name = shown_file(people)
    waves = {file for each, acts in formers for file in _waves(acts) if file not in each}
    if not all(each in files for each in people) or (waves and months["invited"]):
        return [skipped("no-guarantors", name)]
    if begun.type == "frame":
        return [_cooled_in_frame(people, begun, files, journal, formers, months)]
    pools = [(begun, name)]
    # After rolls whoever had a letter is of the frame, and was looked for there.
    joined = [entry for entry in journal if entry.type == "volunteers"]
    pools += [(entry, f"guarantors/volunteers-{entry.body['list']}.csv") for entry in joined]
    found = []
    known: set[str] = set()
    for entry, pool in pools:
        if pool not in files:
            found.append(skipped("no-guarantors", pool))
            continue
        here = _pids(files[pool]) - known
        known |= here
        faults = [] if _same_ids(journal, formers) else ["key"]
        try:
            faults += _cooled(here, entry.time[:10], formers, months)
        except Malformed as fault:
            faults.append(fault.shown)
        found.append(faulty(faults, checked=len(here) if not faults else None, file=pool))
    return found


def _cooled_in_frame(
    names: list[str],
    begun: Entry,
    files: Files,
    journal: Entries,
    formers: list[tuple[Files, Entries]],
    months: Mapping[str, int],
) -> Said:
    """The same of a frame, whose people are read and not kept."""
    faults, people = [] if _same_ids(journal, formers) else ["key"], 0
    try:
        cooling = _cooling(begun.time[:10], formers, months)
        looked = {pid.encode("utf-8", "replace"): pid for pid, _ in cooling}
        here: set[str] = set()
        for lines in blocks(files, names, headed=False):
            pids = list(pids_of(lines.data))
            people += len(pids)
            here |= {looked[pid] for pid in looked.keys() & pids}
        faults += sorted(shown for pid, shown in cooling if pid in here)
    except Malformed as fault:
        faults.append(fault.shown)
    return faulty(faults, checked=people if not faults else None, file=shown_file(names))


def _cooled(
    here: set[str], on: str, formers: list[tuple[Files, Entries]], months: Mapping[str, int]
) -> list[str]:
    """Those of some people whose period has not ended on a day."""
    return sorted(shown for pid, shown in _cooling(on, formers, months) if pid in here)


def _cooling(
    on: str, formers: list[tuple[Files, Entries]], months: Mapping[str, int]
) -> list[tuple[str, str]]:
    """Everyone whose period has not ended on a day, and how a report has it."""
    return [
        (pid, f"{pid} ({day} + {months[kind]})")
        for former, acts in formers
        for kind, pid, day in met(former, acts)
        if after(date.fromisoformat(day), months[kind]).isoformat() > on
    ]


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
    for entry in in_force(entries):
        if entry.type == "vacancy" and entry.body["kind"] != "refusal":
            yield "members", entry.body["pid"], entry.body["date"]
    for entry in entries:
        if entry.type == "close":
            yield from (("members", pid, entry.body["date"]) for pid in sorted(life.since))
        elif entry.type == "letters":
            name = f"guarantors/{entry.act.replace('/', '-')}.csv"
            for pid, _ in rows(files.get(name, b"pid,stratum\n"), ["pid", "stratum"]):
                yield "invited", pid, _day(entry)
        life.take(entry)
