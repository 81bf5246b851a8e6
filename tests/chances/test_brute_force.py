"""The chances against every panel there is, in exact rationals (algorithms.md §1–4)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from support import oracle
from support.hull_gap import HULL_GAP, LOWER, NO_PANEL
from support.instances import Instance, tiny, tiny_instances
from support.realising import grouped, realised

from tirage.chances.leximin import leximin
from tirage.feasibility.conflicts import has_panel, minimal_conflict


def check(instance: Instance, panels: int = 1000) -> None:
    """Exact chances at their bounds, valid panels, counts within a slot, those of a profile to one panel."""
    result = realised(instance, panels)
    assert all(level.value == level.bound for level in result.realised.levels)
    people, households, quotas, seats = instance.problem()
    assert result.chance() == oracle.leximin(people, households, quotas, seats)
    valid = set(oracle.valid_panels(people, households, quotas, seats))
    assert len(result.panels) == panels
    assert {tuple(sorted(panel)) for panel in result.panels} <= valid
    for person, chance in result.chance().items():
        assert abs(result.counts[person] - panels * chance) < 1
    for members in result.profiles.members:
        counts = [result.counts[person] for person in members]
        assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize("seed", range(60))
def test_tiny_pools_have_the_leximin_chances_of_every_panel_enumerated(seed: int) -> None:
    check(tiny(seed), panels=1000 if seed < 6 else 120)


@pytest.mark.parametrize("number", range(len(HULL_GAP)))
def test_chances_outside_the_integer_hull_are_not_promised(number: int) -> None:
    check(HULL_GAP[number], panels=240)


@given(tiny_instances())
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_any_tiny_pool(instance: Instance) -> None:
    check(instance, panels=120)


def test_a_gap_is_a_gap_of_the_polytope() -> None:
    """The linear program alone would have promised more: the test above could fail."""
    instance = LOWER[0]
    promised = leximin(grouped(instance).instance)[0].value
    assert promised > min(oracle.leximin(*instance.problem()).values())


@pytest.mark.parametrize("seed", range(20))
def test_maximin_reaches_the_best_least_chance(seed: int) -> None:
    instance = tiny(seed)
    result = realised(instance, 240, fairness="maximin")
    best = oracle.maximin(*instance.problem())
    drawable = {person for panel in oracle.valid_panels(*instance.problem()) for person in panel}
    if len(drawable) == len(instance.features):
        assert min(result.chance().values()) == best
        assert min(result.counts.values()) >= 240 * best - 1
    for person in set(range(len(instance.features))) - drawable:
        assert result.counts[person] == 0


@pytest.mark.parametrize("number", range(len(NO_PANEL)))
def test_no_panel_although_the_linear_program_has_a_solution(number: int) -> None:
    instance = grouped(NO_PANEL[number]).instance
    leximin(instance)
    assert not has_panel(instance)


@pytest.mark.parametrize("number", range(len(NO_PANEL)))
def test_a_conflict_is_minimal(number: int) -> None:
    """Without any one of its demands a panel exists, by enumeration."""
    bare = NO_PANEL[number]
    found = grouped(bare).instance
    conflict = minimal_conflict(found)
    rows = [(c, name) for c, (_, categories) in enumerate(bare.quotas) for name, _, _ in categories]
    people, households, _, seats = bare.problem()

    def panels(demands: set[tuple[int, str]], with_households: bool) -> list[tuple[int, ...]]:
        quotas: list[dict[str, tuple[int, int]]] = [{} for _ in bare.quotas]
        for place, (c, name) in enumerate(rows):
            row = found.quotas[place]
            low = row.lower if (place, "minimum") in demands else 0
            high = row.upper if (place, "maximum") in demands else seats
            quotas[c][name] = (low, high)
        return list(
            oracle.valid_panels(people, households if with_households else [""] * len(people), quotas, seats)
        )

    demands = set(conflict.demands)
    assert demands
    assert not panels(demands, conflict.households)
    for demand in demands:
        assert panels(demands - {demand}, conflict.households)
