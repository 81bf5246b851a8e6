"""Bundles of panels as arrays, and what half of a bundle may hold.

A bundle (c, r) is r panels that hold c_t people of profile t together. Its halves have r₁ = ⌊r/2⌋ and r − r₁
panels, and every profile and every row gets its share, rounded down or up: both halves then meet the quotas
on average, and a bundle of one panel meets them (algorithms.md §2). Where no such halves are found, rows may
have as much more room as both halves can bear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tirage.chances.instance import Instance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Composition = tuple[int, ...]
"""Seats by profile, of one panel or of many."""


class Bundles(NamedTuple):
    """Some bundles, B of them, of T profiles."""

    counts: NDArray[np.signedinteger[Any]]
    """B × T: people of each profile; 64 bits where they are reckoned with, 32 where they only wait."""
    panels: NDArray[np.int64]
    """B"""
    origin: NDArray[np.int64]
    """B: a number that a bundle's halves inherit."""

    def packed(self) -> Bundles:
        """The same in half the space: there may be a hundred thousand, and a panel's counts are small."""
        import numpy as np

        return self._replace(counts=self.counts.astype(np.int32))

    def of(self, which: NDArray[np.bool_] | NDArray[np.intp] | slice) -> Bundles:
        """Some of them."""
        return Bundles(self.counts[which], self.panels[which], self.origin[which])

    def chunks(self, size: int) -> Iterator[Bundles]:
        """All of them, up to `size` at a time."""
        for start in range(0, len(self.panels), size):
            yield self.of(slice(start, start + size))

    def __str__(self) -> str:
        """How many, never what they hold."""
        return f"{len(self.panels)} bundles"


def one_bundle(counts: tuple[int, ...], panels: int) -> Bundles:
    """All panels together."""
    import numpy as np

    return Bundles(np.array([counts], np.int64), np.array([panels]), np.zeros(1, np.int64))


def joined(parts: list[Bundles]) -> Bundles:
    """Bundles one after the other; there is one at least."""
    import numpy as np

    counts, panels, origin = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return Bundles(counts, panels, origin)


@dataclass(frozen=True)
class Matrix:
    """The rows of an instance as arrays; that of the total, which every half meets of itself, is left out."""

    sizes: NDArray[np.int64]
    """T"""
    members: tuple[NDArray[np.int64], ...]
    """R arrays: the profiles of each row."""
    lower: NDArray[np.int64]
    upper: NDArray[np.int64]
    """R: what a panel may have of each row."""
    rows_of: NDArray[np.int64]
    """C × (T + 1): the rows of each profile, row R where it has fewer than C, and of a profile T of none."""

    def sums(self, counts: NDArray[np.signedinteger[Any]]) -> NDArray[np.int64]:
        """B × R: what each of B bundles holds of each row."""
        import numpy as np

        held = np.empty((len(counts), len(self.members)), np.int64)
        for number, members in enumerate(self.members):
            held[:, number] = counts[:, members].sum(axis=1)
        return held

    def limits(
        self, totals: NDArray[np.int64], panels: NDArray[np.int64], part: NDArray[np.int64], room: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """B × R each: least and most of the first `part` panels, for bundles of `panels` that hold `totals`.

        The share rounded down and up; with `room`, so much further out, but not so far that one part could no
        longer be split into panels of `lower` to `upper`.
        """
        import numpy as np

        one = part[:, None]
        other = panels[:, None] - one
        share = totals * one
        low, high = share // panels[:, None], -(-share // panels[:, None])
        if room:
            low = np.maximum(np.maximum(low - room, self.lower * one), totals - self.upper * other)
            high = np.minimum(np.minimum(high + room, self.upper * one), totals - self.lower * other)
        return low, high


def matrix(instance: Instance) -> Matrix:
    """The arrays of an instance."""
    import numpy as np

    rows = instance.rows[1:]
    width = max((len(numbers) for numbers in instance.rows_of), default=1) - 1
    rows_of = np.full((max(1, width), len(instance.sizes) + 1), len(rows))
    for t, numbers in enumerate(instance.rows_of):
        for place, number in enumerate(number for number in numbers if number):
            rows_of[place, t] = number - 1
    return Matrix(
        np.array(instance.sizes, np.int64),
        tuple(np.array(row.members, np.int64) for row in rows),
        np.array([row.lower for row in rows], np.int64),
        np.array([row.upper for row in rows], np.int64),
        rows_of,
    )
