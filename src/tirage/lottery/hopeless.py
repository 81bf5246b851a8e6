"""Bundles that certainly have no half, found for many at once, so that nobody looks for one.

Ranges are narrowed row by row until nothing moves; those still open are cut in two, a level at a time, as
long as there are few. Nothing here finds a half or chooses one: what is not refuted is searched as before,
and what is refuted would have been searched in vain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tirage.lottery.bundles import Bundles, Matrix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

LOOSE = 16
"""Profiles that may be rounded either way, up to which a bundle is worth the look."""
CUTS = 6
"""Levels of ranges cut in two."""
NODES = 6
"""Cases open at once, for each bundle asked about; where there are more, the last ones stay undecided."""
FAR = 1 << 40
"""A limit that is none."""


class Asked(NamedTuple):
    """First halves asked for, of B bundles."""

    least: Numbers
    most: Numbers
    """B × T: what the half may hold of each profile."""
    lower: Numbers
    upper: Numbers
    """B × R: and of each row."""
    seats: Numbers
    """B: and in all."""


class _Cases(NamedTuple):
    """Ranges of n cases, of the F loose profiles."""

    bundle: Numbers
    """n"""
    low: Numbers
    high: Numbers
    """n × F"""


def asked(bundles: Bundles, matrix: Matrix, room: int, *, spare: bool) -> Asked:
    """First halves of bundles: every profile its share rounded down or up, and every row with `room` beyond.

    `spare`: profiles too may be one off their share, as far as both halves can bear it.
    """
    import numpy as np

    counts, panels = bundles.counts.astype(np.int64), bundles.panels[:, None]
    half = panels // 2
    share = counts * half
    least, most = share // panels, -(-share // panels)
    if spare:
        least = np.maximum(np.maximum(least - 1, 0), counts - (panels - half) * matrix.sizes)
        most = np.minimum(np.minimum(most + 1, counts), half * matrix.sizes)
    lower, upper = matrix.limits(matrix.sums(counts), bundles.panels, bundles.panels // 2, room)
    return Asked(least, most, lower, upper, counts.sum(axis=1) // bundles.panels * half[:, 0])


def hopeless(asked: Asked, matrix: Matrix) -> Flags:
    """B: True where no half is within its limits; False says nothing."""
    import numpy as np

    loose = asked.most > asked.least
    few = np.flatnonzero(loose.sum(axis=1) <= LOOSE)
    refuted = np.zeros(len(loose), np.bool_)
    if len(few):
        refuted[few] = _Refuter(Asked(*(each[few] for each in asked)), loose[few], matrix).refuted()
    return refuted


class _Refuter:
    """The rows of B bundles as they see their loose profiles."""

    def __init__(self, asked: Asked, loose: Flags, matrix: Matrix) -> None:
        import numpy as np

        self._np = np
        count = loose.sum(axis=1)
        first = np.argsort(~loose, axis=1, kind="stable")[:, : max(1, int(count.max()))]
        real = np.arange(first.shape[1]) < count[:, None]
        profile = np.where(real, first, loose.shape[1])
        self._width = np.where(real, np.take_along_axis(asked.most - asked.least, first, axis=1), 0)
        rows = len(matrix.members)
        # C + 1 × B × F: the rows of each loose profile, and that of the total; row R stands for none.
        self._at = np.concatenate([matrix.rows_of[:, profile], np.full((1, *profile.shape), rows + 1)])
        given, total = matrix.sums(asked.least), (asked.seats - asked.least.sum(axis=1))[:, None]
        none = np.full_like(total, FAR)
        self._lower = np.concatenate([asked.lower - given, -none, total], axis=1)
        self._upper = np.concatenate([asked.upper - given, none, total], axis=1)

    def refuted(self) -> Flags:
        """B: True where every case is refuted."""
        np = self._np
        count = len(self._width)
        cases = _Cases(np.arange(count), np.zeros_like(self._width), self._width)
        undecided = np.zeros(count, np.bool_)
        for _ in range(CUTS):
            cases = self._narrowed(cases)
            settled = (cases.low == cases.high).all(axis=1)
            # A case without choice that nothing refutes is a half: its bundle has one.
            undecided[cases.bundle[settled]] = True
            open_ = ~undecided[cases.bundle]
            open_[NODES * count :] = False
            undecided[cases.bundle[NODES * count :]] = True
            cases = _Cases(*(each[open_] for each in cases))
            if not len(cases.bundle):
                break
            cases = self._cut(cases)
        undecided[cases.bundle] = True
        refuted: Flags = ~undecided
        return refuted

    def _cut(self, cases: _Cases) -> _Cases:
        """Each case as two, the first open range in halves."""
        np = self._np
        every, place = np.arange(len(cases.bundle)), (cases.high > cases.low).argmax(axis=1)
        middle = (cases.low[every, place] + cases.high[every, place]) // 2
        below, above = cases.high.copy(), cases.low.copy()
        below[every, place], above[every, place] = middle, middle + 1
        return _Cases(
            np.concatenate([cases.bundle, cases.bundle]),
            np.concatenate([cases.low, above]),
            np.concatenate([below, cases.high]),
        )

    def _narrowed(self, cases: _Cases) -> _Cases:
        """The cases that no row refutes, their ranges as narrow as single rows make them."""
        np = self._np
        moved = True
        while moved and len(cases.bundle):
            at, lower, upper = self._at[:, cases.bundle], self._lower[cases.bundle], self._upper[cases.bundle]
            least, most = self._sums(cases.low, at, lower.shape), self._sums(cases.high, at, lower.shape)
            every = np.arange(len(at[0]))[:, None]
            up, down = upper - least, most - lower
            high = np.minimum(cases.high, cases.low + np.min([up[every, each] for each in at], axis=0))
            low = np.maximum(cases.low, cases.high - np.min([down[every, each] for each in at], axis=0))
            sound = ((up >= 0) & (down >= 0)).all(axis=1) & (low <= high).all(axis=1)
            moved = bool(((low != cases.low) | (high != cases.high))[sound].any())
            cases = _Cases(cases.bundle[sound], low[sound], high[sound])
        return cases

    def _sums(self, values: Numbers, at: Numbers, shape: tuple[int, ...]) -> Numbers:
        """What `values` give each row."""
        np = self._np
        places = at + (np.arange(shape[0]) * shape[1])[:, None]
        weights = np.broadcast_to(values, at.shape).ravel()
        # Whole numbers far below 2^53.
        sums: Numbers = (
            np.bincount(places.ravel(), weights, shape[0] * shape[1]).astype(np.int64).reshape(shape)
        )
        return sums
