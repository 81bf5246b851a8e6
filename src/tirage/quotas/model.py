"""What must be represented: criteria, their categories, the fewest and the most seats of each."""

from __future__ import annotations

from dataclasses import dataclass


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
class Quotas:
    """The quotas of a draw, in the order of the file."""

    criteria: tuple[Criterion, ...]

    def document(self) -> dict[str, object]:
        """The published form of the quotas (`public/quotas.json`, docs/formats.md)."""
        return {
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
