"""Volunteers by kind: those with the same features, where households and names do not matter.

What simulations, alternates and cohorts count with. A real draw goes by profiles (`chances.profiles`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tirage.chances.instance import Instance
from tirage.quotas.model import Bound, Quotas
from tirage.solvers.integer import SumRow

Features = tuple[str, ...]
"""The features of a person, a category of each criterion, in order."""


def kinds_in_row(kinds: Sequence[Features], row: Bound) -> tuple[int, ...]:
    """Places of the kinds that a quota row counts."""
    return tuple(t for t, kind in enumerate(kinds) if row.counts(kind))


def differing_criteria(kind: Sequence[str], other: Sequence[str]) -> int:
    """In how many criteria two people differ."""
    return sum(a != b for a, b in zip(kind, other, strict=True))


def instance(
    seats: int, kinds: Sequence[Features], available: Mapping[Features, int], quotas: Quotas
) -> Instance:
    """The draw of so many seats among people of these kinds."""
    spans = tuple(SumRow(kinds_in_row(kinds, row), row.minimum, row.maximum) for row in quotas.bounds)
    return Instance(seats, tuple(available[kind] for kind in kinds), spans)
