"""Ages: bands as the names of categories say them, ages and birth dates as cells say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from tirage.tabular.cells import fold

Band = tuple[int, int]
"""The youngest and the oldest, in full years, both included."""
OLDEST = 130
_BETWEEN = re.compile(r"(?:de )?(\d{1,3}) ?(?:ans )?(?:-|–|—|/|a|to|et) ?(\d{1,3}) ?(?:ans|years)?")
_FROM = re.compile(r"(\d{1,3}) ?(?:ans )?(?:\+|et \+|et plus|ans et plus|ou plus|and over|and more|or more)")
_PLUS_DE = re.compile(r"(?:plus de|over) (\d{1,3}) ?(?:ans)?")
_UNDER = re.compile(r"(?:moins de|under|<) ?(\d{1,3}) ?(?:ans)?")
_AGE = re.compile(r"(\d{1,3}) ?(?:ans?|years?)?")
_FRENCH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?", re.ASCII)


def read_band(name: str) -> Band | None:
    """The ages that the name of a category says; None where it says none.

    >>> read_band("16-29"), read_band("65 ans et plus"), read_band("moins de 30 ans"), read_band("bac")
    ((16, 29), (65, 130), (0, 29), None)
    """
    text = fold(name)
    if match := _BETWEEN.fullmatch(text):
        low, high = int(match[1]), int(match[2])
    elif match := _FROM.fullmatch(text):
        low, high = int(match[1]), OLDEST
    elif match := _PLUS_DE.fullmatch(text):
        # “plus de 64 ans” begins at 65.
        low, high = int(match[1]) + 1, OLDEST
    elif match := _UNDER.fullmatch(text):
        low, high = 0, int(match[1]) - 1
    else:
        return None
    return (low, high) if low <= high <= OLDEST else None


def read_bands(names: Iterable[str]) -> Mapping[str, Band]:
    """The bands of all categories; none where one says no ages, or two have an age in common."""
    bands = {name: read_band(name) for name in names}
    found = {name: band for name, band in bands.items() if band is not None}
    inside = sorted(found.values())
    apart = all(before[1] < after[0] for before, after in pairwise(inside))
    return found if apart and len(found) == len(bands) else {}


def read_age(cell: str) -> int | None:
    """An age in full years, `34` or `34 ans`; None for anything else."""
    match = _AGE.fullmatch(fold(cell))
    return int(match[1]) if match and int(match[1]) <= OLDEST else None


def read_birth(cell: str) -> date | None:
    """A birth date, day first or as ISO has it; None for anything else, a year alone too."""
    if match := _FRENCH.fullmatch(cell):
        day, month, year = map(int, match.groups())
    elif match := _ISO.fullmatch(cell):
        year, month, day = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def age_on(born: date, day: date) -> int:
    """Full years on a day; born on 29 February, one is a year older on 1 March of a common year.

    >>> age_on(date(2008, 2, 29), date(2027, 2, 28)), age_on(date(2008, 2, 29), date(2027, 3, 1))
    (18, 19)
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def band_of(age: int, bands: Mapping[str, Band]) -> str | None:
    """The category that has this age; None where none has."""
    return next((name for name, (low, high) in bands.items() if low <= age <= high), None)
