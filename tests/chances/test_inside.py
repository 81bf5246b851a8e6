"""Whether expected seats are a mixture of panels: each answer carries what shows it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from support.hull_gap import HULL_GAP
from support.instances import tight, tiny
from support.realising import grouped

from tirage.chances.instance import Instance
from tirage.chances.leximin import leximin
from tirage.chances.objectives.choose import ranked
from tirage.chances.whole.inside import Inside, Open, Outside, membership


def expected_seats(instance: Instance) -> list[Fraction]:
    """Of the leximin chances of the polytope, by profile."""
    chances = ranked(leximin(instance), instance).chances
    return [chance * size for chance, size in zip(chances, instance.sizes, strict=True)]


def is_valid(composition: Sequence[int], instance: Instance) -> bool:
    """Sizes and rows, from the instance itself."""
    return all(0 <= x <= size for x, size in zip(composition, instance.sizes, strict=True)) and all(
        row.lower <= sum(composition[t] for t in row.members) <= row.upper for row in instance.rows
    )


def holds(instance: Instance, seats: Sequence[Fraction], answer: Inside | Outside | Open) -> None:
    """A mixture of panels has the seats; a cut is above every panel there is, and below the seats."""
    if isinstance(answer, Inside):
        assert all(is_valid(each, instance) for each in answer.compositions)
        for t, seat in enumerate(seats):
            mixed = sum(w * each[t] for w, each in zip(answer.weights, answer.compositions, strict=True))
            assert abs(mixed - float(seat)) < 1e-6
        return
    assert isinstance(answer, Outside)
    members, weights, _, limit = answer.cut
    for each in product(*(range(size + 1) for size in instance.sizes)):
        if is_valid(each, instance):
            assert sum(w * each[t] for t, w in zip(members, weights, strict=True)) <= limit
    assert sum(w * seats[t] for t, w in zip(members, weights, strict=True)) > limit


@pytest.mark.parametrize("number", range(len(HULL_GAP)))
def test_chances_that_no_panels_have_are_cut_off(number: int) -> None:
    instance = grouped(HULL_GAP[number]).instance
    seats = expected_seats(instance)
    answer = membership(instance, seats, ())
    assert isinstance(answer, Outside)
    holds(instance, seats, answer)


@pytest.mark.parametrize("seed", range(20))
def test_each_answer_for_a_tiny_pool_is_shown_by_what_comes_with_it(seed: int) -> None:
    instance = grouped(tiny(seed)).instance
    seats = expected_seats(instance)
    holds(instance, seats, membership(instance, seats, ()))


def test_a_pool_whose_bundles_cannot_be_halved_has_its_chances_all_the_same() -> None:
    instance = grouped(tight(11)).instance
    seats = expected_seats(instance)
    answer = membership(instance, seats, ())
    assert isinstance(answer, Inside)
    holds(instance, seats, answer)


def test_an_effort_that_ends_first_decides_nothing() -> None:
    instance = grouped(tight(11)).instance
    assert isinstance(membership(instance, expected_seats(instance), (), budget=0.1), Open)
