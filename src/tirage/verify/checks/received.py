"""The files that a frame was made from, a row each in one file of the record. Check 1.22.

Whether these are the rolls is for those who hold them; that none was added, left out or counted twice
since is for anyone, and each who sent a file can look for its hash here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..kernel import Absent, Files, Table
from ..primitives.lines import HASH
from ..reading.bodies import LISTS
from ..reading.documents import Malformed, rows
from ..reading.pack import absence, left_out
from ..reading.shapes import is_day
from ..report import Said, faulty
from .record.journal import Entry, first

RECEIVED = Table()
"""Check 1.22."""
FILE = "public/rolls.csv"
_HEADER = ["sha256", "kind", "list", "commune", "date", "encoding", "read", "set_aside", "causes"]
_KINDS = ("layout-a", "layout-b", "cards", "mapping")
_COUNT = re.compile(r"0|[1-9][0-9]{0,14}")
_CAUSE = re.compile(r"([a-z]+\.[a-z]+):([1-9][0-9]{0,14})")
"""Of rows that nobody could be read from: of two words, so that nobody is left out for one of them."""


@dataclass(frozen=True, slots=True)
class File:
    """One file that was received."""

    key: tuple[str, str, str, str]
    """Hash, list, commune, date: files stand in this order."""
    read: int
    set_aside: int
    causes: Mapping[str, int]

    @property
    def list(self) -> str:
        """LP, LCM, LCE, CC, or empty where only its rows say it."""
        return self.key[1]


def read_rolls(data: bytes) -> list[File]:
    """The files of `public/rolls.csv`; Malformed where a row is not in the form of docs/formats.md."""
    return [_file(number, row) for number, row in enumerate(rows(data, _HEADER), 2)]


@RECEIVED.fact()
def rolls_act(journal: list[Entry]) -> dict[str, Any]:
    """What the record says of the files; without it there is nothing to compare them with."""
    body = first(journal, "rolls")
    if body is None:
        raise Absent("blocked", "")
    return body


@RECEIVED.fact("frame.rolls")
def rolls(rolls_act: dict[str, Any], files: Files) -> list[File]:
    """Every file that was received."""
    if FILE in left_out(files):
        raise Absent(absence(files, FILE), FILE)
    return read_rolls(files.get(FILE, b""))


@RECEIVED.check("frame.rolls", FILE)
def check_rolls(rolls: list[File], rolls_act: dict[str, Any]) -> Said:
    """As many as the record says, each in its place and once, their rows those of the record."""
    return faulty([*_misplaced(rolls), *_miscounted(rolls, rolls_act)], checked=len(rolls))


def _misplaced(files: list[File]) -> Iterator[str]:
    """Files that are not in order, and those that are there twice and have rows."""
    for before, each in pairwise(files):
        if each.key < before.key:
            yield f"{each.key[0][:8]}: order"
        if each.key[0] == before.key[0] and each.read:
            yield f"{each.key[0][:8]}: repeated"


def _miscounted(files: list[File], act: Mapping[str, Any]) -> Iterator[str]:
    """Rows set aside that are not those of the causes, and sums that the record has otherwise."""
    for each in files:
        if each.set_aside != sum(each.causes.values()) or each.set_aside > each.read:
            yield f"{each.key[0][:8]}: {each.set_aside}"
    sums = {
        "files": len(files),
        "read": sum(each.read for each in files),
        "set_aside": sum(each.set_aside for each in files),
    }
    yield from (f"{name}: {found} ≠ {act[name]}" for name, found in sums.items() if found != act[name])


def _file(number: int, row: list[str]) -> File:
    digest, kind, name, commune, date, _, read, aside, causes = row
    lawful = HASH.fullmatch(digest) and kind in _KINDS and name in {*LISTS, ""}
    if not (lawful and (not date or is_day(date)) and _COUNT.fullmatch(read) and _COUNT.fullmatch(aside)):
        raise Malformed("line", number)
    return File((digest, name, commune, date), int(read), int(aside), _causes(number, causes))


def _causes(number: int, cell: str) -> dict[str, int]:
    """Cause → rows, in ascending order of causes, none without a row."""
    found = [_CAUSE.fullmatch(part) for part in cell.split(" ")] if cell else []
    causes = {match[1]: int(match[2]) for match in found if match}
    if len(causes) != len(found) or list(causes) != sorted(causes):
        raise Malformed("line", number)
    return causes
