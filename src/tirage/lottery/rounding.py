"""Chances turned into whole panels: counts for the halving, or panels from a mixture.

Both aim at m·x̄_t panel places for a profile t, to less than one place.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from tirage.chances.instance import Instance
from tirage.lottery.bundles import Composition
from tirage.solvers.integer import SumRow, integer_program

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


EXCHANGES = 5_000
TURNS = 60
"""Local searches, each of which gives more weight to what the one before left off the target."""
HEAVIER, FORGOTTEN = 2.0, 4
"""How much more, a power of two: nothing is rounded; and searches after which all weigh the same again."""


def quantise(expected: Sequence[Fraction], panels: int, instance: Instance) -> Composition | None:
    """Whole counts c_t, each m·x̄_t rounded down or up, that m panels together may have.

    None when there are none, as may happen outside the integer hull.
    """
    places = [panels * share for share in expected]
    base = [share.numerator // share.denominator for share in places]
    loose = {t: i for i, t in enumerate(t for t, share in enumerate(places) if share.denominator > 1)}
    rows = []
    for members, lower, upper in instance.rows:
        given = sum(base[t] for t in members)
        rows.append(
            SumRow([loose[t] for t in members if t in loose], panels * lower - given, panels * upper - given)
        )
    answer = integer_program([(0, 1)] * len(loose), rows)
    if answer.values is None:
        return None
    for t, extra in zip(loose, answer.values, strict=True):
        base[t] += extra
    return tuple(base)


def apportion(
    compositions: Sequence[Composition],
    weights: Sequence[float],
    expected: Sequence[Fraction],
    panels: int,
    instance: Instance,
) -> tuple[Composition, ...]:
    """`panels` compositions whose counts come as near as found to m·`expected`, which the mixture has.

    Largest remainders first, then exchanges among the known compositions and against the best composition
    there is, found by an integer program, until every count is the target rounded down or up; what stays
    off weighs more each time (breakout local search, Morris 1993).
    """
    return _Apportionment(compositions, weights, expected, panels, instance).run()


def within_a_place(compositions: Sequence[Composition], expected: Sequence[Fraction]) -> bool:
    """Whether every profile has m·`expected` panel places, rounded down or up."""
    counts = map(sum, zip(*compositions, strict=True))
    shares = (len(compositions) * share for share in expected)
    return all(floor(share) <= count <= ceil(share) for count, share in zip(counts, shares, strict=True))


class _Apportionment:
    """Copies of compositions, and how many panel places each profile has above its share of them."""

    def __init__(
        self,
        compositions: Sequence[Composition],
        weights: Sequence[float],
        expected: Sequence[Fraction],
        panels: int,
        instance: Instance,
    ) -> None:
        import numpy as np

        self._np = np
        self.instance = instance
        self.known: NDArray[np.int64] = np.array(compositions, dtype=np.int64)
        shares = np.array(weights) * panels
        self.copies: NDArray[np.int64] = np.floor(shares).astype(np.int64)
        by_remainder = np.argsort(self.copies - shares, kind="stable")
        self.copies[by_remainder[: panels - int(self.copies.sum())]] += 1
        places = [panels * seats for seats in expected]
        self.lowest = np.array([floor(share) for share in places])
        self.highest = np.array([ceil(share) for share in places])
        # Surplus of each profile, in panel places.
        self.surplus: NDArray[np.float64] = self.copies @ self.known - np.array(
            [float(share) for share in places]
        )
        self.weight: NDArray[np.float64] = np.ones(len(places))

    def run(self) -> tuple[Composition, ...]:
        best: tuple[tuple[int, float], NDArray[np.int64]] | None = None
        for turn in range(TURNS):
            self._exchange_known()
            off = self._off()
            reached = int(off.sum()), float(abs(self.surplus).max())
            if best is None or reached < best[0]:
                best = reached, self.copies
            if not reached[0]:
                break
            self.weight[off] *= HEAVIER
            if turn % FORGOTTEN == FORGOTTEN - 1:
                self.weight[:] = 1
            self._exchange_best(turn)
        assert best is not None
        return tuple(
            tuple(map(int, self.known[j])) for j, copies in enumerate(best[1]) for _ in range(int(copies))
        )

    def _off(self) -> NDArray[np.bool_]:
        """T: whose count is not the target rounded down or up."""
        counts = self.copies @ self.known
        return self._np.asarray((self.lowest > counts) | (counts > self.highest))

    def _exchange_known(self) -> None:
        """The best exchange of one panel for a known composition, as long as one helps."""
        np = self._np
        # Whole numbers far below 2^53: exact in floating point, where the product is quick.
        known = self.known.astype(float)
        products = (known * self.weight) @ known.T
        squares = products.diagonal()
        for _ in range(EXCHANGES):
            slope = known @ (self.weight * self.surplus)
            out = np.flatnonzero(self.copies)
            change = (
                (2 * slope + squares)[:, None] + (squares - 2 * slope)[out][None, :] - 2 * products[:, out]
            )
            new, place = divmod(int(change.argmin()), len(out))
            if change[new, place] > -1e-6:
                return
            self._exchange(int(out[place]), new)

    def _exchange_best(self, turn: int) -> None:
        """Replace the panel that weighs most on the surplus, where something better is found."""
        np = self._np
        out = np.flatnonzero(self.copies)
        burden = 2 * (self.known[out] @ (self.weight * self.surplus)) - self.known[out] @ self.weight
        for old in out[np.argsort(-burden, kind="stable")][turn % 3 : turn % 3 + 6 : 2]:
            rest = self.surplus - self.known[old]
            wish = [round(-1000 * value) for value in self.weight * (2 * rest + 1) / self.weight.mean()]
            answer = integer_program(
                [(0, size) for size in self.instance.sizes], self.instance.rows, wish, limit=0.2
            )
            if answer.values is None:
                continue
            new = np.array(answer.values, dtype=np.int64)
            if self.weight @ (rest + new) ** 2 < self.weight @ self.surplus**2 - 1e-6:
                self.known = np.vstack([self.known, new])
                self.copies = np.append(self.copies, 0)
                self._exchange(int(old), len(self.known) - 1)
                return

    def _exchange(self, old: int, new: int) -> None:
        self.copies = self.copies.copy()
        self.copies[old] -= 1
        self.copies[new] += 1
        self.surplus = self.surplus + self.known[new] - self.known[old]
