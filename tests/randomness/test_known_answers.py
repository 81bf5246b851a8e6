"""Every known answer of the specification, in Python."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import pytest
from support.known_answers import CONTRIBUTIONS, INVITE, PANEL, PLAN_HASH, ROLLS, SEED, VECTORS

from tirage.dossier.canonical import canonical, sha256
from tirage.randomness.lines import H, line
from tirage.randomness.rolls import Misread, read_roll, roll_form
from tirage.randomness.seeds import (
    LIMIT,
    Beacon,
    commit,
    contributions_hash,
    in_ticket_order,
    seed,
    stage_seed,
    ticket,
    uniform,
)

CHECKED = {
    "plan",
    "plan_canonical_utf8",
    "plan_hash",
    "contributions",
    "contributions_hash",
    "beacon",
    "seed",
    "stage_seed_invite",
    "ticket",
    "draw_50_of_p0000000..p0099999",
    "stage_seed_panel",
    "uniform",
    "uniform_rejection",
    "pid_hmac",
}
ELSEWHERE = {"merkle", "merkle_empty_root"}
"""Inclusion proofs: tests/journal/test_merkle.py."""
LATER = {"pick_panel", "drand_round"}
"""Weighted panels and due times: no module of tirage does these yet."""


def test_no_vector_is_passed_over_in_silence() -> None:
    assert set(VECTORS) == CHECKED | ELSEWHERE | LATER | {"spec", "note"}
    assert VECTORS["spec"] == "tirage/1"


def test_the_plan_as_bytes_and_its_hash() -> None:
    assert canonical(VECTORS["plan"]).decode() == VECTORS["plan_canonical_utf8"]
    assert sha256(canonical(VECTORS["plan"])) == PLAN_HASH


@pytest.mark.parametrize("contribution", VECTORS["contributions"], ids=lambda c: c["id"])
def test_a_commitment(contribution: dict[str, str]) -> None:
    assert commit(contribution["id"], contribution["value"]) == contribution["commit"]


def test_the_contributions_in_any_order() -> None:
    backwards = dict(reversed(CONTRIBUTIONS.items()))
    assert contributions_hash(CONTRIBUTIONS) == VECTORS["contributions_hash"]
    assert contributions_hash(backwards) == VECTORS["contributions_hash"]


def test_the_seed_with_its_beacon() -> None:
    beacon = VECTORS["beacon"]
    drand = Beacon(beacon["chain"], beacon["round"], beacon["signature"])
    assert seed(PLAN_HASH, VECTORS["contributions_hash"], drand) == SEED


def test_without_a_beacon_its_three_fields_are_none_0_none() -> None:
    spelled = H("seed", PLAN_HASH, VECTORS["contributions_hash"], "none", "0", "none")
    assert seed(PLAN_HASH, VECTORS["contributions_hash"]) == spelled != SEED


@pytest.mark.parametrize(("stage", "expected"), [("invite", INVITE), ("panel", PANEL)])
def test_a_stage_seed(stage: str, expected: str) -> None:
    assert stage_seed(SEED, stage) == expected


@pytest.mark.parametrize("known", VECTORS["ticket"], ids=lambda known: known["pid"])
def test_a_ticket(known: dict[str, str]) -> None:
    assert ticket(INVITE, known["pid"]) == known["ticket"]


def test_fifty_letters_among_a_hundred_thousand_people() -> None:
    everyone = (f"p{number:07d}" for number in reversed(range(100_000)))
    assert in_ticket_order(INVITE, everyone)[:50] == VECTORS["draw_50_of_p0000000..p0099999"]


@pytest.mark.parametrize(
    ("stage", "known"),
    [(PANEL, known) for known in VECTORS["uniform"]]
    + [(stage_seed(SEED, known["stage"]), known) for known in VECTORS["uniform_rejection"]],
)
def test_a_whole_number_after_as_many_attempts(stage: str, known: dict[str, Any]) -> None:
    n, value, attempts = int(known["n"]), int(known["value"]), known["attempts"]
    tried = [int(H("int", stage, str(j)), 16) for j in range(attempts)]
    fair = LIMIT - LIMIT % n
    assert uniform(stage, n) == value == tried[-1] % n
    assert all(x >= fair for x in tried[:-1])
    assert tried[-1] < fair


def test_a_pid_is_the_hmac_of_a_line() -> None:
    known = VECTORS["pid_hmac"]
    digest = hmac.new(bytes.fromhex(known["key"]), line("pid", known["uid"]), hashlib.sha256).hexdigest()
    assert digest[:32] == known["pid"]


@pytest.mark.parametrize("roll", ROLLS, ids=lambda roll: roll["why"])
def test_what_a_roll_in_public_counts_for(roll: dict[str, Any]) -> None:
    form = roll_form(roll["form"])
    assert form is not None
    if roll["value"] is None:
        with pytest.raises(Misread):
            read_roll(form, roll["text"])
    else:
        assert read_roll(form, roll["text"]) == (roll["written"], roll["value"])
