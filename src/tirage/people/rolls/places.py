"""The place where someone is registered, and the one where they live: each by a rule that is named.

Both may be given in many ways, and they may differ: someone who moved within the city is still registered at
the old polling station. Which places there are, a geography says; elsewhere there is neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tirage.people.geography.model import Geography
from tirage.people.geography.read import cities, read_geography
from tirage.tabular.readings import Reading

BETWEEN = "\t"
"""Between the labels of one person in several geographies; no label has it."""
_BUREAU = re.compile(r"(?:(\w{5})[_-])?\d{1,4}", re.ASCII)


class Place(NamedTuple):
    """Where someone is registered or lives, and how that is known."""

    label: str
    """A label of each geography, `BETWEEN` them; empty: not known, or not there."""
    by: str
    """Of a registration: `bureau`, `commune`, `name`, `file`; of an address: `district`, `postcode`, `city`.

    Empty where nothing is known.
    """

    @property
    def first(self) -> str:
        """The label of the first geography."""
        return self.label.partition(BETWEEN)[0]


NOWHERE = Place("", "")


def registered(
    bureau: str, commune: str, name: str, file: str, geographies: Sequence[Geography]
) -> Reading[Place]:
    """Where someone is registered: by the polling station, else the commune's code, name, the file's name.

    `bureau`: code of the polling station; `commune`: code of a commune or an arrondissement; `name`: its
    name; `file`: the code that the name of the file has. Any of them may be empty.
    """
    missing = () if bureau else ("bureau.missing",)
    return _joined([_registered(bureau, commune, name, file, each) for each in geographies], missing)


def _registered(bureau: str, commune: str, name: str, file: str, places: Geography) -> Reading[Place]:
    inside = places.has_commune(commune) or places.is_inside(name) or bool(places.by_commune(file))
    by_bureau, by_commune = places.by_bureau(bureau, commune), places.by_commune(commune)
    remarks: tuple[str, ...] = ()
    if inside and bureau and not by_bureau and _is_odd(bureau, places):
        remarks += ("bureau.odd",)
    if "" != by_bureau != by_commune != "":
        remarks += ("bureau.elsewhere",)
    ways = (
        Place(by_bureau, "bureau"),
        Place(by_commune, "commune"),
        Place(places.by_label(name) if inside else "", "name"),
        Place(places.by_commune(file), "file"),
    )
    place = next((way for way in ways if way.label), NOWHERE)
    if inside and not place.label:
        remarks += ("registration.unknown",)
    return place, remarks


def _is_odd(bureau: str, places: Geography) -> bool:
    """Whether a polling station that leads nowhere is none, or one of the city all the same."""
    match = _BUREAU.fullmatch(bureau)
    return match is None or (match[1] is not None and places.is_whole(match[1]))


def lived(postcode: str, city: str, district: str, geographies: Sequence[Geography]) -> Reading[Place]:
    """Where someone lives: by the district or IRIS, else the postcode, else the city (`LYON CEDEX 03`)."""
    return _joined([_lived(postcode, city, district, each) for each in geographies], ())


def _lived(postcode: str, city: str, district: str, places: Geography) -> Reading[Place]:
    if district and (found := places.by_district(district)):
        contradicted = places.by_postcode(postcode) not in ("", found)
        return Place(found, "district"), ("address.contradiction",) if contradicted else ()
    if postcode and not places.has_postcode(postcode):
        return NOWHERE, ()
    by_postcode = places.by_postcode(postcode)
    by_city = places.by_label(city) if postcode or places.is_inside(city) else ""
    if not by_postcode:
        return Place(by_city, "city") if by_city else NOWHERE, ()
    contradicted = by_city not in ("", by_postcode)
    return Place(by_postcode, "postcode"), ("address.contradiction",) if contradicted else ()


def _joined(found: Sequence[Reading[Place]], remarks: tuple[str, ...]) -> Reading[Place]:
    """What each geography says, as one."""
    for _, more in found:
        remarks += tuple(code for code in more if code not in remarks)
    labels = [place.label for place, _ in found]
    by = next((place.by for place, _ in found if place.by), "")
    return (Place(BETWEEN.join(labels), by) if any(labels) else NOWHERE), remarks


def town(postcode: str, city: str) -> str:
    """The first postcode of the arrondissement of a large city that an address is in; empty elsewhere.

    However an address is written, it is one address: this depends on no rules.

    >>> town("75116", "PARIS"), town("", "LYON CEDEX 03"), town("18000", "BOURGES")
    ('75016', '69003', '')
    """
    for geography in _cities():
        label = _lived(postcode, city, "", geography)[0].label
        if label:
            return next(part.postcodes[0] for part in geography.parts if part.label == label)
    return ""


def of_commune(code: str) -> tuple[Geography, ...]:
    """The geography that ships for a commune, for whoever has named none; the finest of several."""
    return tuple(each for each in _cities() if each.has_commune(code))


@cache
def _cities() -> tuple[Geography, ...]:
    """Those that ship of which each place is one arrondissement."""
    found = [read_geography(name) for name in cities()]
    return tuple(each for each in found if len(each.labels) == sum(bool(part.label) for part in each.parts))
