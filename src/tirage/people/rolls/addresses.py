"""An address as a letter needs it, and as it is compared with others.

What is written stays as it is written; only a postcode loses its inner spaces and gets back the zero that
a spreadsheet ate. Compared are the canonical words, numbers without leading zeros: `12bis` is `12 BIS`. No
word is expanded or abbreviated: whether `R` is `RUE` is not for a rule to say.

An address is read in three parts, since streets and towns come again and again, and flats do not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tirage.discretion import brief
from tirage.people.identity import canonical
from tirage.people.rolls.places import NOWHERE, Place, lived
from tirage.tabular.cells import clean
from tirage.tabular.readings import Reading

STREET = ("number", "street_type", "street", "locality")
INSIDE = ("complement1", "complement2")
TOWN = ("postcode", "city", "country")
"""Fields of the three parts."""

_WORD = re.compile("[^0-9 ]+|[0-9]+")


class Street(NamedTuple):
    """Where in a town."""

    written: str
    """Number and street."""
    locality: str
    """Lieu-dit."""
    key: str
    """To compare both with; empty where neither is written."""

    def __repr__(self) -> str:
        return brief(self)


class Inside(NamedTuple):
    """Where at an address."""

    complement1: str
    complement2: str
    door: str
    """To compare both with."""

    def __repr__(self) -> str:
        return brief(self)


class Town(NamedTuple):
    """Which town."""

    postcode: str
    city: str
    country: str
    key: str
    """The arrondissement, else the postcode, else the city; empty where the town is not known."""
    place: Place

    def __repr__(self) -> str:
        return brief(self)


def read_street(cells: tuple[str, ...]) -> Reading[Street]:
    """Of the cells of `STREET`."""
    *parts, locality = map(clean, cells)
    written = " ".join(filter(None, parts))
    key = f"{words(written)}|{words(locality)}" if written or locality else ""
    remarks: tuple[str, ...] = ()
    if locality and not written:
        remarks = ("address.no_street",)
    elif written and not any(map(str.isdigit, written)):
        remarks = ("address.no_number",)
    return Street(written, locality, key), remarks


def read_inside(cells: tuple[str, ...]) -> Inside:
    """Of the cells of `INSIDE`."""
    first, second = map(clean, cells)
    return Inside(first, second, words(f"{first} {second}"))


def read_town(cells: tuple[str, ...]) -> Reading[Town]:
    """Of the cells of `TOWN`; 75116 and 75016 are one, as are all ways of writing the city of a postcode."""
    written, city, country = map(clean, cells)
    if country and not canonical(country).startswith("FR"):
        town = Town(written, city, country, words(f"{country} {written} {city}"), NOWHERE)
        return town, ("address.abroad",)
    postcode, remarks = read_postcode(written)
    place, more = lived(postcode, city)
    key = f"750{place.arrondissement:02}" if place.arrondissement else words(postcode or city)
    return Town(postcode, city, country, key, place), remarks + more


def read_postcode(text: str) -> Reading[str]:
    """A French postcode: five digits, without spaces.

    >>> read_postcode("75 011"), read_postcode("1000")
    (('75011', ()), ('01000', ('postcode.zero',)))
    """
    digits = "".join(text.split())
    plain = digits.isascii() and digits.isdigit()
    if plain and len(digits) == 4:
        return "0" + digits, ("postcode.zero",)
    if text and not (plain and len(digits) == 5):
        return text, ("postcode.odd",)
    return digits, ()


def words(text: str) -> str:
    """Words and numbers in canonical form.

    >>> words("12bis, rue de l’Été"), words("0012 BIS RUE DE L'ETE")
    ('12 BIS RUE DE L ETE', '12 BIS RUE DE L ETE')
    """
    return " ".join(word.lstrip("0") or "0" for word in _WORD.findall(canonical(text)))
