"""Addresses that the printing house put right, by the command that an official types."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from support.commands import defects, on_disk
from support.journey import DICE, begun, frame, run
from support.two_commands import in_two

from tirage.verify import verify


def test_corrections_have_a_way_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier, files = begun(tmp_path, 30)
    assert frame(dossier, files) == 0
    assert in_two("draw", "letters", "--dossier", dossier, "--letters", 20, "--seed", DICE[0]) == 0
    handed = dossier / "private" / "letters-1.csv"
    before = on_disk(dossier)
    with handed.open(encoding="utf-8-sig", newline="") as file:
        titles, *rows = csv.reader(file, delimiter=";")
    line, name = titles.index("line1"), titles.index("surname")

    def back(number: int) -> Path:
        path = tmp_path / f"back-{number}.csv"
        with path.open("w", encoding="cp1252", errors="replace", newline="") as file:
            csv.writer(file).writerows([titles, *rows[number : number + 1]])
        return path

    rows[0][line], rows[1][line] = "M. UN", "Mme DEUX"
    rows[2][name] = "AMI"
    capsys.readouterr()
    assert run("record", "addresses", back(2), "--dossier", dossier, "--json") == 3
    assert [each["code"] for each in defects(capsys)] == ["addresses.other"]
    assert on_disk(dossier) == before
    for number in (0, 1):
        assert run("record", "addresses", back(number), "--dossier", dossier, "--json") == 0
        shown = json.loads(capsys.readouterr().out)
        assert (shown["wave"], shown["round"], shown["rows"], shown["letters"]) == (1, number + 1, 1, 20)
    after = on_disk(dossier)
    assert {path: after[path] for path in before} == before
    with (dossier / "private" / "letters-1-corrected-2.csv").open(encoding="utf-8-sig", newline="") as file:
        now = [*csv.DictReader(file, delimiter=";")]
    assert [row["line1"] for row in now[:2]] == ["M. UN", "Mme DEUX"]
    assert [row["code"] for row in now] == [row[titles.index("code")] for row in rows]
    kept = ("journal/", "public/", "guarantors/")
    report = verify({path: data for path, data in after.items() if path.startswith(kept)})
    assert report.ok, [check for check in report.checks if check.status == "failed"]
    assert run("status", dossier) == 0
    assert run("history", dossier) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "addresses put right: 1 (wave 1)" in said and "put 1 address of wave 1 right" in said
    assert "tirage record responses" in said
