"""Counts halved into panels: exact where it is said so, valid always, the same wherever it is done."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hull_gap import LONE_PAIR
from support.instances import Instance, tight, tiny, tiny_instances
from support.realising import grouped

from tirage.chances import instance as model
from tirage.chances.objectives.choose import target_chances
from tirage.lottery.bundles import Bundles, Composition, matrix, one_bundle
from tirage.lottery.halving import Halved, halve
from tirage.lottery.local_search import search
from tirage.lottery.mending import mend
from tirage.lottery.rounding import quantise
from tirage.lottery.splitting import Halving, Parts, solve
from tirage.progress import Silent


def halved(counts: Sequence[int], panels: int, instance: model.Instance, workers: int = 2) -> Halved:
    """Counts through the halving."""
    with ThreadPoolExecutor(workers) as threads:
        return halve(tuple(counts), panels, instance, threads, Silent())


def leximin_counts(instance: model.Instance, panels: int) -> Composition:
    """What `panels` panels together have of each profile, at the leximin chances."""
    chances = target_chances(instance, "leximin").chances
    counts = quantise([c * n for c, n in zip(chances, instance.sizes, strict=True)], panels, instance)
    assert counts is not None
    return counts


def compositions(instance: model.Instance) -> list[Composition]:
    """Every composition, by trying all."""
    every = product(*(range(size + 1) for size in instance.sizes))
    return [x for x in every if is_valid(x, instance)]


def is_valid(composition: Sequence[int], instance: model.Instance) -> bool:
    """Seats, sizes and rows, from the instance itself."""
    return all(0 <= x <= size for x, size in zip(composition, instance.sizes, strict=True)) and all(
        row.lower <= sum(composition[t] for t in row.members) <= row.upper for row in instance.rows
    )


def check(found: Halved, counts: Sequence[int], panels: int, instance: model.Instance) -> None:
    """Every composition valid; exact: so many of them, and they add up."""
    assert all(is_valid(each, instance) for each in found.compositions)
    if found.exact:
        assert len(found.compositions) == panels
        assert [sum(column) for column in zip(*found.compositions, strict=True)] == list(counts)


@given(tiny_instances(max_people=7), st.integers(1, 9), st.integers(0, 999))
def test_a_sum_of_panels_is_halved_into_panels(asked: Instance, panels: int, seed: int) -> None:
    """Against brute force: counts that panels have together; exact is what it says, and often is."""
    instance = grouped(asked).instance
    every = compositions(instance)
    if not every:
        return
    rng = Random(seed)
    counts = [sum(column) for column in zip(*rng.choices(every, k=panels), strict=True)]
    found = halved(counts, panels, instance)
    check(found, counts, panels, instance)
    assert found.exact or panels > 1


def test_nearly_every_sum_of_panels_is_found_again() -> None:
    found = []
    for seed in range(40):
        instance = grouped(tiny(seed)).instance
        if every := compositions(instance):
            panels = Random(seed).choices(every, k=50)
            counts = [sum(column) for column in zip(*panels, strict=True)]
            found.append(halved(counts, 50, instance))
            check(found[-1], counts, 50, instance)
    assert len(found) > 20
    assert all(each.exact for each in found)


def test_what_is_no_sum_of_panels_is_never_called_exact() -> None:
    instance = grouped(LONE_PAIR).instance
    (only,) = compositions(instance)
    counts = leximin_counts(instance, 60)
    assert counts != tuple(60 * seats for seats in only)
    found = halved(counts, 60, instance)
    assert not found.exact
    check(found, counts, 60, instance)


@pytest.mark.parametrize("seed", [18, 47, 48, 59])
def test_pools_that_once_were_given_up_are_exact(seed: int) -> None:
    """Their chances can be had by panels, though many a pair of panels cannot be split."""
    instance = grouped(tight(seed)).instance
    counts = leximin_counts(instance, 200)
    found = halved(counts, 200, instance)
    assert found.exact
    check(found, counts, 200, instance)


def test_mending_alone_finds_what_splitting_leaves() -> None:
    """Pairs left whole on purpose: with finished panels they are split again, and nothing is lost."""
    instance = grouped(tight(47)).instance
    counts = leximin_counts(instance, 64)
    with ThreadPoolExecutor(1) as threads:
        halving = Halving(instance, threads, Silent())
        single, left = halving.down(one_bundle(counts, 64), 64)
        spoilt = Bundles(single.counts[:6:2] + single.counts[1:6:2], np.full(3, 2), np.zeros(3, np.int64))
        rest = single.of(np.arange(len(single.panels)) >= 6)
        parts = mend(Parts(rest, spoilt), halving)
    assert not len(left.panels)
    assert not len(parts.stubborn.panels)
    assert len(parts.single.panels) == 64
    assert tuple(parts.single.counts.sum(axis=0)) == counts


@pytest.mark.parametrize("room", [0, 1])
def test_a_half_keeps_its_share_of_every_row(room: int) -> None:
    instance = grouped(tight(12)).instance
    bundle = one_bundle(leximin_counts(instance, 40), 40)
    rows = matrix(instance)
    halves, found = search(bundle, rows, room)
    solved = solve(bundle, rows, 0)
    assert found[0]
    assert solved is not None
    for half in (halves[0], solved):
        assert half.sum() == 20 * instance.seats
        for side in (half, bundle.counts[0] - half):
            for row in instance.rows:
                share = Fraction(int(bundle.counts[0][list(row.members)].sum()), 2)
                assert abs(side[list(row.members)].sum() - share) < 1 + room


SCRIPT = """
import hashlib, sys
from support.instances import tight
from support.realising import grouped, realised
from test_halving import halved, leximin_counts
for seed, panels in ((18, 40), (31, 30)):
    instance = grouped(tight(seed)).instance
    found = halved(leximin_counts(instance, panels), panels, instance, int(sys.argv[1]))
    print(hashlib.sha256(repr(found).encode()).hexdigest())
"""


def test_any_process_and_any_number_of_threads_halves_alike() -> None:
    """Hash seeds, threads of the product and of the libraries below it change nothing."""
    folder = Path(__file__).parent
    path = os.pathsep.join([str(folder.parent), str(folder), *sys.path])
    printed = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, workers],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
        ).stdout
        for workers, seed, threads in (("1", "0", "1"), ("3", "4242", "2"))
    }
    assert len(printed) == 1
    assert len(next(iter(printed)).split()) == 2
