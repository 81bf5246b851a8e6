"""The tree of the least change: it shows what brute force finds, never more, and forged ones show nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import pytest
from support import trees
from support.hull_gap import NO_PANEL
from support.infeasible import crowded, least_by_people, least_weight, rows, tightened
from support.instances import Instance
from support.realising import grouped

from tirage.chances.instance import Profiles
from tirage.draws.certificate import tree_document
from tirage.feasibility import least_weight as proving
from tirage.feasibility.change_programs import Movable
from tirage.feasibility.demands import Demand
from tirage.feasibility.relaxation import weight

Document = list[dict[str, Any]]


def movable(instance: Instance) -> list[Movable]:
    """Every limit, as far as it can go."""
    found: list[Movable] = []
    for number, (c, name, low, high) in enumerate(rows(instance)):
        people = sum(features[c] == name for features in instance.features)
        for demand, limit, room in (
            ((number, "minimum"), low, low),
            ((number, "maximum"), high, min(people, instance.seats) - high),
        ):
            if room > 0:
                found.append(Movable(demand, room, weight(demand[1], limit)))
    return found


def weights(limits: Sequence[Movable]) -> dict[Demand, int]:
    return {each.demand: each.weight for each in limits}


def ground(
    instance: Instance, own: Profiles, limits: Sequence[Movable]
) -> tuple[trees.Ground, dict[int, int], int]:
    """The draw of all changes in plain numbers, as docs/formats.md has it; the weights; 720,720·Σ r."""
    sizes = [len(members) for members in own.members]
    people = range(len(sizes))
    counted = [set(row.members) for row in own.instance.quotas]
    costs: dict[int, int] = {}
    moved = [0] * len(counted)
    rest = 0
    for each in limits:
        number, side = each.demand
        counted[number].add(len(sizes))
        costs[len(sizes)] = each.weight if side == "maximum" else -each.weight
        if side == "maximum":
            moved[number] = each.room
            rest += each.room * each.weight
        sizes.append(each.room)
    wide = sum(sizes[len(people) :])
    quotas = [
        (frozenset(members), low + room, high + room)
        for members, (_, _, low, high), room in zip(counted, rows(instance), moved, strict=True)
    ]
    quotas.append((frozenset(people), instance.seats, instance.seats))
    homes = [(frozenset(row.members), row.upper) for row in own.instance.households]
    return trees.Ground([*sizes, wide], instance.seats + wide, quotas, homes), costs, rest


def proved(instance: Instance, wanted: int) -> tuple[int, Document]:
    found = proving.least_weight(grouped(instance).instance, movable(instance), wanted)
    assert found is not None
    return found.proved, tree_document(found.tree)


def shows(instance: Instance, tree: Sequence[Mapping[str, Any]], weighs: int) -> bool:
    limits = movable(instance)
    draw, costs, rest = ground(instance, grouped(instance), limits)
    return trees.shows(tree, costs, rest - weighs, draw)


@pytest.mark.parametrize("instance", [*(tightened(seed) for seed in range(25)), *NO_PANEL])
def test_a_tree_shows_what_brute_force_finds_and_no_more(instance: Instance) -> None:
    least = least_weight(instance, weights(movable(instance)))
    found, tree = proved(instance, least)
    assert found == least
    assert shows(instance, tree, least)
    assert not shows(instance, tree, least + 1)
    # Of what is not true it shows less, whatever is asked.
    more, tree = proved(instance, least + 1)
    assert more <= least and shows(instance, tree, more)


@pytest.mark.parametrize("seed", [1, 3])
def test_where_many_limits_contradict_each_other_it_has_branchings(seed: int) -> None:
    instance = crowded(seed)
    weighs = least_by_people(instance, weights(movable(instance)))
    assert weighs is not None
    found, tree = proved(instance, round(weighs))
    assert found == round(weighs) and len(tree) > 1
    assert shows(instance, tree, found)
    for number in (0, 1, len(tree) - 1):
        assert not shows(instance, tree[:number] + tree[number + 1 :], found)
    for forged in (signs(tree), sides(tree), weaker(tree)):
        assert not shows(instance, forged, found)


def signs(tree: Document) -> Document:
    """Every price of a quota is the other way round."""
    forged = deepcopy(tree)
    for node in forged:
        if "quotas" in node:
            node["quotas"] = {row: str(-int(price)) for row, price in node["quotas"].items()}
    return forged


def sides(tree: Document) -> Document:
    """Branchings leave another number out than their sides say."""
    return [{**node, "most": node["most"] + 1} if "most" in node else node for node in tree]


def weaker(tree: Document) -> Document:
    """The last leaf has no price of a branching any more."""
    return [*tree[:-1], {**tree[-1], "branchings": {}}]


def test_where_the_effort_is_spent_less_is_proved_and_never_more(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = crowded(0)
    weighs = least_by_people(instance, weights(movable(instance)))
    assert weighs is not None
    monkeypatch.setattr(proving, "EFFORTS", proving.Efforts(1.0, 1.0))
    found, tree = proved(instance, round(weighs))
    assert 0 < found < round(weighs)
    assert shows(instance, tree, found)
