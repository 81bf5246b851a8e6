"""The small values that a rule is written in: ages, shares, dates. Each has one text form.

A value that cannot be read raises `PydanticCustomError` with a code of `tirage.i18n.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

from tirage.quotas.model import percent
from tirage.randomness.rolls import roll_form
from tirage.tabular.dates import read_day

ENDLESS = 9_999
"""The upper end of ages that have none, such as `65+`: nobody is as old, with years of four digits."""
MOST_MONTHS = 1200
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_AGES = re.compile(r"([0-9]{1,3})(?:\s*[-–]\s*([0-9]{1,3})|\s*(\+))")
_FRACTION = re.compile(r"[0-9]{1,6}(?:/[1-9][0-9]{0,5}|[.,][0-9]{1,9})?")
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")


class Ages(NamedTuple):
    """Ages in full years, both ends included."""

    lowest: int
    highest: int

    def __str__(self) -> str:
        """`16-17`, `65+`."""
        return f"{self.lowest}+" if self.highest == ENDLESS else f"{self.lowest}-{self.highest}"


def read_ages(text: str) -> Ages | None:
    """The ages of a text such as `16-17` or `65+`; None where it is no range.

    >>> read_ages("16-17"), str(read_ages("65 +"))
    (Ages(lowest=16, highest=17), '65+')
    """
    match = _AGES.fullmatch(text.strip())
    if match is None:
        return None
    ages = Ages(int(match[1]), ENDLESS if match[3] else int(match[2]))
    return ages if ages.lowest <= ages.highest else None


def _roll(text: object) -> object:
    """The form of a public roll."""
    if not isinstance(text, str) or roll_form(text.strip()) is None:
        raise PydanticCustomError("rules.roll", "roll")
    return text.strip()


def _ages(text: object) -> object:
    ages = text if isinstance(text, Ages) else read_ages(str(text))
    if ages is None:
        raise PydanticCustomError("rules.age", "ages")
    return ages


def _share(text: object) -> object:
    """`7,5 %` as a fraction of 1."""
    if isinstance(text, Fraction):
        return text
    found = percent(str(text).strip())
    if found is None or found > 100:
        raise PydanticCustomError("rules.share", "share")
    return found / 100


def _exponent(text: object) -> object:
    """`1/2`, `0.5` or `1`: a fraction from 0 to 1, of hundredths at the finest."""
    if isinstance(text, Fraction):
        return text
    written = str(text).strip().replace(",", ".")
    if not _FRACTION.fullmatch(written) or Fraction(written) > 1 or Fraction(written).denominator > 100:
        raise PydanticCustomError("rules.exponent", "exponent")
    return Fraction(written)


def _day(text: object) -> object:
    if isinstance(text, date):
        return text
    written = str(text).strip()
    if not _DATE.fullmatch(written) or (day := read_day(written)) is None:
        raise PydanticCustomError("rules.date", "date")
    return day


def _whole(text: object) -> object:
    if isinstance(text, int):
        return text
    written = str(text).strip()
    if not re.fullmatch(r"[0-9]{1,9}", written):
        raise PydanticCustomError("rules.whole", "whole")
    return int(written)


def _electors(given: object) -> object:
    """A whole number, or one for each of several places."""
    if isinstance(given, Mapping):
        return {str(place): _whole(number) for place, number in given.items()}
    return _whole(given)


def _seats(given: object) -> object:
    """A whole number for everything, or one for each of several criteria."""
    return {
        str(of): _whole(number)
        for of, number in (given if isinstance(given, Mapping) else {"": given}).items()
    }


def _months(text: object) -> object:
    found = text if isinstance(text, int) else str(text).strip()
    if not re.fullmatch(r"[0-9]{1,4}", str(found)) or int(found) > MOST_MONTHS:
        raise PydanticCustomError("rules.months", "months")
    return int(found)


def _flag(text: object) -> object:
    if isinstance(text, bool):
        return text
    if str(text).strip().lower() not in {"true", "false"}:
        raise PydanticCustomError("rules.flag", "flag")
    return str(text).strip().lower() == "true"


def _zone(text: object) -> object:
    """A name of the IANA time zone database, `Europe/Paris`."""
    name = text.strip() if isinstance(text, str) else ""
    try:
        if _ZONE.fullmatch(name) and ZoneInfo(name).key == name:
            return name
    except (KeyError, ValueError, OSError):
        pass
    raise PydanticCustomError("rules.zone", "zone")


def _text(text: object) -> object:
    if not isinstance(text, str) or not text.strip():
        raise PydanticCustomError("rules.text", "text")
    return text.strip()


_AS_TEXT = PlainSerializer(str, return_type=str)

RollText = Annotated[str, BeforeValidator(_roll)]
AgeRange = Annotated[Ages, BeforeValidator(_ages), _AS_TEXT]
Share = Annotated[Fraction, BeforeValidator(_share), _AS_TEXT]
Exponent = Annotated[Fraction, BeforeValidator(_exponent), _AS_TEXT]
Day = Annotated[date, BeforeValidator(_day), _AS_TEXT]
Electors = Annotated[int | dict[str, int], BeforeValidator(_electors)]
Whole = Annotated[int, BeforeValidator(_whole)]
Seats = Annotated[dict[str, int], BeforeValidator(_seats)]
Months = Annotated[int, BeforeValidator(_months)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Text = Annotated[str, BeforeValidator(_text)]
Zone = Annotated[str, BeforeValidator(_zone)]
