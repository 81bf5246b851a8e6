"""The face of the polytope that expected seats lie on: any lottery that has them stays on it, panel by panel.

Where expected seats meet a row exactly, every panel of the lottery does: else another one would have to be
beyond it. So rows that are met become equations, and profiles with none or all of their people are fixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tirage.chances.instance import Instance
from tirage.solvers.integer import LinearRow

Bounds = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Face:
    """What every panel of a lottery with certain expected seats meets."""

    bounds: Bounds
    """By profile."""
    rows: tuple[LinearRow, ...]
    """The total first."""
    met: tuple[int, ...]
    """Weights by profile: the sum of all that is met, in that direction in which no composition has more."""

    def has(self, composition: Sequence[int]) -> bool:
        """Whether a composition of the instance lies on the face."""
        return all(
            low <= seats <= high for seats, (low, high) in zip(composition, self.bounds, strict=True)
        ) and all(row.lower <= _sum(row, composition) <= row.upper for row in self.rows)


def face_of(instance: Instance, seats: Sequence[Fraction]) -> Face:
    """The face on which these expected seats lie; they are within every row and cut of the instance."""
    met = [0] * len(seats)
    rows = []
    for number, row in enumerate(limits(instance)):
        total = _sum(row, seats)
        upper, lower = total == row.upper, total == row.lower
        if upper or lower:
            row = row._replace(lower=row.upper) if upper else row._replace(upper=row.lower)
            # All compositions meet the total.
            for t, weight in zip(row.members, row.weights, strict=True) if number else ():
                met[t] += weight if upper else -weight
        rows.append(row)
    bounds = [(0, size) for size in instance.sizes]
    for t, (size, expected) in enumerate(zip(instance.sizes, seats, strict=True)):
        if expected in (0, size):
            bounds[t] = (int(expected), int(expected))
            met[t] += 1 if expected else -1
    return Face(tuple(bounds), tuple(rows), tuple(met))


def limits(instance: Instance) -> list[LinearRow]:
    """The rows of an instance with weights, then its cuts, which limit from above alone."""
    rows = [LinearRow(tuple(r.members), (1,) * len(r.members), r.lower, r.upper) for r in instance.rows]
    for cut in instance.cuts:
        least = sum(instance.sizes[t] * min(0, w) for t, w in zip(cut.members, cut.weights, strict=True))
        rows.append(cut._replace(lower=least - 1))
    return rows


def _sum(row: LinearRow, seats: Sequence[Fraction] | Sequence[int]) -> Fraction | int:
    total: Fraction | int = 0
    for t, weight in zip(row.members, row.weights, strict=True):
        total += weight * seats[t]
    return total
