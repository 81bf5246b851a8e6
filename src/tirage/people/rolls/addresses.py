"""An address as a letter needs it, and as it is compared with others.

What is written stays as it is written; only a postcode loses its inner spaces and gets back the zero that
a spreadsheet ate. How addresses are compared is said in `people.addresses`. A street without a number and a
lieu-dit alone are addresses, since letters arrive there, but of no household: half a village would be one.

An address is read in two parts, since streets and towns come again and again; flats do not, and are aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tirage.discretion import brief
from tirage.people import addresses
from tirage.people.addresses import read_city, read_postcode, words
from tirage.people.geography.model import Geography
from tirage.people.identity import canonical
from tirage.people.rolls.places import NOWHERE, Place, lived, town
from tirage.tabular.cells import clean
from tirage.tabular.readings import Reading

STREET = ("number", "street_type", "street", "locality")
TOWN = ("postcode", "city", "country", "district")
"""Fields of the two parts."""

UNNUMBERED = ("address.no_number", "address.no_street")
"""Remarks on an address that no household can be made of."""


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
    number, *parts, locality = map(clean, cells)
    street = " ".join(filter(None, parts))
    written = " ".join(filter(None, (number, street)))
    there, around = addresses.read_street(street, number), addresses.read_street(locality)
    key = f"{there.key}|{around.key}" if written or locality else ""
    remarks: tuple[str, ...] = ()
    if locality and not written and not around.numbered:
        remarks = ("address.no_street",)
    elif written and not there.numbered:
        remarks = ("address.no_number",)
    return Street(written, locality, key), remarks


def read_door(complement1: str, complement2: str) -> str:
    """To compare places inside an address with."""
    return words(f"{complement1} {complement2}")


def read_town(cells: tuple[str, ...], geographies: Sequence[Geography] = ()) -> Reading[Town]:
    """Of the cells of `TOWN`; all ways of writing one arrondissement of a large city are one.

    `geographies`: the places that are told apart.
    """
    written, city, country, district = map(clean, cells)
    if country and not canonical(country).startswith("FR"):
        abroad = Town(written, city, country, words(f"{country} {written} {city}"), NOWHERE)
        return abroad, ("address.abroad",)
    postcode, remarks = read_postcode(written)
    place, more = lived(postcode, city, district, geographies)
    key = town(postcode, city) or words(postcode) or read_city(city)
    return Town(postcode, city, country, key, place), remarks + more
