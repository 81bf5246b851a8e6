"""Birth dates as rolls have them: whole, without day or month (`00/05/1961`), or a bare year.

A date of which a part is unknown is an interval: from the first day on which the person may have been born
to the last. A day that does not exist (`31/02/1990`) says no more than its year, for the month may be the
slip. Years of two digits and numbers of days are not guessed at.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from tirage.discretion import brief
from tirage.tabular.cells import clean
from tirage.tabular.readings import Reading

OLDEST = 120
"""Years of age that hardly anyone has reached: to be older is remarkable."""
MAJORITY = 18

_SEPARATED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[ T]00:00(?::00)?)?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


class Birth(NamedTuple):
    """A birth date as far as it is known."""

    key: str
    """`03 05 1961`, with 00 for a day or a month that is not known; the same from every way of writing it."""
    first: str
    """The earliest day it may be, as `1961-05-03`; empty where the date says nothing."""
    last: str
    """The latest day it may be."""

    def __repr__(self) -> str:
        return brief(self)


UNKNOWN = Birth("", "", "")


class Calendar:
    """Birth dates, judged on one day."""

    def __init__(self, on: date) -> None:
        self._today = on.isoformat()
        self._oldest = _years_before(on, OLDEST)
        self._youngest = _years_before(on, MAJORITY)

    def read(self, cell: str) -> Reading[Birth]:
        """The date in a cell; `UNKNOWN`, with one remark that says why, where there is none to rely on.

        >>> birth, remarks = Calendar(date(2026, 9, 1)).read("00/05/1961")
        >>> tuple(birth), remarks
        (('00 05 1961', '1961-05-01', '1961-05-31'), ('birth.partial',))
        """
        text = clean(cell)
        parts = _parts(text)
        if parts is None:
            return UNKNOWN, ("birth.unreadable" if text else "birth.missing",)
        birth, remarks = _interval(*parts)
        if birth.first > self._today:
            return UNKNOWN, ("birth.future",)
        if birth.first < self._oldest:
            remarks += ("birth.very_old",)
        elif birth.first > self._youngest:  # whatever the day of birth may be
            remarks += ("birth.minor",)
        return birth, remarks


def _parts(text: str) -> tuple[str, str, str] | None:
    """Day, month and year in digits, 00 for a part that is not known; None for a text that is no date."""
    if found := _SEPARATED.fullmatch(text):
        day, month, year = found.groups()
    elif found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif _YEAR.fullmatch(text):
        day, month, year = "00", "00", text
    else:
        return None
    return None if year < "1000" else (day.zfill(2), month.zfill(2), year)


def _interval(day: str, month: str, year: str) -> Reading[Birth]:
    """From the first day to the last of what these parts leave open."""
    key = f"{day} {month} {year}"
    last = monthrange(int(year), int(month))[1] if "01" <= month <= "12" else 0
    if "01" <= day <= f"{last:02}":
        whole = f"{year}-{month}-{day}"
        return Birth(key, whole, whole), ()
    if last and day == "00":
        return Birth(key, f"{year}-{month}-01", f"{year}-{month}-{last}"), ("birth.partial",)
    known = month == "00" and day <= "31"
    remark = "birth.partial" if known else "birth.impossible"
    return Birth(key, f"{year}-01-01", f"{year}-12-31"), (remark,)


def _years_before(on: date, years: int) -> str:
    """The day `years` earlier; someone born after it is not yet that old (29 February: until 1 March)."""
    return f"{on.year - years:04}-{on.month:02}-{on.day:02}"
