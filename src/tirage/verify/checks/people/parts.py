"""The files of a frame's people: which they are, and that parts are those named. Checks 1.23 and 1.24.

`public/frame.json` names each part with its people, its hash and the root of its leaves; the roots fold to
that of the frame. Whoever has one part can check that one alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...kernel import Absent, Files, Inapplicable, Table, never
from ...primitives.held import digest_of
from ...primitives.lines import hash_of
from ...primitives.trees import top_of
from ...reading.acts import MOST_PARTS
from ...reading.documents import canonical
from ...reading.pack import absence
from ...reading.shapes import is_hash, is_number, record, some
from ...report import Said, faulty, skipped
from .blocks import InFile
from .people import Frame

PARTS = Table()
"""Check 1.23, and 1.24 of one part alone."""
FILE = "public/frame.json"
PIDS = "guarantors/frame.csv"
FOLDER = "guarantors/"
"""What a check of all parts names."""
_FILE = re.compile(r"guarantors/frame-[1-9][0-9]*\.csv")
LARGEST = 2**20
"""People of a part at most."""
_PART = record({"people": is_number, "sha256": is_hash, "root": is_hash})
_PARTS = record({"size": is_number, "files": some(_PART)})
Parts = Mapping[str, Any]


def is_division(value: object) -> bool:
    """The files of a frame, in the form of docs/formats.md."""
    return _PARTS(value) and 2 <= len(value["files"]) <= MOST_PARTS  # type: ignore[index]


def part_file(number: int) -> str:
    """Where a part is, counted from 1."""
    return f"guarantors/frame-{number}.csv"


def people_files(frame_act: Mapping[str, Any]) -> list[str]:
    """The files of a frame's people, in order, as its entry tells."""
    number = frame_act.get("parts")
    return [PIDS] if number is None else [part_file(each) for each in range(1, number + 1)]


def missing_of(files: Files, frame_act: Mapping[str, Any]) -> str:
    """The first of these files that is not here; the first of all where none is missing."""
    names = people_files(frame_act)
    return next((name for name in names if name not in files), names[0])


def shown_file(names: list[str]) -> str:
    """What stands for the files of the people in a line of a report."""
    return names[0] if len(names) == 1 else FOLDER


def people_hash(files: Files, names: list[str]) -> str:
    """What entries and plans have of the people: the hash of their file, or of the list of several."""
    digests = [digest_of(files, name) for name in names]
    return digests[0] if len(digests) == 1 else hash_of(canonical(digests))


def has_parts(files: Files) -> bool:
    """Whether a part is here."""
    return any(map(_FILE.fullmatch, files))


@PARTS.fact()
def parts(
    files: Files, frame_act: dict[str, Any] | None = None, frame_document: dict[str, Any] | None = None
) -> Parts:
    """The parts that `frame.json` names."""
    if not has_parts(files) and not any("parts" in (said or {}) for said in (frame_act, frame_document)):
        raise Inapplicable
    if frame_act is None or frame_document is None:
        raise Absent("blocked" if FILE in files else absence(files, FILE))
    found: Parts = frame_document.get("parts", {"size": 1, "files": []})
    return found


@PARTS.fact()
def asked(part: int | None) -> int:
    """The number of the part that is looked at alone."""
    if part is None:
        raise Inapplicable
    return part


@PARTS.check("frame.parts", FILE, due=has_parts)
def check_parts(
    parts: Parts, frame_document: dict[str, Any], frame_act: dict[str, Any], files: Files
) -> Said:
    """As many as the entry says, of one size, with the hashes of the files and the root of the frame."""
    return faulty(list(_faults(parts, frame_document, frame_act, files)), checked=len(parts["files"]))


def _faults(parts: Parts, document: Mapping[str, Any], act: Mapping[str, Any], files: Files) -> Iterator[str]:
    size, listed = parts["size"], parts["files"]
    if act.get("parts", 0) != len(listed):
        yield f"parts: {len(listed)} ≠ {act.get('parts', 0)}"
    if not listed:
        return
    if size > LARGEST or size & (size - 1):
        yield f"size: {size}"
    for number, each in enumerate(listed, 1):
        people, name = each["people"], part_file(number)
        if people != size and (number < len(listed) or people > size):
            yield f"{name}: {people} ≠ {size}"
        if name in files and digest_of(files, name) != each["sha256"]:
            yield name
    people, own = (
        sum(each["people"] for each in listed),
        hash_of(canonical([each["sha256"] for each in listed])),
    )
    if people != document["people"]:
        yield f"people: {people} ≠ {document['people']}"
    if own != act["pids"]:
        yield f"pids: {own} ≠ {act['pids']}"
    root = top_of([bytes.fromhex(each["root"]) for each in listed]).hex()
    if root != document["root"]:
        yield f"root: {root} ≠ {document['root']}"


def wrong_sizes(frame: Frame, parts: Parts | None) -> list[str]:
    """Parts with other people than as many as they are said to have."""
    listed = parts["files"] if parts else []
    said = {part_file(number): each["people"] for number, each in enumerate(listed, 1)}
    own = frame.by_file
    return [f"{name}: {own[name]} ≠ {people}" for name, people in said.items() if own[name] != people]


@PARTS.check("frame.part", due=never)
def check_part(
    asked: int, parts: Parts, frame_document: dict[str, Any], frame_act: dict[str, Any], files: Files
) -> Said:
    """One part alone: the file that the `frame.json` of the record names; its people, order and root."""
    name = part_file(asked)
    if asked > len(parts["files"]):
        return faulty([f"{asked} > {len(parts['files'])}"], file=FILE)
    if name not in files:
        return skipped(absence(files, name), name)
    said = parts["files"][asked - 1]
    found = Frame(files, [name], {each["code"]: each["people"] for each in frame_document["strata"]})
    faults = [FILE] if digest_of(files, FILE) != frame_act["sha256"] else []
    try:
        found.read(numbered=False)
    except InFile as fault:
        return faulty([*faults, fault.shown], file=name)
    own = {"sha256": digest_of(files, name), "people": found.count, "root": found.root}
    faults += [f"{key}: {value} ≠ {said[key]}" for key, value in own.items() if value != said[key]]
    return faulty(faults, checked=found.count, file=name)
