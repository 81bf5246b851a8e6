"""Changes of quotas that were decided: which limits, from what to what, when and why.

They stand in the quota file that they led to, and in the journal of a draw under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tirage.quotas.model import Bound, Quotas

Limit = Literal["minimum", "maximum"]


@dataclass(frozen=True, slots=True)
class Move:
    """One limit that was changed."""

    criterion: str
    """Or the crossing, `genre × secteur`."""
    category: str
    """Or the cell, `Femme × 16e`."""
    limit: Limit
    before: int
    after: int

    def document(self) -> dict[str, object]:
        """As quota files and the journal have it (docs/formats.md)."""
        return {
            "criterion": self.criterion,
            "category": self.category,
            "limit": self.limit,
            "from": self.before,
            "to": self.after,
        }


@dataclass(frozen=True, slots=True)
class Amendment:
    """The limits that were changed at one time."""

    date: str
    """`2026-11-23`."""
    reason: str
    """As it was given; it is published."""
    from_sha256: str
    """Hash of the quota file before."""
    moves: tuple[Move, ...]
    """One at least."""

    def document(self) -> dict[str, object]:
        """As quota files and the journal have it (docs/formats.md)."""
        return {
            "date": self.date,
            "reason": self.reason,
            "from_sha256": self.from_sha256,
            "rows": [move.document() for move in self.moves],
        }


def moves_between(before: Quotas, after: Quotas) -> Iterator[Move]:
    """The limits that differ in the bounds which both have, in the order of `before`."""
    bounds = {(bound.criterion, bound.category): bound for bound in after.bounds}
    for bound in before.bounds:
        if now := bounds.get((bound.criterion, bound.category)):
            if now.minimum != bound.minimum:
                yield Move(bound.criterion, bound.category, "minimum", bound.minimum, now.minimum)
            if now.maximum != bound.maximum:
                yield Move(bound.criterion, bound.category, "maximum", bound.maximum, now.maximum)


def amended(quotas: Quotas, moves: Iterable[Move]) -> Quotas:
    """The quotas after these moves."""
    after = {(move.criterion, move.category, move.limit): move.after for move in moves}

    def moved(bound: Bound) -> Bound:
        name = bound.criterion, bound.category
        return replace(
            bound,
            minimum=after.get((*name, "minimum"), bound.minimum),
            maximum=after.get((*name, "maximum"), bound.maximum),
        )

    return Quotas(tuple(map(moved, quotas.bounds)))
