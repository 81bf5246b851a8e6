"""Places from postcodes, addresses and free texts, by a table; what it does not tell is nobody's guess."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tirage.people.geography.read import read_geography, shipped
from tirage.people.geography.texts import place_in
from tirage.people.intake.apply import apply, faults
from tirage.people.intake.decide import decide
from tirage.people.intake.fields import Wanted, of_criteria
from tirage.people.intake.merge import merged
from tirage.people.intake.model import OPEN, Recoding, proposed
from tirage.people.intake.rows import below
from tirage.people.intake.understand import understand
from tirage.quotas.model import Quotas
from tirage.tabular.grid import Grid, read_grid

TABLES = {name: read_geography(name) for name in shipped()}
NINE = [f"{n}e" if n > 1 else "1er" for n in range(1, 10)]
LYON = Quotas.of({"arrondissement": dict.fromkeys(NINE, (0, 9))})
PARIS = Quotas.of({"secteur": {"Paris Centre": (0, 9), "11e": (0, 9), "16e": (0, 9)}})


def wanted(quotas: Quotas) -> Wanted:
    return Wanted(of_criteria(quotas.criteria, TABLES), (), None)


def read(quotas: Quotas, title: str, *cells: str) -> tuple[Recoding, Grid]:
    lines = [f'a{n},"{cell}"' for n, cell in enumerate(cells)]
    grid = read_grid("\n".join([f"id,{title}", *lines]).encode(), Path("f.csv"))
    return understand(grid, wanted(quotas)), grid


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("Code postal", ("69 003", "69001", "69009", "CEDEX 69003", "69008")),
        (
            "Adresse",
            (
                "12 rue X, 69003 Lyon",
                "4 place Y 69001 LYON",
                "1 av. Z, Lyon 9e",
                "8 mai, 69003 LYON",
            ),
        ),
        ("Ville", ("Lyon 3e", "LYON 1ER", "Lyon 9ème", "Lyon 03", "Lyon 8e arrondissement")),
        ("arrondissement", ("3ème", "1er arrondissement", "69009", "9e", "Lyon 8e")),
        ("Où habitez-vous ?", ("Lyon 3e", "1er", "69009", "12 cours Z, 69003 Lyon", "8e")),
    ],
)
def test_a_place_is_told_by_its_postcode_an_address_or_a_text(title: str, cells: tuple[str, ...]) -> None:
    found, grid = read(LYON, title, *cells)
    coding = found.criteria["arrondissement"]
    assert (coding.read, coding.geography, found.aside) == ("place", proposed("lyon"), {})
    key = ("criteria", "arrondissement")
    said = {(*key, "column"): title, (*key, "geography"): "lyon"}
    done = merged(decide(found, said), found, grid, wanted(LYON))
    sheet = below(grid.sheets[""], 1)
    assert sheet is not None and not done.pending and not list(faults(sheet, done, wanted(LYON)))
    labels = [row[1] for row in apply(sheet, done, wanted(LYON)).rows]
    assert labels[:3] == ["3e", "1er", "9e"]


def test_what_the_table_does_not_tell_is_open_and_an_address_is_only_a_line() -> None:
    strange = ("Paris", "75020", "7 rue Q, 92100 Boulogne")
    found, _ = read(PARIS, "cp", "75011", "75001", "75116", "75016", "75002", *strange, *["75011"] * 10)
    coding = found.criteria["secteur"]
    assert (coding.read, coding.geography) == ("place", proposed("paris-sectors"))
    assert coding.values == {"Paris": OPEN, "75020": OPEN}
    assert {cause: each.lines for cause, each in found.aside.items()} == {"place": (9,)}


def test_a_column_of_categories_needs_no_table() -> None:
    found, _ = read(LYON, "arrondissement", "3e", "1er", "9E")
    assert found.criteria["arrondissement"].read == "values"
    assert not found.pending


def test_a_postcode_of_two_places_is_open(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("label;postcode\nNord;63200\nSud;63200\nOuest;63000\n", encoding="utf-8")
    table = read_geography("places.csv", tmp_path)
    assert [place_in(text, table) for text in ("63000", "63200", "1 rue A, 63200 Riom")] == ["Ouest", "", ""]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("8 rue de la Paix, Paris 11", "11e"),
        ("75011", "11e"),
        ("Paris 11e", "11e"),
        ("10 rue de Lyon 75012 Paris", "12e"),
        ("3 rue de Paris, 69003 Lyon", ""),
        ("rue du 4 septembre", ""),
        ("Paris", ""),
    ],
)
def test_a_text_names_a_place_or_none(text: str, label: str) -> None:
    assert place_in(text, TABLES["paris-arrondissements"]) == label


def test_a_table_that_is_another_one_since_is_to_be_confirmed_again() -> None:
    found, grid = read(LYON, "cp", "69003", "69001", "69009")
    key = ("criteria", "arrondissement")
    done = decide(found, {(*key, "column"): "cp", (*key, "geography"): "lyon"})
    assert not merged(done, found, grid, wanted(LYON)).pending
    coding = replace(done.criteria["arrondissement"], table="0" * 64)
    other = replace(done, criteria={"arrondissement": coding})
    assert merged(other, found, grid, wanted(LYON)).pending == [((*key, "geography"), proposed("lyon"))]
