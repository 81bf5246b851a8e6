"""What must be represented: the fewest and the most seats of those who have a category, or several at once.

A category of a criterion and a cell of a crossing are one thing, a `Bound`. `Quotas.bounds` has them all in
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
from functools import cached_property
from itertools import groupby
from typing import Any

from tirage.discretion import brief
from tirage.shown import Shown

SIGN = " × "
"""Between the names that a crossing, or one of its cells, is made of."""
_SIGN = re.compile(rf"\s+{SIGN.strip()}\s+")

Where = tuple[tuple[int, str], ...]
"""(number of a criterion, its category): those who have all of them."""
Limits = tuple[int, int] | tuple[int, int, int | None, int | None]
"""Minimum and maximum; minimum, maximum, `min_flex`, `max_flex`."""


def parts(name: str) -> tuple[str, ...]:
    """`genre × secteur` → its names; a name without the sign, or with no space around it, is left whole.

    >>> parts("Femme × 16e"), parts("3×8")
    (('Femme', '16e'), ('3×8',))
    """
    return tuple(_SIGN.split(name))


@dataclass(frozen=True, slots=True)
class Bound:
    """The seats that a category of a criterion, or a cell of a crossing, must and may have."""

    criterion: str
    """Name of the criterion, or `genre × secteur`."""
    where: Where
    """Whom it counts: one category of a criterion, or one of each criterion of a crossing."""
    minimum: int
    """Fewest seats (0 or more)."""
    maximum: int
    """Most seats (at least `minimum`)."""
    min_flex: int | None = None
    """Lowest minimum that a relaxation may propose; None where the file says nothing."""
    max_flex: int | None = None
    """Highest maximum that a relaxation may propose; None where the file says nothing."""

    @property
    def category(self) -> str:
        """Name of the category, or `Femme × 16e`."""
        return SIGN.join(category for _, category in self.where)

    def counts(self, features: Sequence[str]) -> bool:
        """Whether a person with these features, a category of each criterion, takes one of these seats."""
        return all(features[criterion] == category for criterion, category in self.where)


@dataclass(frozen=True, slots=True)
class BoundCount:
    """A bound by name, the volunteers whom it counts and the seats that they got."""

    criterion: str
    category: str
    volunteers: int | None
    """None where a pack leaves them out."""
    minimum: int
    seats: int | None
    """Seats obtained; None before the draw."""
    maximum: int

    @property
    def at_least(self) -> Fraction:
        """Somebody here has this chance or more: fewest seats over volunteers; 0 where none are known."""
        return Fraction(self.minimum, self.volunteers) if self.volunteers else Fraction(0)

    @property
    def at_most(self) -> Fraction:
        """Somebody here has this chance or less: most seats over volunteers; 1 where all sit, or unknown."""
        if not self.volunteers:
            return Fraction(1)
        return Fraction(min(self.maximum, self.volunteers), self.volunteers)

    @property
    def met(self) -> bool | None:
        """Whether the seats obtained are as many as must and may be; None before the draw."""
        return None if self.seats is None else self.minimum <= self.seats <= self.maximum


@dataclass(frozen=True, slots=True)
class Criterion:
    """One feature that everyone in the pool has exactly one value of; or a crossing of several."""

    of: tuple[str, ...]
    """Its name; the names of the criteria that a crossing crosses, no two alike."""
    bounds: tuple[Bound, ...]
    """In the order of the quota file; a cell of a crossing that is not listed has no quota of its own."""

    @property
    def name(self) -> str:
        """`genre`, or `genre × secteur`."""
        return SIGN.join(self.of)

    @property
    def categories(self) -> tuple[str, ...]:
        """The names of its categories, or cells."""
        return tuple(bound.category for bound in self.bounds)


@dataclass(repr=False, frozen=True)
class Quotas(Shown):
    """The quotas of a draw: every bound that its panel must meet."""

    bounds: tuple[Bound, ...]
    """Every category of every criterion, then every cell of every crossing, in the order of the file."""

    def __repr__(self) -> str:
        return brief(self, criteria=len(self.criteria), bounds=len(self.bounds))

    @classmethod
    def of(cls, limits: Mapping[str, Mapping[str, Limits]]) -> Quotas:
        """Quotas by the names of a quota file: criteria first, crossings as `genre × secteur`, `Femme × 16e`.

        >>> Quotas.of({"genre": {"Femme": (4, 6), "Homme": (4, 6)}}).bounds[1]
        Bound(criterion='genre', where=((0, 'Homme'),), minimum=4, maximum=6, min_flex=None, max_flex=None)
        """
        named = ((parts(criterion), rows) for criterion, rows in limits.items())
        return _numbered(
            (of, [((name,) if len(of) == 1 else parts(name), each) for name, each in rows.items()])
            for of, rows in named
        )

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria, in the order of a person's features."""
        single = [bound for bound in self.bounds if len(bound.where) == 1]
        return tuple(
            Criterion((name,), tuple(bounds))
            for name, bounds in groupby(single, lambda bound: bound.criterion)
        )

    @cached_property
    def crossings(self) -> tuple[Criterion, ...]:
        """The crossings of criteria."""
        crossed = groupby(
            (bound for bound in self.bounds if len(bound.where) > 1),
            lambda bound: tuple(self.criteria[number].name for number, _ in bound.where),
        )
        return tuple(Criterion(of, tuple(bounds)) for of, bounds in crossed)

    def count(self, people: Iterable[Sequence[str]]) -> tuple[int, ...]:
        """How many of these people each bound counts; a person is a category of each criterion, in order."""
        kinds = sorted({tuple(c for c, _ in bound.where) for bound in self.bounds})
        found: Counter[Where] = Counter()
        for person, times in Counter(map(tuple, people)).items():
            for kind in kinds:
                found[tuple((c, person[c]) for c in kind)] += times
        return tuple(found[bound.where] for bound in self.bounds)

    def document(self) -> dict[str, object]:
        """The published form of the quotas (`public/quotas.json`, docs/formats.md)."""
        document: dict[str, object] = {
            "spec": "tirage/2",
            "criteria": [
                {"name": each.name, "categories": [{"name": b.category, **_limits(b)} for b in each.bounds]}
                for each in self.criteria
            ],
        }
        if self.crossings:
            document["crossings"] = [
                {
                    "of": list(each.of),
                    "cells": [{"categories": [c for _, c in b.where], **_limits(b)} for b in each.bounds],
                }
                for each in self.crossings
            ]
        return document


def _limits(bound: Bound) -> dict[str, int]:
    return {"minimum": bound.minimum, "maximum": bound.maximum}


def published(document: Mapping[str, Any]) -> Quotas:
    """The quotas of a document that `Quotas.document` made; flex bounds are not in it."""
    criteria = [
        ((each["name"],), [((row["name"],), row) for row in each["categories"]])
        for each in document["criteria"]
    ]
    crossings = [
        (tuple(each["of"]), [(tuple(row["categories"]), row) for row in each["cells"]])
        for each in document.get("crossings", ())
    ]
    return _numbered(
        (of, [(names, (row["minimum"], row["maximum"])) for names, row in rows])
        for of, rows in (*criteria, *crossings)
    )


def _numbered(groups: Iterable[tuple[tuple[str, ...], Sequence[tuple[tuple[str, ...], Limits]]]]) -> Quotas:
    """Quotas from (names of criteria, (names of categories, limits) …); criteria come before crossings."""
    numbers: dict[str, int] = {}
    bounds = []
    for of, rows in groups:
        if len(of) == 1 and rows:
            numbers[of[0]] = len(numbers)
        for names, limits in rows:
            where = tuple((numbers[name], category) for name, category in zip(of, names, strict=True))
            bounds.append(Bound(SIGN.join(of), where, *limits))
    return Quotas(tuple(bounds))


def residual(quotas: Quotas, seated: Iterable[Sequence[str]]) -> Quotas:
    """Each minimum and maximum less the people seated whom it counts, and no less than 0.

    `seated`: the features of those who stay, a category of each criterion, in order. A panel that was above a
    maximum has no room left there, and a minimum that is reached asks for nothing more.
    """
    taken = zip(quotas.bounds, quotas.count(seated), strict=True)
    return Quotas(
        tuple(
            replace(bound, minimum=max(0, bound.minimum - count), maximum=max(0, bound.maximum - count))
            for bound, count in taken
        )
    )


def tolerated(quotas: Quotas, tolerance: Mapping[str, int]) -> Quotas:
    """Each minimum lower and each maximum higher by the seats of its criterion, or crossing; no less than 0.

    `tolerance`: `âge` or `âge × genre` → seats, of "" for all that are not named.
    """
    rest = tolerance.get("", 0)
    seats = [tolerance.get(bound.criterion, rest) for bound in quotas.bounds]
    return Quotas(
        tuple(
            replace(bound, minimum=max(0, bound.minimum - room), maximum=bound.maximum + room)
            for bound, room in zip(quotas.bounds, seats, strict=True)
        )
    )


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
