"""The language of a report: sentences by code, numbers and values as text, texts of others made harmless."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tirage.dossier.chain import groups
from tirage.i18n import numbers
from tirage.i18n.catalogue import Language, text
from tirage.i18n.numbers import grouped, percent
from tirage.report.document import Band, Bar, Column, Fact, Paragraph, Tone, Value, ValueKind

NONE = "—"
_SPACES = {"\u00a0", "\u202f"}


def plain(words: str) -> str:
    r"""The text, with nothing in it that would be invisible or turn the reading direction.

    >>> plain("16e\u202e\x00 arr.")
    '16e\\u202e\\x00 arr.'
    """
    return "".join(
        sign if sign.isprintable() or sign in _SPACES else sign.encode("unicode_escape").decode()
        for sign in words
    )


def formatted(value: Value, kind: ValueKind, language: Language) -> str:
    """The value as people read it; a band and a bar are said by the columns beside them."""
    match value:
        case None | Band() | Bar():
            said = NONE if value is None else ""
        case bool():
            said = text("report.met" if value else "report.unmet", language)
        case str():
            said = _words(value, kind, language)
        case _:
            said = _figure(value, kind, language)
    return said


def _words(value: str, kind: ValueKind, language: Language) -> str:
    if kind == "outcome":
        return text(f"report.outcome.{value}", language)
    return groups(value) if kind == "hash" else plain(value)


def _figure(value: int | Fraction, kind: ValueKind, language: Language) -> str:
    if kind == "percent":
        return percent(value, language)
    if kind == "signed":
        return signed(Fraction(value), language)
    return grouped(value, language) if isinstance(value, int) else tenths(value, language)


def tenths(value: Fraction, language: Language) -> str:
    """One decimal.

    >>> tenths(Fraction(5, 4), "fr"), tenths(Fraction(-1, 3), "en")
    ('1,2', '-0.3')
    """
    whole, rest = divmod(abs(round(value * 10)), 10)
    sign = "-" if round(value * 10) < 0 else ""
    return f"{sign}{grouped(whole, language)}{',' if language == 'fr' else '.'}{rest}"


def signed(value: Fraction, language: Language) -> str:
    """One decimal with its sign.

    >>> signed(Fraction(5, 4), "fr"), signed(Fraction(-1, 3), "en"), signed(Fraction(0), "en")
    ('+1,2', '−0.3', '0.0')
    """
    rounded = round(value * 10)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + tenths(abs(value), language)


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts and numbers in one language."""

    language: Language

    def text(self, code: str, **values: object) -> str:
        """A sentence; whole numbers in it have their thousands apart."""
        said = {name: self.count(value) if type(value) is int else value for name, value in values.items()}
        return text(code, self.language, **said)

    def count(self, number: int) -> str:
        """`18 196` or `18,196`."""
        return numbers.grouped(number, self.language)

    def percent(self, value: Fraction | float) -> str:
        """`8,47 %` or `8.47%`."""
        return numbers.percent(value, self.language)

    def paragraph(self, code: str, tone: Tone = "plain", **values: object) -> Paragraph:
        """A sentence as a block."""
        return Paragraph(self.text(code, **values), tone)

    def column(self, key: str, kind: ValueKind = "text") -> Column:
        """A column whose title is `report.column.KEY`."""
        return Column(key, self.text(f"report.column.{key}"), kind)

    def fact(self, key: str, value: Value, kind: ValueKind = "text") -> Fact:
        """A fact whose label is `report.fact.KEY`."""
        return Fact(key, self.text(f"report.fact.{key}"), value, kind)
