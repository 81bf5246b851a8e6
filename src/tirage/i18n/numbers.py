"""Numbers and days as each language writes them, by CLDR."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tirage.i18n.languages import Language, locale, settings


def percent(value: Fraction | float, language: Language, digits: int = 2) -> str:
    r"""A share in percent, rounded to `digits` decimals.

    >>> percent(Fraction(1, 3), "en"), percent(Fraction(1, 3), "fr"), percent(Fraction(1, 3), "de", 1)
    ('33.33%', '33,33\xa0%', '33,3\xa0%')
    """
    sign: str = locale(language).percent_formats[None].pattern.removeprefix("#,##0")
    return decimal(100 * float(value), language, digits) + sign.replace("\u202f", "\u00a0")


def decimal(value: Fraction | float, language: Language, digits: int = 2) -> str:
    r"""A number rounded to `digits` decimals.

    >>> decimal(1.349, "en"), decimal(1.349, "fr"), decimal(13268.5, "fr", 1)
    ('1.35', '1,35', '13\u202f268,5')
    """
    from babel.numbers import format_decimal

    rounded = Decimal(f"{float(value):.{digits}f}")
    pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
    return format_decimal(rounded, pattern, locale(language), decimal_quantization=False)


def grouped(number: int, language: Language) -> str:
    r"""A whole number with its thousands apart.

    >>> grouped(18196, "en"), grouped(18196, "fr"), grouped(18196, "de")
    ('18,196', '18\u202f196', '18.196')
    """
    from babel.numbers import format_decimal

    return format_decimal(number, "#,##0", locale(language))


def plural(number: int, language: Language) -> str:
    """The category of CLDR whose form goes with a number: `one`, `other` and, in some languages, more.

    >>> plural(0, "en"), plural(0, "fr"), plural(1, "en")
    ('other', 'one', 'one')
    """
    return locale(language).plural_form(number)


def day(iso: str, language: Language) -> str:
    """A day in words.

    >>> day("2026-11-23", "en"), day("2027-05-01", "fr"), day("2027-05-01", "de")
    ('23 November 2026', '1er mai 2027', '1. Mai 2027')
    """
    from babel.dates import format_date

    that_day = date.fromisoformat(iso)
    said = format_date(that_day, "long", locale(language))
    first = settings(language).first_day
    return said.replace("1", first, 1) if first and that_day.day == 1 else said


FEW = 5
"""Lines that a sentence names at most; a program gets all of them."""


def few(lines: Sequence[int]) -> str:
    """The first of many lines.

    >>> few([2, 3]), few(range(2, 90))
    ('2, 3', '2, 3, 4, 5, 6 …')
    """
    return ", ".join(map(str, lines[:FEW])) + (" …" if len(lines) > FEW else "")
