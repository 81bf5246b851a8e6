"""Many compositions at once, by walks from rounded points to where every row is met.

Each walk moves one seat from a profile to another, step by step: from and to where most rows are mended and
the prices are best, among equals whichever the stream says; what was just moved rests for some steps (F.
Glover 1989: tabu search). Whatever meets all rows on the way is kept. Whole numbers in 32-bit floats, far
below 2^24, so that products of matrices are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tirage.chances.whole.face import Face
from tirage.chances.whole.mixture import Composition
from tirage.solvers.stream import Stream

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]
else:
    Table = Any

UNIT = 256
"""What a seat that a row has too many or too few counts for."""
NOISE = 128
MOST = 4 * UNIT
"""No price counts for more."""
REST, MORE_REST = 3, 5
"""Steps that a profile rests after a move: the least, and how many lengths there are."""
RESTING, NEVER = 1 << 20, 1 << 23
STEPS = 100


class Walks:
    """Walks on one face; the same asked in the same order is answered the same."""

    def __init__(self, face: Face, stream: Stream) -> None:
        import numpy as np

        self._np, self._stream = np, stream
        self._low, self._high = (np.array(side, np.float32) for side in zip(*face.bounds, strict=True))
        rows = face.rows[1:]
        self._seats = face.rows[0].upper
        self._weights = np.zeros((len(rows), len(face.bounds)), np.float32)
        for number, row in enumerate(rows):
            self._weights[number, list(row.members)] = row.weights
        self._lower = np.array([row.lower for row in rows], np.float32)
        self._upper = np.array([row.upper for row in rows], np.float32)

    def rounded(self, seats: Sequence[float] | NDArray[np.float64], count: int) -> Table:
        """`count` × T: a point rounded to whole seats, in as many ways, that have its sum."""
        np = self._np
        point = np.clip(np.array(seats), self._low, self._high)
        base = np.floor(point + 1e-9)
        rest = np.where(point - base > 1e-9, point - base, 0)
        # In another order each time, so that each profile is rounded up as often as its fraction says.
        numbers = self._stream.numbers(count * (len(point) + 1)).reshape(count, -1)
        order = np.argsort(numbers[:, 1:], axis=1, kind="stable")
        ends = np.cumsum(rest[order], axis=1)
        offset = numbers[:, :1] / 65536.0
        up = np.floor(ends + offset) - np.floor(ends - rest[order] + offset)
        found = np.zeros((count, len(point)), np.float32)
        np.put_along_axis(found, order, up.astype(np.float32), axis=1)
        return self._filled(np.clip(found + base.astype(np.float32), self._low, self._high))

    def strengths(self, count: int) -> Table:
        """`count` parts of 1: how much prices are to count in each walk."""
        found: Table = (self._stream.numbers(count) / 65536).astype(self._np.float32)
        return found

    def _filled(self, found: Table) -> Table:
        """With one seat more or less here and there, so that the sum is right."""
        np = self._np
        for walk in np.flatnonzero(found.sum(axis=1) != self._seats):
            missing = int(self._seats - found[walk].sum())
            room = found[walk] < self._high if missing > 0 else found[walk] > self._low
            found[walk, np.flatnonzero(room)[: abs(missing)]] += 1 if missing > 0 else -1
        return found

    def found(self, seats: Table, prices: Table, steps: int = STEPS) -> list[Composition]:
        """Compositions on the face that walks from `seats` meet; `prices`: by walk and profile, in UNITs."""
        np = self._np
        prices = np.clip(np.rint(prices * UNIT), -MOST, MOST).astype(np.float32)
        sums = seats @ self._weights.T
        rests = np.zeros(seats.shape, np.int32)
        found: dict[Composition, None] = {}
        every = np.arange(len(seats))
        for step in range(steps + 1):
            right = ((sums <= self._upper) & (sums >= self._lower)).all(axis=1)
            found |= dict.fromkeys(tuple(map(int, seats[walk])) for walk in np.flatnonzero(right))
            noise = self._stream.numbers(seats.shape[1]) % NOISE
            for up in (step % 2 == 0, step % 2 == 1):
                if up:
                    cost = (sums >= self._upper).astype(np.float32) - (sums < self._lower)
                else:
                    cost = (sums <= self._lower).astype(np.float32) - (sums > self._upper)
                total = (cost @ self._weights) * UNIT + (-prices if up else prices) + noise
                total += RESTING * (rests > step)
                total[(seats >= self._high) if up else (seats <= self._low)] = NEVER
                place = total.argmin(axis=1)
                way = 1 if up else -1
                seats[every, place] += way
                sums += way * self._weights[:, place].T
                rests[every, place] = step + REST + self._stream.numbers(len(every)) % MORE_REST
        return [each for each in found if sum(each) == self._seats]
