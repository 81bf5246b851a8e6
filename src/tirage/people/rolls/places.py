"""The arrondissement where someone is registered, and the one where they live: each by a rule that is named.

Both may be given in many ways, and they may differ: someone who moved within Paris is still registered at
the old polling station. Outside Paris there is neither, and 0 stands for it. A sector is what Paris counts
by since 2020: 1 for Paris Centre (arrondissements 1 to 4), then 5 to 20.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tirage.people.identity import canonical
from tirage.tabular.readings import Reading

PARIS = "75056"
"""The commune as a whole, which says nothing of the arrondissement."""
LAST = 20
CENTRE = range(1, 5)
"""Arrondissements of sector 1, Paris Centre."""

_CODE = re.compile(r"75(?:0|1)(\d\d)", re.ASCII)
_IN_TEXT = re.compile(r"(?<!\d)75[01]\d\d(?!\d)", re.ASCII)
_LABEL = re.compile(
    r"(?:PARIS )?(?:CEDEX )?0?(\d{1,2}) ?(?:ER|RE|ND|NDE|E|EME|IEME)?"
    r"(?: ?(?:ARRONDISSEMENT|ARRDT|ARR|CEDEX))?"
)
_BUREAU_OF_PARIS = re.compile(rf"{PARIS}[_-](\d\d)\d\d", re.ASCII)
_BUREAU = re.compile(r"(?:\w{5}[_-])?\d{1,4}", re.ASCII)


class Place(NamedTuple):
    """Where in Paris, and how that is known."""

    arrondissement: int
    """1 to 20, or 0: not known, or not in Paris."""
    sector: int
    """1 for Paris Centre, 5 to 20, or 0."""
    by: str
    """Of a registration: `bureau`, `commune`, `name`, `file`; of an address: `postcode`, `city`; or empty."""


NOWHERE = Place(0, 0, "")


def sector_of(arrondissement: int) -> int:
    """The sector of an arrondissement; 0 of 0."""
    return 1 if arrondissement in CENTRE else arrondissement


def of_code(code: str) -> int:
    """The arrondissement of a commune code or postcode: 75101 to 75120, 75001 to 75020, 75116; else 0.

    >>> of_code("75115"), of_code("75116"), of_code("75056"), of_code("69003")
    (15, 16, 0, 0)
    """
    found = _CODE.fullmatch(code)
    return _valid(found[1]) if found else 0


def of_label(label: str) -> tuple[int, int]:
    """(arrondissement, sector) of `1er`, `PARIS 01`, `Paris 11e Arrondissement`, `75011 PARIS`…

    >>> of_label("Paris 1er Arrondissement"), of_label("PARIS CEDEX 11"), of_label("Paris Centre")
    ((1, 1), (11, 11), (0, 1))
    """
    words = canonical(label)
    if words == "PARIS CENTRE":
        return 0, 1
    code = _IN_TEXT.search(words)
    number = _LABEL.fullmatch(words)
    arrondissement = of_code(code[0]) if code else _valid(number[1]) if number else 0
    return arrondissement, sector_of(arrondissement)


def registered(bureau: str, commune: str, name: str, file: str) -> Reading[Place]:
    """Where someone is registered: by the polling station, else the commune's code, name, the file's name.

    `bureau`: code of the polling station; `commune`: code of a commune or an arrondissement; `name`: its
    name; `file`: the code that the name of the file has. Any of them may be empty.
    """
    in_paris = commune.startswith(("751", PARIS)) or name[:5].upper() == "PARIS" or bool(of_code(file))
    by_bureau = _of_bureau(bureau, commune)
    by_commune = of_code(commune)
    remarks: tuple[str, ...] = ()
    if not bureau:
        remarks += ("bureau.missing",)
    elif in_paris and (not _BUREAU.fullmatch(bureau) or (PARIS in bureau and not by_bureau)):
        remarks += ("bureau.odd",)
    if by_bureau and by_commune and by_bureau != by_commune:
        remarks += ("bureau.elsewhere",)
    arrondissement, sector = of_label(name) if in_paris else (0, 0)
    ways = (
        Place(by_bureau, sector_of(by_bureau), "bureau"),
        Place(by_commune, sector_of(by_commune), "commune"),
        Place(arrondissement, sector, "name"),
        Place(of_code(file), sector_of(of_code(file)), "file"),
    )
    place = next((way for way in ways if way.arrondissement), None)
    place = place or next((way for way in ways if way.sector), NOWHERE)
    if in_paris and not place.arrondissement:
        remarks += ("registration.unknown",)
    return place, remarks


def lived(postcode: str, city: str) -> Reading[Place]:
    """Where someone lives: by the postcode, else, in Paris, by the name of the city (`PARIS CEDEX 11`)."""
    by_postcode = of_code(postcode)
    if postcode and not postcode.startswith("75"):
        return NOWHERE, ()
    number, sector = of_label(city) if postcode or "PARIS" in city.upper() else (0, 0)
    if not by_postcode:
        return Place(number, sector, "city") if sector else NOWHERE, ()
    contradicted = number not in (0, by_postcode)
    remarks = ("address.contradiction",) if contradicted else ()
    return Place(by_postcode, sector_of(by_postcode), "postcode"), remarks


def _of_bureau(bureau: str, commune: str) -> int:
    """75056_1512 → 15; 1512 as well where the commune is all of Paris, a zero in front perhaps lost."""
    if found := _BUREAU_OF_PARIS.fullmatch(bureau):
        return _valid(found[1])
    whole = commune == PARIS and len(bureau) in {3, 4} and bureau.isascii() and bureau.isdigit()
    return _valid(bureau.zfill(4)[:2]) if whole else 0


def _valid(digits: str) -> int:
    number = int(digits)
    return number if 1 <= number <= LAST else 0
