"""The language of a report: sentences by code, and numbers inside sentences."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tirage.messages import Language, numbers, text
from tirage.report.blocks import Column, Fact, Kind, Paragraph, Tone, Value


@dataclass(frozen=True, slots=True)
class Voice:
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

    def column(self, key: str, kind: Kind = "text") -> Column:
        """A column whose title is `report.column.KEY`."""
        return Column(key, self.text(f"report.column.{key}"), kind)

    def fact(self, key: str, value: Value, kind: Kind = "text") -> Fact:
        """A fact whose label is `report.fact.KEY`."""
        return Fact(key, self.text(f"report.fact.{key}"), value, kind)
