"""Changes of quotas that were decided: which limits, from what to what, when and why.

They stand in the quota file that they led to, and in the journal of a draw under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from tirage.quotas.model import SIGN, Category, Cell, Quotas

Limit = Literal["minimum", "maximum"]
Part = TypeVar("Part", Category, Cell)


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
    """The limits that differ in the rows which both have, in the order of `before`."""
    rows = {(row.criterion, row.category): row for row in after.rows}
    for row in before.rows:
        if now := rows.get((row.criterion, row.category)):
            if now.minimum != row.minimum:
                yield Move(row.criterion, row.category, "minimum", row.minimum, now.minimum)
            if now.maximum != row.maximum:
                yield Move(row.criterion, row.category, "maximum", row.maximum, now.maximum)


def amended(quotas: Quotas, moves: Iterable[Move]) -> Quotas:
    """The quotas after these moves."""
    limits: dict[tuple[str, str], dict[str, int]] = {}
    for move in moves:
        limits.setdefault((move.criterion, move.category), {})[move.limit] = move.after

    def moved(part: Part, criterion: str, category: str) -> Part:
        after = limits.get((criterion, category), {})
        return replace(
            part, minimum=after.get("minimum", part.minimum), maximum=after.get("maximum", part.maximum)
        )

    return Quotas(
        tuple(
            replace(each, categories=tuple(moved(part, each.name, part.name) for part in each.categories))
            for each in quotas.criteria
        ),
        tuple(
            replace(
                each,
                cells=tuple(moved(part, each.name, SIGN.join(part.categories)) for part in each.cells),
            )
            for each in quotas.crossings
        ),
    )
