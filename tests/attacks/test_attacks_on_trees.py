"""Trees that do not show what they say, or that would be endless: a failed check, never a green one.

The pool is one whose second level rests on a tree: fractions promise more than whole panels have.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

import pytest
from support.assemblies import Assembly
from support.attacks import caught, edited, failures
from support.compositions import compositions
from support.dossiers import Files
from support.hull_gap import HIGHER_LEVEL
from support.proofs import leaf

from tirage.verify import verify
from tirage.verify.checks.certificate.prices import Ground
from tirage.verify.checks.certificate.tree import Allowance, read_tree, refuse_open
from tirage.verify.checks.lottery.pool import read_pool
from tirage.verify.checks.lottery.quotas import read_quotas
from tirage.verify.reading.documents import Malformed

CERTIFICATE = "public/certificate.json"
LEVEL = 1
Proof = dict[str, Any]


@cache
def genuine() -> Files:
    """The product's own dossier."""
    return dict(Assembly(HIGHER_LEVEL[0], 60).files)


def own_proof() -> Proof:
    proof: Proof = json.loads(genuine()[CERTIFICATE])["levels"][LEVEL]["proof"]
    return proof


def forged(edit: Callable[[Proof], object]) -> Files:
    """The dossier whose second level has another proof."""
    return edited(genuine(), CERTIFICATE, lambda c: edit(c["levels"][LEVEL]["proof"]))


def told(files: Files) -> str:
    """What check 8.3 says."""
    return next(check.got for check in verify(files).checks if check.code == "certificate.proof")


def test_the_attacks_start_from_a_tree_that_proves_its_bound() -> None:
    tree = own_proof()["tree"]
    assert ["most" in node for node in tree] == [True, False, False]
    assert failures(genuine()) == set()
    status = {check.code: check.status for check in verify(genuine()).checks}
    assert status["certificate.best"] == "ok"


def test_a_best_below_what_its_tree_shows() -> None:
    """Friends would be at the bound that a smaller best makes."""
    less = str(int(own_proof()["best"]) - 1)
    caught(forged(lambda proof: proof.update(best=less, proved=less)), "certificate.proof")
    assert told(forged(lambda proof: proof.update(best=less, proved=less))).startswith("1: tree: ")
    # What is said to be proved, and is below what is said to be best.
    caught(forged(lambda proof: proof.update(proved=less)), "certificate.form")


def test_a_best_that_the_tree_falls_short_of_is_not_green() -> None:
    files = forged(lambda proof: proof.update(proved=str(int(proof["best"]) + 1)))
    status = {check.code: check.status for check in verify(files).checks}
    assert status["certificate.best"] == "not-checked"


def test_multipliers_that_were_changed() -> None:
    """Any one of them by one: what the leaf shows is no more what it must be."""
    refused = 0
    for number, node in enumerate(own_proof()["tree"]):
        if "most" in node:
            continue
        for name in ("quotas", "branchings"):
            for key in node[name]:

                def lowered(proof: Proof, number: int = number, name: str = name, key: str = key) -> None:
                    prices = proof["tree"][number][name]
                    prices[key] = str(int(prices[key]) - 1)
                    if prices[key] == "0":
                        del prices[key]

                refused += "certificate.proof" in failures(forged(lowered))
        caught(
            forged(lambda proof, number=number: proof["tree"][number].update(leaf(1))), "certificate.proof"
        )
    assert refused


def test_a_child_that_is_missing() -> None:
    caught(forged(lambda proof: proof["tree"].pop()), "certificate.form")
    caught(forged(lambda proof: proof["tree"].pop(0)), "certificate.form")
    caught(forged(lambda proof: proof.update(tree=[])), "certificate.form")
    caught(forged(lambda proof: proof["tree"].append(leaf(0, -1))), "certificate.form")


def test_sides_that_were_swapped() -> None:
    """A multiplier of the lower side has no place on the upper one."""
    caught(
        forged(lambda proof: proof["tree"].__setitem__(slice(1, 3), proof["tree"][:0:-1])),
        "certificate.proof",
    )


def test_a_branching_that_is_another() -> None:
    """The two sides as a leaf uses them would leave something out between them."""
    for most in (7, 10**15):
        caught(forged(lambda proof, most=most: proof["tree"][0].update(most=most)), "certificate.proof")
    caught(
        forged(lambda proof: proof["tree"].__setitem__(0, {"profiles": [0], "most": 4})), "certificate.proof"
    )


def test_rows_that_were_swapped() -> None:
    def swapped(proof: Proof) -> None:
        for node in proof["tree"][1:]:
            node["quotas"] = {str((int(row) + 1) % 6): price for row, price in node["quotas"].items()}

    caught(forged(swapped), "certificate.proof")


@pytest.mark.parametrize(
    "node",
    [
        {"rows": [], "most": 0},
        {"rows": [1, 0], "most": 0},
        {"rows": [0, 0], "most": 0},
        {"rows": [0], "profiles": [0], "most": 0},
        {"rows": ["0"], "most": 0},
        {"rows": [0], "most": "0"},
        {"rows": [0], "most": -1},
        {"profiles": [], "most": 0},
        {"profiles": [2, 1], "most": 0},
        {"most": 0},
        {"rows": [0]},
        [],
        None,
        {**leaf(), "d": "-1"},
        {**leaf(), "d": "01"},
        {**leaf(), "d": 1},
        {**leaf(), "nu": "9" * 1001},
        {**leaf(), "households": {"0": "-1"}},
        {**leaf(), "branchings": {"0": "0"}},
        {**leaf(), "branchings": []},
        {**leaf(), "more": "0"},
        {name: value for name, value in leaf().items() if name != "branchings"},
    ],
)
def test_a_node_in_another_form(node: object) -> None:
    caught(forged(lambda proof: proof["tree"].__setitem__(1, node)), "certificate.form")
    caught(forged(lambda proof: proof.update(tree=node)), "certificate.form")


@pytest.mark.parametrize(
    "first, second",
    [
        ({"rows": [99], "most": 0}, leaf()),
        ({"profiles": [99], "most": 0}, leaf()),
        ({"rows": [0, 2**53 - 1], "most": 0}, leaf()),
        ({"rows": [0], "most": 0}, leaf(branchings={1: 1})),
        ({"rows": [0], "most": 0}, leaf(branchings={0: -1})),
        ({"rows": [0], "most": 0}, leaf(quotas={99: 1})),
        ({"rows": [0], "most": 0}, leaf(households={0: 1})),
    ],
)
def test_rows_profiles_classes_and_branchings_that_are_not_there(first: Proof, second: Proof) -> None:
    files = forged(lambda proof: proof.update(proved="99", tree=[first, second, leaf()]))
    caught(files, "certificate.proof")
    assert "out-of-range" in told(files)


def test_a_tree_as_deep_as_a_stack() -> None:
    """A hundred branchings on the way are read, more are not; thousands end no program."""
    chain: list[Any] = [{"rows": [0], "most": 0}, leaf()] * 100
    files = forged(lambda proof: proof.update(proved="99", tree=[*chain, leaf()]))
    assert "certificate.proof" not in failures(files)
    for count in (101, 5000):
        caught(
            forged(lambda proof, count=count: proof.update(tree=[*chain[:2] * count, leaf()])),
            "certificate.form",
        )
    # Nothing but lower sides, never one that ends.
    caught(forged(lambda proof: proof.update(tree=[{"rows": [0], "most": 0}] * 10_000)), "certificate.form")


def test_a_tree_wider_than_a_file_may_be() -> None:
    def wide(proof: Proof) -> None:
        nodes: list[Any] = [leaf()]
        for _ in range(14):
            nodes = [{"rows": [0], "most": 0}, *nodes, *nodes]
        proof.update(proved="99", tree=nodes)

    caught(forged(wide), "certificate.form")


def test_monstrous_integers_are_answered() -> None:
    nines = "9" * 1000
    monster = {**leaf(), "nu": f"-{nines[1:]}", "quotas": {"0": nines, "1": f"-{nines[1:]}"}}
    caught(forged(lambda proof: proof.update(proved="99", tree=[monster])), "certificate.proof")
    for change in ({"proved": nines}, {"proved": "99", "tree": [{**leaf(), "d": nines}]}):
        files = forged(lambda proof, change=change: proof.update(change))
        assert "certificate.proof" not in failures(files)


def test_no_tree_shows_what_is_false() -> None:
    """Thousands of trees bent at random: none that is accepted says less than the best panel has."""
    files = genuine()
    quotas = read_quotas(files["public/quotas.json"])
    pool = read_pool(files["guarantors/pool.csv"], quotas)
    seats = json.loads(files["public/plan.json"])["inputs"]["seats"]
    ground = Ground(seats, pool, quotas)
    proof = own_proof()
    weights = [int(proof["y"].get(str(t), "0")) for t in range(len(pool.sizes))]
    best = max(sum(w * n for w, n in zip(weights, x, strict=True)) for x in compositions(pool, quotas, seats))
    assert best == int(proof["best"])
    rng, accepted = Random("bent trees"), 0
    for _ in range(4000):
        tree = deepcopy(proof["tree"])
        for _ in range(rng.randint(1, 4)):
            _bend(tree, rng)
        for claim in (best - 1, best):
            try:
                allowance = Allowance()
                refuse_open(read_tree(tree, allowance), weights, claim, ground, allowance)
            except Malformed:
                continue
            assert claim >= best, tree
            accepted += 1
    assert accepted > 50


def _bend(tree: list[Any], rng: Random) -> None:
    """Change one thing of one node."""
    number = rng.randrange(len(tree))
    node = tree[number]
    if "most" in node:
        change = rng.choice(
            [
                {"rows": sorted(rng.sample(range(6), rng.randint(1, 2))), "most": rng.randint(0, 3)},
                {"profiles": sorted(rng.sample(range(6), rng.randint(1, 3))), "most": rng.randint(0, 2)},
            ]
        )
        tree[number] = change
        return
    name = rng.choice(["d", "nu", "quotas", "branchings"])
    if name in ("d", "nu"):
        node[name] = str(max(0 if name == "d" else -9, int(node[name]) + rng.randint(-2, 2)))
        return
    key = str(rng.randrange(6 if name == "quotas" else 1))
    price = int(node[name].pop(key, "0")) + rng.randint(-3, 3)
    if price:
        node[name][key] = str(price)
