"""What a misreport brings, worked out by hand and against every misreport there is."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from support import oracle
from support.instances import Instance, tiny, write

from tirage.analysis import misreports
from tirage.analysis.misreports import Manipulability, manipulability
from tirage.chances.instance import Instance as Numbers
from tirage.chances.leximin import chance_by_profile, leximin
from tirage.draws.draw_up import group
from tirage.people.pool.read import read_pool
from tirage.quotas.read import read_quotas


def ideal(instance: Numbers) -> list[Fraction]:
    by_profile = chance_by_profile(leximin(instance), instance)
    return [by_profile[t] for t in range(len(instance.sizes))]


def found(bare: Instance, declared: list[str], folder: Path) -> Manipulability:
    people, table = write(bare, folder)
    quotas = read_quotas(table, seats=bare.seats).quotas
    pool = read_pool(people, quotas, household=["address1"]).pool
    return manipulability(pool, quotas, group(pool, quotas, bare.seats), declared, ideal)


def test_one_of_many_claims_to_be_one_of_few(tmp_path: Path) -> None:
    """Eight A for one seat, two B for one: an A who says B is one of three."""
    bare = Instance((*((("A",),) * 8), ("B",), ("B",)), ("",) * 10, (("x", (("A", 1, 1), ("B", 1, 1))),), 2)
    result = found(bare, ["x"], tmp_path)
    assert (result.possible, result.tried) == (2, 2)
    assert result.best is not None
    assert (result.best.criterion, result.best.features, result.best.claimed) == ("x", ("A",), "B")
    assert (result.best.before, result.best.after) == (Fraction(1, 8), Fraction(1, 3))


def test_a_misreport_that_leaves_no_panel_brings_nothing(tmp_path: Path) -> None:
    """The only B must sit: if he says A there is no panel; if an A says B he has one chance in two."""
    bare = Instance((("A",), ("A",), ("B",)), ("",) * 3, (("x", (("A", 1, 1), ("B", 1, 1))),), 2)
    result = found(bare, ["x"], tmp_path)
    # An A has 1/2 either way.
    assert result == Manipulability(2, 2, None)


def test_nothing_to_gain_without_quotas(tmp_path: Path) -> None:
    bare = Instance((("A",), ("A",), ("B",)), ("",) * 3, (("x", (("A", 0, 2), ("B", 0, 2))),), 2)
    assert found(bare, ["x"], tmp_path).best is None


def test_only_declared_criteria_are_lied_about(tmp_path: Path) -> None:
    features = (*((("A", "c"),) * 4), *((("B", "d"),) * 2))
    quotas = (("x", (("A", 1, 1), ("B", 1, 1))), ("y", (("c", 0, 2), ("d", 0, 2))))
    bare = Instance(features, ("",) * 6, quotas, 2)
    assert found(bare, ["y"], tmp_path).best is None
    best = found(bare, ["x", "y"], tmp_path).best
    assert best is not None
    assert (best.criterion, best.claimed, best.after) == ("x", "B", Fraction(1, 3))


@pytest.mark.parametrize("seed", [0, 1, 3, 5, 6, 7, 10])
def test_no_misreport_brings_more_when_all_are_tried(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tiny(seed)
    monkeypatch.setattr(misreports, "TRIED", 10**6)
    result = found(bare, [name for name, _ in bare.quotas], tmp_path)
    assert result.tried == result.possible
    assert gain(result) == max([*gains(bare), Fraction(0)])


def gains(bare: Instance) -> list[Fraction]:
    """Of every person and every other category, in every criterion, by brute force on the relaxation."""
    truth = oracle.polytope_leximin(*bare.problem())
    collected = []
    for i, own in enumerate(bare.features):
        for place, (_, categories) in enumerate(bare.quotas):
            for name in {name for name, _, _ in categories} - {own[place]}:
                features = list(bare.features)
                features[i] = (*own[:place], name, *own[place + 1 :])
                lie = Instance(tuple(features), bare.households, bare.quotas, bare.seats)
                if any(oracle.valid_panels(*lie.problem())):
                    collected.append(oracle.polytope_leximin(*lie.problem())[i] - truth[i])
    return collected


def test_few_tries_find_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The estimate is there to put the best misreports first."""
    few, all_ = Fraction(0), Fraction(0)
    for seed in range(12):
        names = [name for name, _ in tiny(seed).quotas]
        few += gain(found(tiny(seed), names, tmp_path / str(seed)))
        with monkeypatch.context() as patched:
            patched.setattr(misreports, "TRIED", 10**6)
            all_ += gain(found(tiny(seed), names, tmp_path / str(seed)))
    assert all_ > 2
    assert all_ * 3 / 4 < few <= all_


def gain(result: Manipulability) -> Fraction:
    return result.best.after - result.best.before if result.best else Fraction(0)
