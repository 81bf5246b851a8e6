"""Whether something that identifies a person stands in what is to be published.

Everything private is looked for, whatever it is called: full names, birth dates, addresses with a number,
e-mail addresses and long numbers, codes of letters, the dossier's key. Compared as `identity.canonical` has
them, so that capitals, accents and punctuation hide nothing. A surname alone is no find: in a large city
somebody is called like every word of ours; as somebody's public id it is one. The value found is never told.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tirage.discretion import brief
from tirage.people.identity import canonical
from tirage.people.private.rows import private_rows

KEY = "private/key"
_LONGEST = 8
"""Words of a value at most: a full name, an address."""
_DULL = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}|h?[0-9]{0,9}|[0-9]+/[0-9]+")
"""Ids made with the key, hashes, households and figures: nobody's name."""
_FIRST = {"PRENOM", "PRENOMS", "FIRST", "FIRSTNAME"}
_NAMES = {"NOM", "NOMS", "NAME", "NAMES", "SURNAME", "LASTNAME", "GUARDIAN"} | _FIRST
_IDS = {canonical(name) for name in ("id", "pid", "identifiant", "unique_id", "uid")}
_SHORTEST_ID = 5
"""Signs of an own id that is looked for: shorter ones, and figures, are ordinary words and numbers too."""
_WHOLE = {"GUARDIAN", "REPRESENTANT", "COMPLET", "FULL", "LINE1", "LINE2", "LIGNE1", "LIGNE2"}
"""Columns with a full name in one cell."""
_BIRTHS = {"NAISSANCE", "BIRTH", "BORN", "NE", "NEE", "DDN", "BIRTHDATE"}
_DATE = re.compile(r"([0-9]{1,4}) ([0-9]{1,2}) ([0-9]{1,4})")
_ADDRESS = re.compile(r"(?=.*[0-9])(?=.*[^\W\d_]{3})(?![0-9]{5} [A-Z ]+$).{8,}")


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One private value in one place."""

    file: str
    """Of the pack."""
    line: int
    what: str
    """`name`, `own-id`, `birth`, `address`, `contact`, `code` or `key`."""
    source: str
    """The private file that has the value."""


@dataclass(repr=False, slots=True)
class _Said:
    """What the files of a pack say, in words."""

    windows: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Up to eight words in a row → where they first come."""
    ids: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Public ids that are no hashes."""

    def __repr__(self) -> str:
        return brief(self, windows=len(self.windows), ids=len(self.ids))

    def add(self, text: str, place: tuple[str, int]) -> None:
        words = canonical(text).split()
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                self.windows.setdefault(" ".join(words[start:end]), place)


def leaks(
    files: Mapping[str, bytes], dossier: Path, known: Collection[str] = (), ids: Collection[str] = ()
) -> tuple[Leak, ...]:
    """What stands both in `files`, by path, and in `private/` of the dossier at `dossier`; sorted.

    `known`: criteria and categories, which everybody may know; `ids`: the public ids of the volunteers.
    """
    said = _read(files)
    words = {canonical(name) for name in known}
    for name in words:
        said.windows.pop(name, None)
    found = set(_key(files, dossier))
    for source, header, row in private_rows(dossier, words, ids, _words(said)):
        for what, value in _values(header, row):
            place = said.ids.get(value) if what == "id" else said.windows.get(value)
            if place:
                found.add(Leak(*place, "name" if what == "id" else what, source))
    return tuple(sorted(found))


def _read(files: Mapping[str, bytes]) -> _Said:
    said = _Said()
    for name in sorted(files):
        if name.endswith(".json"):
            for text in sorted(set(_strings(json.loads(files[name])))):
                said.add(text, (name, 1))
        elif name.endswith(".csv"):
            _read_table(name, _lines(files, name), said)
    # A README has our own words in it and nothing else.
    return said


def _words(said: _Said) -> list[str]:
    """Every word of the pack, by which most people are passed over at once."""
    return sorted({word for window in said.windows for word in window.split()} | set(said.ids))


def _pieces(files: Mapping[str, bytes], name: str) -> Iterator[bytes]:
    """What a file holds: piece by piece where the mapping can give it so, for one may be a country's."""
    read: Callable[[str], Iterator[bytes]] | None = getattr(files, "pieces", None)
    return iter([files[name]]) if read is None else read(name)


def _lines(files: Mapping[str, bytes], name: str) -> Iterator[str]:
    """The lines of a file."""
    rest = b""
    for piece in _pieces(files, name):
        *whole, rest = (rest + piece).split(b"\n")
        yield from (f"{line.decode('utf-8')}\n" for line in whole)
    if rest:
        yield rest.decode("utf-8")


def _read_table(name: str, lines: Iterator[str], said: _Said) -> None:
    seen: set[str] = set()
    lottery = name.endswith("lottery.csv")
    listed = False
    for number, row in enumerate(csv.reader(lines), 1):
        listed = listed or (number == 1 and row[:1] == ["pid"])
        telling = [cell for cell in row if not _DULL.fullmatch(cell)]
        for pid in row if lottery else row[:listed]:
            if pid in telling:
                said.ids.setdefault(canonical(pid), (name, number))
        if not lottery and (text := " ".join(telling)) not in seen:
            seen.add(text)
            said.add(text, (name, number))


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - a JSON value
    if isinstance(value, str):
        if not _DULL.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield name
            yield from _strings(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _strings(inside)


def _key(files: Mapping[str, bytes], dossier: Path) -> Iterator[Leak]:
    path = dossier / KEY
    if not path.is_file():
        return
    key = path.read_text(encoding="ascii").strip().lower()
    for name in sorted(files):
        lines, rest = 1, b""
        for piece in _pieces(files, name):
            data = rest + piece
            place = data.lower().find(key.encode())
            if place >= 0 or bytes.fromhex(key) in data:
                yield Leak(name, lines + data[: max(0, place)].count(b"\n"), "key", KEY)
                break
            # The key may lie across two pieces.
            kept = min(len(key) - 1, len(data))
            lines += data[: len(data) - kept].count(b"\n")
            rest = data[len(data) - kept :]


def _values(header: Sequence[str], row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(what, value) of all that tells who a row is."""
    names: list[str] = []
    first: list[str] = []
    own = _own_id(header)
    for place, (title, cell) in enumerate(zip(header, row, strict=True)):
        words = set(title.split())
        if not cell:
            continue
        if place == own and len(cell) >= _SHORTEST_ID and not cell.isdecimal():
            yield "own-id", cell
        elif words & _BIRTHS and (date := _DATE.fullmatch(cell)):
            yield "birth", cell
            yield "birth", " ".join(reversed(date.groups()))
        elif title == "CODE":
            yield "code", cell
        elif sum(sign.isdigit() for sign in cell) >= 9 or words & {"EMAIL", "COURRIEL", "MAIL"}:
            yield "contact", cell
        elif _ADDRESS.fullmatch(cell):
            yield "address", cell
        elif words & _WHOLE and " " in cell:
            yield "name", cell
        elif words & _NAMES:
            (first if words & _FIRST else names).append(cell)
    yield from _full_names(names, first)


def _own_id(header: Sequence[str]) -> int | None:
    """Where the ids of the organiser's file are, once they are not public; None where no title says so."""
    return next((place for place, title in enumerate(header) if title in _IDS), None)


def _full_names(names: Sequence[str], first: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in (*names, *first):
        if len(name) >= 4:
            yield "id", name
    for name in names:
        if not first and " " in name:
            yield "name", name
        for given in {each for others in first for each in (others, others.split()[0])}:
            yield "name", f"{name} {given}"
            yield "name", f"{given} {name}"
