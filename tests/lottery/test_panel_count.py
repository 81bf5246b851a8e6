"""How many panels there are unless somebody says so, and what they make of the chances."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hull_gap import HULL_GAP
from support.instances import Instance
from support.realising import realised

from tirage.lottery.panel_count import FEWEST, MOST_UNASKED, NEAR, deviation, enough_panels, panel_count

CHANCES = st.fractions(min_value=0, max_value=1, max_denominator=30_000)


def one_of(people: int) -> Instance:
    """A seat for one of so many people, all alike."""
    return Instance((("a",),) * people, ("",) * people, (("c", (("a", 1, 1),)),), 1)


@pytest.mark.parametrize(
    ("chance", "panels"),
    [
        (Fraction(0), 1_000),
        (Fraction(1), 1_000),
        # 20 panels in 1,000: one more or less is 5 %.
        (Fraction(20, 1000), 1_000),
        (Fraction(201, 10_000), 1_000),
        # 19.9: rounded to 19, more than 4.5 % off; 18.9: rounded to 18, but also to 19.
        (Fraction(199, 10_000), 1_000),
        (Fraction(189, 10_000), 1_000),
        (Fraction(185, 10_000), 1_000),
        # 9.5: either way more than 5 % off.
        (Fraction(95, 10_000), 10_000),
        (Fraction(1, 1000), 1_000),
        (Fraction(296, 100_000), 10_000),
        (Fraction(95, 100_000), 100_000),
        (Fraction(95, 1_000_000), 1_000_000),
    ],
)
def test_the_smallest_power_of_ten_with_which_a_chance_is_right_to_a_twentieth(
    chance: Fraction, panels: int
) -> None:
    assert enough_panels([chance]) == panels
    assert panel_count([chance]) == min(panels, MOST_UNASKED)


def test_where_a_million_are_not_enough_there_is_no_number_and_a_hundred_thousand_panels() -> None:
    assert enough_panels([Fraction(95, 10_000_000)]) is None
    assert panel_count([Fraction(95, 10_000_000)]) == MOST_UNASKED


@given(CHANCES, st.integers(1, 5_000))
def test_a_deviation_is_that_of_the_worse_rounding(chance: Fraction, panels: int) -> None:
    if not chance:
        return
    below = chance * panels // 1
    ways = {below, below if below == chance * panels else below + 1}
    assert deviation(chance, panels) == max(abs(Fraction(way, panels) / chance - 1) for way in ways)


@given(st.lists(CHANCES, min_size=1, max_size=6))
def test_no_chance_is_further_off_and_fewer_panels_would_leave_one_that_is(chances: list[Fraction]) -> None:
    panels = enough_panels(chances)
    assert panels is None or all(deviation(chance, panels) <= NEAR for chance in chances if chance)
    fewer = (panels or 10**7) // 10
    assert fewer < FEWEST or any(deviation(chance, fewer) > NEAR for chance in chances if chance)


@pytest.mark.parametrize(("people", "panels"), [(40, 1_000), (300, 10_000)])
def test_a_lottery_has_as_many_panels_as_its_chances_need(people: int, panels: int) -> None:
    found = realised(one_of(people), None)
    assert len(found.panels) == panels
    for person, chance in found.chance().items():
        assert abs(Fraction(found.counts[person], panels) / chance - 1) <= NEAR


def test_the_chances_of_whole_panels_decide_where_they_are_others() -> None:
    """Column generation: the number is that of its chances, not of those that it set out from."""
    for instance in HULL_GAP[:5]:
        found = realised(instance, None)
        assert found.realised.method == "columns"
        assert len(found.panels) == panel_count(found.realised.chances)


def test_a_number_that_is_asked_for_stays() -> None:
    assert len(realised(one_of(300), 700).panels) == 700
