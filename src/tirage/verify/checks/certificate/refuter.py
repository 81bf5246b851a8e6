"""A search for a panel worth more than any panel is said to be: exchanges within those of the lottery.

An integer program's word that Σ s_t·x_t ≤ best cannot be proved here, but it can be refuted, by one valid
composition that is worth more. From the panels of the lottery that are worth most, one seat, or two at once,
are given to profiles of more weight while every quota and every household is kept (docs/formats.md, 8.7).
Every order and every limit is fixed, so that each verifier tries the same exchanges and finds the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ..lottery.lottery import panels_of
from ..lottery.pool import Pool
from ..lottery.quotas import Quotas
from .proofs import Weights

PANELS = 1000
"""Panels of the lottery that are looked at, the first ones."""
STARTS = 8
"""Of these, those worth most that exchanges begin with."""
EACH = 20_000
"""Exchanges tried for one claim at most."""
EXCHANGES = 1_000_000
"""Exchanges tried for all claims of a certificate together."""
BROKEN = 2
"""Rows that the first of two exchanges may break, for the second to mend."""

Composition = tuple[int, ...]
"""Seats by profile."""


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


def refuted(claims: Mapping[str, Weights], pool: Pool, quotas: Quotas, lottery: bytes) -> list[str]:
    """Claims that some valid composition goes beyond, each with what is claimed and what was found."""
    space = space_of(pool, quotas)
    known = known_compositions(pool, lottery)
    each = min(EACH, EXCHANGES // max(1, len(claims)))
    faults = []
    for name, weights in claims.items():
        worth = _best(space, weights.signed, known, weights.ceiling, Effort(each))
        if worth is not None and worth > weights.ceiling:
            faults.append(f"{name}: {weights.ceiling} < {worth}")
    return faults


def known_compositions(pool: Pool, lottery: bytes) -> list[Composition]:
    """The different compositions of the first panels, in their order."""
    found: dict[Composition, None] = {}
    for panel in islice(panels_of(lottery), PANELS):
        seats = [0] * len(pool.sizes)
        for pid in panel:
            if pid in pool.numbers:
                seats[pool.profile_of[pool.numbers[pid]]] += 1
        found[tuple(seats)] = None
    return list(found)


def _best(
    space: Space, weights: Sequence[int], known: Sequence[Composition], claimed: int, effort: Effort
) -> int | None:
    """The most that is found, no further than beyond what is claimed; None without a panel to begin with."""
    worths = [sum(weights[t] * seats for t, seats in enumerate(each) if seats) for each in known]
    order = sorted(range(len(known)), key=lambda number: -worths[number])[:STARTS]
    best = None
    for number in order:
        seating = Seating(space, list(known[number]))
        if not seating.valid:
            continue
        search = _Climb(seating, weights, effort)
        worth = worths[number]
        best = worth if best is None else max(best, worth)
        try:
            while best <= claimed and (gain := search.step()):
                worth += gain
                best = max(best, worth)
        except Spent:
            return best
        if best > claimed:
            return best
    return best


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
        for t, change in ((out, -1), (into, 1)):
            self.seats[t] += change
            for row in self.space.rows[t]:
                self.counts[row] += change
                self._mark(row)

    def breaks(self, out: int, into: int) -> int:
        """How many rows that are within their limits this exchange takes out of them."""
        one, other = self.space.masks[out], self.space.masks[into]
        return (one & ~other & self.at_low | other & ~one & self.at_high).bit_count()

    def keeps(self, out: int, into: int) -> bool:
        """Whether after this exchange every row is within its limits."""
        one, other = self.space.masks[out], self.space.masks[into]
        lost, gained = one & ~other, other & ~one
        return not (lost & self.at_low or gained & self.at_high or self.below & ~gained or self.above & ~lost)


@dataclass(slots=True)
class _Climb:
    """Exchanges that raise Σ weights·seats of a composition."""

    seating: Seating
    weights: Sequence[int]
    effort: Effort
    heaviest: list[int] = field(init=False)
    """Profiles by weight, the largest first."""

    def __post_init__(self) -> None:
        self.heaviest = sorted(range(len(self.weights)), key=lambda t: -self.weights[t])

    def step(self) -> int:
        """Make the first exchange that raises it; what it gains, 0 where there is none."""
        return self._one() or self._two()

    def _open(self) -> list[int]:
        return [t for t in self.heaviest if self.seating.seats[t] < self.seating.space.sizes[t]]

    def _seated(self) -> list[int]:
        return [t for t in reversed(self.heaviest) if self.seating.seats[t]]

    def _better(self, opened: list[int], seated: list[int]) -> Iterator[tuple[int, int]]:
        """Exchanges that gain, those for the heaviest first."""
        for into in opened:
            for out in seated:
                if self.weights[out] >= self.weights[into]:
                    break
                self.effort.take()
                yield out, into

    def _one(self) -> int:
        for out, into in self._better(self._open(), self._seated()):
            if self.seating.keeps(out, into):
                self.seating.exchange(out, into)
                return self.weights[into] - self.weights[out]
        return 0

    def _two(self) -> int:
        for out, into in self._better(self._open(), self._seated()):
            if self.seating.breaks(out, into) > BROKEN:
                continue
            self.seating.exchange(out, into)
            second = self._mended(self.weights[into] - self.weights[out])
            if second:
                return second
            self.seating.exchange(into, out)
        return 0

    def _mended(self, gain: int) -> int:
        """Make the first second exchange that keeps every row and leaves a gain: both gains, 0 for none."""
        seating, masks = self.seating, self.seating.space.masks
        below, above = seating.below, seating.above
        opened = [t for t in self._open() if below & ~masks[t] == 0]
        seated = [t for t in self._seated() if above & ~masks[t] == 0]
        for into in opened:
            for out in seated:
                both = gain + self.weights[into] - self.weights[out]
                if both <= 0:
                    break
                self.effort.take()
                if seating.keeps(out, into):
                    seating.exchange(out, into)
                    return both
        return 0
