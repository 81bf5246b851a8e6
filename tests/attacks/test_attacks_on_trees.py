"""Trees that do not show what they say, or that would be endless: a failed check, never a green one.

The pool is one whose second level rests on a tree: fractions promise more than whole panels have.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest
from support import trees
from support.assemblies import Assembly
from support.attacks import caught, edited, failures
from support.compositions import compositions
from support.dossier_cases import COLUMNS, CUTS, EVEN
from support.dossiers import Case, Files, dossier
from support.genuine import gave_way
from support.hull_gap import HIGHER_LEVEL
from support.instances import Instance
from support.proofs import SEATS, by_cut, cut, leaf, priced, without_prices

from tirage.draws import seat_draw
from tirage.verify import verify
from tirage.verify.checks.certificate.prices import Ground, Limit
from tirage.verify.checks.certificate.tree import Allowance, read_tree, refuse_open
from tirage.verify.checks.lottery.pool import read_pool
from tirage.verify.checks.lottery.quotas import read_quotas
from tirage.verify.reading.documents import Malformed

CERTIFICATE = "public/certificate.json"
Cut = dict[str, Any]


@cache
def genuine() -> Files:
    """The product's own dossier."""
    return dict(Assembly(HIGHER_LEVEL[0], 60).files)


def own_cut() -> Cut:
    cut: Cut = json.loads(genuine()[CERTIFICATE])["cuts"][0]
    return cut


def forged(edit: Callable[[Cut], object]) -> Files:
    """The dossier whose only cut, which its second level rests on, is another."""
    return edited(genuine(), CERTIFICATE, lambda c: edit(c["cuts"][0]))


def told(files: Files) -> str:
    """What check 8.7 says."""
    return next(check.got for check in verify(files).checks if check.code == "certificate.best")


def test_the_attacks_start_from_a_tree_that_proves_its_bound() -> None:
    tree = own_cut()["tree"]
    assert ["most" in node for node in tree] == [True, False, False]
    assert failures(genuine()) == set()
    status = {check.code: check.status for check in verify(genuine()).checks}
    assert status["certificate.best"] == "ok"


def test_a_best_below_what_its_tree_shows() -> None:
    """Friends would be at the bound that a smaller best makes."""
    less = str(int(own_cut()["best"]) - 1)
    caught(forged(lambda cut: cut.update(best=less, proved=less)), "certificate.best")
    assert told(forged(lambda cut: cut.update(best=less, proved=less))).startswith("cut 0: tree: ")
    # What is said to be proved, and is below what is said to be best.
    caught(forged(lambda cut: cut.update(proved=less)), "certificate.form")


def test_a_best_that_the_tree_falls_short_of_is_not_green() -> None:
    files = forged(lambda cut: cut.update(proved=str(int(cut["best"]) + 1)))
    status = {check.code: check.status for check in verify(files).checks}
    assert status["certificate.best"] == "not-checked"


def test_multipliers_that_were_changed() -> None:
    """Any one of them by one: what the leaf shows is no more what it must be."""
    refused = 0
    for number, node in enumerate(own_cut()["tree"]):
        if "most" in node:
            continue
        for name in ("quotas", "branchings"):
            for key in node[name]:

                def lowered(cut: Cut, number: int = number, name: str = name, key: str = key) -> None:
                    prices = cut["tree"][number][name]
                    prices[key] = str(int(prices[key]) - 1)
                    if prices[key] == "0":
                        del prices[key]

                refused += "certificate.best" in failures(forged(lowered))
        caught(forged(lambda cut, number=number: cut["tree"][number].update(leaf(1))), "certificate.best")
    assert refused


def test_a_child_that_is_missing() -> None:
    caught(forged(lambda cut: cut["tree"].pop()), "certificate.form")
    caught(forged(lambda cut: cut["tree"].pop(0)), "certificate.form")
    caught(forged(lambda cut: cut.update(tree=[])), "certificate.form")
    caught(forged(lambda cut: cut["tree"].append(leaf(0, -1))), "certificate.form")


def test_sides_that_were_swapped() -> None:
    """A multiplier of the lower side has no place on the upper one."""
    caught(
        forged(lambda cut: cut["tree"].__setitem__(slice(1, 3), cut["tree"][:0:-1])),
        "certificate.best",
    )


def test_a_branching_that_is_another() -> None:
    """The two sides as a leaf uses them would leave something out between them."""
    for most in (7, 10**15):
        caught(forged(lambda cut, most=most: cut["tree"][0].update(most=most)), "certificate.best")
    caught(forged(lambda cut: cut["tree"].__setitem__(0, {"profiles": [0], "most": 4})), "certificate.best")


def test_rows_that_were_swapped() -> None:
    def swapped(cut: Cut) -> None:
        for node in cut["tree"][1:]:
            node["quotas"] = {str((int(row) + 1) % 6): price for row, price in node["quotas"].items()}

    caught(forged(swapped), "certificate.best")


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
    caught(forged(lambda cut: cut["tree"].__setitem__(1, node)), "certificate.form")
    caught(forged(lambda cut: cut.update(tree=node)), "certificate.form")


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
def test_rows_profiles_classes_and_branchings_that_are_not_there(first: Cut, second: Cut) -> None:
    files = forged(lambda cut: cut.update(proved="99", tree=[first, second, leaf()]))
    caught(files, "certificate.best")
    assert "out-of-range" in told(files)


def resting(*cuts: Cut, proof: Cut) -> Files:
    """A pool whose level 1/3 rests on these cuts by this proof."""
    return dossier(replace(COLUMNS, levels=({**EVEN.levels[0], "proof": proof},), cuts=cuts))


ALL = dict.fromkeys("0123", "1")


def test_a_cut_may_rest_on_the_cuts_before_it() -> None:
    """A proof may take a part of each."""
    for proof in (priced(c0="1"), priced(c1="1"), priced(c0="1", c1="3")):
        case = replace(CUTS, levels=({**EVEN.levels[0], "proof": proof},))
        assert failures(dossier(case)) == set()


@pytest.mark.parametrize("number", ["0", "1", "2", "-1", "00", "9007199254740993"])
def test_a_cut_whose_tree_rests_on_itself_or_on_a_later_one(number: str) -> None:
    """In a circle anything could be shown."""
    own = {**leaf(), "cuts": {number: "1"}}
    files = resting(cut(ALL, "3", own), cut(ALL, "3", own), proof=priced(c0="1"))
    caught(files, "certificate.form")


def test_a_cut_that_is_used_for_more_than_its_tree_shows() -> None:
    """The cut after a cut that is not proved has what is proved of that one, and no more."""
    open_one = cut(ALL, "3")
    relied = {**leaf(), "cuts": {"0": "1"}}
    files = resting(open_one, cut(ALL, "3", relied), proof=priced(c1="1"))
    caught(files, "certificate.best")
    assert told(files).startswith("cut 1: tree")


def test_a_cut_that_is_named_and_not_there() -> None:
    for proof in (priced(c1="1"), priced(c0="1", c9="1")):
        caught(resting(cut(ALL, "4", SEATS), proof=proof), "certificate.form")
    caught(resting(proof=priced(c0="1")), "certificate.form")
    caught(
        edited(dossier(EVEN), CERTIFICATE, lambda c: c.update(cuts=[cut(ALL, "4", SEATS)])),
        "certificate.form",
    )


@pytest.mark.parametrize(
    "prices", [{"0": "-1"}, {"0": "0"}, {"0": 1}, {}, [], None, {"00": "1"}, {"0": "9" * 1001}]
)
def test_prices_of_cuts_in_another_form(prices: object) -> None:
    caught(resting(cut(ALL, "4", SEATS), proof={**without_prices(), "cuts": prices}), "certificate.form")
    bent = {**leaf(), "cuts": prices}
    caught(resting(cut(ALL, "4", SEATS), cut(ALL, "4", bent), proof=priced(c0="1")), "certificate.form")


@pytest.mark.parametrize(
    "change",
    [
        {"weights": {}},
        {"weights": {"0": "0"}},
        {"weights": {"00": "1"}},
        {"weights": ["1"]},
        {"best": 4},
        {"best": "4.0"},
        {"proved": "-0"},
        {"proved": "3"},
        {"more": "0"},
        {"weights": {"0": "9" * 1001}},
    ],
)
def test_a_cut_in_another_form(change: Cut) -> None:
    caught(resting({**cut(ALL, "4", SEATS), **change}, proof=priced(c0="1")), "certificate.form")
    for cuts in ([], None, {}, [None], "4"):
        files = edited(dossier(COLUMNS), CERTIFICATE, lambda c, cuts=cuts: c.update(cuts=cuts))
        caught(files, "certificate.form")


def test_a_cut_of_a_profile_that_is_not_there() -> None:
    caught(resting(cut({**ALL, "4": "1"}, "4", SEATS), proof=priced(c0="1")), "certificate.best")


def test_cuts_that_would_be_added_up_without_end() -> None:
    """Each of a thousand leaves names sixty cuts of forty profiles: what is added up is counted first."""
    people = tuple((f"p{i:02}", "", (f"c{i:02}",)) for i in range(40))
    quotas = (("one", tuple((f"c{i:02}", 0, 1) for i in range(40))),)
    weights = {str(t): "1" for t in range(40)}
    level = {"value": "1/40", "people": 40, "profiles": list(range(40)), "proof": by_cut(weights, "1", SEATS)}
    case = Case(people, quotas, 1, panels=tuple((p[0],) for p in people), levels=(level,), method="columns")
    one = cut(weights, "1", SEATS)
    names = {**leaf(), "cuts": {str(number): "1" for number in range(60)}}
    nodes: list[Any] = [names]
    for _ in range(10):
        nodes = [{"rows": [0], "most": 0}, *nodes, *nodes]
    wide = {**cut(weights, "60", SEATS), "tree": nodes}
    caught(
        edited(dossier(case), CERTIFICATE, lambda c: c.update(cuts=[one] * 60 + [wide])), "certificate.best"
    )


def test_a_tree_as_deep_as_a_stack() -> None:
    """A hundred branchings on the way are read, more are not; thousands end no program."""
    chain: list[Any] = [{"rows": [0], "most": 0}, leaf()] * 100
    files = forged(lambda cut: cut.update(proved="99", tree=[*chain, leaf()]))
    assert "certificate.best" not in failures(files)
    for count in (101, 5000):
        caught(
            forged(lambda cut, count=count: cut.update(tree=[*chain[:2] * count, leaf()])),
            "certificate.form",
        )
    # Nothing but lower sides, never one that ends.
    caught(forged(lambda cut: cut.update(tree=[{"rows": [0], "most": 0}] * 10_000)), "certificate.form")


def test_a_tree_wider_than_a_file_may_be() -> None:
    def wide(cut: Cut) -> None:
        nodes: list[Any] = [leaf()]
        for _ in range(14):
            nodes = [{"rows": [0], "most": 0}, *nodes, *nodes]
        cut.update(proved="99", tree=nodes)

    caught(forged(wide), "certificate.form")


def test_monstrous_integers_are_answered() -> None:
    nines = "9" * 1000
    monster = {**leaf(), "nu": f"-{nines[1:]}", "quotas": {"0": nines, "1": f"-{nines[1:]}"}}
    caught(forged(lambda cut: cut.update(proved="99", tree=[monster])), "certificate.best")
    for change in ({"proved": nines}, {"proved": "99", "tree": [{**leaf(), "d": nines}]}):
        files = forged(lambda cut, change=change: cut.update(change))
        assert "certificate.best" not in failures(files)


def test_no_tree_shows_what_is_false() -> None:
    """Trees bent at random: none that is accepted says less than the best panel has.

    What is accepted and what is not is the same by arithmetic of another kind (`support.trees`).
    """
    files = genuine()
    quotas = read_quotas(files["public/quotas.json"])
    pool = read_pool(files["guarantors/pool.csv"], quotas)
    seats = json.loads(files["public/plan.json"])["inputs"]["seats"]
    own = own_cut()
    weights = [int(own["weights"].get(str(t), "0")) for t in range(len(pool.sizes))]
    every = list(compositions(pool, quotas, seats))
    best = max(sum(w * n for w, n in zip(weights, x, strict=True)) for x in every)
    assert best == int(own["best"])
    # A cut before it, of which less is proved than it says.
    before = Limit({0: 2, 1: 1}, 1, max(2 * x[0] + x[1] for x in every))
    ground = Ground(seats, pool, quotas, [before])
    counted = [frozenset(t for t, rows in enumerate(pool.rows_of) if q in rows) for q in range(6)]
    rows = list(zip(counted, quotas.minimum, quotas.maximum, strict=True))
    plain = trees.Ground(pool.sizes, seats, rows, cuts=[(before.weights, before.proved)])
    rng, accepted = Random("bent trees"), 0
    for _ in range(1200):
        tree = deepcopy(own["tree"])
        for _ in range(rng.randint(1, 4)):
            _bend(tree, rng)
        for claim in (best - 1, best):
            try:
                refuse_open(read_tree(tree, 1), weights, claim, ground, Allowance())
                is_shown = True
            except Malformed:
                is_shown = False
            assert is_shown == trees.shows(tree, dict(enumerate(weights)), claim, plain), tree
            assert claim >= best or not is_shown, tree
            accepted += is_shown
    assert accepted > 20


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
    name = rng.choice(["d", "nu", "quotas", "branchings", "cuts"])
    if name in ("d", "nu"):
        node[name] = str(max(0 if name == "d" else -9, int(node[name]) + rng.randint(-2, 2)))
        return
    key = str(rng.randrange(6 if name == "quotas" else 1))
    price = int(node.get(name, {}).pop(key, "0")) + rng.randint(-3, 3)
    if name == "cuts":
        node.pop(name, None)
        price = max(0, price)
    if price:
        node.setdefault(name, {})[key] = str(price)


# --- The least change of quotas ----------------------------------------------------------------------

PLAN = "public/replacements-1-plan.json"
Least = dict[str, Any]


@cache
def relaxed() -> tuple[Files, Least]:
    """Quotas that gave way by two seats, and what the plan says of the least change."""
    files = gave_way()
    return files, json.loads(files[PLAN])["inputs"]["relaxed"]["least"]


def lesser(edit: Callable[[Least], object]) -> str:
    """What check 10.29 says where the tree of the change is another; the plan's hash is put right nowhere."""
    files = edited(relaxed()[0], PLAN, lambda plan: edit(plan["inputs"]["relaxed"]["least"]))
    (said,) = [check for check in verify(files).checks if check.code == "life.least"]
    return said.got if said.status == "failed" else said.status


def branched(change: Least) -> None:
    """The same tree twice, below a branching that it does not need."""
    (own,) = change["tree"]
    change["tree"] = [{"profiles": [0], "most": 0}, deepcopy(own), deepcopy(own)]


def test_the_attacks_start_from_a_change_that_is_proved_the_least() -> None:
    assert lesser(lambda _: None) == "ok"
    assert lesser(branched) == "ok"
    assert failures(relaxed()[0]) == set()


def test_a_change_that_is_said_to_weigh_less_or_to_be_proved_for_more() -> None:
    weight = int(relaxed()[1]["weight"])
    assert lesser(lambda change: change.update(weight=str(weight - 1))).startswith("wrong-value")
    assert lesser(lambda change: change.update(proved=str(weight + 1))).startswith("out-of-range")
    assert lesser(lambda change: change.update(proved=str(weight - 1))) == "not-checked"
    assert lesser(lambda change: change.update(tree=[leaf()])).startswith("tree: 0")


def test_a_least_change_whose_tree_lacks_a_side() -> None:
    def cropped(change: Least) -> None:
        branched(change)
        change["tree"].pop()

    def emptied(change: Least) -> None:
        branched(change)
        change["tree"][2] = leaf()

    assert lesser(cropped).startswith("tree: 2")
    assert lesser(emptied).startswith("tree: 2")


def test_a_least_change_whose_prices_are_others() -> None:
    """Of another sign, or nearer to nothing by one: what is left of each falls short."""
    (own,) = relaxed()[1]["tree"]
    assert own["quotas"]
    for row, price in own["quotas"].items():
        for forged in (-int(price), int(price) - (1 if int(price) > 0 else -1)):

            def edit(change: Least, row: str = row, forged: int = forged) -> None:
                change["tree"][0]["quotas"][row] = str(forged)

            assert lesser(edit).startswith("tree: 0")


def test_a_limit_that_gave_way_beside_those_that_had_to() -> None:
    """A panel that was drawn from needs less, whether or not a tree is there."""
    people = (("f",), ("f",), ("h",), ("h",), ("h",))
    assembly = Assembly(Instance(people, ("",) * 5, (("g", (("f", 2, 2), ("h", 1, 1))),), 3), panels=1)
    assembly.leave("p000")
    draw = seat_draw.relax(assembly.open_seats())
    assert draw.relaxed is not None
    moves = [*json.loads(json.dumps(draw.relaxed["moves"]))]
    most = next(each for each in moves if each["limit"] == "maximum")
    most["to"] += 1
    said = {"moves": moves, "proof": draw.relaxed["proof"]}
    rows = [
        replace(row, maximum=most["to"]) if row.category == most["category"] else row
        for row in draw.quotas.bounds
    ]
    assembly.replace(replace(draw, quotas=replace(draw.quotas, bounds=tuple(rows)), relaxed=said))
    caught(assembly.files, "life.least")
    (check,) = [each for each in verify(assembly.files).checks if each.code == "life.least"]
    assert (check.expected, check.got) == ("4", "3")
