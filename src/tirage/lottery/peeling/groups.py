"""Groups of profiles by what they hold of the rows, as one number a place: equal holdings, equal numbers.

A place is one criterion, as a rule: rows of which a profile is in one at most. Each row has a random number
of 64 bits, and a group the sum of its own; so what groups hold is compared, added and sorted as numbers are.
Different holdings have equal numbers once in 2^64: whoever relies on them counts again.
"""

from __future__ import annotations

from itertools import pairwise
from math import comb
from typing import TYPE_CHECKING, NamedTuple

from tirage.lottery.bundles import Matrix
from tirage.solvers.stream import Stream

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Hashes = NDArray[np.uint64]


class Rows:
    """The rows of an instance, by place, with their numbers."""

    def __init__(self, matrix: Matrix, stream: Stream) -> None:
        import numpy as np

        rows = len(matrix.members)
        words = stream.numbers(4 * (rows + 1)).astype(np.uint64).reshape(-1, 4)
        self._numbers: Hashes = words @ (np.uint64(1) << np.arange(0, 64, 16, dtype=np.uint64))
        # Row R stands for none, and holds nothing.
        self._numbers[rows] = 0
        self.by_profile: Hashes = self._numbers[matrix.rows_of]
        """C × (T + 1)"""
        places = [np.unique(row[:-1]) for row in matrix.rows_of]
        self.places: tuple[Numbers, ...] = tuple(place[place < rows] for place in places)
        """C arrays: the rows of each place."""
        self.whole = tuple(len(held) == len(place) for held, place in zip(self.places, places, strict=True))
        """C: whether every profile is in a row of the place."""

    def of(self, change: Numbers) -> Hashes:
        """C: the numbers of a change of rows, R whole numbers."""
        import numpy as np

        # Below 0 they wrap round, as sums do.
        worth = change.astype(np.uint64) * self._numbers[:-1]
        return np.array([worth[place].sum(dtype=np.uint64) for place in self.places], np.uint64)


class Groups(NamedTuple):
    """Groups of as many profiles each, n of q."""

    members: Numbers
    """n × q"""
    hashes: Hashes
    """C × n"""


class Index:
    """Groups sorted by what they hold of the first places, for one number of places after another."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self._sorted: dict[tuple[int, ...], _Sorted] = {}

    def by(self, places: tuple[int, ...]) -> _Sorted:
        """Sorted by these places."""
        import numpy as np

        if places not in self._sorted:
            keys = self.groups.hashes[list(places)].sum(axis=0, dtype=np.uint64)
            order = np.argsort(keys, kind="stable")
            keys = keys[order]
            first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
            self._sorted[places] = _Sorted(keys[first], np.append(first, len(keys)), order)
        return self._sorted[places]


class _Sorted(NamedTuple):
    """Groups in the order of their numbers."""

    keys: Hashes
    """The different numbers."""
    first: Numbers
    """Where each begins in `order`; one more for the end."""
    order: Numbers

    def counts(self, keys: Hashes) -> tuple[Numbers, Numbers]:
        """For each key, where its groups begin in `order`, and how many they are."""
        import numpy as np

        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        counts = np.where(self.keys[place] == keys, self.first[place + 1] - self.first[place], 0)
        return self.first[place], counts


def spread(first: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """Positions `first` and the ones after it, `counts` of them each; and whose each is."""
    import numpy as np

    whose = np.repeat(np.arange(len(counts)), counts)
    return np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(len(whose)), whose


def grouped(profiles: Numbers, size: int, most: int, rows: Rows, stream: Stream) -> Groups:
    """All groups of two or three of some profiles; where three make more than `most`, so many by chance."""
    import numpy as np

    count = len(profiles)
    if size == 2:
        members = np.stack(np.triu_indices(count, 1), axis=1)
    elif comb(count, size) <= most:
        first, second = np.triu_indices(count, 1)
        third, whose = spread(second + 1, count - 1 - second)
        members = np.stack([first[whose], second[whose], third], axis=1)
    else:
        members = np.sort(stream.numbers(most * size).reshape(-1, size) % count, axis=1)
        members = members[distinct(members)]
    members = profiles[members]
    hashes = np.stack([each[members].sum(axis=1, dtype=np.uint64) for each in rows.by_profile])
    return Groups(members, hashes)


def distinct(members: Numbers) -> NDArray[np.bool_]:
    """n: whether no profile stands twice in a group, whose members are sorted."""
    import numpy as np

    same = [members[:, i] == members[:, j] for i, j in pairwise(range(members.shape[1]))]
    apart: NDArray[np.bool_] = ~np.any(same, axis=0)
    return apart
