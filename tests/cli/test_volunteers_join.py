"""More volunteers while an assembly sits, after rolls: letters of a later wave, and those who accept them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.assemblies import Acts, retold
from support.commands import on_disk
from support.journey import answers, run, whole

from tirage.acts.proofs.citizen_proof import make_proof
from tirage.assembly.record import load
from tirage.assembly.remaining import current_pool, pools
from tirage.dossier.canonical import canonical, sha256
from tirage.report.pages.citizen_proof import sentences
from tirage.verify import verify

PUBLISHED = ("journal/", "public/", "guarantors/")
ROLLS = ("1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4 5 6 1 1", "1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4 5 6 2 2")


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A panel of twelve sits, a third wave is drawn, and answers have come."""
    dossier = whole(tmp_path_factory.mktemp("joining"))
    assert run("draw", "letters", "--dossier", dossier, "--letters", 40) == 0
    # Nothing else goes on while its chance is awaited.
    assert run("record", "withdrawal", load(dossier).state.seated[0], dossier) == 6
    assert run("draw", "replacements", dossier) == 6
    assert run("draw", "letters", "--dossier", dossier, "--seed", ROLLS[0]) == 0
    assert run("record", "responses", answers(dossier, 3), "--dossier", dossier) == 0
    return dossier


@pytest.fixture
def dossier(sitting: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sitting, tmp_path / "dossier"))


def published(dossier: Path) -> dict[str, bytes]:
    return {name: data for name, data in on_disk(dossier).items() if name.startswith(PUBLISHED)}


def failed(files: dict[str, bytes]) -> list[str]:
    return [each.number for each in verify(files).checks if each.status == "failed"]


def test_who_accepts_a_later_letter_can_be_drawn(dossier: Path) -> None:
    assert run("record", "volunteers", "--dossier", dossier) == 0
    found = load(dossier)
    before, after = pools(found.files)
    assert current_pool(found.files) == after and found.state.joined == 1
    joined = {person.pid for person in after.people} - {person.pid for person in before.people}
    assert len(joined) > 10
    assert failed(published(dossier)) == []
    left = found.state.seated[0]
    assert run("record", "withdrawal", left, dossier) == 0
    assert run("draw", "replacements", dossier) == 0
    assert run("draw", "replacements", dossier, "--seed", ROLLS[1]) == 0
    drawable = load(dossier).files["guarantors/replacements-1-pool.csv"].decode()
    assert all(f"\n{pid}," in drawable for pid in joined)
    assert failed(published(dossier)) == []
    # Everybody who accepted is in.
    assert run("record", "volunteers", "--dossier", dossier) == 6


def test_who_joined_takes_a_receipt_home(dossier: Path, tmp_path: Path) -> None:
    outsider = make_proof(dossier, accepting(dossier)).document
    assert outsider["receipt"] is None
    # In French too: the language of an answer is no option of how a file is read.
    assert run("record", "volunteers", "--dossier", dossier, "--lang", "fr") == 0
    before, after = pools(load(dossier).files)
    known = {person.pid for person in before.people}
    joined = next(person for person in after.people if person.pid not in known)
    proof = make_proof(dossier, joined.pid)
    assert any("with list 1" in said for said in sentences(proof, "en"))
    document = proof.document
    assert document["receipt"]["list"] == 1 and document["receipt"]["features"] == list(joined.features)
    files = published(dossier)
    for wrong, failing in (
        ({}, []),
        ({"list": 2}, ["12.10", "12.11"]),
        ({"household": 2}, ["12.10", "12.11"]),
        ({"features": document["receipt"]["features"][::-1]}, ["12.10", "12.11"]),
    ):
        told = {**document, "receipt": {**document["receipt"], **wrong}}
        report = verify(files, ("proof.json", canonical(told)))
        found = {each.number for each in report.checks if each.status in {"failed", "not-checked"}}
        assert [number for number in ("12.10", "12.11") if number in found] == failing, wrong
    # What was made before says nothing false: nobody was in the pool yet.
    report = verify(files, ("proof.json", canonical(outsider)))
    assert [each.number for each in report.checks if each.status == "failed"] == []
    assert run("proof", "--all", dossier) == 0
    assert len([*(dossier / "private").glob("receipts-*/*.html")]) == len(after.people)


def accepting(dossier: Path) -> str:
    """Somebody who has accepted and is not in the pool."""
    found = load(dossier)
    known = {person.pid for person in current_pool(found.files).people}
    rows = found.files["guarantors/responses-3.csv"].decode().splitlines()
    return next(row[:32] for row in rows if ",accepted," in row and row[:32] not in known)


def add_friend(rows: list[str]) -> None:
    rows.append("f" * 32 + rows[-1][32:])


def change_features(rows: list[str]) -> None:
    rows[-1] = rows[-1].replace("bac", "x").replace("autre", "bac").replace("x", "autre")


@pytest.mark.parametrize(
    ("edit", "kept"), [(add_friend, 22), (change_features, 21), (lambda rows: rows.pop(), 20)]
)
def test_attack_somebody_joins_who_accepted_no_letter(
    dossier: Path, edit: Callable[[list[str]], object], kept: int
) -> None:
    """Or who accepted as another, or one is left out who accepted, all counts made to fit."""
    assert run("record", "volunteers", "--dossier", dossier) == 0
    files = published(dossier)
    name = "guarantors/volunteers-1.csv"
    rows = files[name].decode().splitlines()
    new = {row[:32] for row in rows[1:]} - {
        row[:32] for row in files["guarantors/pool.csv"].decode().splitlines()
    }
    mine = [row for row in rows if row[:32] in new]
    edit(mine)
    others = [row for row in rows[1:] if row[:32] not in new]
    files[name] = "\n".join([rows[0], *sorted([*others, *mine]), ""]).encode()

    def told(acts: Acts) -> None:
        body = next(body for kind, body in acts if kind == "volunteers")
        body.update(sha256=sha256(files[name]), kept=kept, read=kept + body["excluded"])

    assert "10.27" in failed(retold(files, told))
