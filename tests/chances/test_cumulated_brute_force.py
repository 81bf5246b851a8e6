"""Leximin of what people had and what a draw adds, against every panel there is, in exact rationals."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from support import oracle
from support.hull_gap import HULL_GAP
from support.instances import Instance, tiny
from support.realising import grouped, realised

from tirage.chances.instance import MILLIONTHS
from tirage.chances.leximin import chance_by_profile, leximin


def had_before(seed: int, people: int) -> list[int]:
    """Millionths: a few figures, so that some people have the same, or one each."""
    rng = Random(f"had/{seed}")
    figures = [rng.randrange(0, 2 * MILLIONTHS // (1 + seed % 3)) for _ in range(rng.choice([2, 3, people]))]
    return [rng.choice(figures) for _ in range(people)]


def check(instance: Instance, given: list[int], panels: int) -> None:
    result = realised(instance, panels, given=given)
    had = [Fraction(each, MILLIONTHS) for each in given]
    expected = oracle.leximin(*instance.problem(), had=had)
    assert result.chance() == expected
    for person, chance in expected.items():
        assert abs(result.counts[person] - panels * chance) < 1


@pytest.mark.parametrize("seed", range(40))
def test_the_sum_is_leximin_over_every_lottery_of_whole_panels(seed: int) -> None:
    instance = tiny(seed)
    check(instance, had_before(seed, len(instance.features)), 120)


@pytest.mark.parametrize("number", range(0, len(HULL_GAP), 4))
def test_the_sum_is_leximin_outside_the_integer_hull(number: int) -> None:
    instance = HULL_GAP[number]
    check(instance, had_before(number, len(instance.features)), 240)


@pytest.mark.parametrize("seed", range(12))
def test_what_everybody_had_changes_nothing(seed: int) -> None:
    instance = tiny(seed)
    first = grouped(instance).instance
    plain = chance_by_profile(leximin(first), first)
    for given in (0, 123_456, 3 * MILLIONTHS):
        raised = grouped(instance, given=[given] * len(instance.features)).instance
        levels = leximin(raised)
        assert chance_by_profile(levels, raised) == plain
        had = Fraction(given, MILLIONTHS)
        assert {level.value for level in levels} == {chance and chance + had for chance in plain.values()}
