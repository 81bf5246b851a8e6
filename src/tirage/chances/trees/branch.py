"""What to branch on: sums of seats that are no whole numbers, of one profile or of a cell of quota rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import floor

from tirage.chances.instance import Instance
from tirage.chances.trees.tree import Branching, Form

WHOLE = 1e-6
"""A sum this near to a whole number is one."""
PROFILES, CELLS = 20, 2
"""Splits of either kind that are proposed at once."""


@dataclass(frozen=True, slots=True)
class Split:
    """A sum that is no whole number."""

    form: Form
    total: float

    @property
    def branching(self) -> Branching:
        """Its two sides leave out this sum, and no composition."""
        return Branching(self.form, floor(self.total))

    def distance(self, *, upper: bool) -> float:
        """Seats from the sum to that side."""
        below = self.total - floor(self.total)
        return 1 - below if upper else below


class Forms:
    """The sums that branchings of an instance may split."""

    def __init__(self, instance: Instance) -> None:
        self._profiles = [Form((t,)) for t in range(len(instance.sizes))]
        self._cells = list(_cells(instance))

    def splits(self, seats: Sequence[float]) -> list[Split]:
        """What this point is farthest from, profiles before cells; none where it is whole."""
        return [*_farthest(self._profiles, seats, PROFILES), *_farthest(self._cells, seats, CELLS)]


def _farthest(forms: Sequence[Form], seats: Sequence[float], most: int) -> list[Split]:
    found: list[tuple[float, int, Split]] = []
    for place, form in enumerate(forms):
        split = Split(form, sum(map(seats.__getitem__, form.members)))
        apart = min(split.distance(upper=False), split.distance(upper=True))
        if apart > WHOLE:
            found.append((-round(apart, 6), place, split))
    return [split for _, _, split in sorted(found, key=lambda each: each[:2])[:most]]


def _cells(instance: Instance) -> Iterator[Form]:
    """Quota rows, and the cells of two of them that several profiles are in, each set of profiles once."""
    quotas = len(instance.quotas)
    cells: dict[tuple[int, ...], list[int]] = {}
    for t, rows in enumerate(instance.rows_of):
        own = [row - 1 for row in rows if 1 <= row <= quotas]
        for cell in (*combinations(own, 1), *combinations(own, 2)):
            cells.setdefault(cell, []).append(t)
    seen: set[tuple[int, ...]] = set()
    for cell, members in sorted(cells.items(), key=lambda each: (len(each[0]), each[0])):
        people = tuple(members)
        if len(people) > 1 and people not in seen:
            seen.add(people)
            yield Form(people, cell)
