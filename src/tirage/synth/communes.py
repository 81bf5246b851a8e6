"""The communes of départements: a few large ones and many small, with names that no map has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tirage.synth import names
from tirage.synth.area import Area, Part
from tirage.synth.people import Dice

DIGITS = 5
"""Of the code of a commune, and of a postcode."""
SPREAD = 1_000
"""The largest commune has at most so many times the people of the smallest."""
A_POSTCODE = 3
"""Communes that share one."""


def with_communes(area: Area, number: int, seed: str) -> Area:
    """The area, about `number` communes in the place of its parts that have several.

    Parts have as many as is their share of the people, one at least, and at most as many as there are codes.
    """
    shares = area.sizes(number)
    parts = [each for part in area.parts for each in _communes(part, shares[part.number - 1], seed)]
    return Area(area.name, tuple(replace(part, number=place) for place, part in enumerate(parts, 1)))


def _communes(part: Part, number: int, seed: str) -> Iterator[Part]:
    if not part.begins:
        yield part
        return
    free = DIGITS - len(part.begins)
    count = max(1, min(number, 10**free - 1))
    # One of so many is as large as all of them together: as towns are, and in whole numbers.
    weights = [1 + SPREAD // (1 + Dice(seed, part.begins, str(i)).below(SPREAD, 3)) for i in range(count)]
    for i, weight in enumerate(weights):
        name = _name(Dice(seed, "commune", part.begins, str(i)))
        yield replace(
            part,
            commune=f"{part.begins}{i + 1:0{free}}",
            place=name,
            city=name,
            postcodes=(_postcode(part.begin_postcodes, i),),
            people=part.people * weight / sum(weights),
            begins="",
            begin_postcodes=(),
        )


def _postcode(beginnings: tuple[str, ...], i: int) -> str:
    """The one of commune `i`."""
    begin = beginnings[i // A_POSTCODE % len(beginnings)]
    free = DIGITS - len(begin)
    return f"{begin}{i // A_POSTCODE % 10**free:0{free}}"


def _name(dice: Dice) -> str:
    first = names.PLACES[dice.below(len(names.PLACES), 2)]
    return first + names.PLACE_ENDS[dice.below(len(names.PLACE_ENDS), 2)]
