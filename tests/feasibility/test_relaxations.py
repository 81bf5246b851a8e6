"""Relaxations against brute force: the least there is, by tiers and within limits, and who is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

import pytest
from support.hull_gap import NEVER_DRAWN, NO_PANEL
from support.infeasible import (
    crowded,
    few_people,
    least_by_people,
    least_weight,
    panels,
    rows,
    seats,
    tightened,
)
from support.instances import Instance
from support.realising import grouped

from tirage.chances.instance import Profiles
from tirage.chances.rising import Unproved
from tirage.feasibility import relaxation as relaxing
from tirage.feasibility.change_programs import Movable, least
from tirage.feasibility.conflicts import has_panel
from tirage.feasibility.demands import Demand
from tirage.feasibility.effort import Effort
from tirage.feasibility.relaxation import Relaxation, Relaxations, relaxations, weight
from tirage.feasibility.shortfall import Shortfalls, Total, relaxed
from tirage.solvers.integer import LARGEST, LinearRow, SumRow, TooLarge, integer_program

Need = Mapping[Demand, int]
"""Seats that limits have to give for one panel."""


def movable(instance: Instance, seed: int) -> list[Movable]:
    """Every limit; in odd seeds with two tiers, some limits that give little and some that give nothing."""
    rng = Random(f"limits/{seed}")
    found = []
    for number, (c, name, low, high) in enumerate(rows(instance)):
        people = sum(features[c] == name for features in instance.features)
        for demand, limit, room in (
            ((number, "minimum"), low, low),
            ((number, "maximum"), high, min(people, instance.seats) - high),
        ):
            tier = 0
            if seed % 2:
                room, tier = rng.choice([room, room, min(room, 1), 0]), rng.randint(0, 1)
            if room > 0:
                found.append(Movable(demand, room, weight(demand[1], limit), tier))
    return found


def needs(instance: Instance, limits: Sequence[Movable]) -> list[tuple[tuple[int, ...], Need]]:
    """Every panel that a change within the limits allows, and what it needs."""
    room = {each.demand: each.room for each in limits}
    found = []
    for panel in panels(instance):
        need: dict[Demand, int] = {}
        for number, ((_, _, low, high), got) in enumerate(
            zip(rows(instance), seats(instance, panel), strict=True)
        ):
            if got < low:
                need[number, "minimum"] = low - got
            if got > high:
                need[number, "maximum"] = got - high
        if all(room.get(demand, 0) >= given for demand, given in need.items()):
            found.append((panel, need))
    return found


def cost(change: Need, limits: Sequence[Movable]) -> tuple[int, int, int]:
    """Weight by tier, then how many limits change."""
    tiers = [0, 0]
    for each in limits:
        tiers[each.tier] += each.weight * change.get(each.demand, 0)
    return tiers[0], tiers[1], len(change)


def left_out(change: Need, fitting: Sequence[tuple[tuple[int, ...], Need]], people: int) -> set[int]:
    """Who is on no panel after a change."""
    drawn = {person for panel, need in fitting if within(need, change) for person in panel}
    return set(range(people)) - drawn


def covering(fitting: Sequence[tuple[tuple[int, ...], Need]], people: set[int]) -> list[Need]:
    """The smallest changes with which each of these people is on some panel, one person after the other."""
    found: list[Need] = [{}]
    for person in sorted(people):
        own = [need for panel, need in fitting if person in panel]
        wider = [
            change if any(within(need, change) for need in own) else joined(change, need)
            for change in found
            for need in own
        ]
        found = []
        for change in sorted(wider, key=lambda each: sum(each.values())):
            if not any(within(each, change) for each in found):
                found.append(change)
    return found


def within(need: Need, change: Need) -> bool:
    return all(change.get(demand, 0) >= given for demand, given in need.items())


def joined(change: Need, need: Need) -> Need:
    return {demand: max(change.get(demand, 0), need.get(demand, 0)) for demand in change.keys() | need.keys()}


def people_of(profiles: Sequence[int], grouped_: Profiles) -> set[int]:
    return {i for t in profiles for i in grouped_.members[t]}


@dataclass(frozen=True)
class Case:
    """An instance, what may be moved, every panel that fits then, and what the product proposes."""

    instance: Instance
    limits: list[Movable]
    fitting: list[tuple[tuple[int, ...], Need]]
    found: Relaxations


@cache
def solved(number: int) -> Case:
    """A case by its number, solved once for the tests that look at it."""
    instance, seed = CASES[number]
    limits = movable(instance, seed)
    found = relaxations(grouped(instance).instance, limits, 4)
    return Case(instance, limits, needs(instance, limits), found)


CASES = [(tightened(seed), seed) for seed in range(60)]
CASES += [(instance, 0) for instance in (*NO_PANEL, *NEVER_DRAWN)]


@pytest.mark.parametrize("number", range(len(CASES)))
def test_alternatives_are_the_least_by_every_panel_tried(number: int) -> None:
    case = solved(number)
    limits, fitting, found = case.limits, case.fitting, case.found
    assert bool(found.blocked.found) == (not fitting)
    avoided: list[set[Demand]] = []
    for relaxation in found.least:
        change = dict(relaxation.changes)
        allowed = [need for _, need in fitting if not any(each <= need.keys() for each in avoided)]
        assert cost(change, limits) == min(cost(need, limits) for need in allowed)
        assert change in allowed
        avoided.append(set(change))
    if fitting and len(found.least) < 4 and all(avoided):
        assert not [need for _, need in fitting if not any(each <= need.keys() for each in avoided)]
    check_left_out(case.instance, found, fitting)


def check_left_out(
    instance: Instance, found: Relaxations, fitting: Sequence[tuple[tuple[int, ...], Need]]
) -> None:
    profiles, people = grouped(instance), len(instance.features)
    for relaxation in (*found.least, *([found.everyone] if found.everyone else [])):
        expected = left_out(dict(relaxation.changes), fitting, people)
        assert relaxation.never is not None
        assert people_of(relaxation.never, profiles) == expected
    if fitting:
        assert found.hopeless is not None
        drawable = {person for panel, _ in fitting for person in panel}
        assert people_of(found.hopeless, profiles) == set(range(people)) - drawable


@pytest.mark.parametrize("number", range(len(CASES)))
def test_the_least_that_leaves_nobody_out_is_that_of_every_change_tried(number: int) -> None:
    case = solved(number)
    instance, limits, fitting, found = case.instance, case.limits, case.fitting, case.found
    if not fitting:
        assert found.everyone is None
        return
    assert found.hopeless is not None
    hopeless = people_of(found.hopeless, grouped(instance))
    assert isinstance(found.everyone, Relaxation)
    assert found.everyone.never is not None
    assert people_of(found.everyone.never, grouped(instance)) == hopeless
    changes = covering(fitting, set(range(len(instance.features))) - hopeless)
    change = dict(found.everyone.changes)
    assert cost(change, limits)[:2] == min(cost(each, limits)[:2] for each in changes)


CROWDED = [crowded(seed) for seed in range(6)]


@pytest.mark.parametrize("number", range(len(CROWDED)))
def test_many_criteria_have_an_answer_before_anything_else_is_looked_for(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No change that gives a seat less works, and what was not found is said not to be."""
    monkeypatch.setattr(relaxing, "EVERYONE", 0.1)
    monkeypatch.setattr(relaxing, "LEFT", 0.1)
    pool = CROWDED[number]
    instance, limits = grouped(pool).instance, movable(pool, 0)
    told: list[tuple[relaxing.Changes, bool]] = []
    found = relaxations(instance, limits, 2, lambda *first: told.append(first))
    change = dict(found.least[0].changes)
    assert told == [(found.least[0].changes, True)]
    assert has_panel(relaxed(instance, change))
    for demand, seats_given in change.items():
        assert not has_panel(relaxed(instance, change | {demand: seats_given - 1}))
    weighed = [cost(dict(each.changes), limits) for each in found.least]
    assert weighed == sorted(weighed)


@pytest.mark.parametrize("seed", range(24))
def test_under_many_criteria_the_least_is_that_of_another_model_or_of_every_panel(seed: int) -> None:
    pool = few_people(seed) if seed % 2 else crowded(100 + seed)
    limits = movable(pool, 0)
    weights = {each.demand: each.weight for each in limits}
    found = least(grouped(pool).instance, limits, (), Effort(relaxing.LEAST).program)
    assert found is not None and found.proved
    weighs = sum(weights[demand] * seats_given for demand, seats_given in found.change.items())
    expected = least_weight(pool, weights) if seed % 2 else least_by_people(pool, weights)
    assert expected is not None
    assert abs(weighs - expected) < 2


def test_a_change_that_is_not_proved_the_least_is_an_answer_still(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LEAST", "OTHER", "EVERYONE", "LEFT"):
        monkeypatch.setattr(relaxing, name, 0.03)
    told: list[bool] = []
    for pool in CROWDED:
        instance = grouped(pool).instance
        try:
            found = relaxations(instance, movable(pool, 0), 1, lambda _, proved: told.append(proved))
        except Unproved:
            continue
        assert has_panel(relaxed(instance, dict(found.least[0].changes)))
        assert found.least[0].proved == told[-1]
    assert False in told


@pytest.mark.parametrize("number", range(len(CROWDED)))
def test_reasons_are_whole_numbers_that_a_solver_holds(number: int) -> None:
    shortfalls = Shortfalls(grouped(CROWDED[number]).instance)
    reason = shortfalls.find({}, Effort(5))
    assert isinstance(reason, Total)
    assert max(reason.need, *(times for _, times in reason.times)) < 10**12


def test_a_number_that_no_solver_holds_is_named_at_the_door() -> None:
    for row in (LinearRow([0], [LARGEST], 0, 1), LinearRow([0], [1], 0, LARGEST), SumRow([0], -LARGEST, 0)):
        with pytest.raises(TooLarge, match="54 bits"):
            integer_program([(0, 1)], [row])
    with pytest.raises(TooLarge, match="bound"):
        integer_program([(0, LARGEST)], [])
    with pytest.raises(TooLarge, match="sum"):
        integer_program([(0, 1 << 32)] * 2, [], [1 << 31] * 2)
    assert integer_program([(0, 1)], [LinearRow([0], [LARGEST - 1], 0, LARGEST - 1)], [1]).values == (1,)


def test_an_effort_that_is_spent_ends_the_search() -> None:
    effort = Effort(1.0)
    effort.take(0.5)
    with pytest.raises(Unproved):
        effort.take(0.5)
