"""Simulated lives: figures that are known, and the same ones whatever else is asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tirage.forecast.lives import POLICIES, Scenario, lives
from tirage.quotas.model import Quotas

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
