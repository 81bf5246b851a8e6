"""A panel from a file of volunteers under rules that say something else, re-hashed throughout."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from support.attacks import failures
from support.dossiers import Files, acts_of, canon, rechained, sha
from support.genuine import DOSSIERS

from tirage.verify import verify

RULES = "public/rules.json"
GENUINE = DOSSIERS["rules"]()


def under(rules: dict[str, Any] | None) -> Files:
    """The genuine dossier with these rules in place of its own."""
    files = {**GENUINE, RULES: canon(rules)}
    acts = [
        (kind, body | {"rules": sha(files[RULES])} if kind == "pool" else body)
        for kind, body in acts_of(GENUINE)
    ]
    return rechained(files, acts)


def changed(edit: Callable[[dict[str, Any]], object]) -> Files:
    rules = json.loads(GENUINE[RULES])
    edit(rules)
    return under(rules)


def test_the_genuine_dossier_passes_and_its_recoding_is_said() -> None:
    report = verify(GENUINE)
    assert report.ok
    said = {check.code: check.got for check in report.checks}
    assert said["beyond.recoding"] == sha(b"recoding")
    assert said["rules.form"] == str(len(json.loads(GENUINE[RULES])))


@pytest.mark.parametrize(
    "edit",
    [
        lambda rules: rules.update(seats=0),
        lambda rules: rules.update(more=1),
        lambda rules: rules.pop("city"),
        lambda rules: rules.update(name=" "),
        lambda rules: rules.update(organiser=""),
        lambda rules: rules.update(city=3),
        lambda rules: rules.update(timezone="Heure de Paris"),
        lambda rules: rules.update(timezone=""),
        lambda rules: rules.update(reference_date="2027-02-30"),
        lambda rules: rules.update(household=["adresse", "adresse"]),
        lambda rules: rules.update(causes=["work", "work"]),
        lambda rules: rules.update(strata=["genre"]),
        lambda rules: rules.update(letters={}),
        lambda rules: rules["draws"].update(fairness="any"),
    ],
)
def test_attack_rules_of_a_file_with_a_field_that_cannot_be(
    edit: Callable[[dict[str, Any]], object],
) -> None:
    assert "rules.form" in failures(changed(edit))


@pytest.mark.parametrize("document", [[1], {}, None, "rules"])
def test_attack_rules_of_a_file_that_say_nothing(document: Any) -> None:
    assert "rules.form" in failures(under(document))


@pytest.mark.parametrize(
    "edit",
    [
        lambda rules: rules.update(seats=rules["seats"] + 1),
        lambda rules: rules.update(household=["adresse"]),
        lambda rules: rules["draws"].update(fairness="maximin"),
        lambda rules: rules["draws"].update(panels=7),
        lambda rules: rules["draws"].update(policy="like-for-like"),
        lambda rules: rules["draws"].update(roll="words"),
    ],
)
def test_attack_a_panel_under_other_rules_than_those_published(
    edit: Callable[[dict[str, Any]], object],
) -> None:
    assert failures(changed(edit)) == {"order.kept"}


def test_attack_rules_exchanged_after_the_plan() -> None:
    rules = json.loads(GENUINE[RULES]) | {"name": "Autre"}
    assert failures({**GENUINE, RULES: canon(rules)}) == {"hash"}


def test_attack_rules_that_no_entry_names() -> None:
    acts = [(kind, body | {"rules": ""} if kind == "pool" else body) for kind, body in acts_of(GENUINE)]
    assert failures(rechained(GENUINE, acts)) == {"files.known"}


def test_attack_rules_left_out() -> None:
    files = {name: data for name, data in GENUINE.items() if name != RULES}
    assert failures(files) == {"files.present"}
