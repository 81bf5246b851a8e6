"""What must be represented: criteria and crossings of criteria, the fewest and the most seats of each part.

A category of a criterion and a cell of a crossing bind a panel in the same way. `Quotas.rows` has them all in
one list, and its order numbers them everywhere: in the certificate, counts.csv, seats.csv, a conflict.

A share of p % and a tolerance of t allow ⌊p·seats/100⌋ minus t (never below 0) to ⌈p·seats/100⌉ + t seats, in
exact arithmetic. The residual quotas are those that remain for open seats once some people sit.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar

SIGN = " × "
"""Between the names that a crossing, or one of its cells, is made of."""


@dataclass(frozen=True, slots=True)
class Category:
    """One value of a criterion, with the seats that it must and may have."""

    name: str
    minimum: int
    """Fewest seats (0 or more)."""
    maximum: int
    """Most seats (at least `minimum`)."""
    min_flex: int | None = None
    """Lowest minimum that a relaxation may propose; None where the file says nothing."""
    max_flex: int | None = None
    """Highest maximum that a relaxation may propose; None where the file says nothing."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One feature that everyone in the pool has exactly one value of."""

    name: str
    categories: tuple[Category, ...]
    """In the order of the quota file."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of a crossing, such as the women of the 16e; bounds as those of a category."""

    categories: tuple[str, ...]
    """One of each criterion of the crossing, in its order."""
    minimum: int
    maximum: int
    min_flex: int | None = None
    max_flex: int | None = None


@dataclass(frozen=True, slots=True)
class Crossing:
    """Quotas on two criteria or more at once; a cell that is not listed has no quota of its own."""

    of: tuple[str, ...]
    """Names of criteria, no two alike."""
    cells: tuple[Cell, ...]
    """In the order of the quota file, no two alike."""

    @property
    def name(self) -> str:
        """`genre × secteur`."""
        return SIGN.join(self.of)


Where = tuple[tuple[int, str], ...]
"""(number of a criterion, its category): whom a row counts, those who have all of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One bound on the seats of a panel: a category of a criterion, or a cell of a crossing."""

    criterion: str
    """Name of the criterion, or `genre × secteur`."""
    category: str
    """Name of the category, or `Femme × 16e`."""
    where: Where
    minimum: int
    maximum: int
    min_flex: int | None = None
    max_flex: int | None = None

    def counts(self, features: Sequence[str]) -> bool:
        """Whether a person with these features, a category of each criterion, takes a seat of this row."""
        return all(features[criterion] == category for criterion, category in self.where)


@dataclass(frozen=True, slots=True)
class Quotas:
    """The quotas of a draw, in the order of the file."""

    criteria: tuple[Criterion, ...]
    crossings: tuple[Crossing, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every category of every criterion, then every cell of every crossing."""
        number = {criterion.name: c for c, criterion in enumerate(self.criteria)}
        categories = [
            Row(each.name, c.name, ((number[each.name], c.name),), *_bounds(c))
            for each in self.criteria
            for c in each.categories
        ]
        cells = [
            Row(
                each.name,
                SIGN.join(cell.categories),
                tuple((number[name], value) for name, value in zip(each.of, cell.categories, strict=True)),
                *_bounds(cell),
            )
            for each in self.crossings
            for cell in each.cells
        ]
        return (*categories, *cells)

    def count(self, people: Iterable[Sequence[str]]) -> tuple[int, ...]:
        """How many of these people each row counts; a person is a category of each criterion, in order."""
        rows = self.rows
        kinds = sorted({tuple(c for c, _ in row.where) for row in rows})
        found: Counter[Where] = Counter()
        for person, times in Counter(map(tuple, people)).items():
            for kind in kinds:
                found[tuple((c, person[c]) for c in kind)] += times
        return tuple(found[row.where] for row in rows)

    def document(self) -> dict[str, object]:
        """The published form of the quotas (`public/quotas.json`, docs/formats.md)."""
        document: dict[str, object] = {
            "spec": "tirage/1",
            "criteria": [
                {
                    "name": criterion.name,
                    "categories": [
                        {"name": c.name, "minimum": c.minimum, "maximum": c.maximum}
                        for c in criterion.categories
                    ],
                }
                for criterion in self.criteria
            ],
        }
        if self.crossings:
            document["crossings"] = [
                {
                    "of": list(crossing.of),
                    "cells": [
                        {"categories": list(c.categories), "minimum": c.minimum, "maximum": c.maximum}
                        for c in crossing.cells
                    ],
                }
                for crossing in self.crossings
            ]
        return document


def _bounds(part: Category | Cell) -> tuple[int, int, int | None, int | None]:
    return part.minimum, part.maximum, part.min_flex, part.max_flex


def published(document: Mapping[str, Any]) -> Quotas:
    """The quotas of a document that `Quotas.document` made; flex bounds are not in it."""
    return Quotas(
        tuple(
            Criterion(
                each["name"],
                tuple(Category(c["name"], c["minimum"], c["maximum"]) for c in each["categories"]),
            )
            for each in document["criteria"]
        ),
        tuple(
            Crossing(
                tuple(each["of"]),
                tuple(Cell(tuple(c["categories"]), c["minimum"], c["maximum"]) for c in each["cells"]),
            )
            for each in document.get("crossings", ())
        ),
    )


Part = TypeVar("Part", Category, Cell)


def residual(quotas: Quotas, seated: Iterable[Sequence[str]]) -> Quotas:
    """Each minimum and maximum less the people seated whom its row counts, and no less than 0.

    `seated`: the features of those who stay, a category of each criterion, in order. A panel that was above a
    maximum has no room left there, and a minimum that is reached asks for nothing more.
    """
    taken = iter(quotas.count(seated))
    criteria = [
        replace(each, categories=tuple(_less(category, next(taken)) for category in each.categories))
        for each in quotas.criteria
    ]
    # Rows are numbered criteria first, then crossings, in the order in which `taken` is used up.
    crossings = [
        replace(each, cells=tuple(_less(cell, next(taken)) for cell in each.cells))
        for each in quotas.crossings
    ]
    return Quotas(tuple(criteria), tuple(crossings))


def _less(part: Part, taken: int) -> Part:
    return replace(part, minimum=max(0, part.minimum - taken), maximum=max(0, part.maximum - taken))


ROUNDING = Fraction(1, 2)
"""Percentage points by which the rounded shares of a criterion may miss 100."""

_PERCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,9})?)\s*%")


def percent(text: str) -> Fraction | None:
    """The percentage written `12.2 %`, `12,2 %` or `12.2%`; None for anything else.

    A number without `%` is refused: 0.5 may be a half or half a percent.

    >>> percent("12,2 %")
    Fraction(61, 5)
    """
    match = _PERCENT.fullmatch(text)
    return Fraction(match[1].replace(",", ".")) if match else None


def seat_range(percentage: Fraction, tolerance: int, seats: int) -> tuple[int, int]:
    """(minimum, maximum) seats for a share.

    >>> seat_range(Fraction("12.2"), 1, 100)
    (11, 14)
    >>> seat_range(Fraction(50), 0, 100)
    (50, 50)
    """
    exact = percentage * seats / 100
    return max(0, math.floor(exact) - tolerance), math.ceil(exact) + tolerance
