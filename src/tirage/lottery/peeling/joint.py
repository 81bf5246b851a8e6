"""Several profiles out of a panel and as many into it, so that every row changes by just what it should.

One exchange at a time comes near and no further where rows are many and narrow: what is left asks for four or
six at once. They are two halves, each found by meeting in the middle: groups out and groups in that hold the
same of the first places, or differ by what is asked; then two such halves that together give the others what
is asked (D. Wagner, A generalized birthday problem, 2002).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tirage.lottery.peeling.groups import Groups, Index, Rows, distinct, spread
from tirage.solvers.stream import Stream

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tirage.lottery.peeling.groups import Hashes, Numbers


STEP = 2
"""Places by which a joint exchange may change a row."""


class Exchange(NamedTuple):
    """n joint exchanges."""

    out: Numbers
    into: Numbers
    """n × 2q each: profiles."""


class Halves(NamedTuple):
    """n exchanges of q profiles, each half of a joint one."""

    out: Numbers
    into: Numbers
    """n: numbers of groups."""
    rest: Hashes
    """n: what they change in the places that they were not chosen by."""


class Search(NamedTuple):
    """The groups that may leave and come."""

    out: Groups
    into: Index
    free: NDArray[np.bool_]
    """T: which profiles may come now; an index may hold others."""
    most: int
    """Halves of one kind."""

    def exchanges(self, change: Numbers, rows: Rows, places: tuple[int, ...]) -> tuple[Exchange, int]:
        """Those that change the rows by `change`; and how many halves were looked at.

        `places`: in the order in which halves are chosen by them.
        """
        import numpy as np

        asked = rows.of(change)
        first = self._enough(places)
        others = [c for c in places if c not in first]
        still = self._halves(first, others, np.uint64(0))
        moving = self._halves(first, others, asked[list(first)].sum(dtype=np.uint64))
        one, other = _meeting(still.rest, asked[others].sum(dtype=np.uint64) - moving.rest)
        into, out = self.into.groups.members, self.out.members
        found = Exchange(
            np.sort(np.concatenate([out[still.out[one]], out[moving.out[other]]], axis=1), axis=1),
            np.sort(np.concatenate([into[still.into[one]], into[moving.into[other]]], axis=1), axis=1),
        )
        sound = distinct(found.out) & distinct(found.into)
        return Exchange(found.out[sound], found.into[sound]), len(still.rest) + len(moving.rest)

    def _enough(self, places: tuple[int, ...]) -> tuple[int, ...]:
        """As few of the places as leave no more than `most` halves."""
        for number in range(1, len(places)):
            first = places[:number]
            if int(self.into.by(first).counts(self._out(first))[1].sum()) <= self.most:
                return first
        return places[:-1]

    def _out(self, places: tuple[int, ...]) -> Hashes:
        import numpy as np

        keys: Hashes = self.out.hashes[list(places)].sum(axis=0, dtype=np.uint64)
        return keys

    def _halves(self, first: tuple[int, ...], others: list[int], shift: np.uint64) -> Halves:
        """Exchanges that change the first places by what `shift` stands for."""
        import numpy as np

        index = self.into.by(first)
        begin, counts = index.counts(self._out(first) + shift)
        some = slice(int(np.searchsorted(np.cumsum(counts), self.most, "right")) + 1)
        position, out = spread(begin[some], counts[some])
        into = index.order[position]
        free = self.free[self.into.groups.members[into]].all(axis=1)
        out, into = out[free], into[free]
        coming, leaving = (
            each.hashes[others].sum(axis=0, dtype=np.uint64) for each in (self.into.groups, self.out)
        )
        return Halves(out, into, coming[into] - leaving[out])


def _meeting(have: Hashes, want: Hashes) -> tuple[Numbers, Numbers]:
    """Pairs of positions with equal numbers."""
    import numpy as np

    order, asking = np.argsort(have, kind="stable"), np.argsort(want, kind="stable")
    have, want = have[order], want[asking]
    begin = np.searchsorted(have, want, "left")
    counts = np.searchsorted(have, want, "right") - begin
    position, whose = spread(begin, counts)
    return order[position], asking[whose]


def change_within(
    least: Numbers, most: Numbers, rows: Rows, stream: Stream, *, smallest: bool
) -> Numbers | None:
    """R: a change between two limits that adds up to nothing in each whole place; None where none was found.

    The smallest one, or one near it.
    """
    import numpy as np

    goal: Numbers = np.where(least > 0, least, np.where(most < 0, most, 0))
    if not smallest:
        chance = stream.numbers(len(goal)) % 8
        goal = goal - ((chance == 0) & (goal > least)) + ((chance == 1) & (goal < most))
    for held, whole in zip(rows.places, rows.whole, strict=True):
        excess = int(goal[held].sum()) if whole else 0
        way = -1 if excess > 0 else 1
        for row in held[stream.order(len(held))]:
            while excess and least[row] <= goal[row] + way <= most[row] and abs(goal[row] + way) <= STEP:
                goal[row] += way
                excess += way
        if excess:
            return None
    return goal
