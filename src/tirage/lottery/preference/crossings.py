"""The crossings of two criteria that no quota names: which profiles are in each cell, and panels by cell.

A cell is a category of one criterion with one of another, such as women aged 18 to 24, where the pool has
somebody of both. Counts by profile, which everyone's chance fixes, fix what all m panels of a lottery hold
of each cell together, C. That bounds every lottery of these counts: at most min(m, C) panels hold somebody
of a cell, and the panels are as near as may be to their mean C/m where each holds ⌊C/m⌋ or ⌈C/m⌉ of it. No
more can be had by any measure for which one more of a kind adds less than the one before (distinct cells,
entropy, Simpson's index).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from tirage.chances.instance import Features, SeatBound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Crossings:
    """The cells of the profiles of a pool."""

    names: tuple[frozenset[tuple[int, str]], ...]
    """C: (criterion, category) of both."""
    members: tuple[NDArray[np.int64], ...]
    """C arrays: the profiles of each cell."""
    cell_of: NDArray[np.int64]
    """P × T: the cell of each profile in each pair of criteria, C where a quota names it."""

    def counts(self, panels: NDArray[np.signedinteger[Any]]) -> NDArray[np.int64]:
        """B × C: what each of B panels, given by their seats by profile, holds of each cell."""
        import numpy as np

        held = np.empty((len(panels), len(self.members)), np.int64)
        for number, members in enumerate(self.members):
            held[:, number] = panels[:, members].sum(axis=1)
        return held


def crossings(features: Sequence[Features], bounds: Sequence[SeatBound]) -> Crossings:
    """The cells of people with these features by profile; none where there are not two criteria."""
    import numpy as np

    criteria = sorted({bound.where[0][0] for bound in bounds if len(bound.where) == 1})
    named = {frozenset(bound.where) for bound in bounds}
    pairs = list(combinations(criteria, 2))
    numbers: dict[frozenset[tuple[int, str]], int] = {}
    members: list[list[int]] = []
    cell_of = np.empty((len(pairs), len(features)), np.int64)
    for row, (a, b) in enumerate(pairs):
        for t, own in enumerate(features):
            cell = frozenset(((a, own[a]), (b, own[b])))
            if cell in named:
                cell_of[row, t] = -1
                continue
            if cell not in numbers:
                numbers[cell] = len(members)
                members.append([])
            cell_of[row, t] = numbers[cell]
            members[numbers[cell]].append(t)
    cell_of[cell_of < 0] = len(members)
    return Crossings(tuple(numbers), tuple(np.array(each, np.int64) for each in members), cell_of)
