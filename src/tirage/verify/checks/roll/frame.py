"""The sampling frame: who could be written to, in which stratum, and the tree that holds them all (SPEC §9).

Checks 1.10 to 1.12. Whether the frame is the roll is for those who hold the roll; that nobody was added,
moved or taken out since it was closed is for anyone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any

from ...kernel import Absent, Files, Table
from ...primitives.lines import FIELD, HASH
from ...primitives.trees import leaf_hash, root_of
from ...reading.bodies import LISTS
from ...reading.documents import Malformed, parse_json, rows, told
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
from ...report import Said, compared, faulty, skipped
from ..beyond import sizes_of
from ..received import File
from ..record.journal import Entry, first
from .rules import Rules

FRAME = Table()
"""Checks 1.10 to 1.12."""
FILE = "public/frame.json"
PIDS = "guarantors/frame.csv"
CAUSES = ("duplicate", "no-address", "no-stream", "no-stratum")
"""Why a row is not in the frame, beside what a roll and the rules have."""
FORMER = ("former-member", "invited")
"""The same, of an assembly that follows another."""
HEADER = ["pid", "stratum", "household", "idc"]
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


@dataclass(frozen=True, slots=True)
class Frame:
    """Everyone who can be written to, in ascending pid."""

    strata: Mapping[str, int]
    """People by stratum, in the order of `frame.json`."""
    pids: list[str]
    stratum: list[str]
    household: list[str]
    """A label of two people or more, or empty."""


def read_frame(data: bytes) -> dict[str, Any]:
    """The document of canonical bytes; Malformed where it is not in the form of docs/formats.md."""
    frame = shaped(parse_json(data), _FRAME)
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
    return faulty(faults, checked=len(frame_document["strata"]))


@FRAME.fact("frame.people")
def rooted(frame_document: dict[str, Any], files: Files) -> tuple[Frame, str]:
    """Everyone of the frame, and the root of their leaves."""
    if PIDS not in files:
        raise Absent(absence(files, PIDS))
    strata = {stratum["code"]: stratum["people"] for stratum in frame_document["strata"]}
    return _read_people(files[PIDS], strata)


@FRAME.fact()
def frame(rooted: tuple[Frame, str]) -> Frame:
    """Everyone who can be written to."""
    return rooted[0]


@FRAME.check("frame.people", PIDS)
def check_people(frame: Frame) -> Said:
    """As many in each stratum as the frame says."""
    counted = Counter(frame.stratum)
    wrong = [
        f"{code}: {counted[code]} ≠ {number}"
        for code, number in frame.strata.items()
        if counted[code] != number
    ]
    return faulty(wrong, checked=len(frame.pids))


@FRAME.check("frame.root", PIDS)
def check_root(rooted: tuple[Frame, str], frame_document: dict[str, Any]) -> Said:
    """Their root is the frame's."""
    return compared(rooted[1], frame_document["root"])


@FRAME.note("beyond.households", PIDS)
def say_households(frame: Frame) -> list[Said]:
    """The households of the frame, which get one letter each: whoever is put into one shares it."""
    shown = sizes_of(home for home in frame.household if home)
    return [skipped(shown)] if shown else []


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


def _excludes(rules: Rules | None, cause: str) -> bool:
    """Whether the rules have so, as far as they can be read."""
    return rules is None or cause in rules.exclusions


def _read_people(data: bytes, strata: Mapping[str, int]) -> tuple[Frame, str]:
    """The people of `guarantors/frame.csv`, and the root of their leaves."""
    frame = Frame(strata, [], [], [])
    root = root_of(_leaves(data, frame))
    return frame, root


def _leaves(data: bytes, frame: Frame) -> Iterator[bytes]:
    """The hash of each leaf; the frame is filled meanwhile, with one text for all who share it."""
    members: dict[str, int] = {}
    strata, last = frame.strata, ""
    for pid, stratum, household, idc in rows(data, HEADER):
        if not FIELD.fullmatch(pid) or pid <= last:
            raise Malformed("not-ascending", pid)
        if stratum not in strata:
            raise Malformed("unknown-category", stratum)
        if not HASH.fullmatch(idc):
            raise Malformed("wrong-value", pid)
        if household:
            household = intern(household)
            if household not in members and household != f"h{len(members) + 1}":
                raise Malformed("household", household)
            members[household] = members.get(household, 0) + 1
        frame.pids.append(pid)
        frame.stratum.append(intern(stratum))
        frame.household.append(household)
        # The line of these fields, all of which are in its grammar.
        yield leaf_hash(f"tirage1|roll|{pid}|{stratum}|{idc}".encode("ascii"))
        last = pid
    alone = next((home for home, people in members.items() if people < 2), "")
    if alone:
        raise Malformed("household-of-one", alone)
