"""The language of a report: sentences by code, numbers and values as text, texts of others made harmless."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from tirage.dossier.chain import Entry, groups, head
from tirage.i18n import moments, numbers
from tirage.i18n.catalogue import Language, moment_in_words, text
from tirage.i18n.numbers import decimal, grouped, percent
from tirage.report.document import Band, Bar, Column, Fact, Marked, Paragraph, Tone, Value, ValueKind

NONE = "—"
NAMED = 12
"""pids or quotas named in a sentence; the others are counted."""
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
        case Marked():
            said = ("✗ " if value.tone == "bad" else "") + formatted(value.value, kind, language)
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


def _figure(value: float | Fraction, kind: ValueKind, language: Language) -> str:
    if kind in {"percent", "decimal"}:
        return (percent if kind == "percent" else decimal)(value, language)
    if kind == "signed":
        return signed(Fraction(value), language)
    return grouped(value, language) if isinstance(value, int) else tenths(Fraction(value), language)


def tenths(value: Fraction, language: Language) -> str:
    """One decimal.

    >>> tenths(Fraction(5, 4), "fr"), tenths(Fraction(-1, 3), "en")
    ('1,2', '-0.3')
    """
    return decimal(Fraction(round(value * 10), 10), language, 1)


def signed(value: Fraction, language: Language) -> str:
    """One decimal with its sign.

    >>> signed(Fraction(5, 4), "fr"), signed(Fraction(-1, 3), "en"), signed(Fraction(0), "en")
    ('+1,2', '−0.3', '0.0')
    """
    rounded = round(value * 10)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + tenths(abs(value), language)


def exact(value: Fraction) -> str:
    """The fraction, if it is short enough to be read aloud, else its decimals.

    >>> exact(Fraction(3, 13)), exact(Fraction(123456789, 987654320))
    ('3/13', '≈ 0.125000')
    """
    text = str(value)
    return text if len(text) <= 15 else f"≈ {float(value):.6f}"


def abridged(names: Sequence[str]) -> str:
    """The first twelve names, and how many more there are.

    >>> abridged(["a"] * 13)
    'a, a, a, a, a, a, a, a, a, a, a, a, … (+1)'
    """
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f", … (+{more})" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts, numbers and times in one language, by the clocks of one place."""

    language: Language
    zone: str = ""
    """The time zone in which times are told, `Europe/Paris`; empty for UTC."""

    def at(self, zone: str) -> Wording:
        """The same language by the clocks of another place."""
        return replace(self, zone=zone)

    def moment(self, time: str) -> str:
        """A time of the journal in words: `23 novembre 2026 à 10 h 05 (Paris, UTC+1)`."""
        return moment_in_words(time, self.zone, self.language)

    def day_of(self, time: str) -> str:
        """The day of a time of the journal, in words."""
        return self._told(time).day

    def hour(self, time: str) -> str:
        """The hour of a time of the journal, beside a `clocks` that says whose."""
        return self._told(time).hour

    def clocks(self, time: str) -> str:
        """The place whose clocks show the hours of that day: `Paris, UTC+1`."""
        return self._told(time).zone

    def day(self, day: str | date) -> str:
        """A day that the record names as such, in words: no clock has a part in it."""
        return numbers.day(str(day), self.language)

    def _told(self, time: str) -> moments.Moment:
        return moments.moment(time, self.zone, self.language)

    def text(self, code: str, **values: object) -> str:
        """A sentence; times among its values by the clocks of the place."""
        told = {
            name: self.moment(value) if isinstance(value, moments.Instant) else value
            for name, value in values.items()
        }
        return text(code, self.language, **told)

    def count(self, number: int) -> str:
        """`18 196` or `18,196`."""
        return numbers.grouped(number, self.language)

    def percent(self, value: Fraction | float, digits: int = 2) -> str:
        """`8,47 %` or `8.47%`."""
        return numbers.percent(value, self.language, digits)

    def decimal(self, value: Fraction | float, digits: int = 2) -> str:
        """`1,35` or `1.35`."""
        return numbers.decimal(value, self.language, digits)

    def joined(self, clauses: Iterable[str]) -> str:
        """The clauses with semicolons between them."""
        return ("\u00a0; " if self.language == "fr" else "; ").join(clauses)

    def paragraph(self, code: str, tone: Tone = "plain", /, **values: object) -> Paragraph:
        """A sentence as a block."""
        return Paragraph(self.text(code, **values), tone)

    def assembly(self, path: Path, place: int) -> str:
        """What stands above an assembly of a chain, the `place`-th after the first: nothing above that."""
        return self.text("history.next", path=path) if place else ""

    def head(self, entries: Sequence[Entry]) -> Paragraph:
        """The hash of the journal's last entry, as it is read aloud."""
        return self.digest("show.head", head(entries))

    def digest(self, code: str, digest: str) -> Paragraph:
        """A hash after its name, in groups to be read aloud."""
        return Paragraph(f"{self.text(code)} {groups(digest)}")

    def column(self, key: str, kind: ValueKind = "text") -> Column:
        """A column whose title is `report.column.KEY`."""
        return Column(key, self.text(f"report.column.{key}"), kind)

    def screen_column(self, code: str, kind: ValueKind = "text") -> Column:
        """A column of a screen, whose title is the text of `code`; its key is the last word of it."""
        return Column(code.rpartition(".")[2], self.text(code), kind)

    def fact(self, key: str, value: Value, kind: ValueKind = "text") -> Fact:
        """A fact whose label is `report.fact.KEY`."""
        return Fact(key, self.text(f"report.fact.{key}"), value, kind)
