"""From the cells of a row to a `RollEntry`: one function over batches of rows, which depends on nothing else.

Cells repeat all over a roll (dates, streets, first names), so each kind of cell has its own reader, and
readers remember; what they remember never changes what they say. Reading goes column by column, since that
is several times as fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from tirage.people.geography.model import Geography
from tirage.people.identity import canonical, identity
from tirage.people.rolls import addresses
from tirage.people.rolls.births import Calendar
from tirage.people.rolls.entries import Batch, RejectedRow, RollEntry
from tirage.people.rolls.layouts import Layout
from tirage.people.rolls.lists import CARDS, Facts, read_list, remarks_on_state
from tirage.people.rolls.readers import (
    read_birthplace,
    read_home,
    read_name,
    read_nationality,
    read_number,
    read_sex,
)
from tirage.tabular.cells import clean
from tirage.tabular.csv import Record
from tirage.tabular.readings import Reading, Remembered

_BIRTHPLACE = ("birthplace", "birthplace_department", "birthplace_name", "birth_country")
_HOME = ("bureau", "department", "commune", "commune_name")
_CONTACT = ("card", "email", "phone", "guardian")


class Normaliser:
    """The rows of one file, normalised: call it on any batch of them, in any order."""

    def __init__(
        self,
        columns: Sequence[str],
        layout: Layout,
        facts: Facts,
        on: date,
        geographies: Sequence[Geography] = (),
    ) -> None:
        """`columns`: the header; `facts`: of the file's name; `on`: the day on which dates are judged.

        `geographies`: the places that are told apart.
        """
        self._header = [canonical(column) for column in columns]
        self._positions = layout.positions
        default = CARDS if layout.kind == "cards" else facts.list
        self._lists = Remembered(partial(_read_list, default=default, facts=facts))
        self._states = Remembered(remarks_on_state)
        self._names = Remembered(read_name)
        self._births = Remembered(Calendar(on).read)
        self._sexes = Remembered(read_sex)
        self._birthplaces = Remembered(read_birthplace)
        self._nationalities = Remembered(read_nationality)
        self._homes = Remembered(partial(read_home, facts=facts, geographies=geographies))
        self._streets = Remembered(addresses.read_street)
        self._insides = Remembered(addresses.read_inside)
        self._towns = Remembered(partial(addresses.read_town, geographies=geographies))
        self._contacts = Remembered(_read_contact)

    def __call__(self, records: Sequence[Record]) -> Batch:
        """Every record as an entry, or set aside with its cause; both in the order of the records."""
        width = len(self._header)
        even = [record for record in records if len(record[1]) == width]
        aside = [RejectedRow(line, "row.width") for line, cells in records if len(cells) != width]
        entries = []
        for (line, cells), found in zip(even, map(_entry, self._readings(even)), strict=True):
            if isinstance(found, RollEntry):
                entries.append(found)
            else:
                cause = "row.header" if self._is_header(cells) else found
                aside.append(RejectedRow(line, cause))
        return Batch(entries, sorted(aside))

    def _is_header(self, cells: Sequence[str]) -> bool:
        return [canonical(cell) for cell in cells] == self._header

    def _readings(self, records: Sequence[Record]) -> Iterator[tuple[Any, ...]]:
        """For each record its line and the readings that `_entry` takes."""
        blank = ("",) * len(records)
        columns = [*zip(*(cells for _, cells in records), strict=True)]

        def cells(field: str) -> Sequence[str]:
            return columns[self._positions[field]] if columns and field in self._positions else blank

        def groups(*fields: str, first: Iterable[Sequence[str]] = ()) -> Iterator[tuple[str, ...]]:
            return zip(*first, *map(cells, fields), strict=True)

        lists = [*map(self._lists.__getitem__, cells("list"))]
        kinds = [kind for kind, _ in lists]
        return zip(
            (line for line, _ in records),
            lists,
            map(self._states.__getitem__, cells("list_state")),
            map(self._names.__getitem__, cells("surname")),
            map(self._names.__getitem__, cells("usage_name")),
            map(self._names.__getitem__, cells("first_names")),
            map(self._births.__getitem__, cells("birth_date")),
            map(self._sexes.__getitem__, groups("sex", "title")),
            map(self._birthplaces.__getitem__, groups(*_BIRTHPLACE)),
            map(self._nationalities.__getitem__, groups("nationality", first=[kinds])),
            map(self._homes.__getitem__, groups(*_HOME, first=[kinds])),
            map(self._streets.__getitem__, groups(*addresses.STREET)),
            map(self._insides.__getitem__, groups(*addresses.INSIDE)),
            map(self._towns.__getitem__, groups(*addresses.TOWN)),
            map(read_number, cells("elector_number")),
            map(self._contacts.__getitem__, groups(*_CONTACT)),
            strict=True,
        )


def _entry(readings: tuple[Any, ...]) -> RollEntry | str:
    """The entry of a row, or the cause for which there is none."""
    (
        line,
        (kind, of_list),
        of_state,
        ((surname, surname_key), of_surname),
        ((usage_name, _), of_usage),
        ((first_names, first_names_key), of_first_names),
        (birth, of_birth),
        (sex, of_sex),
        (birthplace, of_birthplace),
        (nationality, of_nationality),
        ((commune, bureau, registered), of_home),
        ((street, locality, street_key), of_street),
        (complement1, complement2, door),
        ((postcode, city, country, town_key, lives), of_town),
        (number, of_number),
        (card, email, phone, guardian),
    ) = readings
    if not surname:
        return "name.missing"
    if not birth.first:
        return str(of_birth[0])
    if not kind:
        return "list.unknown"
    remarks = of_list + of_state + of_number + of_surname + of_usage + of_first_names + of_sex + of_birth
    remarks += of_birthplace + of_nationality + of_home + of_street + of_town
    if not first_names:
        remarks += ("first_names.missing",)
    complete = street_key and town_key
    if not complete:
        remarks += ("address.incomplete",)
    if "" != registered.first != lives.first != "":
        remarks += ("address.elsewhere",)
    if kind == CARDS and not guardian and "birth.minor" in of_birth:
        remarks += ("guardian.missing",)
    return RollEntry._make(
        (
            line,
            kind,
            number,
            card,
            identity(surname_key, first_names_key, birth.key, birthplace.key),
            surname,
            usage_name,
            first_names,
            sex,
            birth.first,
            birth.last,
            birthplace.written,
            birthplace.town,
            nationality,
            commune,
            bureau,
            registered.label,
            registered.by,
            lives.label,
            lives.by,
            street,
            locality,
            complement1,
            complement2,
            postcode,
            city,
            country,
            f"{street_key}|{town_key}" if complete else "",
            door,
            email,
            phone,
            guardian,
            " ".join(dict.fromkeys(remarks)) if remarks else "",
        )
    )


def _read_contact(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(clean, cells))


def _read_list(cell: str, default: str, facts: Facts) -> Reading[str]:
    """The list that a cell names, or the file's where the cell is blank."""
    kind = read_list(cell) if cell.strip() else default
    return kind, ("list.disagrees",) if kind and facts.list not in ("", kind) else ()
