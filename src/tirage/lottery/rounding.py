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
SEARCHES = 60


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

    Largest remainders first, then exchanges among the known compositions, then exchanges against the
    best composition there is, found by an integer program, until every count is within a place.
    """
    return _Apportionment(compositions, weights, expected, panels, instance).run()


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

    def run(self) -> tuple[Composition, ...]:
        self._exchange_known()
        searches = 0
        while searches < SEARCHES and not self._within_a_place() and self._exchange_best(searches):
            self._exchange_known()
            searches += 1
        return tuple(
            tuple(map(int, self.known[j])) for j in range(len(self.known)) for _ in range(int(self.copies[j]))
        )

    def _within_a_place(self) -> bool:
        counts = self.copies @ self.known
        return bool(((self.lowest <= counts) & (counts <= self.highest)).all())

    def _exchange_known(self) -> None:
        """The best exchange of one panel for a known composition, as long as one helps."""
        np = self._np
        # Whole numbers far below 2^53: exact in floating point, where the product is quick.
        known = self.known.astype(float)
        products = known @ known.T
        squares = products.diagonal()
        for _ in range(EXCHANGES):
            slope = known @ self.surplus
            out = np.flatnonzero(self.copies)
            change = (
                (2 * slope + squares)[:, None] + (squares - 2 * slope)[out][None, :] - 2 * products[:, out]
            )
            new, place = divmod(int(change.argmin()), len(out))
            if change[new, place] > -1e-6:
                return
            self._exchange(int(out[place]), new)

    def _exchange_best(self, turn: int) -> bool:
        """Replace the panel that weighs most on the surplus; False when nothing better exists."""
        np = self._np
        out = np.flatnonzero(self.copies)
        burden = 2 * (self.known[out] @ self.surplus) - self.known[out].sum(axis=1)
        for old in out[np.argsort(-burden, kind="stable")][turn % 3 : turn % 3 + 6 : 2]:
            rest = self.surplus - self.known[old]
            wish = [round(-1000 * (2 * value + 1)) for value in rest]
            answer = integer_program(
                [(0, size) for size in self.instance.sizes], self.instance.rows, wish, limit=0.2
            )
            if answer.values is None:
                continue
            new = np.array(answer.values, dtype=np.int64)
            if ((rest + new) ** 2).sum() < (self.surplus**2).sum() - 1e-6:
                self.known = np.vstack([self.known, new])
                self.copies = np.append(self.copies, 0)
                self._exchange(int(old), len(self.known) - 1)
                return True
        return False

    def _exchange(self, old: int, new: int) -> None:
        self.copies[old] -= 1
        self.copies[new] += 1
        self.surplus = self.surplus + self.known[new] - self.known[old]
