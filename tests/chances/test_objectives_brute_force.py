"""Capped, goldilocks and nash against every panel there is, in exact rationals (algorithms.md §6)."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations
from math import prod

import pytest
from hypothesis import HealthCheck, given, settings
from support import oracle
from support.hull_gap import HULL_GAP
from support.instances import Instance, tight, tiny, tiny_instances
from support.realising import Result, grouped, realised

from tirage.chances.objectives.choose import ROOM, Capped, Fairness, Goldilocks, target_chances
from tirage.chances.objectives.nash import Product
from tirage.chances.rising import Unproved
from tirage.chances.whole.cuts import within_hull

CASES = [*(tiny(seed) for seed in range(40)), *HULL_GAP]


PANELS = 100


@cache
def valid_panels(instance: Instance) -> frozenset[tuple[int, ...]]:
    return frozenset(oracle.valid_panels(*instance.problem()))


@cache
def leximin(instance: Instance) -> dict[int, Fraction]:
    return oracle.leximin(*instance.problem())


def drawn(instance: Instance, fairness: Fairness) -> tuple[Result, dict[int, Fraction]]:
    """The chances of an objective; the lottery has valid panels only, and the chances within a slot."""
    result = realised(instance, PANELS, fairness)
    assert {tuple(sorted(panel)) for panel in result.panels} <= valid_panels(instance)
    chance = result.chance()
    for person, count in result.counts.items():
        assert abs(count - PANELS * chance[person]) < 1 + Fraction(1, 1000)
    drawable = {person for panel in valid_panels(instance) for person in panel}
    return result, {person: each for person, each in chance.items() if person in drawable}


def check_capped(instance: Instance) -> None:
    result, chance = drawn(instance, "capped")
    found = result.realised.objective
    assert isinstance(found, Capped)
    floor = min(leximin(instance)[person] for person in chance)
    cap = oracle.least_cap(*instance.problem(), floor)
    assert (min(chance.values()), max(chance.values()), found.cap, found.bound) == (floor, cap, cap, cap)
    assert result.chance() == oracle.capped_leximin(*instance.problem(), cap)


def check_goldilocks(instance: Instance) -> None:
    """No lottery nearby is better, and the measure is convex in the floor, so none is."""
    result, chance = drawn(instance, "goldilocks")
    found = result.realised.objective
    assert isinstance(found, Goldilocks)
    ratio = Fraction(len(chance), instance.seats)
    assert min(chance.values()) == found.floor
    assert max(chance.values()) == found.cap == oracle.least_cap(*instance.problem(), found.floor)
    assert found.value == ratio * found.cap + 1 / (ratio * found.floor) >= found.bound
    assert result.chance() == oracle.capped_leximin(*instance.problem(), found.cap)
    best = min(leximin(instance)[person] for person in chance)
    for part in (
        Fraction(1, 2),
        Fraction(9, 10),
        Fraction(999, 1000),
        Fraction(1001, 1000),
        Fraction(11, 10),
    ):
        floor = min(best, part * found.floor)
        other = ratio * oracle.least_cap(*instance.problem(), floor) + 1 / (ratio * floor)
        assert found.bound <= other
        assert found.value <= other + Fraction(1, 10**8)


def check_nash(instance: Instance) -> None:
    """Where no panel's Σ 1/p is above the number of people, no lottery has a larger product."""
    result, chance = drawn(instance, "nash")
    found = result.realised.objective
    assert isinstance(found, Product)
    most = max(sum((1 / chance[person] for person in panel), Fraction(0)) for panel in valid_panels(instance))
    assert most / len(chance) <= found.bound < 1 + Fraction(1, 10**6)
    assert prod(leximin(instance)[person] for person in chance) <= prod(chance.values()) * found.bound ** len(
        chance
    )


@pytest.mark.parametrize("number", range(len(CASES)))
def test_capped(number: int) -> None:
    check_capped(CASES[number])


@pytest.mark.parametrize("number", range(len(CASES)))
def test_goldilocks(number: int) -> None:
    check_goldilocks(CASES[number])


@pytest.mark.parametrize("number", range(len(CASES)))
def test_nash(number: int) -> None:
    check_nash(CASES[number])


@given(tiny_instances())
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_any_tiny_pool(instance: Instance) -> None:
    check_capped(instance)
    check_goldilocks(instance)
    check_nash(instance)


def test_effort_that_does_not_suffice_is_said() -> None:
    instance = grouped(HULL_GAP[0]).instance
    with pytest.raises(Unproved):
        within_hull(instance, "capped", target_chances(instance, "capped"), budget=0)


def test_the_objectives_differ() -> None:
    """None of them is another under its name: some pool tells each two apart."""
    ways: tuple[Fairness, ...] = ("leximin", "capped", "goldilocks", "nash")
    same = set(combinations(ways, 2))
    for instance in CASES:
        if same:
            chances = {way: realised(instance, 2, way).chance() for way in ways}
            same = {(one, two) for one, two in same if chances[one] == chances[two]}
    assert not same


@pytest.mark.parametrize("seed", [2, 5, 6])
def test_no_objective_leaves_room_even_where_somebody_is_certain(seed: int) -> None:
    """Of these pools two hold somebody in every panel: the highest floor closes what certainty left open."""
    instance = grouped(tight(seed)).instance
    goldilocks = target_chances(instance, "goldilocks")
    assert (max(goldilocks.chances) == 1) is (seed != 5)
    found = goldilocks.objective
    assert isinstance(found, Goldilocks) and found.value - found.bound <= ROOM
    product = target_chances(instance, "nash").objective
    assert isinstance(product, Product) and product.bound - 1 <= ROOM
