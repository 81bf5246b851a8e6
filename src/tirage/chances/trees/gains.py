"""What branchings gain: solved at first, then reckoned from what they gained before (pseudo-costs).

Achterberg, Koch & Martin, Branching rules revisited, 2005: reliability branching.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tirage.chances.trees.branch import Split
from tirage.chances.trees.tree import Form, Side

RELIABLE = 8
"""Solutions of a side, after which what it gains is reckoned."""
TRIED = 8
"""Splits of a node that are solved, where they are not yet reckoned."""


class Gains:
    """By how much each side of each form has lowered the best of a node, for each part of a seat."""

    def __init__(self) -> None:
        self._known: dict[tuple[Form, bool], list[float]] = {}

    def best(self, splits: Sequence[Split], least: float, solved: Callable[[Side], float]) -> Split:
        """The split both of whose sides gain most; `solved`: the gain of a side, by its linear program."""
        tries = TRIED
        scores: list[tuple[float, int]] = []
        for place, split in enumerate(splits):
            if all(len(self._known.get((split.form, upper), ())) >= RELIABLE for upper in (False, True)):
                gains = [self._reckoned(split, upper=upper) for upper in (False, True)]
            elif tries:
                tries -= 1
                gains = [self._solved(split, solved, upper=upper) for upper in (False, True)]
            else:
                continue
            scores.append((-max(least, gains[0]) * max(least, gains[1]), place))
        return splits[min(scores)[1]]

    def _reckoned(self, split: Split, *, upper: bool) -> float:
        known = self._known[split.form, upper]
        return sum(known) / len(known) * split.distance(upper=upper)

    def _solved(self, split: Split, solved: Callable[[Side], float], *, upper: bool) -> float:
        gain = solved(Side(split.branching, upper=upper))
        self._known.setdefault((split.form, upper), []).append(gain / split.distance(upper=upper))
        return gain
