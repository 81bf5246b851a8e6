"""Trees of branchings: on tiny pools a claim has one exactly if it is true, and it says what it is to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from operator import mul
from random import Random

import pytest
from support.hull_gap import HULL_GAP, NO_PANEL
from support.instances import tiny
from support.realising import grouped

from tirage.chances.instance import Instance
from tirage.chances.leximin import Level
from tirage.chances.objectives.choose import Target
from tirage.chances.proof import RowProof
from tirage.chances.rising import Unproved
from tirage.chances.trees import prove
from tirage.chances.trees.gomory import rounds
from tirage.chances.trees.program import NodeProgram, Point
from tirage.chances.trees.prove import ProvedCut, Prover, disproof, single_leaf
from tirage.chances.trees.search import Exhausted, Search
from tirage.chances.trees.tree import Branching, Leaf, Side, Tree, leaves, size, work
from tirage.dossier.canonical import canonical
from tirage.draws.certificate import tree_document
from tirage.solvers.integer import LinearRow

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


def cut_of(weights: Mapping[int, int], best: int) -> LinearRow:
    return LinearRow(tuple(weights), tuple(weights.values()), 0, best)


def dense(cut: LinearRow, instance: Instance) -> list[int]:
    weights = dict(zip(cut.members, cut.weights, strict=True))
    return [weights.get(t, 0) for t in range(len(instance.sizes))]


def test_a_tree_that_is_not_found_leaves_a_number() -> None:
    instance = grouped(HULL_GAP[0], []).instance
    weights = dict.fromkeys(range(len(instance.sizes)), 1)
    unproved = Prover(instance).proved(cut_of(weights, 1))
    assert (unproved.cut.upper, unproved.proved, len(unproved.tree)) == (1, 2, 1)


def test_where_the_claim_takes_too_long_something_weaker_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = grouped(HULL_GAP[9], []).instance
    cut = next(each.cut for each in _proved(instance) if len(each.tree) > 1)
    cut = cut._replace(weights=tuple(100 * weight for weight in cut.weights), upper=100 * cut.upper)
    for steps in ("QUICK_STEPS", "STEPS"):
        monkeypatch.setattr(prove, steps, 1)
    monkeypatch.setattr(prove, "rounds", lambda *_: ())
    found = Prover(instance).proved(cut)
    _, shown = single_leaf(instance, dense(cut, instance))
    assert cut.upper < found.proved < shown
    assert len(found.tree) > 1 and holds(found.tree, dense(cut, instance), found.proved, instance)


def test_trees_beyond_what_a_file_may_hold_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = grouped(HULL_GAP[9], []).instance
    proved = next(each for each in _proved(instance) if len(each.tree) > 1)
    for limit in ("MOST_BYTES", "MOST_WORK"):
        with monkeypatch.context() as patch:
            patch.setattr(prove, limit, 350 if limit == "MOST_BYTES" else 2 * len(instance.sizes))
            found = Prover(instance).proved(proved.cut)
            assert len(found.tree) == 1 and found.proved > found.cut.upper == proved.cut.upper
            patch.setattr(prove, limit, 10 if limit == "MOST_BYTES" else 1)
            with pytest.raises(Unproved):
                Prover(instance).proved(proved.cut)


def _proved(instance: Instance) -> Iterator[ProvedCut]:
    """Cuts with their trees, of weights drawn at random."""
    for seed in range(200):
        rng = Random(f"proofs/{seed}")
        weights = {t: rng.randint(1, 5) for t in range(len(instance.sizes))}
        every = (sum(weights[t] * n for t, n in enumerate(x)) for x in compositions(instance))
        yield Prover(instance).proved(cut_of(weights, max(every)))


def test_size_and_work_are_never_less_than_they_are_counted() -> None:
    instance = grouped(HULL_GAP[9], []).instance
    for number, proved in enumerate(_proved(instance)):
        document = canonical(tree_document(proved.tree))
        assert len(document) <= size(proved.tree) <= 3 * len(document)
        assert work(proved.tree, instance) >= len(proved.tree) * len(instance.sizes)
        if number == 20:
            break


def test_the_same_limits_give_the_same_tree() -> None:
    instance = grouped(HULL_GAP[9], []).instance
    proved = next(each for each in _proved(instance) if len(each.tree) > 1)
    assert Prover(instance).proved(proved.cut) == proved
    assert all(isinstance(node, Branching | Leaf) for node in proved.tree)
    assert all(isinstance(leaf.prices, RowProof) for leaf in proved.tree if isinstance(leaf, Leaf))


def test_a_tree_rests_on_the_cuts_before_it_as_far_as_these_are_proved() -> None:
    """What takes branchings alone is one leaf beside a cut that says as much."""
    instance = grouped(HULL_GAP[9], []).instance
    proved = next(each for each in _proved(instance) if len(each.tree) > 1)
    prover = Prover(instance)
    first = prover.proved(proved.cut)
    more = proved.cut._replace(weights=tuple(3 * w for w in proved.cut.weights), upper=3 * proved.cut.upper)
    again = prover.proved(more)
    (leaf,) = again.tree
    assert isinstance(leaf, Leaf) and leaf.prices.cuts and first.proved == proved.cut.upper
    before = replace(instance, cuts=(first.cut,))
    assert holds(again.tree, dense(more, instance), more.upper, before)


def test_rounding_down_leaves_out_fractions_and_no_panel() -> None:
    """Cut after cut, for weights drawn at random: each holds for every panel, by one leaf."""
    found = 0
    for number, seed in product(range(len(HULL_GAP)), range(4)):
        instance = grouped(HULL_GAP[number], []).instance
        every = list(compositions(instance))
        rng = Random(f"rounds/{number}/{seed}")
        weights = [rng.randint(-5, 9) for _ in instance.sizes]
        best = max(sum(map(mul, weights, x)) for x in every)
        before = single_leaf(instance, weights)[1]
        ground = instance
        for each in rounds(instance, weights, best, 5):
            own = dense(each.cut, instance)
            assert max(sum(map(mul, own, x)) for x in every) <= each.cut.upper
            assert holds((each.leaf,), own, each.cut.upper, ground)
            ground = replace(ground, cuts=(*ground.cuts, each.cut))
            found += 1
        assert single_leaf(ground, weights)[1] <= before
    assert found > 5


def test_a_tree_that_rests_on_cuts_of_its_own_brings_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that it needs, and no others, numbered as they stand before it."""
    monkeypatch.setattr(prove, "QUICK_STEPS", 0)
    instance = grouped(HULL_GAP[0], []).instance
    prover, needed = Prover(instance), 0
    for seed in range(20):
        rng = Random(f"needed/{seed}")
        weights = {t: rng.randint(1, 9) for t in range(len(instance.sizes))}
        best = max(sum(weights[t] * n for t, n in enumerate(x)) for x in compositions(instance))
        number = len(prover.cuts)
        prover.proved(cut_of(weights, best))
        needed += len(prover.cuts) - number - 1
    ground = instance
    for each in prover.cuts:
        assert each.proved == each.cut.upper
        assert holds(each.tree, dense(each.cut, instance), each.proved, ground)
        ground = replace(ground, cuts=(*ground.cuts, each.limit))
    assert needed


def test_cuts_that_no_proof_names_are_left_out_and_those_alike_are_one() -> None:
    instance = grouped(HULL_GAP[9], []).instance
    own = next(each.cut for each in _proved(instance) if len(each.tree) > 1)
    other = cut_of({0: 1}, instance.sizes[0])
    with_cuts = replace(instance, cuts=(other, own, own))
    level = Level(Fraction(1), Fraction(1), (0,), RowProof(0, {}, {}, {1: 2, 2: 3}))
    target, cuts = Prover(with_cuts).target(Target((level,), ()))
    assert [each.cut for each in cuts] == [own]
    assert target.levels[0].proof == RowProof(0, {}, {}, {0: 5})


def test_cuts_of_small_weights_come_first_and_proofs_name_them_by_their_place() -> None:
    instance = grouped(HULL_GAP[9], []).instance
    own = next(each.cut for each in _proved(instance) if len(each.tree) > 1)
    large = own._replace(weights=tuple(7 * w for w in own.weights), upper=7 * own.upper)
    with_cuts = replace(instance, cuts=(large, own))
    level = Level(Fraction(1), Fraction(1), (0,), RowProof(0, {}, {}, {0: 2, 1: 3}))
    target, cuts = Prover(with_cuts).target(Target((level,), ()))
    assert [each.cut for each in cuts] == [own, large]
    assert target.levels[0].proof == RowProof(0, {}, {}, {0: 3, 1: 2})
    (leaf,) = cuts[1].tree
    assert isinstance(leaf, Leaf) and set(leaf.prices.cuts) == {0}, "it rests on the one before it"


def test_a_node_that_a_basis_led_astray_is_solved_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """GLOP gives up where something is possible: the tree is the one that it would have been."""
    instance = grouped(HULL_GAP[9], []).instance
    proved = next(each for each in _proved(instance) if len(each.tree) > 1)
    weights = dense(proved.cut, instance)
    wanted = Search(instance, weights, proved.cut.upper, STEPS).run()
    real, asked = NodeProgram.solve, 0

    def astray(program: NodeProgram, path: Sequence[Side]) -> Point | None:
        nonlocal asked
        asked += 1
        return None if asked == 1 else real(program, path)

    monkeypatch.setattr(NodeProgram, "solve", astray)
    found = Search(instance, weights, proved.cut.upper, STEPS).run()
    assert len(found) == len(wanted) and holds(found, weights, proved.cut.upper, instance)
