"""A panel under quotas on a crossing, from the quota file to the verifier's verdict."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest
from support.commands import DICE, PETIT, defects, draw, finish, on_disk
from support.schemas import schema

from tirage.cli import main
from tirage.verify import verify
from tirage.verify.reading.dossier import read

CELLS = (
    "genre × quartier,Femme × Sud,2,2\ngenre × quartier,Homme × Centre,0,1\nquartier × âge,Nord × 18-39,1,1\n"
)
NAMES = [
    ["genre × quartier", "Femme × Sud"],
    ["genre × quartier", "Homme × Centre"],
    ["quartier × âge", "Nord × 18-39"],
]


def quotas(folder: Path, cells: str = CELLS) -> Path:
    path = folder / "quotas.csv"
    path.write_text((PETIT / "quotas.csv").read_text(encoding="utf-8") + cells, encoding="utf-8")
    return path


@pytest.fixture
def dossier(pool: Path, tmp_path: Path) -> Path:
    assert draw(pool, tmp_path / "d", "--seed", DICE, quotas=quotas(tmp_path)) == 0
    return tmp_path / "d"


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:]


def test_every_panel_meets_the_cells(dossier: Path) -> None:
    features = {
        pid: (genre, age, place) for pid, _, genre, age, place in rows(dossier / "guarantors/pool.csv")
    }
    for line in (dossier / "public/lottery.csv").read_text().splitlines():
        panel = [features[pid] for pid in line.split(",")]
        assert sum((genre, place) == ("Femme", "Sud") for genre, _, place in panel) == 2
        assert sum((genre, place) == ("Homme", "Centre") for genre, _, place in panel) <= 1
        assert sum((place, age) == ("Nord", "18-39") for _, age, place in panel) == 1


def test_every_table_has_the_cells_after_the_categories(dossier: Path) -> None:
    counts, seats = rows(dossier / "public/counts.csv"), rows(dossier / "public/seats.csv")
    assert [row[:2] for row in counts[8:]] == [row[:2] for row in seats[8:]] == NAMES
    assert [row[2:] for row in counts[8:]] == [["4", "2", "2"], ["2", "0", "1"], ["3", "1", "1"]]
    assert (seats[8][3], seats[10][3]) == ("2", "1")
    crossings = json.loads((dossier / "public/quotas.json").read_text(encoding="utf-8"))["crossings"]
    assert [crossing["of"] for crossing in crossings] == [["genre", "quartier"], ["quartier", "âge"]]


def test_the_published_quotas_fit_their_schema(dossier: Path) -> None:
    document = json.loads((dossier / "public/quotas.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema("published-quotas"))
    assert not list(validator.iter_errors(document))
    for spoilt in ({"crossings": []}, {"crossings": [{"of": ["genre"], "cells": []}]}, {"crossings": {}}):
        assert list(validator.iter_errors({**document, **spoilt}))


def test_the_dossier_verifies_whole_and_in_its_public_part(dossier: Path) -> None:
    files = read(dossier)
    for part in (files, {name: data for name, data in files.items() if not name.startswith("guarantors/")}):
        report = verify(part)
        assert [check for check in report.checks if check.status == "failed"] == []
    assert main(["replay", str(dossier), "--trials", "200"]) == 0


def test_the_screen_shows_the_cells(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw(pool, tmp_path / "d", "--seed", DICE, quotas=quotas(tmp_path))
    said = capsys.readouterr().out
    assert all(name in said for pair in NAMES for name in pair)
    assert "Every quota is met." in said


def test_the_same_quotas_in_yaml_make_the_same_plan(pool: Path, tmp_path: Path, dossier: Path) -> None:
    lines = ["tirage: quotas/1", "criteria:"]
    before = ""
    for feature, value, low, high in csv.reader(
        (tmp_path / "quotas.csv").read_text(encoding="utf-8").splitlines()
    ):
        if feature == "feature":
            continue
        if "×" in feature and "×" not in before:
            lines.append("crossings:")
        if feature != before:
            lines.append(f"  {feature}:")
        lines.append(f"    {value}: {{minimum: {low}, maximum: {high}}}")
        before = feature
    yaml = tmp_path / "quotas.yaml"
    yaml.write_text("\n".join(lines), encoding="utf-8")
    assert draw(pool, tmp_path / "again", "--seed", DICE, quotas=yaml) == 0
    for part in ("public", "guarantors"):
        assert on_disk(dossier / part) == on_disk(tmp_path / "again" / part)


def test_a_crossing_left_out_is_another_plan(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw(pool, tmp_path / "d", quotas=quotas(tmp_path)) == 0
    assert draw(pool, tmp_path / "d", "--seed", DICE) == 6
    assert "quotas" in capsys.readouterr().err
    assert finish(tmp_path / "d", "--seed", DICE) == 0


def test_a_conflict_names_the_cell(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One of two young people of the north is a woman, and the seats of women are taken elsewhere."""
    cells = "genre × quartier,Femme × Sud,2,2\ngenre × quartier,Femme × Centre,1,1\n"
    file = quotas(tmp_path, f"{cells}quartier × âge,Nord × 18-39,2,2\n")
    assert draw(pool, tmp_path / "d", "--json", quotas=file) == 4
    conflict = json.loads(capsys.readouterr().out)["error"]["values"]["conflicts"][0]["demands"]
    assert {tuple(row.values()) for row in conflict} >= {
        ("genre × quartier", "Femme × Sud", "minimum", 2, 4),
        ("quartier × âge", "Nord × 18-39", "minimum", 2, 3),
    }
    assert not (tmp_path / "d").exists()


def test_a_cell_that_the_file_misspells(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = "genre × quartier,Femmes × Sud,2,2\ngenre × quartiers,Femme × Sud,2,2\n"
    assert draw(pool, tmp_path / "d", "--json", quotas=quotas(tmp_path, cells)) == 3
    assert [(d["code"], d["line"]) for d in defects(capsys)] == [
        ("quotas.crossing.category", 10),
        ("quotas.crossing.criterion", 11),
    ]
