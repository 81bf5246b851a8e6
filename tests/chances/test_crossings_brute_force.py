"""Chances under a crossing, against every panel there is.

A crossing binds as a criterion would whose categories are the pairs. So the oracle is asked about people
who have their pair as one feature more, while the product is given the crossing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import oracle
from support.instances import Instance, tiny, tiny_instances
from support.realising import grouped, realised

from tirage.feasibility.conflicts import has_panel, minimal_conflict
from tirage.quotas.model import Bound

Cells = dict[tuple[str, str], tuple[int, int]]
"""Bounds by categories of two criteria."""


def rows_of(cells: Cells, of: tuple[int, int]) -> list[Bound]:
    return [Bound("", tuple(zip(of, names, strict=True)), low, high) for names, (low, high) in cells.items()]


def extended(instance: Instance, cells: Cells, of: tuple[int, int]) -> Instance:
    """The same people, each with the pair as one feature more; a pair that is no cell has no bound."""
    names = [[name for name, _, _ in instance.quotas[c][1]] for c in of]
    bounds = [("×".join(pair), *cells.get(pair, (0, instance.seats))) for pair in product(*names)]
    features = tuple((*person, "×".join(person[c] for c in of)) for person in instance.features)
    return replace(instance, features=features, quotas=(*instance.quotas, ("pair", tuple(bounds))))


def around(instance: Instance, of: tuple[int, int], panel: tuple[int, ...], rng: Random) -> Cells:
    """Some cells, with bounds from 0 to 1 wide around what a panel has."""
    names = [[name for name, _, _ in instance.quotas[c][1]] for c in of]
    seats = Counter(tuple(instance.features[i][c] for c in of) for i in panel)
    cells: Cells = {}
    for pair in product(*names):
        if rng.random() < 0.7:
            low = seats[pair] - rng.randint(0, 1)
            cells[pair[0], pair[1]] = max(0, low), low + 1
    return cells


def check(instance: Instance, cells: Cells, of: tuple[int, int], panels: int = 120) -> None:
    """Exact chances, valid panels, counts within a slot."""
    whole = extended(instance, cells, of).problem()
    result = realised(instance, panels, cells=rows_of(cells, of))
    assert result.chance() == oracle.leximin(*whole)
    assert {tuple(sorted(panel)) for panel in result.panels} <= set(oracle.valid_panels(*whole))
    assert all(abs(result.counts[i] - panels * chance) < 1 for i, chance in result.chance().items())


CROSSABLE = [seed for seed in range(90) if len(tiny(seed).quotas) > 1]


@pytest.mark.parametrize("seed", CROSSABLE[:40])
def test_tiny_pools_have_the_leximin_chances_of_every_panel_enumerated(seed: int) -> None:
    instance, rng = tiny(seed), Random(f"crossing/{seed}")
    of = tuple(rng.sample(range(len(instance.quotas)), 2))
    panel = rng.choice(oracle.valid_panels(*instance.problem()))
    check(instance, around(instance, (of[0], of[1]), panel, rng), (of[0], of[1]))


def test_the_cells_make_a_difference() -> None:
    """Else the test above could not fail."""
    found = 0
    for seed in CROSSABLE[:40]:
        instance, rng = tiny(seed), Random(f"crossing/{seed}")
        of = tuple(rng.sample(range(len(instance.quotas)), 2))
        panel = rng.choice(oracle.valid_panels(*instance.problem()))
        whole = extended(instance, around(instance, (of[0], of[1]), panel, rng), (of[0], of[1]))
        found += oracle.leximin(*whole.problem()) != oracle.leximin(*instance.problem())
    assert found >= 10


@given(tiny_instances(max_people=8).filter(lambda i: len(i.quotas) > 1), st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_any_tiny_pool(instance: Instance, rng: Random) -> None:
    panel = rng.choice(oracle.valid_panels(*instance.problem()))
    check(instance, around(instance, (1, 0), panel, rng), (1, 0), panels=60)


FOUR = Instance(
    tuple(pair for pair in product("FM", "ab") for _ in range(2)),
    ("",) * 8,
    (("g", (("F", 2, 2), ("M", 2, 2))), ("z", (("a", 2, 2), ("b", 2, 2)))),
    4,
)
"""Two people of each of four kinds, four seats: of women and of zone a there must be two."""


def test_a_crossing_of_criteria_that_hold_together_may_leave_no_panel() -> None:
    """Two women of zone a are all that zone a may have: a man of zone a is one too many."""
    rows = [Bound("", ((0, "F"), (1, "a")), 2, 2), Bound("", ((0, "M"), (1, "a")), 1, 2)]
    assert has_panel(grouped(FOUR).instance)
    assert has_panel(grouped(FOUR, rows[:1]).instance)
    assert has_panel(grouped(FOUR, rows[1:]).instance)
    found = grouped(FOUR, rows).instance
    assert not has_panel(found)
    conflict = minimal_conflict(found)
    assert conflict.demands == ((2, "maximum"), (4, "minimum"), (5, "minimum"))
    assert not conflict.households


def test_a_row_holds_the_profiles_that_have_all_its_parts() -> None:
    rows = [Bound("", ((1, "b"), (0, "F")), 0, 1), Bound("", ((0, "F"), (1, "c")), 0, 1)]
    found = grouped(FOUR, rows)
    assert [found.profiles[t].features for t in found.instance.quotas[4].members] == [("F", "b")]
    assert found.instance.quotas[5].members == ()
