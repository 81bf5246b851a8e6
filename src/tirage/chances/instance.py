"""A draw in numbers: how many people of each profile, and the rows that a panel must meet.

From people to profiles: those whom quotas and households treat alike (docs/formats.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, Protocol

from tirage.solvers.integer import LinearRow, SumRow

NOTHING = Fraction(0)


@dataclass(frozen=True)
class Instance:
    """Profiles, quotas and households of one draw, without a name in it.

    A composition x gives each profile t its seats: 0 ≤ x_t ≤ sizes[t], Σx = seats, every row in range.
    """

    seats: int
    """k, the seats of a panel."""
    sizes: tuple[int, ...]
    """People of each profile."""
    quotas: tuple[SumRow, ...]
    """A row for each category, in the order of the quota file."""
    households: tuple[SumRow, ...] = ()
    """A row for each class of households: its profiles, from 0 to the number of such households."""
    cuts: tuple[LinearRow, ...] = ()
    """What integer programs found of every panel beyond the rows: weighted seats, up to a number (`hull`)."""
    given: tuple[Fraction, ...] = ()
    """What each person of a profile had of chance in the draws before, where that counts; empty: nothing."""

    @cached_property
    def rows(self) -> tuple[SumRow, ...]:
        """The total, the quotas, the households, in this order."""
        total = SumRow(range(len(self.sizes)), self.seats, self.seats)
        return (total, *self.quotas, *self.households)

    @cached_property
    def rows_of(self) -> tuple[tuple[int, ...], ...]:
        """For each profile the numbers of its rows, as in `rows`."""
        found: list[list[int]] = [[] for _ in self.sizes]
        for number, row in enumerate(self.rows):
            for t in row.members:
                found[t].append(number)
        return tuple(map(tuple, found))

    @property
    def afresh(self) -> Instance:
        """The same, as if nobody had had a chance before."""
        return replace(self, given=()) if self.given else self

    def had(self, t: int) -> Fraction:
        """What each person of a profile had of chance before; 0 where that does not count."""
        return self.given[t] if self.given else NOTHING


Features = tuple[str, ...]


class Profile(NamedTuple):
    """Same features, same kind of household: equal chances."""

    features: Features
    household: tuple[Features, ...]
    """The sorted features of all members of the household; empty for a person alone."""


class SeatBound(Protocol):
    """Fewest and most seats for those who have certain features together, such as `quotas.model.Bound`."""

    @property
    def where(self) -> tuple[tuple[int, str], ...]:
        """(criterion, category) of each; one only, unless it is a crossing."""

    @property
    def minimum(self) -> int: ...  # noqa: D102

    @property
    def maximum(self) -> int: ...  # noqa: D102


@dataclass(frozen=True)
class Profiles:
    """The profiles of a pool, in the order of their numbers, and who is in each."""

    profiles: tuple[Profile, ...]
    members: tuple[tuple[int, ...], ...]
    """For each profile, positions of its people in the pool, ascending."""
    classes: tuple[tuple[Features, ...], ...]
    """The household classes, in the order of their numbers."""
    homes: tuple[tuple[Mapping[int, tuple[int, ...]], ...], ...]
    """For each household class its households, each with its people (positions) by profile."""
    instance: Instance


MILLIONTHS = 10**6
"""A chance had before is counted in so many parts: no lottery has more panels."""


def profiles(
    features: Sequence[Features],
    households: Sequence[str],
    quotas: Sequence[SeatBound],
    seats: int,
    given: Sequence[int] | None = None,
) -> Profiles:
    """Group n people, given by their features and household label ("" when alone).

    `given`: by person, millionths of chance had before, where that counts. It is one more feature then, that
    no quota asks for, and the last.
    """
    if given is not None:
        features = [(*each, str(had)) for each, had in zip(features, given, strict=True)]
    at_home: dict[str, list[int]] = defaultdict(list)
    for i, label in enumerate(households):
        if label:
            at_home[label].append(i)
    kind = {label: tuple(sorted(features[i] for i in people)) for label, people in at_home.items()}
    grouped: dict[Profile, list[int]] = defaultdict(list)
    for i, (person, label) in enumerate(zip(features, households, strict=True)):
        grouped[Profile(person, kind.get(label, ()))].append(i)
    ordered = tuple(sorted(grouped))
    number = {profile: t for t, profile in enumerate(ordered)}
    kinds = sorted({tuple(c for c, _ in row.where) for row in quotas})
    holders: dict[tuple[tuple[int, str], ...], list[int]] = defaultdict(list)
    for t, profile in enumerate(ordered):
        for criteria in kinds:
            holders[tuple((c, profile.features[c]) for c in criteria)].append(t)
    classes = tuple(sorted(set(kind.values())))
    homes: dict[tuple[Features, ...], list[Mapping[int, tuple[int, ...]]]] = {
        members: [] for members in classes
    }
    for label, people in at_home.items():
        by_profile: dict[int, list[int]] = defaultdict(list)
        for i in people:
            by_profile[number[Profile(features[i], kind[label])]].append(i)
        homes[kind[label]].append({t: tuple(found) for t, found in sorted(by_profile.items())})
    instance = Instance(
        seats,
        tuple(len(grouped[profile]) for profile in ordered),
        tuple(SumRow(tuple(holders[q.where]), q.minimum, q.maximum) for q in quotas),
        tuple(SumRow(tuple(sorted(homes[members][0])), 0, len(homes[members])) for members in classes),
        given=() if given is None else tuple(Fraction(int(p.features[-1]), MILLIONTHS) for p in ordered),
    )
    return Profiles(
        ordered,
        tuple(tuple(grouped[profile]) for profile in ordered),
        classes,
        tuple(tuple(homes[members]) for members in classes),
        instance,
    )
