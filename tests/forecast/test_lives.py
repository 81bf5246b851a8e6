"""Simulated lives: figures that are known, and the same ones whatever else is asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from support.instances import tiny

from tirage.forecast.lives import POLICIES, Scenario, lives
from tirage.forecast.openings import Openings, behind_first
from tirage.quotas.model import Quotas, residual
from tirage.randomness.simulation import numbers

F, H = ("f",), ("h",)
QUOTAS = Quotas.of({"g": {"f": (2, 2), "h": (2, 2)}})
CALM = Scenario(
    quotas=QUOTAS,
    pool={F: 12, H: 12},
    panel=((F, 0), (F, 0), (H, 0), (H, 0)),
    spent={F: 2, H: 2},
    leaving={F: 0.0, H: 0.0},
    months=60,
    cohorts=1,
    years=3,
    seed="test",
)
MONTHLY = POLICIES["monthly"]


def test_where_nobody_leaves_nothing_is_drawn() -> None:
    (life,) = lives(CALM, MONTHLY, [0])
    assert (life.broken, life.stuck, life.draws, life.drawn, life.pools) == ([], 0, 0, 0, 0)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_life_is_the_same_whichever_others_are_lived(policy) -> None:
    world = replace(CALM, leaving={F: 0.5, H: 0.5}, months=12)
    assert lives(world, policy, range(5))[3] == lives(world, policy, [3])[0]
    assert lives(world, policy, range(5)) != lives(replace(world, seed="other"), policy, range(5))


def test_whoever_leaves_is_replaced_within_the_quotas() -> None:
    world = replace(CALM, leaving={F: 1.0, H: 0.0}, pool={F: 99, H: 2}, years=1)
    for life in lives(world, MONTHLY, range(5)):
        assert (life.drawn, life.broken, life.stuck) == (24, [], 0), "both women leave every month"


def test_a_pool_with_nobody_left_is_exhausted_at_the_first_departure() -> None:
    world = replace(CALM, leaving={F: 1.0, H: 0.0}, spent=dict(CALM.pool))
    (life,) = lives(world, MONTHLY, [0])
    assert life.exhausted == life.stuck == 1 and life.drawn == 0
    assert life.broken == list(range(1, 37))


def test_one_of_each_kind_is_wanted_and_only_the_other_is_left() -> None:
    world = replace(CALM, leaving={F: 1.0, H: 0.0}, pool={F: 2, H: 12}, months=36)
    (life,) = lives(world, MONTHLY, [0])
    assert life.stuck == 1 and not life.exhausted


def test_the_probability_to_leave_is_that_of_a_whole_term() -> None:
    world = replace(CALM, panel=((F, 0),), pool={F: 1}, spent={F: 1}, leaving={F: 0.4}, months=13, years=1)
    world = replace(world, quotas=Quotas.of({"g": {"f": (1, 1), "h": (0, 0)}}))
    gone = sum(bool(life.broken) for life in lives(world, MONTHLY, range(400)))
    # Twelve of the thirteen months: 1 − 0.6^(12/13) = 0.376; four standard deviations.
    assert abs(gone / 400 - 0.376) < 0.097


def test_a_quarter_waits_for_its_third_month() -> None:
    world = replace(CALM, leaving={F: 1.0, H: 0.0}, pool={F: 500, H: 2}, months=36, years=1)
    (often,), (seldom,) = (lives(world, POLICIES[name], [0]) for name in ("monthly", "quarterly"))
    assert often.broken == [] and often.draws == 12
    assert seldom.broken == [1, 2, 4, 5, 7, 8, 10, 11] and seldom.draws == 4


def test_a_cohort_leaves_at_each_part_of_the_term_and_a_whole_assembly_at_its_end() -> None:
    calm = replace(CALM, months=12, years=2)
    parts = replace(calm, cohorts=2, panel=((F, 1), (F, 2), (H, 1), (H, 2)))
    (life,) = lives(parts, MONTHLY, [0])
    assert (life.draws, life.drawn, life.pools) == (4, 8, 0)
    (life,) = lives(calm, MONTHLY, [0])
    assert (life.draws, life.drawn, life.pools, life.broken) == (0, 0, 2, [])


def test_those_most_like_the_people_who_left_come_first() -> None:
    quotas = Quotas.of({"g": {"f": (0, 9), "h": (0, 9)}})
    world = replace(CALM, quotas=quotas, leaving={F: 1.0, H: 0.0}, pool={F: 200, H: 200}, months=36, years=1)
    panel = Counter(kind for kind, _ in world.panel)
    (alike,) = lives(world, POLICIES["like-for-like"], [0])
    assert alike.drawn == 12 * panel[F], "a woman for a woman, who leaves at once"


def test_seats_are_filled_just_where_trying_everyone_fills_them() -> None:
    """And one seat is everybody's who fits, with equal chances."""
    filled = 0
    for seed in range(40):
        case = tiny(seed)
        quotas = Quotas.of({n: {c: (low, high) for c, low, high in rows} for n, rows in case.quotas})
        kinds = sorted(set(case.features))
        sitting, rest = case.features[: case.seats - 1 - seed % 2], case.features[case.seats :]
        seats = case.seats - len(sitting)
        openings = Openings(quotas, kinds)
        held = np.array(quotas.count(sitting), np.float64)
        people = np.array([rest.count(kind) for kind in kinds], np.float64)
        rows = residual(quotas, sitting).bounds
        possible = [
            some
            for some in combinations(rest, seats)
            if all(row.minimum <= sum(map(row.counts, some)) <= row.maximum for row in rows)
        ]
        found = openings.fill(seats, held, people, numbers("test", str(seed)), lambda fit: fit)
        assert (found is not None) == bool(possible), seed
        if found is not None:
            filled += 1
            drawn = tuple(sorted(kinds[kind] for kind in found.kinds))
            assert drawn in {tuple(sorted(some)) for some in possible}
            assert found.expected.sum() == pytest.approx(seats)
            if seats == 1:
                ways = Counter(kind for (kind,) in possible)
                assert found.expected == pytest.approx([ways[kind] / len(possible) for kind in kinds])
    assert 5 < filled < 35


def test_those_who_had_least_are_brought_up_to_one_level() -> None:
    had = np.array([0.5, 0.1, 0.3, 0.9])
    people = np.array([2.0, 1.0, 1.0, 4.0])
    found = behind_first(had)(people)
    # 0.1 and 0.3 to 0.5 takes 0.6; what is left is shared by four people: 0.1 each.
    assert found == pytest.approx([0.2, 0.5, 0.3, 0.0])
    assert found.sum() == pytest.approx(1)


def test_several_seats_are_given_to_every_set_that_is_possible_alike() -> None:
    """Six sets of two; each as often as another, to five standard deviations."""
    openings = Openings(Quotas.of({"g": {"a": (0, 2), "b": (0, 2), "c": (0, 2), "d": (0, 2)}}), list("abcd"))
    chance, held, people = numbers("sets"), np.zeros(4), np.ones(4)
    found = Counter(
        tuple(sorted(filled.kinds))
        for _ in range(600)
        if (filled := openings.fill(2, held, people, chance, lambda fit: fit)) is not None
    )
    assert len(found) == 6 and all(abs(count - 100) < 46 for count in found.values())


def test_a_successor_at_once_where_a_draw_would_wait() -> None:
    world = replace(CALM, leaving={F: 1.0, H: 0.0}, pool={F: 500, H: 2}, months=36, years=1, refusing=0.5)
    (waits,), (ready,) = (lives(world, POLICIES[name], [0]) for name in ("monthly", "standby"))
    assert waits.broken and not ready.broken
    assert (ready.draws, ready.drawn) == (0, 24)


def test_a_tolerance_lets_somebody_else_sit() -> None:
    world = replace(CALM, leaving={F: 1.0, H: 0.0}, pool={F: 2, H: 30}, months=36, years=1)
    (strict,) = lives(world, MONTHLY, [0])
    assert (strict.stuck, strict.impossible, strict.drawn) == (1, 12, 0)
    (wide,) = lives(replace(world, tolerance={"": 2}), MONTHLY, [0])
    assert (wide.stuck, wide.broken, wide.drawn) == (0, [], 2), "men take the seats, and stay"


def test_a_draw_fills_as_many_seats_as_the_rules_say() -> None:
    world = replace(CALM, leaving={F: 1.0, H: 0.0}, pool={F: 99, H: 2}, months=36, years=1, batch=1)
    (life,) = lives(world, MONTHLY, [0])
    assert life.draws == life.drawn == 12 and len(life.broken) == 12


def test_volunteers_are_lost_and_others_join() -> None:
    world = replace(CALM, leaving={F: 1.0, H: 0.0}, pool={F: 60, H: 60}, lost=0.3, months=60, years=2)
    (dry,) = lives(world, MONTHLY, [0])
    assert 0 < dry.exhausted < 24
    (fed,) = lives(replace(world, joining=400), MONTHLY, [0])
    assert fed.drawn > dry.drawn


def test_alternates_come_first_while_there_are_any() -> None:
    quotas = Quotas.of({"g": {"f": (0, 9), "h": (0, 9)}})
    world = replace(CALM, quotas=quotas, leaving={F: 1.0, H: 0.0}, pool={F: 50, H: 50}, alternates={H: 2})
    (life,) = lives(replace(world, years=1), POLICIES["alternates-first"], [0])
    assert (life.drawn, life.reached) == (2, [2]), "two men, of two who were asked"


def test_at_the_last_end_everyone_leaves_and_a_new_pool_begins() -> None:
    world = replace(CALM, months=12, years=3, cohorts=2, panel=((F, 1), (F, 2), (H, 1), (H, 2)), last=3)
    (life,) = lives(world, MONTHLY, [0])
    # Ends at 6, 12 (half of the seats each), 18 (all); 24, 30, 36 (all).
    assert (life.draws, life.drawn, life.pools) == (4, 8, 2)


def test_the_least_chance_of_a_life_is_of_all_its_draws() -> None:
    world = replace(CALM, leaving={F: 1.0, H: 0.0}, months=60, years=1)
    (life,) = lives(replace(world, had={F: 0.2, H: 0.3}), MONTHLY, [0])
    # Two of ten women, two of eight, …, until none is left; the men who never sat have had no chance since.
    assert life.reached == [10, 8, 6, 4, 2] and life.least == pytest.approx(0.3)
    (odd,) = lives(replace(world, had={F: 0.1, H: 9.0}, pool={F: 13, H: 12}), MONTHLY, [0])
    # One woman of eleven is never drawn, and waits for another to join.
    assert odd.least == pytest.approx(0.1 + sum(2 / women for women in (11, 9, 7, 5, 3)))
