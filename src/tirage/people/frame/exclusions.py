"""Lists of people who may not be drawn: opponents, elected officials, staff, former members, the dead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.people.births import Calendar
from tirage.people.cells import clean
from tirage.people.frame.store import Store
from tirage.people.identity import canonical
from tirage.people.tables import Table, read_table

_HEADERS = {
    "surname": ("nom", "nom de naissance", "surname", "last name"),
    "first_names": ("prenom", "prenoms", "first name", "first names"),
    "birth": ("date de naissance", "date naissance", "birth date", "date of birth"),
}
_WANTED = """
    create or replace table wanted (line bigint, surname_key varchar, first_key varchar, born varchar)
"""
_MATCH = """
    select distinct wanted.line, people.person from wanted join people on
        people.born_first = wanted.born and people.born_last = wanted.born
        and split_part(split_part(people.identity, '|', 2), ' ', 1) = wanted.first_key
        and wanted.surname_key in (split_part(people.identity, '|', 1), people.usage_key)
    order by 1, 2
"""


def match(store: Store, lists: Mapping[str, Path], on: date) -> tuple[dict[int, str], dict[str, int]]:
    """(person → cause, cause → people of the list whom no one in the frame is).

    A list has a surname, first names and a whole birth date in each row. The first cause given counts.
    Raises InputInvalid with every defect of every list: a column missing, a row that cannot be read, a row
    that fits several people.
    """
    defects: list[Defect] = []
    excluded: dict[int, str] = {}
    unmatched: dict[str, int] = {}
    for cause, path in lists.items():
        try:
            wanted = _read(path, on)
        except InputInvalid as error:
            defects += error.defects
            continue
        store.run(_WANTED)
        store.fill("wanted", wanted)
        found: dict[int, list[int]] = {}
        for line, person in store.rows(_MATCH):
            found.setdefault(line, []).append(person)
        defects += (
            Defect("frame.exclusion.several", str(path), line, values={"count": len(people)})
            for line, people in found.items()
            if len(people) > 1
        )
        for people in found.values():
            excluded.setdefault(people[0], cause)
        unmatched[cause] = len(wanted) - len(found)
    if defects:
        raise InputInvalid(defects)
    return excluded, unmatched


def _read(path: Path, on: date) -> list[tuple[int, str, str, str]]:
    """(line, surname, first of the first names, birth date) of each row, in canonical form."""
    table = read_table(path)
    places = {name: _column(table, headers) for name, headers in _HEADERS.items()}
    defects = [
        Defect("frame.exclusion.column", str(path), 1, None, {"column": _HEADERS[name][0]})
        for name, place in places.items()
        if place is None
    ]
    rows = []
    calendar = Calendar(on)
    for line, cells in table.rows if not defects else ():
        surname, first, birth = (clean(cells[place]) for place in places.values() if place is not None)
        born, _ = calendar.read(birth)
        if not (canonical(surname) and canonical(first) and born.first and born.first == born.last):
            defects.append(Defect("frame.exclusion.row", str(path), line))
        rows.append((line, canonical(surname), canonical(first).partition(" ")[0], born.first))
    if defects:
        raise InputInvalid(defects)
    return rows


def _column(table: Table, headers: tuple[str, ...]) -> int | None:
    wanted = {canonical(header) for header in headers}
    return next((i for i, name in enumerate(table.header) if canonical(name) in wanted), None)
