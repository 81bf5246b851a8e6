"""A budget of work for one search, in units that are the same on any machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tirage.chances.rising import Unproved
from tirage.solvers.integer import IntegerResult, LinearRow, SumRow, integer_program

WRITING = 1e-6
"""Units for each term of a program, which has to be written before it is solved."""


class Effort:
    """Deterministic units, about a second each, that the programs of one search share."""

    def __init__(self, units: float) -> None:
        self.left = units

    def take(self, units: float) -> None:
        """Count some work; raises Unproved once nothing is left."""
        self.left -= units
        if self.left <= 0:
            raise Unproved

    def program(
        self,
        bounds: Sequence[tuple[int, int]],
        rows: Iterable[SumRow | LinearRow],
        objective: Sequence[int] | None = None,
        *,
        limit: float = 60.0,
    ) -> IntegerResult:
        """`integer_program` within the effort left; raises Unproved where there is none."""
        rows = list(rows)
        self.take(WRITING * (len(bounds) + sum(len(row.members) for row in rows)))
        answer = integer_program(bounds, rows, objective, limit=min(limit, self.left), linear=True)
        self.left -= answer.effort
        return answer
