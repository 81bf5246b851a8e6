"""Where invented people live: the parts of a city, a département or a country, and what leads to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tirage.synth.people import Dice, chosen, cumulated

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

    def group(self, part: Part) -> str:
        """The name by which people of a part are invented: its commune, where it is the only one there."""
        alone = sum(each.commune == part.commune for each in self.parts) == 1
        return part.commune if alone else f"{part.commune}-{part.number}"

    def before(self, part: Part) -> Part:
        """The part before, the last before the first."""
        return self.parts[part.number - 2]

    def shares(self) -> list[float]:
        """Running shares of the people, for `chosen`."""
        return cumulated([part.people for part in self.parts])

    def sizes(self, people: int) -> list[int]:
        """People of each part, in proportion to its population; they add up."""
        ends = [round(people * share) for share in (0.0, *self.shares())]
        return [high - low for low, high in pairwise(ends)]

    def files(self) -> Sequence[tuple[str, tuple[Part, ...]]]:
        """(commune, its parts): one file a list for each."""
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            found.setdefault(part.commune, []).append(part)
        return [(commune, tuple(parts)) for commune, parts in found.items()]

    def drawn(self, shares: Sequence[float], dice: Dice) -> Part:
        """The part that the dice fall on; `shares`: as of `shares`, once for many people."""
        return self.parts[chosen(shares, dice.number())]
