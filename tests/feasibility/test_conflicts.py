"""Conflicts against brute force: the right ones, all of them, each of them minimal, each addition true."""

from __future__ import annotations

from functools import cache

import pytest
from support import oracle
from support.hull_gap import NO_PANEL
from support.infeasible import conflicts, rows, tightened
from support.instances import Instance
from support.realising import grouped

from tirage.chances.instance import Instance as Numbers
from tirage.chances.proof import positive_upper_bound
from tirage.feasibility import conflicts as searching
from tirage.feasibility import explanation as explaining
from tirage.feasibility.conflicts import Conflict, Conflicts, all_conflicts, minimal_conflict, suspects
from tirage.feasibility.demands import HOUSEHOLDS, Demand
from tirage.feasibility.explanation import Argument, argue
from tirage.solvers.integer import SumRow

SEEDS = [seed for seed in range(90) if len(suspects(grouped(tightened(seed)).instance)) <= 11]


@cache
def of(seed: int) -> tuple[Instance, Numbers, Conflicts]:
    """A tightened pool, its numbers, and all its conflicts."""
    bare = tightened(seed)
    numbers = grouped(bare).instance
    return bare, numbers, all_conflicts(numbers, most=1000)


def as_sets(found: Conflicts) -> set[frozenset[Demand]]:
    return {demands(each) for each in found.found}


def demands(conflict: Conflict) -> frozenset[Demand]:
    return frozenset(conflict.demands) | ({HOUSEHOLDS} if conflict.households else set())


@pytest.mark.parametrize("seed", SEEDS)
def test_all_conflicts_are_those_of_every_set_of_demands_tried(seed: int) -> None:
    bare, numbers, found = of(seed)
    expected = conflicts(bare, suspects(numbers))
    assert found.complete
    assert as_sets(found) == expected
    assert len(found.found) == len(expected)
    assert demands(minimal_conflict(numbers)) in expected


@pytest.mark.parametrize("seed", SEEDS[::3])
def test_where_profiles_are_many_fractions_of_seats_find_the_same_conflicts(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MANY", 2)
    bare, numbers, found = of(seed)
    many = all_conflicts(numbers, most=1000)
    assert many.complete and as_sets(many) == as_sets(found) == conflicts(bare, suspects(numbers))
    monkeypatch.setattr(explaining, "FEW", 0)
    for conflict in found.found:
        argument = argue(numbers, conflict)
        assert (argument is None) == meets_in_fractions(bare, conflict)
        if argument is not None:
            recount(numbers, conflict, argument)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_addition_proves_its_conflict(seed: int) -> None:
    """Counted again without the proof's own code: what is required is more than what there is room for."""
    _, numbers, all_ = of(seed)
    for conflict in all_.found:
        argument = argue(numbers, conflict)
        if argument is not None:
            assert positive_upper_bound(argument.proof, numbers) == argument.room - argument.need < 0
            assert set(argument.proof.quotas) == {number for number, _ in conflict.demands}
            assert conflict.households or not argument.proof.households
            recount(numbers, conflict, argument)


def recount(numbers: Numbers, conflict: Conflict, argument: Argument) -> None:
    minimums = [(numbers.quotas[q], -argument.proof.quotas[q]) for q, s in conflict.demands if s == "minimum"]
    maximums = [(numbers.quotas[q], argument.proof.quotas[q]) for q, s in conflict.demands if s == "maximum"]
    homes = [(numbers.households[h], times) for h, times in argument.proof.households.items()]
    fill, panel = max(0, -argument.proof.seats), max(0, argument.proof.seats)
    assert all(times > 0 for _, times in (*minimums, *maximums, *homes))
    served = [fill + sum(m for row, m in minimums if t in row.members) for t in range(len(numbers.sizes))]
    limited = [panel + sum(m for row, m in maximums + homes if t in row.members) for t in range(len(served))]
    free = [max(0, a - b) for a, b in zip(served, limited, strict=True)]
    assert (argument.served, argument.free) == (tuple(served), tuple(free))
    assert argument.need == fill * numbers.seats + sum(times * row.lower for row, times in minimums)
    limits = panel * numbers.seats + sum(times * row.upper for row, times in maximums + homes)
    assert argument.room == limits + sum(n * f for n, f in zip(numbers.sizes, free, strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_only_what_fractions_of_seats_would_meet_has_no_addition(seed: int) -> None:
    bare, numbers, all_ = of(seed)
    for conflict in all_.found:
        assert (argue(numbers, conflict) is None) == meets_in_fractions(bare, conflict)


def meets_in_fractions(bare: Instance, conflict: Conflict) -> bool:
    people, households, quotas, seats = bare.problem()
    kept = frozenset(conflict.demands)
    for number, (c, name, low, high) in enumerate(rows(bare)):
        quotas[c][name] = (
            low if (number, "minimum") in kept else 0,
            high if (number, "maximum") in kept else seats,
        )
    try:
        oracle.polytope_leximin(
            people, households if conflict.households else [""] * len(people), quotas, seats
        )
    except oracle.NoValidPanel:
        return False
    return True


@pytest.mark.parametrize("number", range(len(NO_PANEL)))
def test_what_only_whole_seats_forbid_has_no_addition(number: int) -> None:
    numbers = grouped(NO_PANEL[number]).instance
    assert argue(numbers, minimal_conflict(numbers)) is None


def pool(seats: int, *profiles: tuple[int, tuple[int, ...]], **quotas: tuple[int, int]) -> Numbers:
    """Profiles as (people, the rows that count them); rows as (minimum, maximum)."""
    spans = tuple(
        SumRow(tuple(t for t, (_, of) in enumerate(profiles) if q in of), low, high)
        for q, (low, high) in enumerate(quotas.values())
    )
    return Numbers(seats, tuple(n for n, _ in profiles), spans)


def test_the_young_who_live_in_one_arrondissement() -> None:
    """At least 13 young people; 51 of 53 live in the 16e, which has 8 seats at most: 8 + 2 < 13."""
    numbers = pool(
        60, (51, (0, 2)), (2, (0, 3)), (40, (1, 2)), (200, (1, 3)),
        young=(13, 20), older=(0, 60), sixteenth=(0, 8), elsewhere=(0, 60),
    )  # fmt: skip
    (conflict,) = all_conflicts(numbers).found
    assert conflict == Conflict(((0, "minimum"), (2, "maximum")), households=False)
    argument = argue(numbers, conflict)
    assert argument is not None
    assert (argument.need, argument.room, argument.free) == (13, 10, (0, 1, 0, 0))


def test_a_pool_too_small_is_a_conflict_without_demands() -> None:
    numbers = pool(10, (4, (0,)), (5, (1,)), a=(5, 10), b=(0, 10))
    assert all_conflicts(numbers).found == (Conflict((), households=False),)
    argument = argue(numbers, Conflict((), households=False))
    assert argument is not None
    assert (argument.need, argument.room) == (10, 9)


def test_the_search_says_when_it_was_cut() -> None:
    """Six criteria with one category too many seats short each: six conflicts."""
    profiles = [(10, tuple(range(6)))]
    numbers = pool(5, *profiles, **{f"r{q}": (0, 4) for q in range(6)})
    whole = all_conflicts(numbers)
    assert whole.complete and len(whole.found) == 6
    cut = all_conflicts(numbers, most=4)
    assert not cut.complete and len(cut.found) == 4
    assert set(cut.found) <= set(whole.found)


def test_the_demand_that_asks_most_of_its_people_is_suspected_first() -> None:
    numbers = pool(4, (2, (0,)), (9, (1,)), (9, (2,)), a=(2, 4), b=(2, 4), c=(0, 1))
    assert suspects(numbers) == [(0, "minimum"), (2, "maximum"), (1, "minimum")]
