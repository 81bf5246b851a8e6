"""One seat, every seat, maximums of 0: every way to be fair against every panel that there is."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import get_args

import numpy as np
import pytest
from support import oracle
from support.instances import Instance
from support.realising import realised

from tirage.chances.objectives.choose import Fairness
from tirage.lottery.preference.crossings import crossings
from tirage.lottery.preference.diverse import Diverse
from tirage.lottery.preference.exchanges import preferred
from tirage.lottery.preference.repairable import Repairable
from tirage.progress import SILENT
from tirage.quotas.model import Bound

WORDS = ("ax", "ax", "ay", "bx", "by", "by")
HOMES = ("h1", "", "h1", "", "h2", "h2")


def case(seats: int, letters: dict[str, tuple[int, int]], homes: tuple[str, ...] = ("",) * 6) -> Instance:
    """Six people of two criteria, `a` or `b` and `x` or `y`, with limits by letter; unnamed: no limit."""
    quotas = tuple(
        (name, tuple((letter, *letters.get(letter, (0, seats))) for letter in pair))
        for name, pair in (("first", "ab"), ("second", "xy"))
    )
    return Instance(tuple(tuple(word) for word in WORDS), homes, quotas, seats)


CASES = {
    "one seat": case(1, {}),
    "one seat, for one kind": case(1, {"b": (1, 1)}, HOMES),
    "every seat": case(6, {}),
    "one home keeps one of two out": case(4, {}, HOMES),
    "a maximum of 0": case(2, {"x": (0, 0)}),
    "a maximum of 0, and homes": case(2, {"x": (0, 0), "a": (0, 1)}, HOMES),
    "exact": case(3, {"a": (1, 1), "b": (2, 2), "x": (2, 2), "y": (1, 1)}, HOMES),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("fairness", get_args(Fairness))
def test_chances_are_the_best_of_all_panels(name: str, fairness: Fairness) -> None:
    instance = CASES[name]
    problem = instance.problem()
    valid = set(oracle.valid_panels(*problem))
    result = realised(instance, 120, fairness)
    assert {tuple(sorted(panel)) for panel in result.panels} <= valid
    chance = result.chance()
    drawable = {person for panel in valid for person in panel}
    assert {person for person, each in chance.items() if each} == drawable
    assert abs(sum(chance.values()) - instance.seats) < Fraction(1, 10**6)
    best = oracle.leximin(*problem)
    floor = min(best[person] for person in drawable)
    if fairness in {"leximin", "maximin", "capped"}:
        assert min(chance[person] for person in drawable) == floor
    if fairness == "leximin":
        assert chance == best
    if fairness == "capped":
        assert max(chance.values()) == oracle.least_cap(*problem, floor)
    if len(valid) == 1 or len({best[person] for person in drawable}) == 1:
        # All panels alike, or everyone alike: there is nothing to trade.
        assert max(abs(chance[person] - best[person]) for person in chance) < Fraction(1, 10**6)


@pytest.mark.parametrize("name", CASES)
def test_a_preference_keeps_every_count_and_makes_no_panel_that_is_not_valid(name: str) -> None:
    instance = CASES[name]
    result = realised(instance, 40)
    grouped, given = result.profiles, result.realised.compositions
    bounds = [
        Bound(criterion, ((place, letter),), low, high)
        for place, (criterion, categories) in enumerate(instance.quotas)
        for letter, low, high in categories
    ]
    kinds = {
        tuple(
            Counter(profile_of(grouped.members, person) for person in panel)[t]
            for t in range(len(grouped.members))
        )
        for panel in oracle.valid_panels(*instance.problem())
    }
    cells = crossings([profile.features for profile in grouped.profiles], bounds)
    for preference in (Diverse(grouped.instance, cells), Repairable(grouped.instance, [0] * len(bounds))):
        found = preferred(given, preference, SILENT)
        assert np.array(found).sum(axis=0).tolist() == np.array(given).sum(axis=0).tolist()
        assert set(found) <= kinds
        faults = [int(preference.faults(np.array(each)).sum()) for each in (given, found)]
        assert faults[1] <= faults[0]


def profile_of(members: tuple[tuple[int, ...], ...], person: int) -> int:
    return next(t for t, people in enumerate(members) if person in people)
