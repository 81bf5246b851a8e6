"""Panels of the same counts that are preferred to those found first.

Which compositions share out the counts is free: nobody's chance depends on it. So panels are put together two
by two and split again; the two that come of it are kept where they have fewer faults, whatever the preference
counts as one. Counts, quotas and the number of panels stay as they are. What is tried follows from the panels
alone, and effort is counted, not timed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tirage.lottery.bundles import Bundles, Composition
from tirage.progress import Progress
from tirage.solvers.stream import Stream, digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHUNK = 256
"""Pairs of panels searched side by side."""


class Effort(NamedTuple):
    """How much is tried."""

    rounds: int
    """Times that all panels are split again, at most."""
    panels: int
    """Panels split again at most, all rounds together."""

    def of(self, panels: int) -> tuple[int, int]:
        """How many rounds, and pairs in each, for so many panels."""
        pairs = min(panels, self.panels) // 2
        return (min(self.rounds, self.panels // (2 * pairs)) if pairs else 0), pairs


class Preference(Protocol):
    """What is preferred, of panels that the quotas and everyone's chance allow alike."""

    @property
    def effort(self) -> Effort:
        """How much is tried for it."""

    def faults(self, panels: NDArray[np.int64]) -> NDArray[np.int64]:
        """B: what is wrong with each of B panels, given by their seats by profile (B × T); 0: nothing."""

    def split(self, pairs: Bundles) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """As `local_search.search`: a valid half of each pair, and for which one was found."""


def preferred(
    compositions: Sequence[Composition], preference: Preference, progress: Progress
) -> tuple[Composition, ...]:
    """As many valid compositions with the same counts, with no more faults in all; those given are valid."""
    import numpy as np

    panels = np.array(compositions, np.int64)
    faults = _faults(panels, preference)
    stream = Stream(digest(panels))
    rounds, pairs = preference.effort.of(len(panels))
    for number in range(rounds):
        if not faults.any():
            break
        progress.step("prefer", number, rounds)
        order = np.array(stream.order(len(panels)))
        first, second = order[:pairs], order[pairs : 2 * pairs]
        for start in range(0, pairs, CHUNK):
            some = slice(start, start + CHUNK)
            _split_again(panels, faults, (first[some], second[some]), preference)
    return tuple(tuple(row) for row in panels.tolist())


def _faults(panels: NDArray[np.int64], preference: Preference) -> NDArray[np.int64]:
    import numpy as np

    parts = [preference.faults(panels[start : start + CHUNK]) for start in range(0, len(panels), CHUNK)]
    return np.concatenate(parts)


def _split_again(
    panels: NDArray[np.int64],
    faults: NDArray[np.int64],
    pairs: tuple[NDArray[np.intp], NDArray[np.intp]],
    preference: Preference,
) -> None:
    """Pairs of panels exchanged, in place, for two others with the same counts, where these are better."""
    import numpy as np

    one, other = pairs
    counts = panels[one] + panels[other]
    halves, found = preference.split(Bundles(counts, np.full(len(one), 2), np.arange(len(one))))
    halves, counts, one, other = halves[found], counts[found], one[found], other[found]
    if not len(one):
        return
    rest = counts - halves
    left, right = preference.faults(halves), preference.faults(rest)
    better = left + right < faults[one] + faults[other]
    one, other = one[better], other[better]
    panels[one], panels[other] = halves[better], rest[better]
    faults[one], faults[other] = left[better], right[better]
