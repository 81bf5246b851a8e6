"""Numbers as each language writes them."""

from __future__ import annotations

from fractions import Fraction

from tirage.i18n.catalogue import Language


def percent(value: Fraction | float, language: Language) -> str:
    r"""Two decimals.

    >>> percent(Fraction(1, 3), "en"), percent(Fraction(1, 3), "fr")
    ('33.33%', '33,33\xa0%')
    """
    shown = decimal(100 * float(value), language)
    return f"{shown}\u00a0%" if language == "fr" else f"{shown}%"


def decimal(value: Fraction | float, language: Language) -> str:
    """Two decimals.

    >>> decimal(1.349, "en"), decimal(1.349, "fr")
    ('1.35', '1,35')
    """
    text = f"{float(value):.2f}"
    return text.replace(".", ",") if language == "fr" else text


def grouped(number: int, language: Language) -> str:
    r"""Thousands set apart.

    >>> grouped(18196, "en"), grouped(18196, "fr")
    ('18,196', '18\u202f196')
    """
    return f"{number:,}".replace(",", "\u202f") if language == "fr" else f"{number:,}"
