"""Whether a few seats can be filled under quotas, where it is said that nobody fits and nothing proves it.

First the panels that were published under looser quotas; then, for few seats, every composition, one row that
is still short after the other; else exchanges that bring a composition nearer to the quotas. What was found
is a fact; that nothing was found is one only where everything was tried (docs/formats.md, 10.8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ..lottery.pool import Pool
from ..lottery.quotas import Quotas
from ..lottery.seating import Composition, Effort, Known, Seating, Space, Spent, compositions, space_of

FEW = 20
"""Seats up to which every composition is tried."""
TRIED = 300_000
"""Profiles tried for a seat in one such search, exchanges tried in the other, of one claim at most."""
IN_ALL = 3_000_000
"""The same for all claims of a dossier together."""
STARTS = 8
"""Published panels that exchanges begin with."""
BROKEN = 2
"""Seats by which the first of two exchanges may take a composition further from the quotas."""


def somebody_fits(
    pool: Pool, quotas: Quotas, seats: int, lottery: bytes = b"", claims: int = 1
) -> Composition | None:
    """A composition that meets the quotas; None where there is none; Spent where that was not found out.

    `claims`: how many there are of the kind in the dossier, which share the work.
    """
    space = space_of(pool, quotas)
    published: dict[Known, None] = {}
    for known in compositions(pool, lottery, seats):
        if known not in published and Seating(space, space.dense(known)).valid:
            return tuple(space.dense(known))
        published[known] = None
    tried = min(TRIED, IN_ALL // claims)
    if seats <= FEW:
        try:
            return _Filling(space, Effort(tried), _groups(quotas)).fill(seats)
        except Spent:
            pass
    effort = Effort(tried)
    starts = [_greedy(space, seats), *(space.dense(known) for known in islice(published, STARTS))]
    for start in starts:
        if sum(start) == seats and (found := _approached(Seating(space, start), effort)):
            return found
    raise Spent


def _groups(quotas: Quotas) -> list[tuple[int, ...]]:
    """Rows of which one counts a person at most: those of a criterion, of a crossing."""
    each = [index.values() for index in quotas.index] + [x.index.values() for x in quotas.crossings]
    return [tuple(rows) for rows in each]


@dataclass(slots=True)
class _Filling:
    """Seat after seat, every way to fill them once."""

    space: Space
    effort: Effort
    groups: Sequence[Sequence[int]]
    seating: Seating = field(init=False)
    tried: list[bool] = field(init=False)
    """Profiles of which every way that has one more was tried already."""
    order: list[int] = field(init=False)
    """Rows, those with the fewest profiles first."""

    def __post_init__(self) -> None:
        count = len(self.space.sizes)
        self.seating = Seating(self.space, [0] * count)
        self.tried = [False] * count
        sizes = [0] * len(self.space.low)
        for rows in self.space.rows:
            for row in rows:
                sizes[row] += 1
        self.order = sorted(range(len(sizes)), key=lambda row: sizes[row])

    def fill(self, left: int) -> Composition | None:
        """A composition with so many seats more; None where there is none."""
        seating = self.seating
        if not left:
            return None if seating.below else tuple(seating.seats)
        if any(self._short(group) > left for group in self.groups):
            return None
        short = next((row for row in self.order if seating.below >> row & 1), None)
        done: list[int] = []
        try:
            for t, size in enumerate(self.space.sizes):
                if self.tried[t] or not (short is None or self.space.masks[t] >> short & 1):
                    continue
                self.effort.take()
                if seating.seats[t] == size or self.space.masks[t] & seating.at_high:
                    continue
                seating.change(t, 1)
                found = self.fill(left - 1)
                seating.change(t, -1)
                if found:
                    return found
                self.tried[t] = True
                done.append(t)
            return None
        finally:
            for t in done:
                self.tried[t] = False

    def _short(self, group: Iterable[int]) -> int:
        """Seats that the minimums of these rows ask for besides those taken."""
        counts, low = self.seating.counts, self.space.low
        return sum(max(0, low[row] - counts[row]) for row in group)


def _greedy(space: Space, seats: int) -> list[int]:
    """Seat after seat the profile that most rows are short of, less those full; the first of equals."""
    seating = Seating(space, [0] * len(space.sizes))
    for _ in range(seats):
        best, worth = -1, 0
        for t, (size, mask) in enumerate(zip(space.sizes, space.masks, strict=True)):
            own = (mask & seating.below).bit_count() - (mask & (seating.at_high | seating.above)).bit_count()
            if seating.seats[t] < size and (best < 0 or own > worth):
                best, worth = t, own
        if best < 0:
            break
        seating.change(best, 1)
    return seating.seats


def _approached(seating: Seating, effort: Effort) -> Composition | None:
    """Exchange seats while that brings it nearer to the quotas; None where it comes to a stop."""
    while not seating.valid:
        if not _nearer(seating, effort):
            return None
    return tuple(seating.seats)


def _nearer(seating: Seating, effort: Effort) -> bool:
    """Make the first exchange that brings it nearer, or else the first two that bring it there."""
    for out, into in _pairs(seating, effort):
        if seating.worsens(out, into) < 0:
            seating.exchange(out, into)
            return True
    for out, into in _pairs(seating, effort):
        if seating.worsens(out, into) > BROKEN:
            continue
        seating.exchange(out, into)
        for again, other in _pairs(seating, effort, mending=True):
            if seating.keeps(again, other):
                seating.exchange(again, other)
                if seating.valid:
                    return True
                seating.exchange(other, again)  # a row was two seats short, or two over
        seating.exchange(into, out)
    return False


def _pairs(seating: Seating, effort: Effort, *, mending: bool = False) -> Iterator[tuple[int, int]]:
    """Profiles to give a seat up and to get it, by number; `mending`: those that every row asks for."""
    masks, sizes = seating.space.masks, seating.space.sizes
    below, above = (seating.below, seating.above) if mending else (0, 0)
    opened = [t for t, size in enumerate(sizes) if seating.seats[t] < size and not below & ~masks[t]]
    seated = [t for t, taken in enumerate(seating.seats) if taken and not above & ~masks[t]]
    for into in opened:
        for out in seated:
            effort.take()
            yield out, into
