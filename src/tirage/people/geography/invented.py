"""A geography as the area that invented people live in."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.people.geography.codes import Station
from tirage.people.geography.model import Geography
from tirage.people.geography.model import Part as Row
from tirage.people.geography.spellings import DISTRICT, key
from tirage.synth.area import Area, Part

NOWHERE = "99000"
"""In place of the code of a commune, where the table has none."""


def area_of(geography: Geography) -> Area:
    """Its parts: one a commune of each row, or one a row; people as the table has them, else alike."""
    wholes = [row for row in geography.parts if not row.label]
    name = next((each for row in wholes for each in row.names), "")
    around = next((code for row in wholes for code in row.communes if not code.endswith("*")), "")
    found: list[Part] = []
    for row in geography.parts:
        if row.label:
            found += _parts(row, len(found), name, around)
    return Area(name or geography.name, tuple(found))


def _parts(row: Row, before: int, name: str, around: str) -> Iterator[Part]:
    communes = [_whole(code) for code in row.communes] or [around or NOWHERE]
    postcodes = [_whole(code) for code in row.postcodes] or [f"{communes[0][:2]}000"]
    people = (row.population or 1) / len(communes)
    words = (tuple(word for word in key(each) if word != DISTRICT) for each in (row.label, *row.names))
    own_number = next((each[0] for each in words if len(each) == 1 and each[0].isdigit()), "")
    for i, commune in enumerate(communes):
        number = before + i + 1
        own = tuple(postcodes) if len(communes) == 1 else (postcodes[i % len(postcodes)],)
        aligned = len(row.names) == len(communes) > 1
        city = name or (row.names[i] if aligned else row.label)
        place = f"{name} {own_number}e Arrondissement" if name and own_number else city
        stations = tuple(map(_written, row.stations))
        begins = _begin(row.communes[i]) if row.communes else ""
        begin_postcodes = tuple(filter(None, map(_begin, row.postcodes))) or (begins,) if begins else ()
        yield Part(number, row.label, commune, place, city, own, stations, people, begins, begin_postcodes)


def _begin(code: str) -> str:
    """How the codes begin that a table means by `69*`; empty for one code."""
    return code.removesuffix("*") if code.endswith("*") else ""


def _whole(code: str) -> str:
    """A code that begins as a table says: `69*` is 69999.

    >>> _whole("69*"), _whole("69123")
    ('69999', '69123')
    """
    begin = code.removesuffix("*")
    return code if begin == code else begin.ljust(5, "9")


def _written(station: Station) -> str:
    commune, number = station
    plain = number if "?" in number or not number.isdigit() else number.zfill(4)
    return f"{commune}_{plain}" if commune else plain
