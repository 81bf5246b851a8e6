"""A frame that was closed over something serious, and a record that keeps it quiet."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.attacks import caught, failures
from support.closed import Change, over_findings
from support.dossiers import canon
from support.waves import roll_of, with_rolls

from tirage.verify import verify


@pytest.mark.parametrize("expected", [40, None])
def test_a_frame_closed_over_findings_says_so_and_verifies(expected: int | None) -> None:
    report = verify(over_findings(expected=expected))
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
    caught(over_findings(change), "frame.findings")


def test_attack_a_count_that_is_not_the_expected_one_and_is_passed_over() -> None:
    def silent(frame: dict[str, Any]) -> None:
        del frame["findings"], frame["accepted"]

    caught(over_findings(silent), "frame.findings")
    assert verify(over_findings(silent, expected=32)).ok
    assert verify(over_findings(silent, expected=None)).ok


def test_a_count_of_a_place_is_compared_with_what_was_found_there() -> None:
    there = over_findings(lambda frame: frame["findings"][0].update(places=["75115"]), place="75115")
    assert verify(there).ok
    elsewhere = over_findings(lambda frame: frame["findings"][0].update(places=["75114"]), place="75115")
    caught(elsewhere, "frame.findings")


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
    assert failures(over_findings(change))


@pytest.mark.parametrize("known", [[], [{"list": "XX", "place": "", "electors": 1}], {"LP": 1}, None])
def test_attack_expected_counts_that_nobody_can_read(known: object) -> None:
    files = over_findings(expected=None)
    files["public/rules.json"] = canon(json.loads(files["public/rules.json"]) | {"expected": known})
    assert "rules.form" in failures(files)


def test_addresses_that_are_no_household_are_said_whatever_else_the_frame_has() -> None:
    declared = {"no_household": "ab" * 32, "addresses": 2}
    for expected in (40, None):
        report = verify(over_findings(lambda frame: frame.update(declared), expected=expected))
        assert report.ok, [check for check in report.checks if check.status == "failed"]
        found = {check.code: check.got for check in report.checks}
        assert found["beyond.settled"] == "no_household 2"


def test_doubts_that_somebody_decided_on_the_rolls_are_said() -> None:
    report = verify(over_findings(lambda frame: frame.update(decisions="d" * 64)))
    assert [each.got for each in report.checks if each.code == "beyond.settled"] == [f"decisions {'d' * 64}"]


@pytest.mark.parametrize(
    "more",
    [
        {"no_household": "ab" * 32},
        {"addresses": 2},
        {"no_household": "", "addresses": 2},
        {"no_household": "ab" * 32, "addresses": 0},
    ],
)
def test_attack_addresses_in_no_form_at_all(more: dict[str, object]) -> None:
    assert "documents.shape" in failures(over_findings(lambda frame: frame.update(more)))


def test_attack_one_thing_found_twice_with_two_counts() -> None:
    def twice(frame: dict[str, Any]) -> None:
        frame["findings"].insert(0, {**frame["findings"][0], "count": 39})

    caught(over_findings(twice), "frame.findings")


@pytest.mark.parametrize("place", ["75115", ""])
def test_attack_a_count_that_nobody_can_compare_passed_off_as_checked(place: str) -> None:
    """That of a place, or of a list of which rows were set aside in a file that does not name it."""

    def silent(frame: dict[str, Any]) -> None:
        del frame["findings"], frame["accepted"]

    files = over_findings(silent, place=place)
    if not place:
        files = with_rolls(files, roll_of(32, 1, "birth.missing:1", name=""))
    found = [(each.status, each.got) for each in verify(files).checks if each.code == "frame.findings"]
    assert found == [("not-checked", f"not-counted: {' '.join(filter(None, ('LP', place)))}")]
