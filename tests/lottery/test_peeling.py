"""Panels taken one by one: valid, and together what the bundle holds; and all joint exchanges."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray
from support.instances import Instance
from support.realising import grouped as profiles_of

from tirage.chances import instance as model
from tirage.chances.objectives.choose import target_chances
from tirage.lottery.bundles import matrix, one_bundle
from tirage.lottery.halving import Halving, halve
from tirage.lottery.peeling import peel as peeling
from tirage.lottery.peeling.groups import Groups, Index, Rows, grouped
from tirage.lottery.peeling.joint import Search
from tirage.lottery.peeling.peel import many, peel
from tirage.lottery.rounding import quantise
from tirage.progress import Silent
from tirage.solvers.stream import Stream


def crowd(seed: str, *, people: int, seats: int, criteria: int, categories: int, spread: int) -> Instance:
    """People of evenly mixed features, and quotas around the counts of one panel."""
    rng = Random(f"crowd/{seed}")
    features = tuple(
        tuple(f"c{c}{rng.randrange(categories)}" for c in range(criteria)) for _ in range(people)
    )
    panel = rng.sample(features, seats)
    quotas = []
    for c in range(criteria):
        counts = [sum(row[c] == f"c{c}{v}" for row in panel) for v in range(categories)]
        quotas.append(
            (
                f"c{c}",
                tuple((f"c{c}{v}", max(0, n - spread), n + spread) for v, n in enumerate(counts)),
            )
        )
    return Instance(features, ("",) * people, tuple(quotas), seats)


def counts_of(instance: model.Instance, panels: int) -> tuple[int, ...]:
    """Panel places by profile at the leximin chances."""
    chances = target_chances(instance, "leximin").chances
    counts = quantise([c * n for c, n in zip(chances, instance.sizes, strict=True)], panels, instance)
    assert counts is not None
    return counts


def is_valid(panel: Sequence[int], instance: model.Instance) -> bool:
    """Seats, sizes and rows, from the instance itself."""
    return all(0 <= x <= size for x, size in zip(panel, instance.sizes, strict=True)) and all(
        row.lower <= sum(panel[t] for t in row.members) <= row.upper for row in instance.rows
    )


def rows_of(panels: NDArray[np.int64], instance: model.Instance) -> NDArray[np.int64]:
    """n × R: what panels hold of the rows but the total, from the instance itself."""
    return np.array([panels[:, list(row.members)].sum(axis=1) for row in instance.rows[1:]]).T


@pytest.mark.parametrize("spread", [0, 1])
def test_panels_are_valid_and_hold_the_counts_together(spread: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peeling, "MANY", 300)
    pool = crowd("valid", people=600, seats=40, criteria=5, categories=4, spread=spread)
    instance = profiles_of(pool).instance
    counts = counts_of(instance, 24)
    parts = peel(one_bundle(counts, 24), matrix(instance), Silent())
    assert not len(parts.stubborn.panels)
    panels = parts.single.counts.tolist()
    assert len(panels) == 24 and all(is_valid(panel, instance) for panel in panels)
    assert np.sum(panels, axis=0).tolist() == list(counts)


def test_what_cannot_be_peeled_is_left_whole_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peeling, "STEPS", (40, 40))
    monkeypatch.setattr(peeling, "EFFORT", 2_000)
    monkeypatch.setattr(peeling, "EFFORT_A_PANEL", 0)
    pool = crowd("left", people=200, seats=20, criteria=5, categories=4, spread=0)
    instance = profiles_of(pool).instance
    counts = [min(2, size) for size in instance.sizes]
    while sum(counts) > 4 * 20:
        counts[max(range(len(counts)), key=lambda t: counts[t])] -= 1
    parts = peel(one_bundle(tuple(counts), 4), matrix(instance), Silent())
    assert parts.stubborn.panels.tolist() and len(parts.single.panels) + int(parts.stubborn.panels.sum()) == 4
    assert all(is_valid(panel, instance) for panel in parts.single.counts.tolist())
    held = parts.single.counts.sum(axis=0) + parts.stubborn.counts.sum(axis=0)
    assert held.tolist() == counts


def test_the_same_is_peeled_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peeling, "MANY", 200)
    instance = profiles_of(crowd("alike", people=400, seats=30, criteria=4, categories=4, spread=1)).instance
    whole = one_bundle(counts_of(instance, 12), 12)
    first, second = (peel(whole, matrix(instance), Silent()).single.counts.tolist() for _ in range(2))
    assert first == second


def test_a_crowd_that_cannot_be_halved_is_peeled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peeling, "MANY", 300)
    # No half is found by any search, as happens with eight criteria of six categories.
    monkeypatch.setattr(
        Halving,
        "_split",
        lambda _, bundles: (np.zeros_like(bundles.counts), np.zeros(len(bundles.panels), np.bool_)),
    )
    instance = profiles_of(crowd("halved", people=500, seats=40, criteria=5, categories=4, spread=1)).instance
    counts = counts_of(instance, 20)
    assert many(one_bundle(counts, 20))
    with ThreadPoolExecutor(1) as workers:
        found = halve(counts, 20, instance, workers, Silent())
    assert found.exact and len(found.compositions) == 20
    assert all(is_valid(panel, instance) for panel in found.compositions)
    assert tuple(map(sum, zip(*found.compositions, strict=True))) == counts


def test_joint_exchanges_are_all_those_that_change_the_rows_so() -> None:
    """Against every choice of four out and four in, the halves' first place unchanged."""
    instance = profiles_of(crowd("joint", people=22, seats=8, criteria=3, categories=3, spread=1)).instance
    rows = matrix(instance)
    hashed = Rows(rows, Stream(b"joint"))
    every = np.arange(len(instance.sizes))
    out, into = every[every % 3 == 0], every[every % 3 > 0]
    held = rows_of(np.eye(len(instance.sizes), dtype=np.int64), instance)
    change = next(
        held[list(coming)].sum(axis=0) - held[list(leaving)].sum(axis=0)
        for leaving in combinations(out.tolist(), 4)
        for coming in combinations(into.tolist(), 4)
        if _in_halves(leaving, coming, held, hashed.places[0])
    )
    free = np.zeros(len(instance.sizes), np.bool_)
    free[into] = True
    search = Search(_pairs(out, hashed), Index(_pairs(into, hashed)), free, 10**6)
    found, _ = search.exchanges(change, hashed, tuple(range(len(hashed.places))))
    expected = {
        (leaving, coming)
        for leaving in combinations(out.tolist(), 4)
        for coming in combinations(into.tolist(), 4)
        if (held[list(coming)].sum(axis=0) - held[list(leaving)].sum(axis=0) == change).all()
        and _in_halves(leaving, coming, held, hashed.places[0])
    }
    assert set(zip(map(tuple, found.out.tolist()), map(tuple, found.into.tolist()), strict=True)) == expected


def _pairs(profiles: NDArray[np.int64], rows: Rows) -> Groups:
    return grouped(profiles, 2, 0, rows, Stream(b""))


def _in_halves(
    leaving: tuple[int, ...], coming: tuple[int, ...], held: NDArray[np.int64], place: NDArray[np.int64]
) -> bool:
    """Whether two of each change nothing of a place; the other two change what is asked then."""
    return any(
        (held[list(two)].sum(axis=0) == held[list(gone)].sum(axis=0))[place].all()
        for two in combinations(coming, 2)
        for gone in combinations(leaving, 2)
    )


def test_triples_are_all_where_they_are_few_and_a_part_where_many() -> None:
    instance = profiles_of(crowd("few", people=30, seats=8, criteria=3, categories=3, spread=1)).instance
    rows = Rows(matrix(instance), Stream(b"few"))
    profiles = np.arange(9)
    every = grouped(profiles, 3, 84, rows, Stream(b"3")).members.tolist()
    assert sorted(map(tuple, every)) == sorted(combinations(range(9), 3))
    some = grouped(profiles, 3, 83, rows, Stream(b"3")).members.tolist()
    assert 0 < len(some) < 84 and all(a < b < c for a, b, c in some)
