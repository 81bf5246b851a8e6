"""Halves of many bundles at once, by exchanges of one profile's rounding for another's.

Every profile with a fractional share is rounded down or up, so that the total is right; then, step by step,
one that was rounded up is rounded down and another up, those two that mend most rows, among equals whichever
the stream says; what was just moved rests for some steps (F. Glover 1989: tabu search). All in whole numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirage.lottery.bundles import Bundles, Matrix
from tirage.lottery.hopeless import asked, hopeless
from tirage.solvers.stream import Stream, digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS = 200
"""Exchanges tried on a bundle."""
DOUBT = 12
"""Exchanges after which is asked whether the bundles still searched can have halves at all."""
REST, MORE_REST = 3, 5
"""Steps that a profile rests after a move: the least, and how many lengths there are."""
TIES = 1 << 8
"""Numbers that ties are broken with."""
RESTING = 1 << 24
"""What a move costs for a profile that should rest: more than any number of rows."""
NEVER = 1 << 30
"""What a move costs that there is not."""


def search(bundles: Bundles, matrix: Matrix, room: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """B × T: what each first half holds; B: for which bundles it is one that meets its limits."""
    import numpy as np

    counts, panels = bundles.counts, bundles.panels
    stream = Stream(digest(counts, panels, np.array([room])))
    share = counts * (panels // 2)[:, None]
    base = share // panels[:, None]
    rest = share - base * panels[:, None]
    rounded_up = start(rest, panels, stream)
    lower, upper = matrix.limits(matrix.sums(counts), panels, panels // 2, room)
    # Row R stands for no row: never out of range, whatever is moved.
    above = np.pad(matrix.sums(base + rounded_up) - lower, ((0, 0), (0, 1)))
    state = State(rest > 0, rounded_up, above, upper - lower, matrix.rows_of)
    halves, found = base, np.zeros(len(panels), np.bool_)
    vain = np.zeros(len(panels), np.bool_)
    for step in range(STEPS + 1):
        if step == DOUBT:
            left = np.flatnonzero(~found)
            vain[left] = hopeless(asked(bundles.of(left), matrix, room, spare=False), matrix)
        right = state.right() & ~found[state.number]
        if right.any():
            halves[state.number[right]] += state.rounded_up(right, len(matrix.sizes))
            found[state.number[right]] = True
            # Those found go on in vain until they are many enough to be worth a copy.
            if 4 * int(found[state.number].sum()) >= len(state.number):
                state.keep(~found[state.number])
        # The others go on as if the hopeless ones could be found: one stream serves all of them.
        if (found | vain).all():
            break
        state.exchange(step, stream, up_first=step % 2 == 0)
    return halves, found


def start(rest: NDArray[np.int64], panels: NDArray[np.int64], stream: Stream) -> NDArray[np.int64]:
    """B × T, 0 or 1: shares rounded along a line: a sum of neighbours stays within one of its own."""
    import numpy as np

    offset = stream.numbers(len(panels)) * panels >> 16
    ends = np.cumsum(rest, axis=1) + offset[:, None]
    return np.asarray(ends // panels[:, None] - (ends - rest) // panels[:, None])


class State:
    """Bundles still searched, each with the F profiles at most that may be rounded either way."""

    def __init__(
        self,
        loose: NDArray[np.bool_],
        rounded_up: NDArray[np.int64],
        above: NDArray[np.int64],
        width: NDArray[np.int64],
        rows_of: NDArray[np.int64],
    ) -> None:
        import numpy as np

        count = loose.sum(axis=1)
        self._np = np
        self._rows_of = rows_of
        self.number = np.arange(len(loose))
        """Of each bundle among all."""
        first = np.argsort(~loose, axis=1, kind="stable")[:, : max(1, int(count.max()))]
        real = np.arange(first.shape[1]) < count[:, None]
        self._profile = np.where(real, first, loose.shape[1])
        self._up = real & np.take_along_axis(rounded_up > 0, first, axis=1)
        self._down = real & ~self._up
        self._above = above.astype(np.int32)
        self._width = width.astype(np.int32)
        self._rests = np.zeros(first.shape, np.int32)
        self._index()

    def _index(self) -> None:
        """C × n × F: where the rows of each profile stand among all rows of all bundles."""
        starts = self._np.arange(len(self.number)) * self._above.shape[1]
        self._at = self._rows_of[:, self._profile] + starts[:, None]

    def right(self) -> NDArray[np.bool_]:
        """n: whether every row is in range."""
        above = self._above[:, :-1]
        return self._np.asarray(((above >= 0) & (above <= self._width)).all(axis=1))

    def lacking(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """n × R each: the least and the most by which rows may change to be in range."""
        above = self._above[:, :-1].astype(self._np.int64)
        return -above, self._width - above

    def rounded_up(self, which: NDArray[np.bool_], profiles: int) -> NDArray[np.int64]:
        """Of the bundles asked for, by profile: 1 where rounded up."""
        found = self._np.zeros((int(which.sum()), profiles + 1), self._np.int64)
        self._np.put_along_axis(found, self._profile[which], self._up[which].astype(self._np.int64), axis=1)
        # Places that stand for no profile were written to the last column.
        return found[:, :-1]

    def keep(self, which: NDArray[np.bool_]) -> None:
        """Search on for these alone."""
        self.number, self._profile = self.number[which], self._profile[which]
        self._up, self._down, self._rests = self._up[which], self._down[which], self._rests[which]
        self._above, self._width = self._above[which], self._width[which]
        self._index()

    def exchange(self, step: int, stream: Stream, *, up_first: bool) -> None:
        """One profile of each bundle rounded up instead of down, and one down instead of up."""
        ties = stream.numbers(self._profile.shape[1]) % TIES
        for upwards in (up_first, not up_first):
            self._move(step, ties, stream, upwards=upwards)

    def costs(self, *, upwards: bool) -> NDArray[np.int32]:
        """n × (R + 1): 1 where a move leaves a row's range or goes further from it, −1 where nearer."""
        import numpy as np

        above, width = self._above[:, :-1], self._width
        cost = np.zeros(self._above.shape, np.int32)
        if upwards:
            cost[:, :-1] = (above >= width).astype(np.int32) - (above < 0)
        else:
            cost[:, :-1] = (above <= 0).astype(np.int32) - (above > width)
        return cost

    def _move(self, step: int, ties: NDArray[np.int64], stream: Stream, *, upwards: bool) -> None:
        np = self._np
        flat = self.costs(upwards=upwards).ravel()
        total = sum(flat[at] for at in self._at) * TIES + ties
        total += RESTING * (self._rests > step)
        total[~(self._down if upwards else self._up)] = NEVER
        place = total.argmin(axis=1)
        every = np.arange(len(place))
        # A bundle with one loose profile at most has nothing to exchange, and is right as it is or never.
        moved = total[every, place] < NEVER
        every, place = every[moved], place[moved]
        self._up[every, place], self._down[every, place] = upwards, not upwards
        self._rests[every, place] = step + REST + stream.numbers(len(place)) % MORE_REST
        rows = self._rows_of[:, self._profile[every, place]]
        self._above[every, rows] += 1 if upwards else -1
