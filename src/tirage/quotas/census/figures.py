"""What a census table says, once it is read: figures by criterion and by crossing, and remarks on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction

from tirage.i18n.note import Note
from tirage.tabular.cells import fold

_EXACTLY = Context(prec=50)
_BAND = re.compile(r"(\d{1,3})\s*(?:-|\u2013|à|a|to)\s*(\d{1,3})(?: ans)?")
_OPEN = re.compile(r"(\d{1,3})\s*(?:\+|(?:ans )?(?:et \+|et plus|ou plus|and over|and more))")


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    category: str
    line: int
    amount: Fraction
    """People, perhaps estimated with decimals, or a percentage."""
    source: str = ""
    """Where the figure comes from, with its year, as the table says."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should look at, and what stops nothing."""

    code: str
    criterion: str
    line: int
    values: Mapping[str, object]


@dataclass(slots=True)
class Census:
    """The criteria of a census table, in its order."""

    criteria: dict[str, list[Figure]] = field(default_factory=dict)
    crossings: dict[str, list[Figure]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    """A total left out, a sum of 99.9, a gap between bands of age."""
    notes: tuple[Note, ...] = ()
    """What is to be said of how the file was read."""
    shares: set[str] = field(default_factory=set)
    """Criteria given in shares, not in people."""

    def weights(self, name: str) -> dict[str, Fraction]:
        """Category → its share of 1."""
        figures = (self.criteria | self.crossings)[name]
        total = sum((figure.amount for figure in figures), Fraction(0))
        return {figure.category: figure.amount / total for figure in figures}


def decimal(amount: Fraction) -> str:
    """A count or a percentage that was read, as a decimal number, digit for digit.

    >>> decimal(Fraction("1234.56")), decimal(Fraction(48000))
    ('1234.56', '48000')
    """
    return f"{_EXACTLY.divide(Decimal(amount.numerator), Decimal(amount.denominator)):f}"


def ages(category: str) -> tuple[int, int] | None:
    """The youngest and the oldest of a band, 999 where it has no end; None for what is no band.

    >>> ages("16-24"), ages("65 ans et plus"), ages("Femme")
    ((16, 24), (65, 999), None)
    """
    text = fold(category)
    if match := _BAND.fullmatch(text):
        return int(match[1]), int(match[2])
    return (int(match[1]), 999) if (match := _OPEN.fullmatch(text)) else None
