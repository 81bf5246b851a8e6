"""Days as people and forms write them, day first; what could be read in two ways is not read.

`31/01/2027`, `31.1.2027`, `31-01-2027`, `2027-01-31`, `31 janvier 2027`, `31 Jan 2027`, `January 31, 2027`,
with the name of the weekday or the hour of a form beside it. A year of two digits is read only within the
hundred years that somebody has said, and a month before its day only where somebody has said so.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from tirage.tabular.cells import fold

Years = tuple[int, int]
"""The hundred years in which a year of two digits is: the first and the last."""

_NAMES = (
    ("jan", "janv", "janvier", "january"),
    ("feb", "fev", "fevr", "fevrier", "february"),
    ("mar", "mars", "march"),
    ("apr", "avr", "avril", "april"),
    ("may", "mai"),
    ("jun", "juin", "june"),
    ("jul", "juil", "juillet", "july"),
    ("aug", "aout", "august"),
    ("sep", "sept", "septembre", "september"),
    ("oct", "octobre", "october"),
    ("nov", "novembre", "november"),
    ("dec", "decembre", "december"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_WEEKDAY = (
    "(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    "(?:lun|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)\\.?),? "
)
_HOUR = (
    r"(?:,? ?(?:t| |a |at )(?:\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?)(?: ?[ap]m)?(?: ?z| ?[+-]\d{2}:?\d{2})?)?"
)
_FIGURES = re.compile(rf"(\d{{1,2}})([/. -])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_HOUR}", re.ASCII)
_ISO = re.compile(rf"(\d{{4}})([/.-])(\d{{1,2}})\2(\d{{1,2}}){_HOUR}", re.ASCII)
_NAMED = re.compile(
    rf"(?:{_WEEKDAY})?(\d{{1,2}})(?:er|st|nd|rd|th)?[ -](?:of )?([a-z]+)\.?,?[ -](\d{{4}}|\d{{2}}){_HOUR}"
)
_NAMED_US = re.compile(rf"(?:{_WEEKDAY})?([a-z]+)\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_HOUR}")


class Written(NamedTuple):
    """The figures of a date, in the order day, month, year."""

    day: int
    month: int
    year: str
    """Four digits, or two."""
    swaps: bool
    """Whether day and month are both figures, which somebody may have written the other way round."""


def written(cell: str) -> Written | None:
    """What a cell has of a date, whether there is such a day or not; None for what is no date."""
    text = fold(cell)
    if match := _FIGURES.fullmatch(text):
        return Written(int(match[1]), int(match[3]), match[4], swaps=True)
    if match := _ISO.fullmatch(text):
        return Written(int(match[4]), int(match[3]), match[1], swaps=False)
    if (match := _NAMED.fullmatch(text)) and match[2] in _MONTHS:
        return Written(int(match[1]), _MONTHS[match[2]], match[3], swaps=False)
    if (match := _NAMED_US.fullmatch(text)) and match[1] in _MONTHS:
        return Written(int(match[2]), _MONTHS[match[1]], match[3], swaps=False)
    return None


def read_day(cell: str, *, month_first: bool = False, years: Years | None = None) -> date | None:
    """The day that a cell says; None for anything else, a year of two digits too unless `years` are said.

    >>> read_day("31/01/2027"), read_day("1er mars 2027"), read_day("31/01/27"), read_day("01/31/2027")
    (datetime.date(2027, 1, 31), datetime.date(2027, 3, 1), None, None)
    """
    found = written(cell)
    if found is None:
        return None
    day, month, year, swaps = found
    if month_first and swaps:
        day, month = month, day
    if len(year) == len("27"):
        if years is None:
            return None
        year = next(str(each) for each in range(years[0], years[0] + 100) if each % 100 == int(year))
    try:
        return date(int(year), month, day)
    except ValueError:
        return None


def is_short(cell: str) -> bool:
    """Whether a cell is a date whose year has two digits."""
    found = written(cell)
    return found is not None and len(found.year) == len("27")


def is_month_first(cell: str) -> bool:
    """Whether a cell is a day only if the month stands first, as in `01/31/2027`."""
    found = written(cell)
    return found is not None and found.swaps and found.month > len(_NAMES) >= found.day
