"""`prefer: diverse`: panels that hold as many different combinations of two categories as they can.

Two panels are put together and split again by the local search, in which every cell of a crossing counts as a
row as well: it should be shared out to one seat, may be missed, and the half that misses fewest is the one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tirage.lottery.bundles import Bundles, Matrix, matrix
from tirage.lottery.local_search import State, start
from tirage.lottery.preference.exchanges import Effort
from tirage.solvers.stream import Stream, digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tirage.chances.instance import Instance
    from tirage.lottery.preference.crossings import Crossings

ROUNDS = 12
PANELS = 12_000
PAIRS = 6
"""Pairs of criteria with which so many panels are split again; with more, fewer."""
ABSENT = 10
"""What a cell that a panel has nobody of weighs, beside the square of how many it has of another."""
STEPS = 60
"""Exchanges tried on a pair of panels."""
WEIGHT = 2
"""What a quota or a household weighs in an exchange, beside a cell."""
NONE = 1 << 30
"""More cells than any half misses."""


class Diverse:
    """Cells without a member are faults, and so are many members of one cell."""

    def __init__(self, instance: Instance, cells: Crossings) -> None:
        import numpy as np

        self._cells = cells
        rows, count = matrix(instance), len(cells.members)
        self._hard = len(rows.members)
        past = self._hard + count
        rows_of = np.where(rows.rows_of == self._hard, past, rows.rows_of)
        no_profile = np.full((len(cells.cell_of), 1), past)
        of_cells = np.hstack([cells.cell_of + self._hard, no_profile])
        self._rows: Matrix = replace(
            rows,
            members=(*rows.members, *cells.members),
            lower=np.append(rows.lower, np.zeros(count, np.int64)),
            upper=np.append(rows.upper, np.full(count, instance.seats)),
            rows_of=np.vstack([rows_of, of_cells]),
        )
        self._weights = np.repeat(np.array([WEIGHT, 1], np.int32), [self._hard, count + 1])

    @property
    def effort(self) -> Effort:
        """The more pairs of criteria, the fewer panels: a thousand of six pairs take a second a round."""
        return Effort(ROUNDS, PANELS * PAIRS // max(PAIRS, len(self._cells.cell_of)))

    def faults(self, panels: NDArray[np.int64]) -> NDArray[np.int64]:
        """B: the squares of what each cell has, and `ABSENT` for each that has nobody."""
        import numpy as np

        held = self._cells.counts(panels)
        return np.asarray(ABSENT * (held == 0).sum(axis=1) + (held * held).sum(axis=1))

    def split(self, pairs: Bundles) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Of the valid halves that the search comes by, that in which cells are least out of range."""
        import numpy as np

        counts, panels = pairs.counts, pairs.panels
        stream = Stream(digest(counts, panels))
        base = counts // 2
        rest = counts - base * 2
        rounded_up = start(rest, panels, stream)
        lower, upper = self._rows.limits(self._rows.sums(counts), panels, panels // 2, 0)
        above = np.pad(self._rows.sums(base + rounded_up) - lower, ((0, 0), (0, 1)))
        state = _Steered(rest > 0, rounded_up, above, upper - lower, self._rows.rows_of)
        state.hard, state.weights = self._hard, self._weights
        halves, least = base.copy(), np.full(len(panels), NONE)
        for step in range(STEPS + 1):
            missed = state.missed()
            better = state.right() & (missed < least[state.number])
            if better.any():
                which = state.number[better]
                halves[which] = base[which] + state.rounded_up(better, counts.shape[1])
                least[which] = missed[better]
            if not least.any():
                break
            state.exchange(step, stream, up_first=step % 2 == 0)
        return halves, least < NONE


class _Steered(State):
    """Pairs of panels that are being split; the rows from `hard` on may be missed."""

    hard: int
    weights: NDArray[np.int32]
    """R + 1: of each row, and of none."""

    def right(self) -> NDArray[np.bool_]:
        """n: whether every row that must be is in range."""
        import numpy as np

        above, width = self._above[:, : self.hard], self._width[:, : self.hard]
        return np.asarray(((above >= 0) & (above <= width)).all(axis=1))

    def missed(self) -> NDArray[np.int64]:
        """n: seats by which the other rows are out of range."""
        most = self._np.maximum
        above, width = self._above[:, self.hard : -1], self._width[:, self.hard :]
        found: NDArray[np.int64] = (most(-above, 0) + most(above - width, 0)).sum(axis=1)
        return found

    def costs(self, *, upwards: bool) -> NDArray[np.int32]:
        """n × (R + 1): as in any search, by weight."""
        return super().costs(upwards=upwards) * self.weights
