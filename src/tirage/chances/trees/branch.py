"""What to branch on: sums that are no whole numbers, those of many people before those of few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations
from math import floor

from tirage.chances.instance import Instance
from tirage.chances.trees.tree import Branching, Form

WHOLE = 1e-6
"""A sum this near to a whole number is one."""


class Forms:
    """The sums that branchings of an instance may split: cells of two or three quota rows, then profiles."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def split(self, seats: Sequence[float], most: int) -> list[Branching]:
        """The `most` branchings that this point is farthest from, that first; none where it is whole."""
        for forms in (self._cells, self._triples, self._profiles):
            found: list[tuple[float, int, Branching]] = []
            for place, form in enumerate(forms):
                total = sum(map(seats.__getitem__, form.members))
                below = floor(total)
                apart = min(total - below, below + 1 - total)
                if apart > WHOLE:
                    found.append((-round(apart, 6), place, Branching(form, below)))
            if found:
                return [branching for _, _, branching in sorted(found, key=lambda each: each[:2])[:most]]
        return []

    @cached_property
    def _cells(self) -> list[Form]:
        single = [Form(tuple(sorted(row.members)), (q,)) for q, row in enumerate(self._instance.quotas)]
        return [*single, *self._crossed(2)]

    @cached_property
    def _triples(self) -> list[Form]:
        return list(self._crossed(3))

    @cached_property
    def _profiles(self) -> list[Form]:
        return [Form((t,)) for t in range(len(self._instance.sizes))]

    def _crossed(self, width: int) -> Iterator[Form]:
        """The cells of so many rows that somebody is in, each set of people once."""
        cells: dict[tuple[int, ...], list[int]] = {}
        quotas = len(self._instance.quotas)
        for t, rows in enumerate(self._instance.rows_of):
            for cell in combinations([row - 1 for row in rows if 1 <= row <= quotas], width):
                cells.setdefault(cell, []).append(t)
        seen: set[tuple[int, ...]] = set()
        for cell, members in sorted(cells.items()):
            people = tuple(members)
            if len(people) > 1 and people not in seen:
                seen.add(people)
                yield Form(people, cell)
