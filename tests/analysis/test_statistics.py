"""Figures of chances: answers worked out by hand, and what holds for any chances."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import isclose, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirage.analysis.statistics import Groups, figures, geometric_mean, gini, spread, total

chances = st.fractions(0, 1, max_denominator=50)
some = st.lists(st.tuples(chances, st.integers(1, 9)), min_size=1, max_size=6).filter(total)


def everyone(groups: Groups) -> list[Fraction]:
    return [chance for chance, people in groups for _ in range(people)]


@pytest.mark.parametrize(
    ("groups", "answer"),
    [
        ([(Fraction(1, 10), 7)], Fraction(0)),
        # Two people, one has all: half of them.
        ([(Fraction(0), 1), (Fraction(1), 1)], Fraction(1, 2)),
        # Four people, one has all: three quarters.
        ([(Fraction(0), 3), (Fraction(1), 1)], Fraction(3, 4)),
        # 1, 2, 3: the differences of the nine pairs add up to 8; 8 / (2 · 9 · 2).
        ([(Fraction(1, 6), 1), (Fraction(2, 6), 1), (Fraction(3, 6), 1)], Fraction(2, 9)),
        ([(Fraction(3, 6), 1), (Fraction(1, 6), 1), (Fraction(2, 6), 1)], Fraction(2, 9)),
    ],
)
def test_gini_by_hand(groups: Groups, answer: Fraction) -> None:
    assert gini(groups) == answer


@given(some)
def test_gini_is_half_the_mean_difference_over_the_mean(groups: Groups) -> None:
    people = everyone(groups)
    differences = sum((abs(a - b) for a, b in product(people, repeat=2)), Fraction(0))
    assert gini(groups) == differences / (2 * len(people) * sum(people))


@given(some)
def test_gini_is_from_0_to_below_1_and_0_for_equal_chances_alone(groups: Groups) -> None:
    assert 0 <= gini(groups) < 1
    assert (gini(groups) == 0) == (len(set(everyone(groups))) == 1)


@given(some, st.fractions(Fraction(1, 50), 1, max_denominator=50))
def test_gini_does_not_depend_on_the_scale_or_on_the_groups(groups: Groups, factor: Fraction) -> None:
    assert gini([(chance * factor, people) for chance, people in groups]) == gini(groups)
    assert gini([(chance, 1) for chance in everyone(groups)]) == gini(groups)
    assert gini([(chance, 2 * people) for chance, people in groups]) == gini(groups)


@given(some)
def test_a_transfer_from_rich_to_poor_lowers_gini(groups: Groups) -> None:
    people = sorted(everyone(groups))
    gap = people[-1] - people[0]
    moved = [people[0] + gap / 3, *people[1:-1], people[-1] - gap / 3] if len(people) > 1 else people
    after = gini([(chance, 1) for chance in moved])
    assert after < gini(groups) if gap else after == gini(groups)


@given(some)
def test_the_geometric_mean_is_at_most_the_mean(groups: Groups) -> None:
    people = everyone(groups)
    mean, geometric = sum(people) / len(people), geometric_mean(groups)
    assert geometric <= float(mean) * (1 + 1e-12)
    if 0 in people:
        assert geometric == 0
    else:
        assert isclose(geometric, float(prod(people)) ** (1 / len(people)), rel_tol=1e-9)
        if len(set(people)) == 1:
            assert isclose(geometric, people[0], rel_tol=1e-12)


def test_a_chance_with_more_digits_than_a_float_has() -> None:
    tiny = Fraction(1, 10**400)
    assert geometric_mean([(tiny, 1), (Fraction(1), 399)]) == pytest.approx(10 ** (-400 / 400))
    assert gini([(Fraction(1) - tiny, 1), (Fraction(1), 1)]) == tiny / (2 * (2 - tiny))


def test_all_figures_of_a_small_pool() -> None:
    found = figures(
        [(Fraction(1), 2), (Fraction(0), 3), (Fraction(1, 4), 4), (Fraction(1, 4), 1), (Fraction(1, 2), 0)]
    )
    assert (found.people, found.never, found.certain) == (10, 3, 2)
    assert (found.least, found.at_least, found.largest, found.at_largest) == (
        Fraction(1, 4),
        5,
        Fraction(1),
        2,
    )
    assert found.mean == Fraction(13, 40)
    assert found.geometric_mean == pytest.approx((1 / 4) ** (5 / 7))


def test_the_range_of_a_category_counts_those_without_a_chance() -> None:
    found = spread([(Fraction(1, 2), 2), (Fraction(0), 1), (Fraction(1), 0)])
    assert (found.people, found.least, found.largest, found.mean) == (3, 0, Fraction(1, 2), Fraction(1, 3))
