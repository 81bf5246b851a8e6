"""Whether something that identifies a person stands in what is to be published.

Everything private is looked for, whatever it is called: full names, birth dates, addresses with a number,
e-mail addresses and long numbers, codes of letters, the dossier's key. Compared as `identity.canonical` has
them, so that capitals, accents and punctuation hide nothing. A surname alone is no find: in a large city
somebody is called like every word of ours; as somebody's public id it is one. The value found is never told.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tirage.people.identity import canonical

KEY = "private/key"
PEOPLE = "private/frame.parquet"
_LONGEST = 8
"""Words of a value at most: a full name, an address."""
_DULL = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}|h?[0-9]{0,9}|[0-9]+/[0-9]+")
"""Ids made with the key, hashes, households and figures: nobody's name."""
_NAMES = {"NOM", "NOMS", "PRENOM", "PRENOMS", "NAME", "NAMES", "SURNAME", "FIRSTNAME", "LASTNAME", "GUARDIAN"}
_WHOLE = {"GUARDIAN", "REPRESENTANT", "LINE1", "LINE2"}
"""Columns with a full name in one cell."""
_BIRTHS = {"NAISSANCE", "BIRTH", "BORN", "NE", "NEE", "DDN", "BIRTHDATE"}
_CODES = {"CODE"}
_DATE = re.compile(r"([0-9]{1,4}) ([0-9]{1,2}) ([0-9]{1,4})")
_ADDRESS = re.compile(r"(?=.*[0-9])(?=.*[A-Z]{3})(?![0-9]{5} [A-Z ]+$).{8,}")


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One private value in one place."""

    file: str
    """Of the pack."""
    line: int
    what: str
    """`name`, `birth`, `address`, `contact`, `code` or `key`."""
    source: str
    """The private file that has the value."""


@dataclass(slots=True)
class _Said:
    """What the files of a pack say, in words."""

    windows: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Up to eight words in a row → where they first come."""
    ids: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Public ids that are no hashes."""

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
    for source, header, row in _private(dossier, said, words, ids):
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
            _read_table(name, files[name], said)
        else:
            for number, line in enumerate(files[name].decode("utf-8").splitlines(), 1):
                said.add(line, (name, number))
    return said


def _read_table(name: str, data: bytes, said: _Said) -> None:
    seen: set[str] = set()
    lottery = name.endswith("lottery.csv")
    listed = data.startswith(b"pid")
    for number, row in enumerate(csv.reader(io.StringIO(data.decode("utf-8"), newline="")), 1):
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
        data = files[name].lower()
        if key.encode() in data or bytes.fromhex(key) in files[name]:
            yield Leak(name, 1 + data[: max(0, data.find(key.encode()))].count(b"\n"), "key", KEY)


def _private(
    dossier: Path, said: _Said, known: set[str], ids: Collection[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """(file, header, row) of all that is private, columns that are published left out."""
    for path in sorted((dossier / "private").glob("*.csv")):
        header, rows = _table(path)
        # The column that the public ids were taken from is public, whatever it is called.
        own = next((i for i in range(len(header)) if all(row[i] in ids for row in rows)), None)
        kept = [i for i, title in enumerate(header) if i != own and title not in known | {"PID", "STRATUM"}]
        for row in rows:
            yield f"private/{path.name}", [header[i] for i in kept], [canonical(row[i]) for i in kept]
    if (dossier / PEOPLE).is_file():
        words = sorted({word for window in said.windows for word in window.split()} | set(said.ids))
        for row in _people(dossier / PEOPLE, words):
            yield PEOPLE, _PEOPLE_HEADER, row


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    """Titles in canonical form, and rows as wide as they."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    header = [canonical(name) for name in rows[0]] if rows else []
    return header, [(row + [""] * len(header))[: len(header)] for row in rows[1:]]


_PEOPLE_HEADER = (
    "NOM",
    "NOM USAGE",
    "PRENOMS",
    "BORN",
    "STREET",
    "EMAIL",
    "PHONE",
    "GUARDIAN",
    "ELECTOR NUMBER",
)
_PEOPLE_COLUMNS = (
    "surname, usage_name, first_names, born_first, street, email, phone, guardian, elector_number"
)


def _people(path: Path, words: Sequence[str]) -> Iterator[list[str]]:
    """Rows of the frame of which something may stand in a text with these words."""
    import duckdb

    plain = (
        "string_split(trim(regexp_replace(upper(strip_accents({0}::varchar)), '[^A-Z0-9]+', ' ', 'g')), ' ')"
    )
    tests = " or ".join(
        f"({name} is not null and {name}::varchar <> '' and list_has_all($words, {plain.format(name)}))"
        for name in _PEOPLE_COLUMNS.split(", ")
        if name != "first_names"
    )
    base = duckdb.connect()
    try:
        cursor = base.execute(
            f"select {_PEOPLE_COLUMNS} from read_parquet($people) where {tests}",  # noqa: S608 - names of ours
            {"people": str(path), "words": list(words)},
        )
        while batch := cursor.fetchmany(10_000):
            for row in batch:
                yield [canonical("" if cell is None else str(cell)) for cell in row]
    finally:
        base.close()


def _values(header: Sequence[str], row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(what, value) of all that tells who a row is."""
    names = []
    for title, cell in zip(header, row, strict=True):
        words = set(title.split())
        if not cell:
            continue
        if words & _BIRTHS and (date := _DATE.fullmatch(cell)):
            yield "birth", cell
            yield "birth", " ".join(reversed(date.groups()))
        elif words & _CODES:
            yield "code", cell
        elif sum(sign.isdigit() for sign in cell) >= 9 or words & {"EMAIL", "COURRIEL", "MAIL"}:
            yield "contact", cell
        elif _ADDRESS.fullmatch(cell):
            yield "address", cell
        elif words & _WHOLE and " " in cell:
            yield "name", cell
        elif words & _NAMES:
            names.append(cell)
    yield from _full_names(names)


def _full_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    parts = list(names)
    for name in parts:
        if len(name) >= 4:
            yield "id", name
    for one in parts:
        for other in parts:
            if one != other:
                yield "name", f"{one} {other}"
                yield "name", f"{one} {other.split()[0]}"
                yield "name", f"{other.split()[0]} {one}"
