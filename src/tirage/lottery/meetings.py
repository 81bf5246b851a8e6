"""Which profiles meet in the panels of a lottery: the one thing that no rule of the seating fixes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import NamedTuple

MOST_PROFILES = 300
"""Of so many profiles, those with the most seats, every two are looked at."""
OFTEN = 20
"""Two profiles that would not meet so often by chance are left out: a few meetings tell nothing."""
BATCH = 10_000
"""Panels held in memory at a time."""


class Meeting(NamedTuple):
    """Two profiles, or one with itself, and how often their members sit together in all panels."""

    first: int
    second: int
    together: int
    """Pairs of their members in a panel, counted over all panels."""
    expected: Fraction
    """What that would be if the seats of the two did not mind each other."""

    @property
    def ratio(self) -> Fraction:
        """Above 1 where they meet more often than that."""
        return self.together / self.expected


def most_often(panels: Sequence[Sequence[int]], profiles: int) -> Meeting | None:
    """The two profiles that meet most often for their seats, the first of equals; None where none do often.

    `panels`: for each the profile of each member (docs/formats.md, `lottery.csv`).
    """
    import numpy as np

    seats = np.bincount([t for panel in panels for t in panel], minlength=profiles)
    chosen = sorted(sorted(range(profiles), key=lambda t: (-int(seats[t]), t))[:MOST_PROFILES])
    column = {t: i for i, t in enumerate(chosen)}
    together = np.zeros((len(chosen), len(chosen)))
    for start in range(0, len(panels), BATCH):
        some = panels[start : start + BATCH]
        # Whole numbers far below 2^53: exact in floating point, where the product is quick.
        taken = np.zeros((len(some), len(chosen)))
        for row, panel in enumerate(some):
            for t in panel:
                if t in column:
                    taken[row, column[t]] += 1
        together += taken.T @ taken
    found: Meeting | None = None
    for (i, s), (j, t) in combinations_with_replacement(enumerate(chosen), 2):
        product = int(seats[s]) * int(seats[t])
        if product < OFTEN * len(panels):
            continue
        pairs = int(together[i, j]) - (int(seats[s]) if s == t else 0)
        if found is None or pairs * found.expected * len(panels) > found.together * product:
            found = Meeting(s, t, pairs, Fraction(product, len(panels)))
    return found
