"""From the cells of rows to a `Batch`: one function over columns of cells, which depends on nothing else.

Cells repeat all over a roll (dates, streets, first names), so each kind of cell has its own reader, and
readers remember; what they remember never changes what they say. Nothing is done row by row that can be done
for a whole column, since that is several times as fast: what a row means by itself is said once more in
tests/support/one_row.py, a cell at a time, and both are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any

from tirage.discretion import brief
from tirage.people.geography.model import Geography
from tirage.people.identity import canonical, identity
from tirage.people.rolls import addresses
from tirage.people.rolls.births import Calendar
from tirage.people.rolls.entries import Batch, Column, RejectedRow
from tirage.people.rolls.layouts import Layout, is_layout, looks_like_data
from tirage.people.rolls.lists import CARDS, MAIN, ROLLS, Facts, read_list, read_state
from tirage.people.rolls.places import BETWEEN
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
from tirage.tabular.readings import ColumnReader, Reading, Same, mapped

_REMARKED = (
    *("list", "list_state", "elector_number", "surname", "usage_name", "first_names", "sex", "birth_date"),
    *("birthplace", "nationality", "home", "street", "town"),
)
"""Kinds of cells, in the order of their remarks."""
_CELLS = {
    "sex": ("sex", "title"),
    "birthplace": ("birthplace", "birthplace_department", "birthplace_name", "birth_country"),
    "home": ("bureau", "department", "commune", "commune_name"),
    "street": addresses.STREET,
    "town": addresses.TOWN,
}
"""Fields that are read together; every other kind is a field of its own."""
_VALUE, _CODES = itemgetter(0), itemgetter(1)
"""The two parts of a reading."""
_WRITTEN, _KEY = itemgetter(0), itemgetter(1)
"""The two parts of a name."""
_PARTS: dict[str, tuple[str, Callable[[Any], str] | None]] = {
    "list": ("list", None),
    "elector_number": ("elector_number", None),
    "surname": ("surname", _WRITTEN),
    "surname_key": ("surname", _KEY),
    "usage_name": ("usage_name", _WRITTEN),
    "usage_key": ("usage_name", _KEY),
    "first_names": ("first_names", _WRITTEN),
    "first_names_key": ("first_names", _KEY),
    "sex": ("sex", None),
    "birth_key": ("birth_date", attrgetter("key")),
    "born_first": ("birth_date", attrgetter("first")),
    "born_last": ("birth_date", attrgetter("last")),
    "birthplace": ("birthplace", attrgetter("written")),
    "birthplace_key": ("birthplace", attrgetter("key")),
    "birth_town": ("birthplace", attrgetter("town")),
    "nationality": ("nationality", None),
    "commune": ("home", attrgetter("commune")),
    "bureau": ("home", attrgetter("bureau")),
    "registered": ("home", lambda value: value.place.label),
    "registered_by": ("home", lambda value: value.place.by),
    "street": ("street", attrgetter("written")),
    "locality": ("street", attrgetter("locality")),
    "street_key": ("street", attrgetter("key")),
    "postcode": ("town", attrgetter("postcode")),
    "city": ("town", attrgetter("city")),
    "country": ("town", attrgetter("country")),
    "town_key": ("town", attrgetter("key")),
    "lives": ("town", lambda value: value.place.label),
    "lives_by": ("town", lambda value: value.place.by),
}
"""What is one part of one reading, None for all of it: columns of a batch, and keys that others are made of.
What is neither here nor in `_MADE` is a cell as it is written."""


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
        self._positions, self._commune = layout.positions, facts.commune
        default = CARDS if layout.kind == "cards" else facts.list
        self._readers = {
            **_readers(on, tuple(geographies)),
            "list": ColumnReader(partial(_read_list, default=default, facts=facts)),
        }

    def __call__(self, records: Sequence[Record]) -> Batch:
        """Every record as an entry, or set aside with its cause; both in the order of the records."""
        width = len(self._header)
        even = [record for record in records if len(record[1]) == width]
        # Of a file that was put together of several, in another layout.
        aside = [
            RejectedRow(line, "row.layout" if _is_other(cells) else "row.width")
            for line, cells in records
            if len(cells) != width
        ]
        rows = self._rows(even)
        if causes := dict(rows.causes()):
            for place, cause in causes.items():
                line, cells = even[place]
                known = "row.header" if self._is_header(cells) else "row.layout" if _is_other(cells) else ""
                aside.append(RejectedRow(line, known or cause))
            rows = self._rows([record for place, record in enumerate(even) if place not in causes])
        return Batch(rows.column, sorted(aside))

    def _is_header(self, cells: Sequence[str]) -> bool:
        return [canonical(cell) for cell in cells] == self._header

    def _rows(self, records: Sequence[Record]) -> _Rows:
        return _Rows(self._readers, self._positions, self._commune, records)


def _is_other(cells: Sequence[str]) -> bool:
    """Whether a row is the header of a layout."""
    return not looks_like_data(cells) and is_layout(cells, {})


class _Rows:
    """Rows of one width, and what their cells say: each kind of cell is read when it is first asked for."""

    def __init__(
        self,
        readers: Mapping[str, ColumnReader[Any]],
        positions: Mapping[str, int],
        commune: str,
        records: Sequence[Record],
    ) -> None:
        """`commune`: of the file's name."""
        self._readers, self._positions, self._commune = readers, positions, commune
        self.lines = [line for line, _ in records]
        self._columns = [*zip(*(cells for _, cells in records), strict=True)]
        self._made: dict[str, Column] = {}
        self._known: dict[str, tuple[Column, Sequence[tuple[str, ...]]]] = {}

    def __repr__(self) -> str:
        return brief(self, rows=len(self.lines))

    def causes(self) -> Iterator[tuple[int, str]]:
        """(place, cause) of the rows that give no entry."""
        needed = [self.column(field) for field in ("surname", "born_first", "list")]
        changes = self._read("list_state")[0]
        if all(map(all, needed)) and not any(changes):
            return
        of_birth = self._read("birth_date")[1]
        for place, (surname, born, kind, codes, change) in enumerate(
            zip(*needed, of_birth, changes, strict=True)
        ):
            if not (surname and born and kind and not change):
                cause = (change or "list.unknown") if born else codes[0]
                yield place, cause if surname else "name.missing"

    def column(self, field: str) -> Column:
        """A column of the batch, made when it is first asked for."""
        if field not in self._made:
            self._made[field] = self._make(field)
        return self._made[field]

    def _make(self, field: str) -> Column:
        if field in _PARTS:
            kind, part = _PARTS[field]
            return mapped(part, self._read(kind)[0]) if part else self._read(kind)[0]
        if field in _MADE:
            return _MADE[field](self)
        return _cleaned(self._cells(field))

    def identities(self) -> Column:
        """Of `identity`."""
        parts = ("surname_key", "first_names_key", "birth_key", "birthplace_key")
        return [*map(identity, *map(self.column, parts))]

    def homes(self) -> Column:
        """Of `home`."""
        pairs = zip(*map(self.column, ("street_key", "town_key")), strict=True)
        return [f"{street}|{town}" if street and town else "" for street, town in pairs]

    def doors(self) -> Column:
        """Of `door`."""
        columns = [self.column(field) for field in ("complement1", "complement2")]
        return self._readers["door"](columns) if self.lines else []

    def remarks(self) -> Column:
        """Codes of each row, each once, in the order of the kinds; then those of several kinds together."""
        found = [
            codes for codes in (*(self._read(kind)[1] for kind in _REMARKED), *self._of_kinds()) if any(codes)
        ]
        if not found:
            return Same("", len(self.lines))
        return [" ".join(dict.fromkeys(chain(*row))) if any(row) else "" for row in zip(*found, strict=True)]

    def _of_kinds(self) -> Iterator[Sequence[tuple[str, ...]]]:
        """Remarks that follow from several cells."""
        names = self.column("first_names")
        if not all(names):
            yield [() if written else ("first_names.missing",) for written in names]
        address = [self.column(field) for field in ("street_key", "town_key")]
        if not all(map(all, address)):
            yield [() if all(keys) else ("address.incomplete",) for keys in zip(*address, strict=True)]
        places = [self.column(field) for field in ("registered", "lives")]
        yield [_elsewhere(here, there) if here != there else () for here, there in zip(*places, strict=True)]
        if CARDS in self.column("list"):
            cards = (self.column("list"), self.column("guardian"), self._read("birth_date")[1])
            yield [
                ("guardian.missing",) if kind == CARDS and not guardian and "birth.minor" in codes else ()
                for kind, guardian, codes in zip(*cards, strict=True)
            ]

    def _read(self, kind: str) -> tuple[Column, Sequence[tuple[str, ...]]]:
        """The values of a kind, and the codes of its remarks."""
        if kind not in self._known:
            columns = [self._cells(field) for field in _CELLS.get(kind, (kind,))]
            if kind == "nationality":
                columns = [self.column("list"), *columns]
            elif kind == "home":
                on_roll = mapped(_on_roll, self.column("list"))
                columns = [on_roll, *columns, Same(self._commune, len(self.lines))]
            readings = self._readers[kind](columns) if self.lines else []
            self._known[kind] = mapped(_VALUE, readings), mapped(_CODES, readings)
        return self._known[kind]

    def _cells(self, field: str) -> Sequence[str]:
        if self._columns and field in self._positions:
            return self._columns[self._positions[field]]
        return Same("", len(self.lines))


_MADE: dict[str, Callable[[_Rows], Column]] = {
    "line": attrgetter("lines"),
    "identity": _Rows.identities,
    "home": _Rows.homes,
    "door": _Rows.doors,
    "remarks": _Rows.remarks,
}
"""Columns of a batch that are made of several kinds of cells."""


@lru_cache(maxsize=2)
def _readers(on: date, geographies: tuple[Geography, ...]) -> dict[str, ColumnReader[Any]]:
    """The readers that depend on no file, which remember what they met in the files before."""
    name = ColumnReader(read_name)
    return {
        "list_state": ColumnReader(read_state),
        "elector_number": ColumnReader(read_number),
        **dict.fromkeys(("surname", "usage_name"), name),
        "first_names": ColumnReader(read_name),
        "birth_date": ColumnReader(Calendar(on).read),
        "sex": ColumnReader(lambda *cells: read_sex(cells)),
        "birthplace": ColumnReader(lambda *cells: read_birthplace(cells)),
        "nationality": ColumnReader(lambda *cells: read_nationality(cells)),
        "home": ColumnReader(lambda *cells: read_home(cells[:-1], Facts(cells[-1]), geographies)),
        "street": ColumnReader(lambda *cells: addresses.read_street(cells)),
        "door": ColumnReader(addresses.read_door),
        "town": ColumnReader(lambda *cells: addresses.read_town(cells, geographies)),
    }


def _cleaned(cells: Sequence[str]) -> Sequence[str]:
    return mapped(clean, cells) if any(cells) else Same("", len(cells))


def _elsewhere(registered: str, lives: str) -> tuple[str, ...]:
    """A remark where two places, of as many geographies each, are known and differ in the first."""
    here, there = registered.partition(BETWEEN)[0], lives.partition(BETWEEN)[0]
    return ("address.elsewhere",) if "" != here != there != "" else ()


def _on_roll(kind: str) -> str:
    """A list of the roll for each of them: where somebody is registered is no matter of which."""
    return MAIN if kind in ROLLS else kind


def _read_list(cell: str, default: str, facts: Facts) -> Reading[str]:
    """The list that a cell names, or the file's where the cell is blank."""
    kind = read_list(cell) if cell.strip() else default
    return kind, ("list.disagrees",) if kind and facts.list not in ("", kind) else ()
