"""Packs changed and sealed again, by somebody who can compute every hash in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from support.attacks import caught, failures
from support.dossier_cases import EVEN
from support.dossiers import Files, acts_of, canon, dossier, rechained, sha
from support.packing import packed_for

from tirage.acts.records.descriptor import descriptor
from tirage.dossier.packs import Choice
from tirage.verify import verify

PLAN = "public/plan.json"


def public(files: Mapping[str, bytes]) -> Files:
    return packed_for("public", files)


def with_plan(**changes: Any) -> Files:
    """The dossier under a plan with other values, which every entry names; the draw stays as it was."""
    files = dossier(EVEN)
    before = sha(files[PLAN])
    plan = canon({**json.loads(files[PLAN]), **changes})
    acts = acts_of(files)
    for _, body in acts:
        for key, value in body.items():
            if value == before:
                body[key] = sha(plan)
    return rechained({**files, PLAN: plan}, acts)


LATER = {**json.loads(dossier(EVEN)[PLAN])["later"], "policy": "like-for-like"}


@pytest.mark.parametrize(
    "changes",
    [
        {"later": LATER},
        {"people": 13},
        {"counts": "0" * 64},
        {"beacon": {"chain": "a" * 64, "public_key": "b" * 192, "round": 1}},
        {"contributors": [{"id": "public", "kind": "public", "form": "25d6"}]},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_public_pack_sealed_again_with_another_plan(changes: dict[str, Any]) -> None:
    """The seed follows from the plan: whoever changes it after the dice has another number."""
    assert not failures(public(dossier(EVEN)))
    caught(public(with_plan(**changes)), "seed.seed")


def test_a_public_pack_with_the_lottery_of_another_dossier() -> None:
    """Promised by one certificate, given by another lottery: counted without the pool."""
    files = dossier(EVEN)
    lines = files["public/lottery.csv"].splitlines(keepends=True)
    forged = {**files, "public/lottery.csv": b"".join([lines[0]] * len(lines))}
    digest = sha(forged["public/lottery.csv"])
    acts = acts_of(files)
    next(body for kind, body in acts if kind == "lottery")["sha256"] = digest
    caught(public(rechained(forged, acts)), "lottery.levels", "hash")


def test_a_public_pack_that_tells_another_head_than_its_journal_has() -> None:
    pack = public(dossier(EVEN))
    listed = json.loads(pack["pack.json"])
    caught({**pack, "pack.json": canon({**listed, "head": "0" * 64})}, "pack.files")


def described(edit: Callable[[dict[str, Any]], object]) -> Files:
    """The auditors' pack with a descriptor that says something else, under a list with its hash."""
    files = dossier(EVEN)
    kept = {name: data for name, data in files.items() if not name.startswith("journal/")}
    document = json.loads(descriptor(Choice("auditors", kept, {})))
    edit(document)
    return packed_for("auditors", files, {"datapackage.json": canon(document)})


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: d["resources"][0].update(hash="sha256:" + "0" * 64),
        lambda d: d["resources"][0].update(path="guarantors/other.csv"),
        lambda d: d["resources"][0]["schema"]["fields"].reverse(),
        lambda d: d["resources"][0]["schema"]["fields"].pop(),
        lambda d: d["resources"][0].pop("schema"),
        lambda d: d["resources"].pop(),
        lambda d: d["resources"].append(d["resources"][0]),
        lambda d: d["resources"][0].update(description="chances are equal"),
        lambda d: d["resources"][0]["dialect"].update(header=1),
        lambda d: next(r for r in d["resources"] if "schema" not in r)["dialect"].update(header=True),
        lambda d: d.update(resources={}),
        lambda d: d.update(name="tirage-public"),
        lambda d: d["resources"][0].update(name="guarantors-pool"),
        lambda d: d["resources"][0]["schema"]["fields"][0].update(type="integer"),
    ],
)
def test_a_descriptor_that_says_something_else_than_the_tables(
    edit: Callable[[dict[str, Any]], object],
) -> None:
    assert not failures(described(lambda _: None))
    caught(described(edit), "pack.files")


def test_a_criterion_called_as_a_column_is_has_another_field() -> None:
    """`household` is the second column of every pool, and may be a criterion: both verifiers know."""
    files = dossier(EVEN)
    header, rest = files["guarantors/pool.csv"].split(b"\n", 1)
    names = header.split(b",")
    pool = b",".join([*names[:-1], b"household"]) + b"\n" + rest
    whole = {**files, "guarantors/pool.csv": pool}
    kept = {name: data for name, data in whole.items() if not name.startswith("journal/")}
    right = descriptor(Choice("auditors", kept, {}))
    assert b'"household_"' in right
    for document, sound in ((right, True), (right.replace(b'"household_"', b'"household__"'), False)):
        pack = packed_for("auditors", whole, {"datapackage.json": document})
        said = {check.code: check.status for check in verify(pack).checks}
        assert (said["pack.files"] == "ok") is sound


def test_a_pack_for_guarantors_passed_off_as_the_publics() -> None:
    """It holds who stands in the pool: more than its reader may have."""
    pack = packed_for("auditors", dossier(EVEN))
    listed = json.loads(pack["pack.json"])
    assert "guarantors/pool.csv" in listed["files"]
    caught({**pack, "pack.json": canon({**listed, "for": "public"})}, "pack.reader")
