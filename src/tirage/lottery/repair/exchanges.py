"""Panels of the same counts in which fewer members are without a possible successor.

Which compositions share out the counts is free: nobody's chance depends on it. So panels are put together two
by two and split again by the search that made them (`local_search`); the two that come of it are kept where
nobody could follow fewer of their members. Counts, quotas and the number of panels stay as they are. What is
tried follows from the panels alone, and effort is counted, not timed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tirage.chances.instance import Instance
from tirage.lottery.bundles import Bundles, Composition, Matrix, matrix
from tirage.lottery.local_search import search
from tirage.lottery.repair.successors import Successors
from tirage.lottery.stream import Stream, digest
from tirage.progress import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPLIT = 40_000
"""Panels split again at most, all rounds together; a thousand take a quarter of a second."""
ROUNDS = 40
CHUNK = 256
"""Pairs of panels searched side by side."""


def repairable(
    compositions: Sequence[Composition], instance: Instance, tolerance: Sequence[int], progress: Progress
) -> tuple[Composition, ...]:
    """As many valid compositions with the same counts; `tolerance`: that of replacements, by quota.

    Those given are valid. The sum over all panels of members whom nobody could follow is no larger.
    """
    import numpy as np

    panels = np.array(compositions, np.int64)
    successors, rows = Successors(instance, tolerance), matrix(instance)
    alone = _alone(panels, successors)
    stream = Stream(digest(panels))
    pairs = min(len(panels), SPLIT) // 2
    rounds = min(ROUNDS, SPLIT // (2 * pairs)) if pairs else 0
    for number in range(rounds):
        if not alone.any():
            break
        progress.step("repair", number, rounds)
        order = np.array(stream.order(len(panels)))
        first, second = order[:pairs], order[pairs : 2 * pairs]
        for start in range(0, pairs, CHUNK):
            some = slice(start, start + CHUNK)
            _split_again(panels, alone, (first[some], second[some]), successors, rows)
    return tuple(tuple(row) for row in panels.tolist())


def _alone(panels: NDArray[np.int64], successors: Successors) -> NDArray[np.int64]:
    """B: members whom nobody could follow."""
    import numpy as np

    parts = [
        successors.without(panels[start : start + CHUNK]).sum(axis=1)
        for start in range(0, len(panels), CHUNK)
    ]
    return np.concatenate(parts)


def _split_again(
    panels: NDArray[np.int64],
    alone: NDArray[np.int64],
    pairs: tuple[NDArray[np.intp], NDArray[np.intp]],
    successors: Successors,
    rows: Matrix,
) -> None:
    """Pairs of panels exchanged, in place, for two others with the same counts, where these are better."""
    import numpy as np

    one, other = pairs
    counts = panels[one] + panels[other]
    halves, found = search(Bundles(counts, np.full(len(one), 2), np.arange(len(one))), rows, 0)
    halves, counts, one, other = halves[found], counts[found], one[found], other[found]
    if not len(one):
        return
    rest = counts - halves
    left, right = _alone(halves, successors), _alone(rest, successors)
    better = left + right < alone[one] + alone[other]
    one, other = one[better], other[better]
    panels[one], panels[other] = halves[better], rest[better]
    alone[one], alone[other] = left[better], right[better]
