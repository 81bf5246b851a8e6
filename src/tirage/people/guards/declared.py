"""Addresses of a roll at which people share no household, and the list that proposes the large ones.

A residence, a hostel, the office where people without a home are registered: that is for somebody to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.i18n.catalogue import text
from tirage.i18n.languages import FALLBACK, Language
from tirage.i18n.note import Note
from tirage.i18n.numbers import few
from tirage.people.addresses import role
from tirage.tabular.cells import listed
from tirage.tabular.tables import read_table
from tirage.tabular.writing import spreadsheet_csv

if TYPE_CHECKING:
    from tirage.people.frame.store import Row

_STREET = ("number", "type", "street", "locality")


@dataclass(repr=False, frozen=True, slots=True)
class Declared:
    """Addresses that somebody declares to be no household."""

    homes: Mapping[str, int] = field(default_factory=dict)
    """Key of the address, as of `RollEntry.home` → the line that has it."""
    sha256: str = ""
    """Of the list; empty without one."""

    def __repr__(self) -> str:
        return brief(self, homes=len(self.homes))


def read_declared(path: str | Path | None) -> Declared:
    """The list in `path`: a street with its number, a postcode or a town, and whatever else.

    None, without a list: nothing is declared.
    Raises InputInvalid where columns are missing, and for rows whose address is not whole.
    """
    if path is None:
        return Declared()
    path = Path(path)
    table = read_table(path)
    roles = [role(title) for title in table.header]
    if "street" not in roles or not {"postcode", "city"} & {*roles}:
        raise InputInvalid(
            [Defect("frame.no_household.column", str(path), 1, values={"columns": listed(table.header)})]
        )
    homes: dict[str, int] = {}
    faults: list[int] = []
    for line, cells in table.rows:
        key = _home({name: cell for name, cell in zip(roles, cells, strict=True) if name})
        if not key:
            faults.append(line)
        homes.setdefault(key, line)
    if faults:
        raise InputInvalid([Defect("frame.no_household.row", str(path), faults[0], lines=tuple(faults))])
    return Declared(homes, table.sha256)


def said_of(declared: Declared, missed: Collection[str], addresses: int, people: int) -> Iterator[Note]:
    """What is to be said of the list: `addresses` at which `people` live, and lines at which nobody does.

    `missed`: keys of the homes at which nobody lives.
    """
    if addresses:
        yield Note("note.no_household", {"count": addresses, "people": people})
    if stale := sorted(line for home, line in declared.homes.items() if home in missed):
        yield Note("note.no_household.stale", {"count": len(stale), "lines": few(stale)})


def _home(said: Mapping[str, str]) -> str:
    """The key that a roll gives to the address; empty where it has no number or no town."""
    from tirage.people.rolls.addresses import TOWN, read_street, read_town

    street, remarks = read_street(tuple(said.get(name, "") for name in _STREET))
    town, _ = read_town(tuple(said.get(name, "") for name in TOWN))
    return f"{street.key}|{town.key}" if street.key and town.key and not remarks else ""


def large_csv(rows: Sequence[Row], language: Language = FALLBACK) -> bytes:
    """The addresses of `homes.large_homes` as a list that may be declared, once the others are taken out."""
    from tirage.people.frame.homes import WRITTEN

    titles = [text(f"households.column.{name}", language) for name in (*WRITTEN, "people")]
    return spreadsheet_csv([titles, *([*map(str, written), str(people)] for people, *written in rows)])
