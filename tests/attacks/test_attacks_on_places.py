"""A table of places that says one thing before the draw and another after it, or that no place is in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from support.attacks import body, caught, edited, retold
from support.closed import GEOGRAPHY, OWN, place, placed, places
from support.dossiers import Files

from tirage.verify import verify

GENUINE = placed(OWN)


def test_a_city_with_a_table_of_its_own_verifies() -> None:
    report = verify(GENUINE)
    assert report.ok
    said = [each.got for each in report.checks if each.code == "beyond.places"]
    assert said == [f"quartiers {OWN['sha256']}"]


def test_attack_a_table_altered_after_the_frame() -> None:
    def emptied(geography: dict[str, Any]) -> None:
        geography["tables"][0]["places"][0]["population"] = 1

    caught(edited(GENUINE, GEOGRAPHY, emptied), "hash")


def test_attack_a_table_taken_out() -> None:
    caught({name: data for name, data in GENUINE.items() if name != GEOGRAPHY}, "files.present")


@pytest.mark.parametrize(
    "tables",
    [
        (),
        (OWN, OWN),
        (OWN, places("autre", place("F", 1), place("M", 2))),
        (places("autre", place("F", 1), place("M", 2)),),
        (places("quartiers", place("F", 1)),),
        (places("quartiers", place("F", 1), place("M", 2), place("F", 3)),),
        (places("quartiers", place("F", 1), place("M", 1)),),
        (places("quartiers", place("F", 0), place("M", 1)),),
        (places("quartiers", place("", 1), place("F", 2), place("M", 3)),),
        (OWN | {"more": 1},),
        (places("quartiers", place("F", 1), place("M", 2) | {"population": -1}),),
    ],
)
def test_attack_tables_that_are_not_those_of_the_rules(tables: tuple[Mapping[str, Any], ...]) -> None:
    report = caught(placed(*tables), "rules.form")
    (said,) = [check for check in report.checks if check.code == "rules.form"]
    assert said.file == GEOGRAPHY


def test_attack_a_known_name_for_other_places() -> None:
    caught(placed(places("lyon", place("F", 1), place("M", 2)), named="lyon"), "rules.form")


def test_attack_people_of_a_place_that_the_table_has_not() -> None:
    caught(placed(places("quartiers", place("F", 1), place("N", 2))), "frame.strata")


@pytest.mark.parametrize("edit", [lambda _: None, lambda files: files.pop(GEOGRAPHY)])
def test_attack_a_table_that_no_act_brings(edit: Callable[[Files], object]) -> None:
    files = dict(retold(GENUINE, lambda acts: body(acts, "frame").pop("geography")))
    edit(files)
    caught(files, "files.known" if GEOGRAPHY in files else "rules.form")
