"""Numbers as a sentence has them, and rows that are alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import TypeVar

from tirage.cli.output import Output
from tirage.i18n import numbers

T = TypeVar("T")


def folded(rows: Sequence[T], alike: Callable[[T], bool]) -> Iterator[tuple[T, int]]:
    """Each row, and how many that are alike follow it at once and are left out.

    >>> list(folded([1, 2, 4, 5], lambda n: n % 2 == 0))
    [(1, 0), (2, 1), (5, 0)]
    """
    for same, group in groupby(rows, alike):
        found = list(group)
        yield from [(found[0], len(found) - 1)] if same else ((row, 0) for row in found)


def percent(talk: Output, value: Fraction | float) -> str:
    """`8,47 %` or `8.47%`, as the language has it."""
    return numbers.percent(value, talk.language)


def decimal(talk: Output, value: Fraction | float) -> str:
    """`1,35` or `1.35`, as the language has it."""
    return numbers.decimal(value, talk.language)


def grouped(talk: Output, number: int) -> str:
    """`18 196` or `18,196`, as the language has it."""
    return numbers.grouped(number, talk.language)
