"""The sampling frame: who could be written to, in which stratum, and the tree that holds them all (SPEC §9).

Checks 1.10 to 1.12. Whether the frame is the roll is for those who hold the roll; that nobody was added,
moved or taken out since it was closed is for anyone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...kernel import Absent, Files, Table, Unusable
from ...reading.bodies import LISTS
from ...reading.documents import Malformed, parse_json, told
from ...reading.pack import absence, left_out
from ...reading.shapes import (
    exactly,
    is_count,
    is_field,
    is_hash,
    is_text,
    list_of,
    mapping_of,
    one_of,
    record,
    shaped,
)
from ...report import Said, compared, faulty, judged, skipped
from ..beyond import sizes_of
from ..people.blocks import InFile
from ..people.columns import pids_of
from ..people.parts import PARTS, PIDS, Parts, is_division, missing_of, people_files, shown_file, wrong_sizes
from ..people.people import Frame
from ..received import File
from ..record.journal import Entry, first
from .rules import Rules

FRAME = Table(PARTS)
"""Checks 1.10 to 1.12, 1.23 and 1.24."""
FILE = "public/frame.json"
CAUSES = ("duplicate", "no-address", "no-stream", "no-stratum")
"""Why a row is not in the frame, beside what a roll and the rules have."""
FORMER = ("former-member", "invited")
"""The same, of an assembly that follows another."""
_WRITTEN = re.compile(r"guarantors/(letters|responses|volunteers)-[1-9][0-9]*\.csv|guarantors/pool\.csv")
"""Files of people whom the checks look up in the frame."""
_COUNTS = {"read": is_count, "kept": is_count, "excluded": is_count}
_FRAME = {
    **_COUNTS,
    "spec": exactly("tirage/2"),
    "rules": is_hash,
    "root": is_hash,
    "people": is_count,
    "causes": mapping_of(is_count),
    "lists": list_of(record({**_COUNTS, "list": one_of(*LISTS)})),
    "strata": list_of(record({"code": is_field, "labels": list_of(is_text), "people": is_count})),
}


def read_frame(data: bytes) -> dict[str, Any]:
    """The document of canonical bytes; Malformed where it is not in the form of docs/formats.md."""
    document = parse_json(data)
    divided = isinstance(document, dict) and "parts" in document
    frame = shaped(document, {**_FRAME, "parts": is_division} if divided else _FRAME)
    codes = [stratum["code"] for stratum in frame["strata"]]
    if len(set(codes)) != len(codes):
        raise Malformed("duplicate-key", "strata")
    return frame


@FRAME.fact()
def frame_act(journal: list[Entry]) -> dict[str, Any]:
    """What the record says of the frame; without it there is nothing to compare the frame with."""
    body = first(journal, "frame")
    if body is None:
        raise Absent("blocked", "")
    return body


@FRAME.fact("frame.counts")
def frame_document(frame_act: dict[str, Any], files: Files) -> dict[str, Any]:
    """The frame's counts."""
    if FILE in left_out(files):
        raise Absent(absence(files, FILE), FILE)
    return read_frame(files.get(FILE, b""))


@FRAME.check("frame.counts", FILE)
def check_frame(
    frame_document: dict[str, Any],
    frame_act: dict[str, Any],
    rolls: list[File],
    journal: list[Entry],
    rules: Rules | None = None,
) -> Said:
    """They add up, and are those of the record; causes and lists are of the rules and of the rolls."""
    causes = (*CAUSES, *FORMER) if "after" in journal[0].body else CAUSES
    faults = [*_uneven(frame_document, frame_act, rolls), *_unknown(frame_document, rolls, rules, causes)]
    faults += _unlisted(frame_document, frame_act, rolls, rules, causes)
    return faulty(faults, checked=len(frame_document["strata"]))


@FRAME.fact("frame.people")
def frame(
    frame_document: dict[str, Any], frame_act: dict[str, Any], files: Files, jobs: int, part: int | None
) -> Frame:
    """Everyone who can be written to, read once."""
    names = people_files(frame_act)
    if part is not None:
        raise Absent("one-part", shown_file(names))
    if (missing := missing_of(files, frame_act)) not in files:
        raise Absent(absence(files, missing), shown_file(names))
    found = Frame(files, names, {each["code"]: each["people"] for each in frame_document["strata"]}, jobs)
    try:
        found.read(pid for name in files if _WRITTEN.fullmatch(name) for pid in pids_of(files[name]))
    except InFile as fault:
        said = judged(False, got=fault.shown, file=fault.file or shown_file(names))
        raise Unusable(said, skipped("blocked")) from None
    return found


@FRAME.check("frame.people", PIDS)
def check_people(frame: Frame, frame_act: dict[str, Any], parts: Parts | None = None) -> Said:
    """As many in each stratum, and in each part, as the frame says."""
    wrong = [
        f"{code}: {frame.counted[code]} ≠ {number}"
        for code, number in frame.strata.items()
        if frame.counted[code] != number
    ]
    wrong += wrong_sizes(frame, parts)
    return faulty(wrong, checked=frame.count, file=shown_file(people_files(frame_act)))


@FRAME.check("frame.root", PIDS)
def check_root(frame: Frame, frame_act: dict[str, Any], frame_document: dict[str, Any]) -> Said:
    """Their root is the frame's."""
    return compared(frame.root, frame_document["root"], shown_file(people_files(frame_act)))


@FRAME.note("beyond.exclusions", "journal/")
def say_exclusions(frame_act: dict[str, Any]) -> list[Said]:
    """The lists of exclusion: rows that are somebody's and all rows, people left out, hash."""
    words = [
        f"{each['list']} {each['matched']}/{each['rows']}, {each['people']}, {each['sha256'][:16]}…"
        for each in frame_act.get("exclusions", [])
    ]
    return [skipped("; ".join(words))] if words else []


@FRAME.note("beyond.households", PIDS)
def say_households(frame: Frame, frame_act: dict[str, Any]) -> list[Said]:
    """The households of the frame, which get one letter each: whoever is put into one shares it."""
    shown = sizes_of(frame.homes.sizes())
    return [skipped(shown, shown_file(people_files(frame_act)))] if shown else []


def _uneven(frame: dict[str, Any], act: Mapping[str, Any], rolls: list[File]) -> list[str]:
    """Figures that do not add up, or that the journal has otherwise."""
    lists = frame["lists"]
    sums = {
        "read": (frame["read"], frame["kept"] + frame["excluded"]),
        "excluded": (frame["excluded"], sum(frame["causes"].values())),
        "strata": (frame["people"], sum(stratum["people"] for stratum in frame["strata"])),
        "kept": (frame["people"], frame["kept"]),
        "rolls": (frame["read"], sum(roll.read for roll in rolls)),
        **{f"lists {key}": (frame[key], sum(each[key] for each in lists)) for key in _COUNTS},
        **{
            f"journal {key}": (frame[key], act[key])
            for key in (*_COUNTS, "people", "causes", "root", "rules")
        },
    }
    faults = [
        f"{name}: {told(got)} ≠ {told(wanted)}" for name, (got, wanted) in sums.items() if got != wanted
    ]
    return faults + [
        f"{each['list']}: {each['read']}" for each in lists if each["read"] != each["kept"] + each["excluded"]
    ]


def _unknown(
    frame: dict[str, Any], rolls: list[File], rules: Rules | None, causes: Sequence[str]
) -> Iterator[str]:
    """Causes that are none of the rules, lists that are none of the rolls, figures that they do not bear."""
    aside: Counter[str] = Counter()
    for roll in rolls:
        aside.update(roll.causes)
    for cause, count in sorted(frame["causes"].items()):
        known = cause in causes or cause in aside or (cause not in FORMER and _excludes(rules, cause))
        if not known or not count:
            yield f"{cause}: {count}"
    for cause, count in sorted(aside.items()):
        if frame["causes"].get(cause, 0) < count:
            yield f"{cause}: {frame['causes'].get(cause, 0)} < {count}"
    lists = [each["list"] for each in frame["lists"]]
    if lists != sorted(set(lists)):
        yield f"lists: {', '.join(lists)}"
    read: Counter[str] = Counter()
    for roll in rolls:
        read[roll.list] += roll.read
    for each in frame["lists"]:
        own, free = read.pop(each["list"], 0), read[""]
        if not own <= each["read"] <= own + free:
            yield f"{each['list']}: {each['read']} ≠ {own}"
    yield from (f"{name}: {count}" for name, count in sorted(read.items()) if name and count)


def _unlisted(
    frame: dict[str, Any],
    act: Mapping[str, Any],
    rolls: list[File],
    rules: Rules | None,
    causes: Sequence[str],
) -> Iterator[str]:
    """Lists of exclusion whose figures cannot be, or are not the frame's; people left out by no list."""
    lists = {each["list"]: each for each in act.get("exclusions", [])}
    if len(lists) < len(act.get("exclusions", [])):
        yield f"exclusions: {', '.join(each['list'] for each in act['exclusions'])}"
    for name, each in lists.items():
        left_out = frame["causes"].get(name, 0)
        ordered = each["decided"] <= each["matched"] <= each["rows"]
        if not ordered or (each["people"] and not each["matched"]) or not _excludes(rules, name):
            yield f"{name}: {each['rows']}, {each['matched']}, {each['decided']}, {each['people']}"
        elif each["people"] != left_out:
            yield f"{name}: {left_out} ≠ {each['people']}"
    aside = {cause for roll in rolls for cause in roll.causes}
    for cause, count in sorted(frame["causes"].items()):
        if cause not in {*causes, *aside, *FORMER, *lists}:
            yield f"{cause}: {count} ≠ 0"


def _excludes(rules: Rules | None, cause: str) -> bool:
    """Whether the rules have so, as far as they can be read."""
    return rules is None or cause in rules.exclusions
