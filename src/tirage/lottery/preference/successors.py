"""Who could take the seat of a member who leaves, counted for every panel of a lottery.

One member leaves, and the others stay. Whoever remains may follow under the quotas: with the member's seat
given to a successor, no row falls below its lower limit or rises above its upper one. So a successor has
what the member had in the rows that are at their lower limit, and nothing more than the member had in those
at their upper one. Nobody follows who lives with somebody who sits, or with the member. In whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tirage.chances.instance import Instance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAIRS = 1 << 21
"""Pairs of a member's kind and a successor's looked at as one piece."""
WORD = 64
"""Rows that one number holds, a bit each."""


class _Asked(NamedTuple):
    """What a successor must be, for n kinds of members of some panels."""

    panel: NDArray[np.intp]
    kind: NDArray[np.intp]
    wanted: NDArray[np.uint64]
    """n × W: the rows that a successor must count in."""
    care: NDArray[np.uint64]
    """n × W: those, and the rows that a successor must not count in."""


class Successors:
    """The panels of one draw, and who could follow in each of their seats."""

    def __init__(self, instance: Instance, tolerance: Sequence[int] = ()) -> None:
        """`tolerance`: of each quota, seats by which the panel with a successor may miss it, either way."""
        import numpy as np

        self._sizes = np.array(instance.sizes, np.int64)
        self._homes = [(np.array(row.members, np.int64), row.upper) for row in instance.households]
        rows = instance.quotas
        held = np.zeros((len(instance.sizes), len(rows)), np.bool_)
        for number, row in enumerate(rows):
            held[list(row.members), number] = True
        # Those whom the quotas treat alike, whatever their households, are of one kind.
        kinds, kind_of = np.unique(held, axis=0, return_inverse=True)
        self.kind_of: NDArray[np.intp] = kind_of.reshape(-1)
        """By profile, the number of its kind."""
        self._held = kinds.astype(np.int64)
        self._words = self._packed(kinds)
        self._lower = np.array([row.lower for row in rows], np.int64)
        self._upper = np.array([row.upper for row in rows], np.int64)
        if tolerance:
            self._lower = np.maximum(0, self._lower - tolerance)
            self._upper = self._upper + tolerance

    def _packed(self, bits: NDArray[np.bool_]) -> NDArray[np.uint64]:
        """n × W: the same rows of bits in words."""
        import numpy as np

        width = max(1, -(-bits.shape[1] // WORD)) * WORD
        whole = np.zeros((len(bits), width), np.bool_)
        whole[:, : bits.shape[1]] = bits
        found: NDArray[np.uint64] = np.ascontiguousarray(np.packbits(whole, axis=1)).view(np.uint64)
        return found

    def by_kind(self, compositions: NDArray[np.signedinteger[Any]]) -> NDArray[np.int64]:
        """B × K: the members of each kind in B panels, given by their seats by profile."""
        import numpy as np

        return self._summed(np.asarray(compositions, np.int64))

    def _summed(self, by_profile: NDArray[np.int64]) -> NDArray[np.int64]:
        import numpy as np

        found = np.zeros((len(self._held), len(by_profile)), np.int64)
        np.add.at(found, self.kind_of, by_profile.T)
        return found.T

    def by_row(self, by_kind: NDArray[np.int64]) -> NDArray[np.int64]:
        """B × R: members of each kind told by quota row."""
        import numpy as np

        return np.asarray(by_kind @ self._held)

    def free(self, compositions: NDArray[np.signedinteger[Any]]) -> NDArray[np.int64]:
        """B × K: the people of each kind who remain while these panels sit, without their households."""
        left = self._sizes - compositions
        for members, homes in self._homes:
            empty = homes - compositions[:, members].sum(axis=1)
            left[:, members] = empty[:, None] * (self._sizes[members] // max(1, homes))
        return self._summed(left)

    def without(self, compositions: NDArray[np.signedinteger[Any]]) -> NDArray[np.int64]:
        """B × K: the members of each kind whom nobody could follow, in B panels."""
        import numpy as np

        sitting, free = self.by_kind(compositions), np.greater(self.free(compositions), 0)
        asked = self._asked(sitting)
        # Where no row binds, anybody fits.
        alone: NDArray[np.int64] = np.where(np.any(free, axis=1)[:, None], 0, sitting)
        bound = np.flatnonzero((asked.care > 0).any(axis=1))
        step = max(1, PAIRS // len(self._held))
        for start in range(0, len(bound), step):
            some = bound[start : start + step]
            panel, kind = asked.panel[some], asked.kind[some]
            nobody = ~(self._fits(asked.wanted[some], asked.care[some]) & free[panel]).any(axis=1)
            alone[panel[nobody], kind[nobody]] = sitting[panel[nobody], kind[nobody]]
        return alone

    def counts(self, composition: tuple[int, ...]) -> NDArray[np.int64]:
        """K: how many people could follow a member of each kind in one panel; −1 where none of it sits."""
        import numpy as np

        whole = np.array([composition], np.int64)
        asked = self._asked(self.by_kind(whole))
        found = np.full(len(self._held), -1, np.int64)
        found[asked.kind] = (self._fits(asked.wanted, asked.care) * self.free(whole)).sum(axis=1)
        return found

    def _asked(self, sitting: NDArray[np.int64]) -> _Asked:
        import numpy as np

        counts = sitting @ self._held
        least, most = self._packed(counts <= self._lower), self._packed(counts >= self._upper)
        panel, kind = np.nonzero(sitting)
        own = self._words[kind]
        wanted = own & least[panel]
        return _Asked(panel, kind, wanted, wanted | (most[panel] & ~own))

    def _fits(self, wanted: NDArray[np.uint64], care: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """n × K: which kinds have, of the rows cared for, those wanted and no other."""
        import numpy as np

        fits = np.ones((len(wanted), len(self._held)), np.bool_)
        for word in range(wanted.shape[1]):
            fits &= (self._words[:, word] & care[:, word, None]) == wanted[:, word, None]
        return fits
