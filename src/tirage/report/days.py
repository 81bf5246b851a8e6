"""Days in words."""

from __future__ import annotations

from tirage.i18n.catalogue import Language, text


def day(date: str, language: Language) -> str:
    """`2026-11-23` → the day in words.

    >>> day("2026-11-23", "en"), day("2027-05-01", "fr")
    ('23 November 2026', '1er mai 2027')
    """
    year, month, number = date.split("-")
    name = text("report.months", language).split()[int(month) - 1]
    first = text("report.first", language) if number == "01" else str(int(number))
    return text("report.day", language, day=first, month=name, year=year)
