"""Numbers as a sentence has them, and rows that are alike."""

from __future__ import annotations

from fractions import Fraction

from tirage.cli.output import Output
from tirage.i18n import numbers


def percent(talk: Output, value: Fraction | float) -> str:
    """`8,47 %` or `8.47%`, as the language has it."""
    return numbers.percent(value, talk.language)


def decimal(talk: Output, value: Fraction | float) -> str:
    """`1,35` or `1.35`, as the language has it."""
    return numbers.decimal(value, talk.language)


def grouped(talk: Output, number: int) -> str:
    """`18 196` or `18,196`, as the language has it."""
    return numbers.grouped(number, talk.language)
