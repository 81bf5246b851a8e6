"""An `instances.Instance` through the product's chances and lottery, for the tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction

from support.instances import Instance
from tirage.chances.instance import Profiles, SeatBound, profiles
from tirage.chances.objectives.choose import Fairness
from tirage.draws.draw_up import seat
from tirage.lottery.realise import Realised, realise
from tirage.progress import Silent
from tirage.quotas.model import Bound


@dataclass(frozen=True)
class Result:
    """What the product made of an instance."""

    profiles: Profiles
    realised: Realised
    panels: list[list[int]]
    """People, by position."""
    counts: dict[int, int]
    """Panels by person."""

    def chance(self) -> dict[int, Fraction]:
        """The chance aimed at, by person."""
        members = zip(self.profiles.members, self.realised.chances, strict=True)
        return {person: chance for people, chance in members for person in people}


def grouped(
    instance: Instance, cells: Sequence[SeatBound] = (), given: Sequence[int] | None = None
) -> Profiles:
    """The profiles of an instance; an address that one person has is no household.

    `cells`: rows of crossings, after those of the criteria; `given`: millionths of chance had before.
    """
    rows = [
        Bound(criterion, ((number, name),), low, high)
        for number, (criterion, categories) in enumerate(instance.quotas)
        for name, low, high in categories
    ]
    sharing = Counter(instance.households)
    homes = [label if label and sharing[label] > 1 else "" for label in instance.households]
    return profiles(instance.features, homes, [*rows, *cells], instance.seats, given)


def realised(
    instance: Instance,
    panels: int | None = 1000,
    fairness: Fairness = "leximin",
    workers: int = 2,
    cells: Sequence[SeatBound] = (),
    given: Sequence[int] | None = None,
) -> Result:
    """Chances and panels of an instance."""
    found = grouped(instance, cells, given)
    with ThreadPoolExecutor(workers) as pool:
        result = realise(found.instance, fairness, panels, pool, Silent())
    pids = [f"p{i}" for i in range(len(instance.features))]
    seated = seat(result.compositions, found, pids, "5eed")
    counts = Counter(person for panel in seated for person in panel)
    return Result(found, result, seated, {i: counts[i] for i in range(len(instance.features))})
