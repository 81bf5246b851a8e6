"""A table of places that says one thing before the draw and another after it, or that no place is in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from support.attacks import body, caught, edited, retold
from support.dossiers import Files, canon, sha
from support.waves import Hat, sealed, with_hashes

from tirage.verify import verify

GEOGRAPHY = "public/geography.json"
ROLL = sealed(Hat(letters=(7,)))


def place(label: str, column: int) -> dict[str, Any]:
    return {"label": label, "population": 1_000, "tiles": [{"column": column, "row": 1}]}


def table(name: str, *places: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name, "sha256": sha(b"quartiers.csv"), "source": "", "places": list(places)}


def placed(*tables: Mapping[str, Any], named: str = "quartiers") -> Files:
    """The dossier of the roll, whose strata are two places by address, sealed again from end to end."""

    def by_address(rules: dict[str, Any]) -> None:
        rules["criteria"][0].update({"from": "address", "geography": named, "categories": []})

    files = edited(ROLL, "public/rules.json", by_address)
    files[GEOGRAPHY] = canon({"spec": "tirage/2", "tables": list(tables)})
    return with_hashes(
        retold(files, lambda acts: body(acts, "frame").update(geography=sha(files[GEOGRAPHY])))
    )


OWN = table("quartiers", place("F", 1), place("M", 2))
GENUINE = placed(OWN)


def test_a_city_with_a_table_of_its_own_verifies() -> None:
    assert verify(GENUINE).ok


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
        (OWN, table("autre", place("F", 1), place("M", 2))),
        (table("autre", place("F", 1), place("M", 2)),),
        (table("quartiers", place("F", 1)),),
        (table("quartiers", place("F", 1), place("M", 2), place("F", 3)),),
        (table("quartiers", place("F", 1), place("M", 1)),),
        (table("quartiers", place("F", 0), place("M", 1)),),
        (table("quartiers", place("", 1), place("F", 2), place("M", 3)),),
        (OWN | {"more": 1},),
        (table("quartiers", place("F", 1), place("M", 2) | {"population": -1}),),
    ],
)
def test_attack_tables_that_are_not_those_of_the_rules(tables: tuple[Mapping[str, Any], ...]) -> None:
    caught(placed(*tables), "rules.form")


def test_attack_a_known_name_for_other_places() -> None:
    caught(placed(table("lyon", place("F", 1), place("M", 2)), named="lyon"), "rules.form")


def test_attack_people_of_a_place_that_the_table_has_not() -> None:
    caught(placed(table("quartiers", place("F", 1), place("N", 2))), "frame.strata")


@pytest.mark.parametrize("edit", [lambda _: None, lambda files: files.pop(GEOGRAPHY)])
def test_attack_a_table_that_no_act_brings(edit: Callable[[Files], object]) -> None:
    files = dict(retold(GENUINE, lambda acts: body(acts, "frame").pop("geography")))
    edit(files)
    caught(files, "files.known" if GEOGRAPHY in files else "rules.form")
