"""What to branch on: sums of seats that are no whole numbers, of one profile or of a cell of quota rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import floor

from tirage.chances.instance import Instance
from tirage.chances.trees.tree import Branching, Form

WHOLE = 1e-6
"""A sum this near to a whole number is one."""
PROFILES, CELLS = 4, 3
"""Branchings of either kind that are proposed at once."""


class Forms:
    """The sums that branchings of an instance may split."""

    def __init__(self, instance: Instance) -> None:
        self._profiles = [Form((t,)) for t in range(len(instance.sizes))]
        self._cells = list(_cells(instance))

    def split(self, seats: Sequence[float]) -> list[Branching]:
        """The branchings that this point is farthest from, profiles before cells; none where it is whole."""
        return [
            *_farthest(self._profiles, seats, PROFILES),
            *_farthest(self._cells, seats, CELLS),
        ]


def _farthest(forms: Sequence[Form], seats: Sequence[float], most: int) -> list[Branching]:
    found: list[tuple[float, int, Branching]] = []
    for place, form in enumerate(forms):
        total = sum(map(seats.__getitem__, form.members))
        below = floor(total)
        apart = min(total - below, below + 1 - total)
        if apart > WHOLE:
            found.append((-round(apart, 6), place, Branching(form, below)))
    return [branching for _, _, branching in sorted(found, key=lambda each: each[:2])[:most]]


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
