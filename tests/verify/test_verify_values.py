"""Values of a report are texts or canonical JSON, which another program can read back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.dossiers import Files, canon
from support.waves import answered

from tirage.verify import verify

GENUINE = answered()
ROUND = "public/responses-1.json"


def said(files: Files, code: str) -> str:
    (check,) = (check for check in verify(files).checks if check.code == code)
    assert check.status == "failed"
    return check.got


def changed(name: str, **keys: Any) -> Files:
    return {**GENUINE, name: canon({**json.loads(GENUINE[name]), **keys})}


def test_counts_that_are_others_are_shown_as_json() -> None:
    own = json.loads(GENUINE[ROUND])["answers"]
    got = said(changed(ROUND, answers={**own, "late": 9000}), "responses.figures")
    figures = got.split("; ")[-1]
    assert [json.loads(each) for each in figures.split(" ≠ ")] == [{**own, "late": 9000}, own]


def test_causes_that_are_others_are_shown_as_json() -> None:
    own = json.loads(GENUINE["public/frame.json"])["causes"]
    got = said(changed("public/frame.json", causes={"it's": 1}), "frame.counts")
    told = next(each for each in got.split("; ") if each.startswith("journal causes: "))
    assert told == f'journal causes: {{"it\'s":1}} ≠ {json.dumps(own, separators=(",", ":"))}'


@pytest.mark.parametrize("value", [None, True, [1, "a"], {"a": None}])
def test_a_number_that_is_none_is_shown_as_it_stands_in_its_document(value: Any) -> None:
    name = next(name for name in GENUINE if name.endswith("-responses.json"))
    entry = json.loads(GENUINE[name])
    entry["body"]["round"] = value
    got = said({**GENUINE, name: canon(entry)}, "files.present")
    shown = json.dumps(value, separators=(",", ":"))
    assert f"public/responses-{shown}.json" in got
