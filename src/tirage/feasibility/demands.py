"""Demands of quotas, one by one: the minimum or the maximum of a row, or one seat a household."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Literal

from tirage.chances.instance import Instance

Side = Literal["minimum", "maximum"]
Demand = tuple[int, Side]
"""Quota row, and which of its two limits."""
HOUSEHOLDS: Demand = (-1, "maximum")
"""One seat a household, taken as one demand."""


def in_row_order(demand: Demand) -> tuple[int, bool]:
    """Key to sort demands by: the row, its minimum before its maximum."""
    return demand[0], demand[1] == "maximum"


def only(instance: Instance, demands: Collection[Demand], *, households: bool) -> Instance:
    """The same people under these demands and no others."""
    quotas = (
        row._replace(
            lower=row.lower if (number, "minimum") in demands else 0,
            upper=row.upper if (number, "maximum") in demands else instance.seats,
        )
        for number, row in enumerate(instance.quotas)
    )
    return replace(instance, quotas=tuple(quotas), households=instance.households if households else ())


def merged(instance: Instance, demands: Collection[Demand]) -> tuple[Instance, list[list[int]]]:
    """Only these demands, and those whom they treat alike as one profile; with the profiles of each.

    The rows keep their numbers; those that nothing is demanded of count nobody.
    """
    numbers = {number for number, _ in demands if number >= 0}
    homes = range(len(instance.households)) if HOUSEHOLDS in demands else range(0)
    rows: list[list[int]] = [[] for _ in instance.sizes]
    for number in sorted(numbers):
        for t in instance.quotas[number].members:
            rows[t].append(number)
    for home in homes:
        for t in instance.households[home].members:
            rows[t].append(-1 - home)
    alike: dict[tuple[int, ...], list[int]] = {}
    for t, own in enumerate(rows):
        alike.setdefault(tuple(own), []).append(t)
    members: dict[int, list[int]] = {}
    for kind, own_rows in enumerate(alike):
        for number in own_rows:
            members.setdefault(number, []).append(kind)
    bare = only(instance, demands, households=bool(homes))
    quotas = (row._replace(members=tuple(members.get(q, ()))) for q, row in enumerate(bare.quotas))
    households = (row._replace(members=tuple(members[-1 - h])) for h, row in enumerate(bare.households))
    sizes = tuple(sum(instance.sizes[t] for t in profiles) for profiles in alike.values())
    kinds = replace(bare, sizes=sizes, quotas=tuple(quotas), households=tuple(households))
    return kinds, list(alike.values())
