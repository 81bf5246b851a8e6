"""Ages: bands as the names of categories say them, ages and birth dates as cells say them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from tirage.tabular.cells import fold
from tirage.tabular.dates import Years, read_day

Band = tuple[int, int]
"""The youngest and the oldest, in full years, both included."""
ENDLESS = 9_999
"""The upper end of ages that have none: nobody is as old whose year of birth has four digits."""
MOST_AGE = 130
"""The largest number that is read as an age; a date of birth may say more."""
_UNIT = "(?:ans|years(?: old)?|yrs)"
_BETWEEN = re.compile(
    rf"(?:de |aged |age )?(\d{{1,3}}) ?(?:{_UNIT} )?(?:-|–|—|/|a|to|et) ?(\d{{1,3}}) ?{_UNIT}?"
)
_FROM = re.compile(
    rf"(?:aged |age )?(\d{{1,3}}) ?(?:{_UNIT} ?)?"
    r"(?:\+|et \+|et plus|ou plus|and over|and older|and above|and more|or more|or over|or older|plus)"
    rf"(?: {_UNIT})?"
)
_PLUS_DE = re.compile(rf"(?:plus de|over|>) ?(\d{{1,3}}) ?{_UNIT}?")
_UNDER = re.compile(rf"(?:moins de|under|below|<) ?(\d{{1,3}}) ?{_UNIT}?")
_AGE = re.compile(r"(\d{1,3})(?:[.,]0)? ?(?:ans?|years?(?: old)?|yrs?|yo)?", re.ASCII)
_YEAR = re.compile(r"(?:00/00/|(?:nee? |born )?(?:en |in )?)(1[89]\d{2}|20\d{2})", re.ASCII)
_MONTH = re.compile(r"00/(0[1-9]|1[0-2])/(\d{4})", re.ASCII)


def read_band(name: str) -> Band | None:
    """The ages that the name of a category says; None where it says none.

    >>> read_band("16-29"), read_band("65 ans et plus"), read_band("moins de 30 ans"), read_band("bac")
    ((16, 29), (65, 9999), (0, 29), None)
    """
    text = fold(name)
    if match := _BETWEEN.fullmatch(text):
        low, high = int(match[1]), int(match[2])
    elif match := _FROM.fullmatch(text):
        low, high = int(match[1]), ENDLESS
    elif match := _PLUS_DE.fullmatch(text):
        # “plus de 64 ans” begins at 65.
        low, high = int(match[1]) + 1, ENDLESS
    elif match := _UNDER.fullmatch(text):
        low, high = 0, int(match[1]) - 1
    else:
        return None
    return (low, high) if low <= high else None


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
    return int(match[1]) if match and int(match[1]) <= MOST_AGE else None


def read_birth(
    cell: str, *, month_first: bool = False, years: Years | None = None
) -> tuple[date, date] | None:
    """The first and the last day on which somebody was born who writes this; None for what says no day.

    >>> read_birth("31/01/1985"), read_birth("1985"), read_birth("00/02/1985"), read_birth("31/01/85")
    ((datetime.date(1985, 1, 31), datetime.date(1985, 1, 31)), (datetime.date(1985, 1, 1), \
datetime.date(1985, 12, 31)), (datetime.date(1985, 2, 1), datetime.date(1985, 2, 28)), None)
    """
    if match := _YEAR.fullmatch(fold(cell)):
        return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
    if match := _MONTH.fullmatch(cell):
        month, year = int(match[1]), int(match[2])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = read_day(cell, month_first=month_first, years=years)
    return None if day is None else (day, day)


def age_on(born: date, day: date) -> int:
    """Full years on a day; born on 29 February, one is a year older on 1 March of a common year.

    >>> age_on(date(2008, 2, 29), date(2027, 2, 28)), age_on(date(2008, 2, 29), date(2027, 3, 1))
    (18, 19)
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def band_of(age: int, bands: Mapping[str, Band]) -> str | None:
    """The category that has this age; None where none has."""
    return next((name for name, (low, high) in bands.items() if low <= age <= high), None)
