"""The geography itself: places with what leads to each, and where they stand in a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tirage.people.geography.codes import Codes, Station, Stations
from tirage.people.geography.spellings import Key, forms, key
from tirage.people.identity import canonical

Tile = tuple[int, int]
"""Column and row in a picture, from 1, the first at the top left."""


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the table: a place or a part of one, and what leads there."""

    label: str
    """The category that a quota file calls it; empty for what leads to the whole and to no place in it."""
    population: int | None = None
    tile: Tile | None = None
    stations: tuple[Station, ...] = ()
    postcodes: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place, with all its parts."""

    label: str
    population: int | None
    """People who live there; None where the table does not say."""
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Geography:
    """A table of places. Whatever is asked of it, the answer is a label; empty for none, and for several."""

    name: str
    """Of the table that ships, or of the file, without its ending."""
    sha256: str
    """Of the file."""
    source: str
    """Where its figures are from; empty where it does not say."""
    parts: tuple[Part, ...]

    def __repr__(self) -> str:
        return f"Geography({self.name!r}, places={len(self.places)})"

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """By label, in the order of the table."""
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            if part.label:
                found.setdefault(part.label, []).append(part)
        return {label: _place(label, parts) for label, parts in found.items()}

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The categories, in the order of the table."""
        return tuple(self.places)

    @property
    def pictured(self) -> bool:
        """Whether there is a tile for each place."""
        return all(place.tiles for place in self.places.values())

    def by_bureau(self, bureau: str, commune: str = "") -> str:
        """By the code of a polling station, in the commune of that code."""
        return self._stations.label(bureau.strip(), commune)

    def by_commune(self, code: str) -> str:
        """By the code of a commune, or of an arrondissement that has one."""
        return self._communes.label(code) or self._by_names([key(code)])

    def by_postcode(self, postcode: str) -> str:
        """By five digits."""
        return self._postcodes.label(postcode) or self._by_names([key(postcode)])

    def by_district(self, code: str) -> str:
        """By the code of a district or an IRIS, else by its name."""
        return self._districts.label(code.strip().upper()) or self.by_label(code)

    def by_label(self, text: str) -> str:
        """By the label, by another name, or by a code in the text: `69003 LYON`."""
        words = canonical(text)
        for code in words.split():
            if len(code) == 5 and (found := self.by_postcode(code) or self.by_commune(code)):
                return found
        return self._by_names(forms(text, self._wholes))

    def has_commune(self, code: str) -> bool:
        """Whether a commune is one of the table, as a place, in one, or around all of them."""
        return bool(code) and code in self._communes

    def is_whole(self, code: str) -> bool:
        """Whether a commune is around all places, and says nothing of which."""
        return any(code in part.communes for part in self.parts if not part.label)

    def has_postcode(self, postcode: str) -> bool:
        """Whether a postcode may be one of an address here: listed, or of the département around."""
        departments = {code[:2] for part in self.parts if not part.label for code in part.communes}
        return not self._postcodes or postcode in self._postcodes or postcode[:2] in departments

    def is_inside(self, text: str) -> bool:
        """Whether a text names the city around the places; any does where the table names none."""
        if not self._wholes:
            return True
        words = key(text)
        return any(whole == words[i : i + len(whole)] for whole in self._wholes for i in range(len(words)))

    @cached_property
    def _wholes(self) -> tuple[Key, ...]:
        return tuple(key(name) for part in self.parts if not part.label for name in part.names)

    @cached_property
    def _names(self) -> Mapping[Key, set[str]]:
        found: dict[Key, set[str]] = {}
        for part in self.parts:
            for name in (part.label, *part.names) if part.label else ():
                found.setdefault(key(name), set()).add(part.label)
        return found

    def _by_names(self, keys: Iterable[Key]) -> str:
        """Of the first of the names that the table has."""
        labels = next((self._names[each] for each in keys if each in self._names), set())
        return next(iter(labels)) if len(labels) == 1 else ""

    @cached_property
    def _communes(self) -> Codes:
        return Codes((code, part.label) for part in self.parts for code in part.communes)

    @cached_property
    def _postcodes(self) -> Codes:
        return Codes((code, part.label) for part in self.parts for code in part.postcodes)

    @cached_property
    def _districts(self) -> Codes:
        return Codes((code, part.label) for part in self.parts for code in part.districts)

    @cached_property
    def _stations(self) -> Stations:
        return Stations((station, part.label) for part in self.parts for station in part.stations)


def _place(label: str, parts: list[Part]) -> Place:
    known = [part.population for part in parts if part.population is not None]
    tiles = tuple(dict.fromkeys(part.tile for part in parts if part.tile is not None))
    return Place(label, sum(known) if known else None, tiles)
