"""`tirage prepare`: a spreadsheet as it comes, a file to be corrected, the volunteers of `draw panel`."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import pytest
from support.terminal import Desk

from tirage.cli import main
from tirage.dossier.canonical import sha256
from tirage.dossier.layout import MADE_FROM, VOLUNTEERS
from tirage.rules.recoding import RECODING

RULES = """\
tirage: dossier/1
name: Essai
seats: 4
reference_date: 2027-03-01
household: [Adresse]
"""
QUOTAS = """\
tirage: quotas/1
criteria:
  genre: {Femme: {minimum: 1, maximum: 3}, Homme: {minimum: 1, maximum: 3}}
  âge: {16-39: {minimum: 1, maximum: 3}, 40 et plus: {minimum: 1, maximum: 3}}
"""
PEOPLE = [
    ("1", "Femme", "03/04/1999", "1 rue A"),
    ("2", "F", "12/12/1960", "2 rue A"),
    ("3", "Homme", "01/01/1980", "3 rue A"),
    ("4", "H", "31/08/2001", "4 rue A"),
    ("5", "homme ", "20/02/1955", "4 rue A"),
    ("6", "NSP", "20/02/1955", "6 rue A"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "assemblée"
    folder.mkdir()
    (folder / "tirage.yaml").write_text(RULES, encoding="utf-8")
    (folder / "quotas.yaml").write_text(QUOTAS, encoding="utf-8")
    return folder


def sheet(tmp_path: Path, name: str = "inscrits.csv", people: list[tuple[str, ...]] = PEOPLE) -> Path:
    rows = [("Inscriptions", "", "", ""), ("N°", "Sexe", "Né(e) le", "Adresse postale"), *people]
    rows.append(("Total", str(len(people)), "", ""))
    file = tmp_path / name
    file.write_text("\n".join(";".join(row) for row in rows), encoding="cp1252")
    return file


def prepare(folder: Path, file: Path, *more: str) -> int:
    return main(["prepare", str(file), "--dossier", str(folder), "--lang", "en", *more])


def decide(folder: Path) -> None:
    """Every proposal accepted, what is open left out."""
    path = folder / RECODING
    text = path.read_text(encoding="utf-8")
    lines = [
        line if line.startswith("#") else re.sub(r'"\?"', '"-"', re.sub(r' \?("?)( #|$)', r"\1\2", line))
        for line in text.splitlines()
    ]
    path.write_text("\n".join(lines).replace(', "-"]', "]"), encoding="utf-8")


def test_it_writes_what_is_to_be_decided_and_stops(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert prepare(folder, sheet(tmp_path)) == 3
    said = capsys.readouterr().out
    assert "to be said" in said and "points await your decision" in said
    text = (folder / RECODING).read_text(encoding="utf-8")
    assert "F: Femme ?" in text and 'NSP: "?"' in text and "Homme: Homme #" in text
    assert not (folder / VOLUNTEERS).exists()


@pytest.mark.posix
def test_decided_it_is_silent_and_writes_the_volunteers(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(tmp_path)
    prepare(folder, file)
    decide(folder)
    before = (folder / RECODING).read_bytes()
    capsys.readouterr()
    assert prepare(folder, file) == 0
    assert "5 volunteers ready" in capsys.readouterr().out
    assert (folder / RECODING).read_bytes() == before
    rows = (folder / VOLUNTEERS).read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "id,genre,âge,Adresse,Né(e) le,Adresse postale"
    assert rows[1:3] == [
        "1,Femme,16-39,1 rue A,03/04/1999,1 rue A",
        "2,Femme,40 et plus,2 rue A,12/12/1960,2 rue A",
    ]
    made = json.loads((folder / MADE_FROM).read_bytes())
    assert made["source"]["sha256"] == sha256(file.read_bytes())
    assert made["recoding"] == sha256(before)
    assert (made["read"], made["causes"]) == (7, {"left-out": 1, "total": 1})
    if os.name != "nt":
        assert stat.S_IMODE((folder / VOLUNTEERS).stat().st_mode) & 0o077 == 0


def test_the_file_of_the_same_people_in_another_order_gives_the_same_categories(
    folder: Path, tmp_path: Path
) -> None:
    file = sheet(tmp_path)
    prepare(folder, file)
    decide(folder)
    assert prepare(folder, file) == 0
    first = sorted((folder / VOLUNTEERS).read_text(encoding="utf-8-sig").splitlines())
    again = sheet(tmp_path, "encore.csv", PEOPLE[::-1])
    assert prepare(folder, again, "--update") == 0
    assert sorted((folder / VOLUNTEERS).read_text(encoding="utf-8-sig").splitlines()) == first


def test_a_later_version_keeps_the_decisions_and_asks_of_what_is_new(folder: Path, tmp_path: Path) -> None:
    prepare(folder, sheet(tmp_path))
    decide(folder)
    later = sheet(tmp_path, "plus.csv", [*PEOPLE, ("7", "autre", "01/01/1990", "7 rue A")])
    assert prepare(folder, later, "--update") == 3
    text = (folder / RECODING).read_text(encoding="utf-8")
    assert "F: Femme #" in text and 'autre: "?"' in text and 'NSP: "-"' in text


def test_every_defect_at_once_with_the_lines_of_the_recoding(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(tmp_path)
    prepare(folder, file)
    decide(folder)
    path = folder / RECODING
    text = path.read_text(encoding="utf-8")
    text = text.replace("F: Femme #", "F: Feminin #").replace("column: Sexe", "column: Genre")
    path.write_text(text.replace("Adresse: Adresse postale", "Adresse: Rue"), encoding="utf-8")
    capsys.readouterr()
    assert prepare(folder, file, "--json") == 3
    defects = json.loads(capsys.readouterr().out)["error"]["defects"]
    assert [each["code"] for each in defects] == ["recoding.column", "recoding.column"]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [lines[each["line"] - 1].strip().partition(" #")[0] for each in defects] == [
        "column: Genre",
        "Adresse: Rue",
    ]
    assert not (folder / VOLUNTEERS).exists()


def test_a_category_that_there_is_not_is_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(tmp_path)
    prepare(folder, file)
    decide(folder)
    path = folder / RECODING
    path.write_text(path.read_text(encoding="utf-8").replace("F: Femme #", "F: Feminin #"), encoding="utf-8")
    capsys.readouterr()
    assert prepare(folder, file, "--json") == 3
    (found,) = json.loads(capsys.readouterr().out)["error"]["defects"]
    assert found["code"] == "recoding.category"


@pytest.mark.parametrize(
    "text",
    ["", "- a", "tirage: recoding/1\nfile: x\n", "tirage: recoding/9\n", "tirage: recoding/1\nmore: 1\n"],
)
def test_a_recoding_of_no_form_is_a_list_of_defects(
    folder: Path, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / RECODING).write_text(text, encoding="utf-8")
    assert prepare(folder, sheet(tmp_path)) == 3
    assert "Traceback" not in capsys.readouterr().err


def test_rows_are_set_aside_under_a_cause_of_ones_own(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(tmp_path)
    prepare(folder, file)
    decide(folder)
    path = folder / RECODING
    text = path.read_text(encoding="utf-8").replace("aside:\n", "aside:\n  twice: [3]\n")
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert prepare(folder, file) == 0
    assert "4 volunteers ready" in capsys.readouterr().out
    assert json.loads((folder / MADE_FROM).read_bytes())["causes"]["twice"] == 1


def test_at_a_terminal_every_point_is_asked_and_all_is_done_at_once(folder: Path, tmp_path: Path) -> None:
    with Desk("prepare", sheet(tmp_path), "--dossier", folder, "--lang", "en") as desk:
        for _ in range(4):  # the columns
            desk.until("[yes/NO]")
            desk.types("yes\n")
        for _ in range(2):  # F, H
            desk.until("[yes/NO]")
            desk.types("y\n")
        desk.until("what does “NSP”")
        desk.until(": ")
        desk.until("name)")
        desk.types("-\n")
        desk.until("5 volunteers ready")
        assert desk.ends() == 0
    assert (folder / VOLUNTEERS).exists()


def test_without_rules_it_says_how_to_begin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prepare(tmp_path, sheet(tmp_path)) == 6
    assert "tirage init" in capsys.readouterr().err


def test_birth_dates_without_a_day_to_count_on_are_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = RULES.replace("reference_date: 2027-03-01\n", "")
    (folder / "tirage.yaml").write_text(rules, encoding="utf-8")
    assert prepare(folder, sheet(tmp_path), "--json") == 3
    found = json.loads(capsys.readouterr().out)["error"]["defects"]
    assert [each["code"] for each in found] == ["recoding.day"]


def test_the_dossier_is_the_one_that_somebody_stands_in(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sheet(tmp_path)
    (folder / "listes").mkdir()
    monkeypatch.chdir(folder / "listes")
    assert main(["prepare", str(file), "--lang", "en"]) == 3
    assert (folder / RECODING).exists()
