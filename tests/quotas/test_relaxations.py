"""Relaxations against brute force: the least there is, by tiers and within limits, and who is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hull_gap import NEVER_DRAWN, NO_PANEL
from infeasible import panels, rows, seats, tightened
from instances import Instance
from realising import grouped

from tirage.chances.conflict import Demand
from tirage.chances.profiles import Profiles
from tirage.chances.relaxation import Movable, Relaxation, Relaxations, relaxations, weight

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


def solved(instance: Instance, limits: Sequence[Movable]) -> Relaxations:
    return relaxations(grouped(instance).instance, limits, 4)


CASES = [(tightened(seed), seed) for seed in range(60)]
CASES += [(instance, 0) for instance in (*NO_PANEL, *NEVER_DRAWN)]


@pytest.mark.parametrize("number", range(len(CASES)))
def test_alternatives_are_the_least_by_every_panel_tried(number: int) -> None:
    instance, seed = CASES[number]
    limits = movable(instance, seed)
    fitting = needs(instance, limits)
    found = solved(instance, limits)
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
    check_left_out(instance, found, fitting)


def check_left_out(
    instance: Instance, found: Relaxations, fitting: Sequence[tuple[tuple[int, ...], Need]]
) -> None:
    profiles, people = grouped(instance), len(instance.features)
    for relaxation in (*found.least, *([found.everyone] if found.everyone else [])):
        expected = left_out(dict(relaxation.changes), fitting, people)
        assert people_of(relaxation.never, profiles) == expected
    if fitting:
        drawable = {person for panel, _ in fitting for person in panel}
        assert people_of(found.hopeless, profiles) == set(range(people)) - drawable


@pytest.mark.parametrize("number", range(len(CASES)))
def test_the_least_that_leaves_nobody_out_is_that_of_every_change_tried(number: int) -> None:
    instance, seed = CASES[number]
    limits = movable(instance, seed)
    fitting = needs(instance, limits)
    found = solved(instance, limits)
    if not fitting:
        assert found.everyone is None
        return
    hopeless = people_of(found.hopeless, grouped(instance))
    assert isinstance(found.everyone, Relaxation)
    assert people_of(found.everyone.never, grouped(instance)) == hopeless
    changes = covering(fitting, set(range(len(instance.features))) - hopeless)
    change = dict(found.everyone.changes)
    assert cost(change, limits)[:2] == min(cost(each, limits)[:2] for each in changes)
