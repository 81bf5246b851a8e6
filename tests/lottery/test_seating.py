"""Who sits where follows from compositions and tickets: equal turns, one seat a household (SPEC §6)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tirage.chances.instance import Profiles, profiles
from tirage.draws.draw_up import seat

STAGE = "5eed"


def _pids(people: int) -> list[str]:
    return [f"p{number:04d}" for number in range(people)]


def _pool(homes: Sequence[Sequence[str]], seats: int = 1) -> Profiles:
    """A pool by household, each given by the only feature of its members."""
    features = [(name,) for home in homes for name in home]
    labels = [str(number) if len(home) > 1 else "" for number, home in enumerate(homes) for _ in home]
    return profiles(features, labels, (), seats)


@st.composite
def lotteries(draw: st.DrawFn) -> tuple[Profiles, list[list[int]]]:
    """A pool of people alone and households of a few classes, and valid compositions of its panels."""
    alone = draw(st.lists(st.sampled_from("ab"), max_size=6))
    kinds = draw(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), max_size=2))
    homes = [list(name) for name in alone]
    homes += [kind for kind in kinds for _ in range(draw(st.integers(1, 4)))]
    pool = _pool(homes)
    compositions = []
    for _ in range(draw(st.integers(1, 25))):
        row = [0] * len(pool.profiles)
        for t, profile in enumerate(pool.profiles):
            if not profile.household:
                row[t] = draw(st.integers(0, len(pool.members[t])))
        for inside in pool.homes:
            for t in draw(st.lists(st.sampled_from(sorted(inside[0])), max_size=len(inside))):
                row[t] += 1
        compositions.append(row)
    return pool, compositions


@given(lotteries())
def test_equal_turns_within_a_profile_and_one_seat_a_household(
    case: tuple[Profiles, list[list[int]]],
) -> None:
    pool, compositions = case
    people = sum(map(len, pool.members))
    seated = seat(compositions, pool, _pids(people), STAGE)
    profile_of = {i: t for t, members in enumerate(pool.members) for i in members}
    home_of = {i: home for homes in pool.homes for home in map(id, homes) for i in ()}
    for homes in pool.homes:
        for number, home in enumerate(homes):
            home_of |= {i: (id(homes), number) for members in home.values() for i in members}
    assert sorted(sorted(profile_of[i] for i in panel) for panel in seated) == sorted(
        [t for t, seats in enumerate(row) for _ in range(seats)] for row in compositions
    )
    for panel in seated:
        assert len(set(panel)) == len(panel)
        at_home = [home_of[i] for i in panel if i in home_of]
        assert len(set(at_home)) == len(at_home)
    counts = Counter(i for panel in seated for i in panel)
    for members in pool.members:
        assert max(counts[i] for i in members) - min(counts[i] for i in members) <= 1


@given(lotteries(), st.randoms(use_true_random=False))
def test_the_order_of_the_compositions_changes_nothing(
    case: tuple[Profiles, list[list[int]]], shuffled: random.Random
) -> None:
    pool, compositions = case
    pids = _pids(sum(map(len, pool.members)))
    mixed = shuffled.sample(compositions, len(compositions))
    assert seat(mixed, pool, pids, STAGE) == seat(compositions, pool, pids, STAGE)


def test_two_of_a_profile_meet_about_as_often_as_any_other_two() -> None:
    """3 of 8 seats each time: two given people sit together in 3·2/(8·7) of the panels, 107 of 1,000."""
    pool = _pool([["a"] for _ in range(8)])
    seated = seat([[3]] * 1000, pool, _pids(8), STAGE)
    together = Counter(pair for panel in seated for pair in combinations(sorted(panel), 2))
    assert len(together) == 28
    assert 75 < min(together.values()) <= max(together.values()) < 140


def test_people_of_two_profiles_of_one_size_are_no_couples() -> None:
    """1 of 4 seats of each profile: two given people of both sit together in one panel of 16."""
    pool = _pool([[name] for name in "aaaabbbb"])
    seated = seat([[1, 1]] * 1600, pool, _pids(8), STAGE)
    together = Counter(tuple(sorted(panel)) for panel in seated)
    assert len(together) == 16
    assert 65 < min(together.values()) <= max(together.values()) < 140


def test_households_that_fill_every_panel_change_places() -> None:
    """Three couples, three seats: each home in every panel, by one or the other, as often as the others."""
    pool = _pool([["a", "b"] for _ in range(3)])
    draw = random.Random(2)
    compositions = [[taken, 3 - taken] for taken in (draw.randint(0, 3) for _ in range(300))]
    seated = seat(compositions, pool, _pids(6), STAGE)
    assert all({i // 2 for i in panel} == {0, 1, 2} for panel in seated)
    counts = Counter(i for panel in seated for i in panel)
    for members in pool.members:
        assert max(counts[i] for i in members) - min(counts[i] for i in members) <= 1
