"""A draw in numbers: how many people of each profile, and the rows that a panel must meet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tirage.solving import Span, Weighted


@dataclass(frozen=True)
class Instance:
    """Profiles, quotas and households of one draw, without a name in it.

    A composition x gives each profile t its seats: 0 ≤ x_t ≤ sizes[t], Σx = seats, every row in range.
    """

    seats: int
    """k, the seats of a panel."""
    sizes: tuple[int, ...]
    """People of each profile."""
    quotas: tuple[Span, ...]
    """A row for each category, in the order of the quota file."""
    households: tuple[Span, ...] = ()
    """A row for each class of households: its profiles, from 0 to the number of such households."""
    cuts: tuple[Weighted, ...] = ()
    """What integer programs found of every panel beyond the rows: weighted seats, up to a number (`hull`)."""

    @cached_property
    def rows(self) -> tuple[Span, ...]:
        """The total, the quotas, the households, in this order."""
        total = Span(range(len(self.sizes)), self.seats, self.seats)
        return (total, *self.quotas, *self.households)

    @cached_property
    def rows_of(self) -> tuple[tuple[int, ...], ...]:
        """For each profile the numbers of its rows, as in `rows`."""
        found: list[list[int]] = [[] for _ in self.sizes]
        for number, row in enumerate(self.rows):
            for t in row.members:
                found[t].append(number)
        return tuple(map(tuple, found))
