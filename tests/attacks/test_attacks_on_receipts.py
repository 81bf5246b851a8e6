"""How a volunteer was entered: receipts that lie, and pools that are not what the receipts say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.assemblies import retold
from support.attacks import caught, failures
from support.commands import DICE, PETIT, draw
from support.dossiers import canon
from support.journey import run

from tirage.acts.proofs.citizen_proof import make_proof
from tirage.people.ids import pid, receipt_nonce
from tirage.verify import Check, Report, read, verify

KEY = bytes.fromhex("ab" * 32)
Proof = dict[str, Any]
Files = dict[str, bytes]
RECEIPTS, POOL = "guarantors/receipts.csv", "guarantors/pool.csv"
HOME = pid(KEY, "V02")
"""One of a household of two in the small example."""


def drawn(folder: Path, pool: Path, key: bytes = KEY) -> Path:
    (folder / "key").write_text(key.hex(), encoding="ascii")
    assert draw(pool, folder / "d", "--key", str(folder / "key"), "--seed", DICE, ids="alias") == 0
    return folder / "d"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small example under aliases, drawn; then a member leaves, and the seat is not drawn yet."""
    folder = drawn(tmp_path_factory.mktemp("receipts"), PETIT / "volontaires.csv")
    (folder.parent / "before.json").write_bytes(canon(make_proof(folder, leaver(folder)).document))
    assert run("record", "withdrawal", leaver(folder), folder) == 0
    return folder


def leaver(folder: Path) -> str:
    return (folder / "public/panel.csv").read_text(encoding="ascii").split()[1]


@pytest.fixture(scope="module")
def genuine(out: Path) -> Files:
    return dict(read(out))


@pytest.fixture(scope="module")
def member(out: Path) -> Proof:
    """The proof of somebody of a household."""
    return make_proof(out, "V02").document


def report(proof: Proof, files: Files) -> Report:
    return verify(files, ("proof.json", canon(proof)))


def failing(proof: Proof, files: Files) -> set[str]:
    return {check.code for check in report(proof, files).checks if check.status == "failed"}


def public(files: Files) -> Files:
    return {name: data for name, data in files.items() if not name.startswith("guarantors/")}


def changed(proof: Proof, change: Callable[[Proof], object]) -> Proof:
    copy: Proof = json.loads(canon(proof))
    change(copy)
    return copy


def test_a_receipt_opens_a_leaf_under_the_root_on_the_record(genuine: Files, member: Proof) -> None:
    """Written out once more, with nothing of the product's."""
    receipt, tree = member["receipt"], member["receipt"]["tree"]
    entered = {"features": receipt["features"], "household": receipt["household"]}
    assert entered == {"features": ["Homme", "18-39", "Nord"], "household": 2}
    assert tree["nonce"] == receipt_nonce(KEY, HOME)
    digest = hashlib.sha256(f"tirage1|receipt|{tree['nonce']}|".encode() + canon(entered)).hexdigest()
    node = hashlib.sha256(f"\0tirage1|receipt|{HOME}|{digest}".encode()).digest()
    index, last = tree["index"], tree["people"] - 1
    for beside in map(bytes.fromhex, tree["siblings"]):
        while index == last and index % 2 == 0:
            index, last = index // 2, last // 2
        node = hashlib.sha256(b"\1" + (beside + node if index % 2 else node + beside)).digest()
        index, last = index // 2, last // 2
    act = json.loads(next(data for name, data in genuine.items() if name.endswith("-pool.json")))["body"]
    assert node.hex() == tree["root"] == act["root"]
    assert failing(member, genuine) == failing(member, public(genuine)) == set()
    found = {check.code: check.status for check in report(member, public(genuine)).checks}
    assert (found["proof.receipt"], found["proof.entered"], found["pool.root"]) == (
        "ok",
        "not-checked",
        "not-checked",
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p["receipt"]["features"].__setitem__(0, "Femme"),
        lambda p: p["receipt"]["features"].reverse(),
        lambda p: p["receipt"].update(household=1),
        lambda p: p["receipt"].update(household=60),
        lambda p: p["receipt"]["tree"].update(nonce="0" * 64),
        lambda p: p["receipt"]["tree"].update(index=p["receipt"]["tree"]["index"] ^ 1),
        lambda p: p["receipt"]["tree"].update(siblings=p["receipt"]["tree"]["siblings"][1:]),
        lambda p: p["receipt"]["tree"].update(people=p["receipt"]["tree"]["people"] + 1),
        lambda p: p["receipt"].update(tree=None),
        lambda p: p.update(receipt=None),
    ],
)
def test_attack_a_receipt_of_somebody_entered_otherwise(
    change: Callable[[Proof], object], genuine: Files, member: Proof
) -> None:
    lie = changed(member, change)
    assert "proof.receipt" in failing(lie, genuine)
    assert "proof.receipt" in failing(lie, public(genuine))


def test_attack_anothers_receipt(out: Path, genuine: Files, member: Proof) -> None:
    other = make_proof(out, "V05").document
    lie = changed(member, lambda p: p.update(receipt=other["receipt"]))
    assert {"proof.receipt", "proof.entered"} <= failing(lie, genuine)
    assert "proof.receipt" in failing(lie, public(genuine))


def test_attack_the_root_of_another_pool(tmp_path: Path, genuine: Files, member: Proof) -> None:
    """The root that a receipt itself states convinces nobody: that of the journal counts."""
    other = make_proof(drawn(tmp_path, PETIT / "volontaires.csv", bytes(32)), "V02").document
    lie = changed(member, lambda p: p["receipt"].update(tree=other["receipt"]["tree"]))
    assert "proof.receipt" in failing(lie, public(genuine))


def test_attack_features_changed_in_the_pool_after_the_receipt(
    tmp_path: Path, genuine: Files, member: Proof
) -> None:
    """The same people, key and dice; one is drawn as another, in a dossier that is sound by itself."""
    rows = (PETIT / "volontaires.csv").read_text(encoding="utf-8")
    was, now = "18 rue des Osiers,Homme,18-39,Nord", "18 rue des Osiers,Homme,40-64,Nord"
    assert rows.count(was) == 1
    (tmp_path / "pool.csv").write_text(rows.replace(was, now), encoding="utf-8")
    other = dict(read(drawn(tmp_path, tmp_path / "pool.csv")))
    assert failures(other) == set()
    assert {"proof.head", "proof.receipt", "proof.entered"} <= failing(member, other)
    assert "proof.receipt" in failing(member, public(other))


def test_attack_a_pool_that_is_not_the_one_of_the_root(genuine: Files) -> None:
    """What guarantors have is opened leaf by leaf: features, a household, a nonce that is another's."""
    rows = genuine[POOL].decode().splitlines(keepends=True)
    place = next(i for i, row in enumerate(rows) if row.startswith(HOME))
    other = rows[place].replace("18-39", "40-64")
    caught({**genuine, POOL: "".join([*rows[:place], other, *rows[place + 1 :]]).encode()}, "pool.root")
    caught({**genuine, POOL: "".join(row.replace(",h1,", ",,") for row in rows).encode()}, "pool.root")
    salts = genuine[RECEIPTS].decode().splitlines(keepends=True)
    assert len(salts) == len(rows)
    for forged in ([*salts[:-1]], [salts[0], *salts[:0:-1]], [*salts[:-1], salts[-1].upper()]):
        caught({**genuine, RECEIPTS: "".join(forged).encode()}, "pool.root")
    swapped = [
        row.split(",")[0] + "," + salt.split(",")[1]
        for row, salt in zip(salts[1:], salts[:0:-1], strict=True)
    ]
    caught({**genuine, RECEIPTS: "".join([salts[0], *swapped]).encode()}, "pool.root")


def test_attack_a_record_without_a_root(genuine: Files) -> None:
    def without(acts: list[tuple[str, Any]]) -> None:
        next(body for kind, body in acts if kind == "pool")["root"] = ""

    caught(retold(genuine, without), "pool.root", "files.known")
    left = {name: data for name, data in genuine.items() if name != RECEIPTS}
    caught(left, "files.present")
    caught(retold(left, without), "pool.root")


def test_attack_a_receipt_that_hides_a_departure(out: Path, genuine: Files) -> None:
    gone = make_proof(out, leaver(out)).document
    assert gone["today"]["status"] == "left"
    assert failing(gone, genuine) == failing(gone, public(genuine)) == set()
    sits = {**gone["today"], "status": "sits", "until": ""}
    for lie in (sits, None, {**gone["today"], "until": "2020-01-01"}, {**gone["today"], "filled": "panel"}):
        forged = changed(gone, lambda p, lie=lie: p.update(today=lie))
        assert "proof.today" in failing(forged, public(genuine))


def test_attack_an_old_receipt_that_hides_a_departure(out: Path, genuine: Files) -> None:
    """It was true when it was made; the verifiers say where the person stands now."""
    old = json.loads((out.parent / "before.json").read_bytes())
    found = report(old, public(genuine))
    assert old["today"]["status"] == "sits" and found.ok
    (line,) = [check for check in found.checks if check.code == "proof.now"]
    assert line.status == "not-checked" and '"status":"left"' in line.got


def test_where_ids_are_published_no_root_binds(tmp_path: Path) -> None:
    """There is no key, so a leaf would have no salt: neighbours could be tried out. It is said so."""
    assert draw(PETIT / "volontaires.csv", tmp_path / "d", "--seed", DICE) == 0
    files = dict(read(tmp_path / "d"))
    proof = make_proof(tmp_path / "d", "V02").document
    assert RECEIPTS not in files and proof["receipt"]["tree"] is None
    found = {check.code: (check.status, check.got) for check in report(proof, files).checks}
    assert found["proof.receipt"] == found["pool.root"] == ("not-checked", "no-receipts")
    assert found["proof.entered"][0] == "ok"
    lie = changed(proof, lambda p: p["receipt"].update(household=1))
    assert "proof.entered" in failing(lie, files)


# --- The chance aimed at, with the public files alone ----------------------------------------------------


def test_attack_a_proof_that_states_a_chance_of_no_level(genuine: Files, member: Proof) -> None:
    """Only guarantors have everyone's chance; the levels are public."""
    assert failing(member, public(genuine)) == set()
    for lie in ("1/2", "0", "1/3000000"):
        forged = changed(member, lambda p, lie=lie: p["pool"].update(chance=lie))
        assert failing(forged, public(genuine)) == {"proof.level"}


def test_attack_a_proof_that_states_the_chance_of_other_people(genuine: Files, member: Proof) -> None:
    """A level that its proof does not bound for such features: a woman is told the chance of men."""
    levels = json.loads(genuine["public/certificate.json"])["levels"]
    others = [level["value"] for level in levels if level["value"] != member["pool"]["chance"]]
    forged = [changed(member, lambda p, value=value: p["pool"].update(chance=value)) for value in others]
    assert {"proof.level"} in [failing(each, public(genuine)) for each in forged]


def test_attack_the_chance_of_other_people_behind_what_only_the_pool_tells(
    genuine: Files, member: Proof
) -> None:
    """A bound with room, a price of a household, a cut, no receipt: no one's features are shown to weigh."""
    certificate = json.loads(genuine["public/certificate.json"])
    own = next(each for each in certificate["levels"] if each["value"] == member["pool"]["chance"])
    without = {"nu": "0", "quotas": {}, "households": {}}
    cut = {"weights": {"0": "1"}, "best": "1", "proved": "1"}
    tree = [{**without, "d": "1", "branchings": {}}]
    for bound, prices, method in (
        ("1", {}, "columns"),
        (own["bound"], {"households": {"0": "1"}}, "polytope"),
        (own["bound"], {"nu": "1", "cuts": {"0": "1"}}, "columns"),
        (own["bound"], {}, "polytope"),
    ):
        forged = json.loads(canon(certificate))
        forged["method"] = method
        forged |= {"cuts": [{**cut, "tree": tree}]} if "cuts" in prices else {}
        for level in forged["levels"]:
            if level["value"] == own["value"]:
                level |= {"bound": bound, "proof": {**without, **prices}}
        files = public(genuine) | {"public/certificate.json": canon(forged)}
        wanted = "failed" if not prices and method == "polytope" else "not-checked"
        assert _level(member, files).status == wanted
    bare = changed(member, lambda p: p.update(receipt=None))
    assert _level(bare, public(genuine)).got == f"not-proved-here: {own['value']}"
    assert _level(member, public(genuine)).status == "ok"


@pytest.mark.parametrize("fairness", ["maximin", "nash"])
def test_attack_a_chance_that_the_certificate_promises_to_nobody(
    fairness: str, genuine: Files, member: Proof
) -> None:
    """Maximin promises its floor, to those whom its proof weighs, and nash nothing: more is not proved."""
    certificate = json.loads(genuine["public/certificate.json"])
    own = next(each for each in certificate["levels"] if each["value"] == member["pool"]["chance"])
    nash = {"scale": "1", "bound": "1", "proof": own["proof"]}
    for level, status in (
        (own, "ok"),
        ({**own, "proof": {**own["proof"], "nu": "0", "quotas": {}}}, "not-checked"),
    ):
        said = {"fairness": fairness, "levels": [level]} if fairness == "maximin" else {"fairness": fairness}
        said |= {"levels": [], "objective": nash} if fairness == "nash" else {}
        files = public(genuine) | {"public/certificate.json": canon({**certificate, **said})}
        assert _level(member, files).status == (status if fairness == "maximin" else "not-checked")
        more = changed(member, lambda p: p["pool"].update(chance="99/100"))
        assert _level(more, files).got == "not-proved-here: 99/100"


def _level(proof: Proof, files: Files) -> Check:
    """The line of the level (12.14)."""
    (line,) = [check for check in report(proof, files).checks if check.code == "proof.level"]
    return line


def test_attack_a_receipt_of_features_that_no_quota_knows(genuine: Files, member: Proof) -> None:
    short = changed(member, lambda p: p["receipt"]["features"].pop())
    assert "proof.level" in failing(short, public(genuine))


def test_a_certificate_that_cannot_be_read_leaves_the_chance_open(genuine: Files, member: Proof) -> None:
    for name in ("public/certificate.json", "public/quotas.json"):
        found = report(member, public(genuine) | {name: b"{"})
        (line,) = [check for check in found.checks if check.code == "proof.level"]
        assert (line.status, line.got) == ("not-checked", "blocked")
