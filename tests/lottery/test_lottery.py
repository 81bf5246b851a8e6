"""The lottery of pools of real size: every panel valid, every count within a slot, at the proven chance."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
from support.instances import Instance, tight
from support.realising import Result, realised

POOLS = Path(__file__).parents[2] / "bench" / "pools"


def pool(name: str, seats: int) -> Instance:
    """One of the committed pools."""
    with (POOLS / name / "features.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    criteria = list(dict.fromkeys(row["feature"] for row in rows))
    quotas = tuple(
        (
            name,
            tuple((row["value"], int(row["min"]), int(row["max"])) for row in rows if row["feature"] == name),
        )
        for name in criteria
    )
    with (POOLS / name / "people.csv").open(encoding="utf-8") as file:
        features = tuple(tuple(row[name] for name in criteria) for row in csv.DictReader(file))
    return Instance(features, ("",) * len(features), quotas, seats)


def check_valid(instance: Instance, result: Result) -> None:
    """k distinct people, one a household, every quota, in each panel; equal people equal to one panel."""
    for panel in result.panels:
        assert len(set(panel)) == instance.seats
        homes = Counter(instance.households[i] for i in panel if instance.households[i])
        assert max(homes.values(), default=0) <= 1
        for c, (_, categories) in enumerate(instance.quotas):
            counts = Counter(instance.features[i][c] for i in panel)
            assert all(low <= counts[name] <= high for name, low, high in categories)
    for members in result.profiles.members:
        turns = [result.counts[i] for i in members]
        assert max(turns) - min(turns) <= 1


@pytest.mark.parametrize(
    ("name", "seats", "panels", "least"),
    [
        ("paris_700_100", 100, 1000, 84),
        ("cca_75", 75, 1000, 25),
        ("paris_2000_100", 100, 200, 7),
        ("sf_e_110", 110, 200, 5),
    ],
)
def test_a_pool_of_real_size_reaches_its_leximin_chances(
    name: str, seats: int, panels: int, least: int
) -> None:
    instance = pool(name, seats)
    result = realised(instance, panels)
    check_valid(instance, result)
    assert result.realised.method == "polytope"
    assert min(result.counts.values()) >= least == floor(panels * result.realised.levels[0].bound)
    for person, chance in result.chance().items():
        assert abs(result.counts[person] - panels * chance) < 1
    assert sum(result.chance().values()) == seats


@pytest.mark.parametrize("seed", [0, 9, 13, 15])
def test_a_tight_pool_ends_valid_with_its_gap_stated(seed: int) -> None:
    """Small pools with many criteria: some have their chances in panels, some need column generation."""
    instance = tight(seed)
    result = realised(instance)
    check_valid(instance, result)
    assert sum(result.counts.values()) == 1000 * instance.seats
    assert len(result.panels) == 1000
    for level in result.realised.levels:
        assert 0 <= level.value <= level.bound
        achieved = min(result.counts[i] for t in level.profiles for i in result.profiles.members[t])
        assert Fraction(achieved, 1000) <= level.bound + Fraction(1, 1000)
        assert achieved >= floor(1000 * level.value)


def test_the_number_of_workers_changes_nothing() -> None:
    instance = tight(9)
    assert realised(instance, panels=60, workers=1).panels == realised(instance, panels=60, workers=3).panels
