"""The oracle against answers worked out by hand, and the instances against what they promise."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from support.hull_gap import HIGHER_LEVEL, HULL_GAP, LONE_PAIR, LOWER, NEVER_DRAWN, NO_PANEL
from support.instances import Instance, tight, tiny, tiny_instances, write
from support.oracle import (
    NoValidPanel,
    alike,
    common_denominator,
    leximin,
    maximin,
    maximise,
    polytope_leximin,
    valid_panels,
)

THIRD, HALF = Fraction(1, 3), Fraction(1, 2)
PARITY = [{"F": (1, 1), "M": (1, 1)}]


def test_without_quotas_everyone_has_the_same_chance() -> None:
    people = [("x",)] * 5
    assert leximin(people, [""] * 5, [{"x": (0, 3)}], 3) == dict.fromkeys(range(5), Fraction(3, 5))


def test_parity_with_few_women_gives_each_side_its_seat_in_equal_parts() -> None:
    people = [("F",), ("F",), ("M",), ("M",), ("M",)]
    assert leximin(people, [""] * 5, PARITY, 2) == {0: HALF, 1: HALF, 2: THIRD, 3: THIRD, 4: THIRD}
    assert maximin(people, [""] * 5, PARITY, 2) == THIRD
    assert len(valid_panels(people, [""] * 5, PARITY, 2)) == 6


def test_a_quota_range_is_used_up_to_its_end() -> None:
    """Four men, one woman, 2 seats, 0 or 1 woman: equal chances 2/5 need 2/5 of a seat for her, allowed."""
    people = [("F",), ("M",), ("M",), ("M",), ("M",)]
    chances = leximin(people, [""] * 5, [{"F": (0, 1), "M": (1, 2)}], 2)
    assert chances == dict.fromkeys(range(5), Fraction(2, 5))


def test_someone_can_be_in_every_panel() -> None:
    people = [("F",), ("M",), ("M",)]
    assert leximin(people, [""] * 3, PARITY, 2) == {0: Fraction(1), 1: HALF, 2: HALF}


def test_a_household_sends_one_person_at_most() -> None:
    """A couple and two others, 3 seats: the others always, the couple by halves."""
    people = [("x",)] * 4
    chances = leximin(people, ["h", "h", "", ""], [{"x": (3, 3)}], 3)
    assert chances == {0: HALF, 1: HALF, 2: Fraction(1), 3: Fraction(1)}


def test_a_blank_household_is_nobodys() -> None:
    assert len(valid_panels([("x",)] * 4, [""] * 4, [{"x": (2, 2)}], 2)) == 6


def test_levels_above_the_first_are_raised_too() -> None:
    """The 4 of `a` share one seat (1/4); of the seat for `b`, `c`, `d` everyone has a third."""
    people = [("a",)] * 4 + [("b",), ("c",), ("d",)]
    chances = leximin(people, [""] * 7, [{"a": (1, 1), "b": (0, 1), "c": (0, 1), "d": (0, 1)}], 2)
    assert sorted(chances.values()) == [Fraction(1, 4)] * 4 + [THIRD] * 3


def test_a_category_outside_the_quotas_has_no_seat() -> None:
    assert valid_panels([("a",), ("b",)], ["", ""], [{"a": (0, 1)}], 1) == [(0,)]


def test_lone_pair_by_hand() -> None:
    assert valid_panels(*LONE_PAIR.problem()) == [(1, 3)]
    assert list(leximin(*LONE_PAIR.problem()).values()) == [0, 1, 0, 1, 0]
    assert list(polytope_leximin(*LONE_PAIR.problem()).values()) == [
        THIRD,
        Fraction(2, 3),
        THIRD,
        THIRD,
        THIRD,
    ]


@pytest.mark.parametrize("instance", HULL_GAP)
def test_hull_gap_is_a_gap(instance: Instance) -> None:
    exact, relaxed = leximin(*instance.problem()), polytope_leximin(*instance.problem())
    assert sorted(exact.values()) < sorted(relaxed.values())
    assert len(instance.features) <= 12
    assert len(instance.quotas) >= 3


@pytest.mark.parametrize("instance", NEVER_DRAWN)
def test_never_drawn_has_a_chance_in_fractions_only(instance: Instance) -> None:
    drawn = {i for panel in valid_panels(*instance.problem()) for i in panel}
    relaxed = polytope_leximin(*instance.problem())
    assert any(relaxed[i] > 0 for i in relaxed.keys() - drawn)
    assert maximin(*instance.problem()) == 0 < min(relaxed.values())


def test_lower_and_higher_level_gaps_are_where_they_say() -> None:
    for instance in LOWER:
        assert 0 < maximin(*instance.problem()) < min(polytope_leximin(*instance.problem()).values())
    for instance in HIGHER_LEVEL:
        assert maximin(*instance.problem()) == min(polytope_leximin(*instance.problem()).values())


@pytest.mark.parametrize("instance", NO_PANEL)
def test_no_panel_though_fractions_fit(instance: Instance) -> None:
    with pytest.raises(NoValidPanel):
        leximin(*instance.problem())
    assert polytope_leximin(*instance.problem())


def test_contradicting_quotas_have_no_fraction_either() -> None:
    with pytest.raises(NoValidPanel):
        polytope_leximin([("a",), ("b",)], ["", ""], [{"a": (1, 1), "b": (1, 1)}], 1)


@settings(max_examples=40, deadline=None)
@given(tiny_instances(max_people=7))
def test_people_alike_have_equal_chances_even_when_nothing_assumes_it(instance: Instance) -> None:
    exact = leximin(*instance.problem())
    assert exact == leximin(*instance.problem(), by_person=True)
    assert sum(exact.values()) == instance.seats
    assert maximin(*instance.problem()) == min(exact.values())
    assert sorted(exact.values()) <= sorted(polytope_leximin(*instance.problem()).values())


def test_alike_looks_at_the_whole_household() -> None:
    people = [("a",), ("a",), ("a",), ("b",), ("a",)]
    assert alike(people, ["", "h", "g", "g", "k"]) == [[0, 1, 4], [2], [3]]


def test_simplex_on_a_textbook_program() -> None:
    """max 3x+5y, x<=4, 2y<=12, 3x+2y<=18: 36 at (2, 6)."""
    assert maximise([3, 5], [[1, 0], [0, 2], [3, 2]], [4, 12, 18]) == (
        Fraction(36),
        [Fraction(2), Fraction(6)],
    )


def test_simplex_does_not_cycle() -> None:
    """Beale's example cycles under the largest-coefficient rule; its optimum, here times 100, is 5."""
    rows = [[25, -6000, -4, 900], [50, -9000, -2, 300], [0, 0, 1, 0]]
    assert maximise([75, -15000, 2, -600], rows, [0, 0, 1])[0] == 5


def test_simplex_says_when_there_is_no_largest_value() -> None:
    with pytest.raises(ValueError, match="no largest"):
        maximise([1], [[-1]], [0])


def test_common_denominator() -> None:
    assert common_denominator([THIRD, HALF, Fraction(3, 4)]) == 12


@pytest.mark.parametrize("seed", range(30))
def test_tiny_keeps_its_promise(seed: int) -> None:
    instance = tiny(seed)
    assert instance == tiny(seed)
    assert 5 <= len(instance.features) <= 12
    assert 2 <= instance.seats <= 5
    assert valid_panels(*instance.problem())


@pytest.mark.parametrize("seed", range(30))
def test_tight_keeps_its_promise(seed: int) -> None:
    instance = tight(seed)
    assert instance == tight(seed)
    assert 50 <= len(instance.features) == len(instance.households) <= 350
    assert 20 <= instance.seats <= 45
    assert 6 <= len(instance.quotas) <= 8
    for place, (_, categories) in enumerate(instance.quotas):
        volunteers = Counter(row[place] for row in instance.features)
        assert volunteers.keys() == {name for name, _, _ in categories}
        assert (
            sum(low for _, low, _ in categories) <= instance.seats <= sum(high for _, _, high in categories)
        )
        for name, low, high in categories:
            assert 0 <= low <= high <= low + 2
            assert low <= volunteers[name]


def test_tight_has_pools_with_and_without_households() -> None:
    assert {any(tight(seed).households) for seed in range(10)} == {True, False}


def test_write_is_what_the_peers_read(tmp_path: Path) -> None:
    instance = HULL_GAP[3]
    pool, quotas = write(instance, tmp_path)
    with pool.open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    assert list(people[0]) == ["id", "name", "address1", "c1", "c2", "c3"]
    assert tuple(tuple(row[c] for c in ("c1", "c2", "c3")) for row in people) == instance.features
    assert tuple(row["address1"] for row in people) == instance.households
    assert quotas.read_text(encoding="utf-8").splitlines()[:2] == ["feature,value,min,max", "c1,a,1,1"]
