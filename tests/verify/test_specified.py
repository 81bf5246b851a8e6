"""The specification as data: the checks, the entries and the files, as the schemas have them."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest

from tirage.verify.data import specified
from tirage.verify.reading import acts
from tirage.verify.reading.acts import LETTERS, ORDER, RESULTS, TYPES, brought, step

SCHEMAS = resources.files("tirage") / "spec" / "schemas"
CHECKS = specified("checks")


def test_checks_are_numbered_in_order_group_by_group() -> None:
    numbers = [tuple(map(int, each["number"].split("."))) for each in CHECKS["checks"]]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len({each["code"] for each in CHECKS["checks"]}) == len(numbers)
    assert [each["group"] for each in CHECKS["checks"]] == [group for group, _ in numbers]
    assert {str(group) for group, _ in numbers} == set(CHECKS["groups"])


def test_every_type_of_entry_is_one_of_the_schema() -> None:
    schema = json.loads((SCHEMAS / "journal-entry.schema.json").read_text(encoding="utf-8"))
    types = set(re.findall(r'"type": \{"(?:const|enum)": (?:"(\w+)"|\[([^]]*)\])', json.dumps(schema)))
    named = {name for one, many in types for name in [one, *re.findall(r"\w+", many)] if name}
    assert set(TYPES) <= named


def test_every_step_of_the_order_is_one_of_a_type() -> None:
    steps = set(re.findall(r"(?<=[,(|] )?\b([a-z]+)(?: (?:letters|later|panel))?\b", ORDER.pattern))
    assert steps <= {*TYPES, "letters", "later", "panel"}
    assert {at.split()[0] for at in specified("layout")} <= set(TYPES)


@pytest.mark.parametrize(
    ("at", "body", "paths"),
    [
        ("plan letters", {"act": "letters/2"}, ["public/letters-2-plan.json", "public/letters-2-strata.csv"]),
        ("plan letters", {"act": "panel"}, []),
        (
            "replacement",
            {"act": "replacements/3"},
            ["public/replacements-3-panel.csv", "public/replacements-3-seats.csv"],
        ),
        ("replacement", {"act": "panel"}, []),
        ("panel", {"act": "panel"}, ["public/panel.csv", "public/seats.csv"]),
        ("panel", {"act": "renewal/1"}, []),
        ("term", {"sha256": ""}, []),
        ("term", {"sha256": "ab"}, ["public/cohorts.csv"]),
        ("alternates", {"list": 4}, ["public/alternates-4.csv"]),
        ("alternates", {"list": 4, "act": "alternates/5"}, ["public/alternates-4.csv"]),
        ("plan standby", {"act": "alternates/5"}, ["public/alternates-5-plan.json"]),
        ("erase", {}, []),
    ],
)
def test_what_an_entry_brings_follows_from_its_step_and_its_body(
    at: str, body: dict[str, object], paths: list[str]
) -> None:
    assert [path for path, _ in brought(at, body)] == paths


def test_a_step_is_a_type_and_what_it_is_about() -> None:
    assert step("plan", {"act": "letters/1"}) == "plan letters"
    assert step("plan", {"act": "renewal/1"}) == "plan later"
    assert step("plan", {"act": "standby/2"}) == "plan standby"
    assert step("beacon", None) == "beacon panel"
    assert step("letters", {"act": "letters/1"}) == "letters"
    assert RESULTS == {"replacements": "replacement", "renewal": "renewal"}
    assert LETTERS.fullmatch("letters/01") is None
    assert acts.types(result=True) == ("letters", "panel", "replacement", "renewal", "standby", "alternates")
