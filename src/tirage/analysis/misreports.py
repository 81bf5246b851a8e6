"""What somebody could gain by misreporting one criterion that they declare themselves.

Everyone else tells the truth, and the misreport is known to nobody. A cheap estimate says which misreports
promise most; these are made, one at a time, and the chances worked out again from the pool that has them. So
what is found is a gain that somebody has; that nobody has a larger one is not proved.
(Flanigan, Liang, Procaccia, Wang: Manipulation-robust selection of citizens' assemblies, AAAI 2024.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from tirage.chances.instance import Instance, Profile, Profiles
from tirage.draws.draw_up import group
from tirage.feasibility.conflicts import has_panel
from tirage.people.pool.model import Pool
from tirage.quotas.model import Quotas

TRIED = 6
"""Misreports that are worked out, for each way to be fair."""

Ideal = Callable[[Instance], Sequence[Fraction]]
"""Chances by profile, of an instance that has a panel."""


@dataclass(frozen=True, slots=True)
class Gain:
    """The most that a misreport was found to bring."""

    criterion: str
    features: tuple[str, ...]
    """Of who misreports, as they are."""
    claimed: str
    """The category that they claim."""
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Manipulability:
    """What was tried, and the best of it."""

    possible: int
    """Misreports there are: somebody of each profile, each other category of each declared criterion."""
    tried: int
    """Those that were worked out."""
    best: Gain | None
    """None where nothing that was tried brings anything."""


class _Lie(NamedTuple):
    """Somebody of a profile claims another category."""

    profile: int
    place: int
    """Number of the criterion."""
    category: str


def manipulability(
    pool: Pool, quotas: Quotas, grouped: Profiles, declared: Sequence[str], ideal: Ideal
) -> Manipulability:
    """The largest gain found; `declared` names the criteria, `grouped` are the profiles of the pool."""
    chances = ideal(grouped.instance)
    lies = list(_lies(pool, quotas, grouped, declared))
    estimates = dict(zip(lies, _estimates(grouped, chances, lies), strict=True))
    promising = sorted(lies, key=lambda lie: (chances[lie.profile] - estimates[lie], lie))[:TRIED]
    gains = [gain for lie in promising if (gain := _gain(pool, quotas, grouped, chances, lie, ideal))]
    best = max(gains, key=lambda gain: gain.after - gain.before, default=None)
    return Manipulability(len(lies), len(promising), best)


def _lies(pool: Pool, quotas: Quotas, grouped: Profiles, declared: Sequence[str]) -> Iterator[_Lie]:
    for place in sorted(pool.criteria.index(name) for name in declared):
        for t, profile in enumerate(grouped.profiles):
            for category in quotas.criteria[place].categories:
                if category != profile.features[place]:
                    yield _Lie(t, place, category)


def _estimates(grouped: Profiles, chances: Sequence[Fraction], lies: Sequence[_Lie]) -> Iterator[float]:
    """Estimated chance after each false claim: that of the claimed group, shared with one more person.

    Where nobody is like that: the liar's own chance, times what the category has more than theirs.
    """
    number = {profile: t for t, profile in enumerate(grouped.profiles)}
    people: dict[tuple[int, str], int] = {}
    seats: dict[tuple[int, str], float] = {}
    for profile, size, value in zip(grouped.profiles, grouped.instance.sizes, chances, strict=True):
        for key in enumerate(profile.features):
            people[key] = people.get(key, 0) + size
            seats[key] = seats.get(key, 0.0) + size * float(value)
    everywhere = grouped.instance.seats / sum(grouped.instance.sizes)
    for lie in lies:
        own, chance = grouped.profiles[lie.profile], float(chances[lie.profile])
        claimed, true = (lie.place, lie.category), (lie.place, own.features[lie.place])
        among = people.get(claimed, 0)
        alike = number.get(Profile(_claimed(own.features, lie), own.household))
        if alike is not None:
            yield float(chances[alike]) * among / (among + 1)
        else:
            there = seats[claimed] / (among + 1) if among else everywhere
            here = seats[true] / people[true]
            yield min(1.0, chance * there / here if here else there)


def _claimed(features: tuple[str, ...], lie: _Lie) -> tuple[str, ...]:
    return (*features[: lie.place], lie.category, *features[lie.place + 1 :])


def _gain(
    pool: Pool, quotas: Quotas, grouped: Profiles, chances: Sequence[Fraction], lie: _Lie, ideal: Ideal
) -> Gain | None:
    """What the misreport brings in the pool that has it; None where it brings nothing, or leaves no panel."""
    liar = grouped.members[lie.profile][0]
    people = list(pool.people)
    people[liar] = replace(people[liar], features=_claimed(people[liar].features, lie))
    after = group(replace(pool, people=tuple(people)), quotas, grouped.instance.seats)
    if not has_panel(after.instance):
        return None
    profile = next(t for t, members in enumerate(after.members) if liar in members)
    before, then = chances[lie.profile], ideal(after.instance)[profile]
    if then <= before:
        return None
    criterion, features = pool.criteria[lie.place], pool.people[liar].features
    return Gain(criterion, features, lie.category, before, then)
