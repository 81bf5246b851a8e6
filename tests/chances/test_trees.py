"""Trees of branchings: on tiny pools a claim has one exactly if it is true, and it says what it is to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from support.hull_gap import HULL_GAP, NO_PANEL
from support.instances import tiny
from support.realising import grouped

from tirage.chances.instance import Instance
from tirage.chances.proof import CompositionProof, RowProof
from tirage.chances.trees import prove
from tirage.chances.trees.prove import Prover, TreeProof, disproof, single_leaf
from tirage.chances.trees.search import Exhausted, Search
from tirage.chances.trees.tree import Branching, Leaf, Side, Tree, leaves, size, work
from tirage.dossier.canonical import canonical
from tirage.draws.certificate import tree_document

STEPS = 20_000


def compositions(instance: Instance) -> Iterator[tuple[int, ...]]:
    for x in product(*(range(most + 1) for most in instance.sizes)):
        if all(row.lower <= sum(x[t] for t in row.members) <= row.upper for row in instance.rows):
            yield x


def holds(tree: Tree, weights: list[int], best: int, instance: Instance) -> bool:
    """Whether the tree is whole, and every leaf shows what it is to show."""
    todo: list[tuple[Side, ...]] = [()]
    for node in tree:
        path = todo.pop()
        if isinstance(node, Branching):
            todo += [(*path, Side(node, upper=True)), (*path, Side(node, upper=False))]
        elif node.upper_bound(path, weights, instance) >= node.scale * (best + 1):
            return False
    return not todo


@pytest.mark.parametrize("seed", range(60))
def test_a_claim_has_a_tree_exactly_if_it_is_true(seed: int) -> None:
    instance = grouped(tiny(seed), []).instance
    rng = Random(f"trees/{seed}")
    weights = [rng.randint(-5, 9) for _ in instance.sizes]
    best = max(sum(w * n for w, n in zip(weights, x, strict=True)) for x in compositions(instance))
    assert holds(Search(instance, weights, best, STEPS).run(), weights, best, instance)
    with pytest.raises(Exhausted):
        Search(instance, weights, best - 1, STEPS).run()


@pytest.mark.parametrize("case", [*NO_PANEL, *HULL_GAP])
def test_there_is_a_tree_without_a_panel_and_none_with_one(case: object) -> None:
    instance = grouped(case, []).instance  # type: ignore[arg-type]
    tree = disproof(instance)
    if any(compositions(instance)):
        assert tree is None
    else:
        assert tree is not None and leaves(tree) > 1
        assert holds(tree, [0] * len(instance.sizes), -1, instance)


def test_where_fractions_are_enough_one_leaf_is_the_tree() -> None:
    instance = grouped(tiny(3), []).instance
    nobody = replace(instance, seats=sum(instance.sizes) + 1)
    tree = disproof(nobody)
    assert tree is not None and len(tree) == 1


@pytest.mark.parametrize("seed", range(20))
def test_one_leaf_shows_what_fractions_do(seed: int) -> None:
    instance = grouped(tiny(seed), []).instance
    weights = [Random(f"leaf/{seed}").randint(0, 9) for _ in instance.sizes]
    leaf, shown = single_leaf(instance, weights)
    assert holds((leaf,), weights, shown, instance)
    assert shown >= max(sum(w * n for w, n in zip(weights, x, strict=True)) for x in compositions(instance))
    assert shown <= sum(map(int.__mul__, weights, instance.sizes))


def test_a_tree_that_is_not_found_leaves_a_number() -> None:
    instance = grouped(HULL_GAP[0], []).instance
    weights = [1] * len(instance.sizes)
    unproved = Prover(instance).proof(CompositionProof(dict(enumerate(weights)), 1))
    assert isinstance(unproved, TreeProof)
    assert (unproved.best, unproved.proved, len(unproved.tree)) == (1, 2, 1)


def test_where_the_claim_takes_too_long_something_weaker_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = grouped(HULL_GAP[9], []).instance
    proof = next(each for each in _proofs(instance) if len(each.tree) > 1)
    weights = {t: 100 * weight for t, weight in proof.weights_by_profile.items()}
    monkeypatch.setattr(prove, "STEPS", 1)
    found = Prover(instance).proof(CompositionProof(weights, 100 * proof.best))
    assert isinstance(found, TreeProof)
    _, shown = single_leaf(instance, found.weights(instance))
    assert found.best < found.proved < shown
    assert len(found.tree) > 1 and holds(found.tree, found.weights(instance), found.proved, instance)


def test_trees_beyond_what_a_file_may_hold_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = grouped(HULL_GAP[9], []).instance
    proof = next(each for each in _proofs(instance) if len(each.tree) > 1)
    for limit in ("MOST_BYTES", "MOST_WORK"):
        with monkeypatch.context() as patch:
            patch.setattr(prove, limit, 10)
            found = Prover(instance).proof(proof)
            assert isinstance(found, TreeProof)
            assert len(found.tree) == 1 and found.proved > found.best == proof.best


def _proofs(instance: Instance) -> Iterator[TreeProof]:
    """Claims with their trees, of weights drawn at random."""
    for seed in range(200):
        rng = Random(f"proofs/{seed}")
        weights = {t: rng.randint(1, 5) for t in range(len(instance.sizes))}
        every = (sum(weights[t] * n for t, n in enumerate(x)) for x in compositions(instance))
        found = Prover(instance).proof(CompositionProof(weights, max(every)))
        assert isinstance(found, TreeProof)
        yield found


def test_size_and_work_are_never_less_than_they_are_counted() -> None:
    instance = grouped(HULL_GAP[9], []).instance
    for number, proof in enumerate(_proofs(instance)):
        document = canonical(tree_document(proof.tree))
        assert len(document) <= size(proof.tree) <= 3 * len(document)
        assert work(proof.tree, instance) >= len(proof.tree) * len(instance.sizes)
        if number == 20:
            break


def test_the_same_limits_give_the_same_tree() -> None:
    instance = grouped(HULL_GAP[9], []).instance
    proof = next(each for each in _proofs(instance) if len(each.tree) > 1)
    assert Prover(instance).proof(proof) == proof
    assert all(isinstance(node, Branching | Leaf) for node in proof.tree)
    assert all(isinstance(leaf.prices, RowProof) for leaf in proof.tree if isinstance(leaf, Leaf))
