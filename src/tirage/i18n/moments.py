"""The times of the journal, which are in UTC, as they are told where an assembly sits.

There is no second way from a time to words: papers and screens take the day, the hour and the name of the
zone from here. Where no zone is given, or this computer does not know it, the time stays in UTC and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from tirage.i18n.languages import Language, locale, settings
from tirage.i18n.numbers import day

UNIVERSAL = "UTC"


class Instant(str):
    """A time of the journal among the values of a sentence, told in words there; in data it is as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment in words."""

    day: str
    """`23 novembre 2026`"""
    hour: str
    """`10 h 05`"""
    zone: str
    """The place whose clocks show this hour, and how far they are from UTC: `Paris, UTC+1`; or `UTC`."""


def moment(time: str, zone: str, language: Language) -> Moment:
    r"""A time of the journal, ISO 8601, by the clocks of `zone`, such as `Europe/Paris`; in UTC for none.

    >>> moment("2026-11-23T09:05:00Z", "Europe/Paris", "fr")
    Moment(day='23 novembre 2026', hour='10\xa0h\xa005', zone='Paris, UTC+1')
    >>> moment("2026-07-31T23:30:00Z", "Europe/Paris", "en")
    Moment(day='1 August 2026', hour='01:30', zone='Paris, UTC+2')
    >>> moment("2026-11-23T09:05:00Z", "", "en")
    Moment(day='23 November 2026', hour='09:05', zone='UTC')
    """
    there = local(time, zone)
    return Moment(day(there.date().isoformat(), language), _hour(there, language), _zone(there, language))


def local(time: str, zone: str) -> datetime:
    """The same moment by the clocks of `zone`."""
    universal = datetime.fromisoformat(time).astimezone(UTC)
    try:
        return universal.astimezone(known_zone(zone) or UTC)
    except OverflowError:
        # An hour after the last of the year 9999.
        return universal


def known_zone(name: str) -> tzinfo | None:
    """The clocks of a zone of the IANA data base; None for a name that is not in it, or for none."""
    try:
        return ZoneInfo(name) if name else None
    except (OSError, ValueError, LookupError):
        return None


def _hour(there: datetime, language: Language) -> str:
    from babel.dates import format_time

    return format_time(there, settings(language).hour, locale=locale(language))


def _zone(there: datetime, language: Language) -> str:
    """The city that the zone is named for, in the language, and the distance of its clocks from UTC."""
    from babel.dates import get_timezone_location

    if not isinstance(there.tzinfo, ZoneInfo) or there.tzinfo.key in {UNIVERSAL, f"Etc/{UNIVERSAL}"}:
        return UNIVERSAL
    city = get_timezone_location(there.tzinfo, locale=locale(language), return_city=True)
    return f"{city}, {UNIVERSAL}{_ahead(there.utcoffset() or timedelta())}"


def _ahead(offset: timedelta) -> str:
    """The distance from UTC in hours, and minutes where there are any; nothing for none.

    >>> _ahead(timedelta(hours=-3)), _ahead(timedelta(hours=5, minutes=30)), _ahead(timedelta())
    ('−3', '+5:30', '')
    """
    hours, minutes = divmod(round(abs(offset).total_seconds() / 60), 60)
    if not hours and not minutes:
        return ""
    sign = "−" if offset < timedelta() else "+"
    return f"{sign}{hours}:{minutes:02}" if minutes else f"{sign}{hours}"
