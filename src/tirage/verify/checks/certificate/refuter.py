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
from ..lottery.seating import Effort, Known, Seating, Space, Spent, composition_of, space_of
from .prices import Limit

PANELS = 1000
"""Panels of the lottery that are looked at, the first ones."""
STARTS = 8
"""Of these, those worth most that exchanges begin with."""
CLAIMS = 200
"""Claims that are looked at, the first ones."""
EACH = 20_000
"""Exchanges tried for one claim at most."""
EXCHANGES = 1_000_000
"""Exchanges tried for all claims of a certificate together."""
BROKEN = 2
"""Rows that the first of two exchanges may break, for the second to mend."""


def refuted(claims: Mapping[str, Limit], pool: Pool, quotas: Quotas, lottery: bytes) -> list[str]:
    """Claims that some valid composition goes beyond, each with what is claimed and what was found."""
    space = space_of(pool, quotas)
    known = known_compositions(pool, lottery)
    attacked = list(islice(claims.items(), CLAIMS))
    each = min(EACH, EXCHANGES // max(1, len(attacked)))
    faults = []
    for name, limit in attacked:
        worth = _best(space, limit.dense(len(pool.sizes)), known, limit.best, Effort(each))
        if worth is not None and worth > limit.best:
            faults.append(f"{name}: {limit.best} < {worth}")
    return faults


def known_compositions(pool: Pool, lottery: bytes) -> list[Known]:
    """The different compositions of the first panels, in their order."""
    panels = islice(panels_of(lottery), PANELS)
    return list(dict.fromkeys(composition_of(pool, panel) for panel in panels))


def _best(
    space: Space, weights: Sequence[int], known: Sequence[Known], claimed: int, effort: Effort
) -> int | None:
    """The most that is found, no further than beyond what is claimed; None without a panel to begin with."""
    worths = [sum(weights[t] * seats for t, seats in each) for each in known]
    order = sorted(range(len(known)), key=lambda number: -worths[number])[:STARTS]
    best = None
    for number in order:
        seating = Seating(space, space.dense(known[number]))
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
