"""Where invented people live: the parts of a city, a département or a country, and what leads to each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tirage.synth.people import Dice, chosen, cumulated

By = Literal["commune", "place"]
"""What has three files of its own."""
LISTS_A_PART = 60
"""Polling stations of a part of which none is named."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an area, whose people are on lists of their own."""

    number: int
    """From 1, in the order of the area."""
    label: str
    commune: str
    """Code of its commune or arrondissement."""
    place: str
    """Its name on a roll: `Lyon 3e Arrondissement`."""
    city: str
    """In addresses."""
    postcodes: tuple[str, ...]
    stations: tuple[str, ...]
    """Codes of polling stations; `?` stands for any digit; none: any number."""
    people: float
    """Weight of its people among all."""
    begins: str = ""
    """How the codes of its communes begin, where there are several: `2A`."""
    begin_postcodes: tuple[str, ...] = ()
    """How their postcodes do: `200`, `201`."""

    def station(self, number: int) -> str:
        """The polling station of somebody with this number."""
        if not self.stations:
            return f"{1 + number % LISTS_A_PART:04}"
        pattern = self.stations[number % len(self.stations)]
        free = pattern.count("?")
        if not free:
            return pattern
        return pattern.replace("?" * free, f"{1 + number % min(LISTS_A_PART, 10**free - 1):0{free}}")


@dataclass(frozen=True, slots=True)
class Area:
    """All parts, of which there is one at least."""

    name: str
    """Of the city around them; empty for none."""
    parts: tuple[Part, ...]

    def groups(self) -> list[str]:
        """The name by which people of each part are invented: its commune, where it is the only one there."""
        there = Counter(part.commune for part in self.parts)
        return [
            part.commune if there[part.commune] == 1 else f"{part.commune}-{part.number}"
            for part in self.parts
        ]

    def shares(self) -> list[float]:
        """Running shares of the people, for `chosen`."""
        return cumulated([part.people for part in self.parts])

    def sizes(self, people: int) -> list[int]:
        """People of each part, in proportion to its population; they add up."""
        ends = [round(people * share) for share in (0.0, *self.shares())]
        return [high - low for low, high in pairwise(ends)]

    def files(self, by: By = "commune") -> Sequence[tuple[str, tuple[Part, ...]]]:
        """(name, its parts): one file a list for each commune, or for each place."""
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            name = f"com{part.commune}" if by == "commune" else file_name(part.label)
            found.setdefault(name, []).append(part)
        return [(name, tuple(parts)) for name, parts in found.items()]

    def drawn(self, shares: Sequence[float], dice: Dice) -> Part:
        """The part that the dice fall on; `shares`: as of `shares`, once for many people."""
        return self.parts[chosen(shares, dice.number())]


def file_name(label: str) -> str:
    """A label as part of a file's name.

    >>> file_name("Côte-d'Or"), file_name("3e")
    ('Cote-d-Or', '3e')
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub("[^A-Za-z0-9]+", "-", plain).strip("-") or "x"
