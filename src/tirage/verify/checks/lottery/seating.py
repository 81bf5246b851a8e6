"""Panels as compositions, and what an exchange of seats does to their quotas and households, in bits.

What looks for a panel nobody spoke of (`certificate.refuter`, `life.fits`) does so by such exchanges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .lottery import lines_of
from .pool import Pool
from .quotas import Quotas

Composition = tuple[int, ...]
"""Seats by profile."""
Known = tuple[tuple[int, int], ...]
"""A composition as profiles and seats, without those that have none."""


def composition_of(pool: Pool, panel: Sequence[str]) -> Known:
    """That of a panel of pids; who is not in the pool counts for nothing."""
    seats = Counter(pool.profile_of[pool.numbers[pid]] for pid in panel if pid in pool.numbers)
    return tuple(sorted(seats.items()))


def compositions(pool: Pool, lottery: bytes, seats: int) -> Iterator[Known]:
    """The panels of a file that have so many people of the pool, whatever else it holds."""
    for line in lines_of(lottery):
        pids = [pid for pid in line.decode("ascii", "replace").split(",") if pid in pool.numbers]
        if len(pids) == seats:
            yield composition_of(pool, pids)


def taken_by_row(pool: Pool, quotas: Quotas, composition: Iterable[tuple[int, int]]) -> list[int]:
    """Seats of a composition by quota row."""
    taken = [0] * len(quotas.rows)
    for t, seats in composition:
        for row in pool.rows_of[t]:
            taken[row] += seats
    return taken


class Spent(Exception):
    """As many exchanges were tried as may be."""


@dataclass(slots=True)
class Effort:
    """Exchanges that may still be tried."""

    left: int

    def take(self) -> None:
        """One exchange; Spent where none is left."""
        if not self.left:
            raise Spent
        self.left -= 1


@dataclass(frozen=True, slots=True)
class Space:
    """What a composition must meet: quota rows, then household classes, as bits of one integer."""

    sizes: Sequence[int]
    """People by profile."""
    rows: Sequence[tuple[int, ...]]
    """Numbers of the rows that count a profile."""
    masks: Sequence[int]
    """The same as bits."""
    low: Sequence[int]
    high: Sequence[int]

    def dense(self, known: Known) -> list[int]:
        """Seats by profile, of every profile."""
        taken = dict(known)
        return [taken.get(t, 0) for t in range(len(self.sizes))]


def space_of(pool: Pool, quotas: Quotas) -> Space:
    """The quotas and households of a pool, by profile."""
    first = len(quotas.rows)
    rows = [
        (*rows_of, *((first + household_class,) if household_class >= 0 else ()))
        for rows_of, household_class in zip(pool.rows_of, pool.class_of, strict=True)
    ]
    masks = [sum(1 << row for row in rows_of) for rows_of in rows]
    low = (*quotas.minimum, *(0 for _ in pool.households))
    return Space(pool.sizes, rows, masks, low, (*quotas.maximum, *pool.households))


@dataclass(slots=True)
class Seating:
    """A composition, the seats by row, and the rows at or beyond their limits as bits."""

    space: Space
    seats: list[int]
    counts: list[int] = field(init=False)
    at_low: int = 0
    at_high: int = 0
    below: int = 0
    above: int = 0

    def __post_init__(self) -> None:
        self.counts = [0] * len(self.space.low)
        for t, taken in enumerate(self.seats):
            for row in self.space.rows[t]:
                self.counts[row] += taken
        for row in range(len(self.counts)):
            self._mark(row)

    @property
    def valid(self) -> bool:
        """Whether every row is within its limits, and no profile has more seats than people."""
        return not self.below | self.above and all(
            taken <= size for taken, size in zip(self.seats, self.space.sizes, strict=True)
        )

    def _mark(self, row: int) -> None:
        bit, count = 1 << row, self.counts[row]
        low, high = self.space.low[row], self.space.high[row]
        self.at_low = self.at_low | bit if count == low else self.at_low & ~bit
        self.at_high = self.at_high | bit if count == high else self.at_high & ~bit
        self.below = self.below | bit if count < low else self.below & ~bit
        self.above = self.above | bit if count > high else self.above & ~bit

    def exchange(self, out: int, into: int) -> None:
        """A seat of one profile for one of another."""
        self.change(out, -1)
        self.change(into, 1)

    def change(self, profile: int, seats: int) -> None:
        """So many seats more of a profile."""
        self.seats[profile] += seats
        for row in self.space.rows[profile]:
            self.counts[row] += seats
            self._mark(row)

    def breaks(self, out: int, into: int) -> int:
        """How many rows that are within their limits this exchange takes out of them."""
        one, other = self.space.masks[out], self.space.masks[into]
        return (one & ~other & self.at_low | other & ~one & self.at_high).bit_count()

    def worsens(self, out: int, into: int) -> int:
        """Seats, in all rows, by which this exchange takes the composition further from their limits."""
        one, other = self.space.masks[out], self.space.masks[into]
        lost, gained = one & ~other, other & ~one
        worse = (lost & (self.at_low | self.below)).bit_count() + (
            gained & (self.at_high | self.above)
        ).bit_count()
        return worse - (lost & self.above).bit_count() - (gained & self.below).bit_count()

    def keeps(self, out: int, into: int) -> bool:
        """Whether after this exchange every row is within its limits."""
        one, other = self.space.masks[out], self.space.masks[into]
        lost, gained = one & ~other, other & ~one
        return not (lost & self.at_low or gained & self.at_high or self.below & ~gained or self.above & ~lost)
