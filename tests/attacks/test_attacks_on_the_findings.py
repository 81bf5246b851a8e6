"""A frame that was closed over something serious, and a record that keeps it quiet."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from support.attacks import caught, failures
from support.dossiers import Files, acts_of, canon, rechained, sha
from support.waves import sealed

from tirage.verify import verify

MISSING = {"cause": "list-missing", "subject": "LCE", "places": [], "count": 0, "against": 0}
DIFFERS = {"cause": "count-differs", "subject": "LP", "places": [], "count": 32, "against": 40}
WHY = [
    {"cause": "count-differs", "reason": "Eight were struck off."},
    {"cause": "list-missing", "reason": "Nobody of the Union lives here."},
]
Change = Callable[[dict[str, Any]], Any]


def closed(change: Change = lambda frame: None, *, expected: int | None = 40, place: str = "") -> Files:
    """A dossier whose frame was closed over two findings; `expected`: electors of the main list."""
    files = sealed(drop=6)
    acts = acts_of(files)
    if expected is not None:
        known = {"expected": [{"list": "LP", "place": place, "electors": expected}]}
        files["public/rules.json"] = canon(json.loads(files["public/rules.json"]) | known)
    rules = sha(files["public/rules.json"])
    files["public/frame.json"] = canon(json.loads(files["public/frame.json"]) | {"rules": rules})
    for kind, body in acts:
        if kind == "frame":
            found = [DIFFERS, MISSING] if expected is not None else [MISSING]
            causes = {each["cause"] for each in found}
            accepted = [dict(each) for each in WHY if each["cause"] in causes]
            body.update(rules=rules, sha256=sha(files["public/frame.json"]))
            body.update(findings=[dict(each) for each in found], accepted=accepted)
            change(body)
    return rechained(files, acts)


@pytest.mark.parametrize("expected", [40, None])
def test_a_frame_closed_over_findings_says_so_and_verifies(expected: int | None) -> None:
    report = verify(closed(expected=expected))
    assert report.ok, [check for check in report.checks if check.status == "failed"]
    found = {check.code: (check.status, check.got) for check in report.checks}
    causes = ("count-differs LP 32/40, " if expected else "") + "list-missing LCE 0/0"
    assert found["frame.findings"][0] == "ok"
    assert found["beyond.findings"] == ("not-checked", causes)


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: frame.update(accepted=[]),
        lambda frame: frame["accepted"].pop(),
        lambda frame: frame["findings"].pop(),
        lambda frame: frame["accepted"].append(frame["accepted"][0]),
        lambda frame: frame["accepted"].reverse(),
        lambda frame: frame["accepted"][0].update(reason=" \t"),
        lambda frame: frame["findings"][0].update(count=40),
        lambda frame: frame["findings"][0].update(count=33),
        lambda frame: frame["findings"][0].update(against=41),
    ],
    ids=["none", "one", "unfound", "twice", "order", "blank", "right", "other", "unexpected"],
)
def test_attack_a_finding_without_its_acceptance_and_a_count_that_is_another(change: Change) -> None:
    caught(closed(change), "frame.findings")


def test_attack_a_count_that_is_not_the_expected_one_and_is_passed_over() -> None:
    def silent(frame: dict[str, Any]) -> None:
        del frame["findings"], frame["accepted"]

    caught(closed(silent), "frame.findings")
    assert verify(closed(silent, expected=32)).ok
    assert verify(closed(silent, expected=None)).ok


def test_a_count_of_a_place_is_compared_with_what_was_found_there() -> None:
    there = closed(lambda frame: frame["findings"][0].update(places=["75115"]), place="75115")
    assert verify(there).ok
    caught(
        closed(lambda frame: frame["findings"][0].update(places=["75114"]), place="75115"), "frame.findings"
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: frame.update(findings=[]),
        lambda frame: frame.pop("accepted"),
        lambda frame: frame["findings"][0].pop("places"),
        lambda frame: frame["findings"][0].update(count="40"),
    ],
)
def test_attack_findings_in_no_form_at_all(change: Change) -> None:
    assert failures(closed(change))


@pytest.mark.parametrize("known", [[], [{"list": "XX", "place": "", "electors": 1}], {"LP": 1}, None])
def test_attack_expected_counts_that_nobody_can_read(known: object) -> None:
    files = closed(expected=None)
    files["public/rules.json"] = canon(json.loads(files["public/rules.json"]) | {"expected": known})
    assert "rules.form" in failures(files)


def test_addresses_that_are_no_household_are_said_whatever_else_the_frame_has() -> None:
    declared = {"no_household": "ab" * 32, "addresses": 2}
    for expected in (40, None):
        report = verify(closed(lambda frame: frame.update(declared), expected=expected))
        assert report.ok, [check for check in report.checks if check.status == "failed"]
        found = {check.code: check.got for check in report.checks}
        assert found["beyond.settled"] == "no_household 2"


@pytest.mark.parametrize(
    "more", [{"no_household": "ab" * 32}, {"addresses": 2}, {"no_household": "", "addresses": 2}]
)
def test_attack_addresses_in_no_form_at_all(more: dict[str, object]) -> None:
    assert "documents.shape" in failures(closed(lambda frame: frame.update(more)))
