"""Numbers and short lists as a sentence or a JSON document has them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tirage.cli.talk import Talk
from tirage.messages import numbers

NAMED = 12
"""pids or quotas named in a sentence; the others are counted."""


def percent(talk: Talk, value: Fraction | float) -> str:
    """`8,47 %` or `8.47%`, as the language has it."""
    return numbers.percent(value, talk.language)


def decimal(talk: Talk, value: Fraction | float) -> str:
    """`1,35` or `1.35`, as the language has it."""
    return numbers.decimal(value, talk.language)


def grouped(talk: Talk, number: int) -> str:
    """`18 196` or `18,196`, as the language has it."""
    return numbers.grouped(number, talk.language)


def exact(value: Fraction) -> str:
    """A fraction short enough to be read aloud, else its decimals."""
    text = str(value)
    return text if len(text) <= 15 else f"≈ {float(value):.6f}"


def some(pids: Sequence[str]) -> str:
    """The first of them; how many more there are."""
    more = len(pids) - NAMED
    return ", ".join(pids[:NAMED]) + (f", … (+{more})" if more > 0 else "")


def plain(value: object) -> object:
    """A document's value for JSON: fractions as text."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value
