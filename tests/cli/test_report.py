"""`tirage report` as it is typed: verified first, whole or nothing, never over another file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from support.commands import DICE, PETIT, draw
from support.journey import whole

from tirage.cli import main


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn") / "dossier"
    assert draw(PETIT / "volontaires.csv", folder, "--seed", DICE) == 0
    return folder


def report(folder: Path, *more: object) -> int:
    return main(["report", str(folder), *map(str, more), "--lang", "en"])


@pytest.mark.parametrize("kind", ["quotas", "proces-verbal", "public", "life"])
def test_every_kind_goes_to_standard_output(
    kind: str, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert report(dossier, "--kind", kind, "--format", "json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["kind"] == kind
    assert said.err == ""


def test_the_name_of_the_file_says_the_format(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, start in (
        ("a.html", b"<!DOCTYPE html>"),
        ("b.MD", b"# "),
        ("c.xlsx", b"PK"),
        ("d.docx", b"PK"),
    ):
        assert report(dossier, "--out", tmp_path / name) == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    assert str(tmp_path / "a.html") in capsys.readouterr().err
    assert len(CalamineWorkbook.from_path(tmp_path / "c.xlsx").sheet_names) > 3


def test_without_weasyprint_a_pdf_is_refused(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert report(dossier, "--out", tmp_path / "page.pdf") == 6
    assert "tirage[pdf]" in capsys.readouterr().err
    assert not (tmp_path / "page.pdf").exists()


def test_the_scene_comes_from_options(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = [
        "--place",
        "Mairie",
        "--date",
        "23 nov.",
        "--present",
        "A <b>",
        "--present",
        "C",
        "--incident",
        "coupure",
    ]
    capsys.readouterr()
    assert report(dossier, "--kind", "proces-verbal", *typed) == 0
    page = capsys.readouterr().out
    assert all(said in page for said in ("Mairie", "23 nov.", "A &lt;b&gt;", "coupure"))


def test_a_census_gives_shares(dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    census = tmp_path / "census.csv"
    census.write_text("criterion,category,count\ngenre,Femme,60\ngenre,Homme,40\n", encoding="utf-8")
    capsys.readouterr()
    assert report(dossier, "--census", census, "--format", "json") == 0
    assert '"census": "3/5"' in capsys.readouterr().out
    assert report(dossier, "--census", tmp_path / "absent.csv") == 3


def test_a_dossier_that_fails_gets_the_list_of_what_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "dossier"
    assert draw(PETIT / "volontaires.csv", folder, "--seed", DICE) == 0
    seats = folder / "public" / "seats.csv"
    seats.write_bytes(seats.read_bytes().replace(b"Femme,3,3,3", b"Femme,3,2,3"))
    (folder / "public" / "extra.csv").write_bytes(b"x\n")
    capsys.readouterr()
    assert report(folder, "--out", tmp_path / "r.html") == 5
    said = capsys.readouterr()
    assert said.out == ""
    failed = [line for line in said.err.splitlines() if line.startswith("[FAILED]")]
    assert any("1.1" in line for line in failed)
    assert any("seats.csv" in line for line in failed)
    assert not (tmp_path / "r.html").exists()


def test_no_report_is_written_over_a_file_or_into_a_dossier(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "r.html").write_bytes(b"mine")
    capsys.readouterr()
    for out, code in (
        (tmp_path / "r.html", "report.exists"),
        (dossier / "public" / "r.html", "report.inside"),
    ):
        assert report(dossier, "--out", out) == 3
        assert f"[{code}]" in capsys.readouterr().err
    assert (tmp_path / "r.html").read_bytes() == b"mine"
    assert main(["verify", str(dossier)]) == 0


@pytest.mark.parametrize("name", ["r.doc", "r", "r.odt", "r.html.bak"])
def test_a_name_that_says_no_format_is_refused(
    name: str, dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(dossier, "--out", tmp_path / name) == 3
    said = capsys.readouterr().err
    assert "[report.ending]" in said
    assert ".docx" in said
    assert not (tmp_path / name).exists()
    assert report(dossier, "--out", tmp_path / name, "--format", "html") == 0


@pytest.mark.parametrize("shape", ["pdf", "docx", "xlsx"])
def test_what_is_no_text_needs_a_file(shape: str, dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(dossier, "--format", shape) == 3
    assert "[report.out]" in capsys.readouterr().err


def test_where_there_is_no_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(tmp_path) == 3
    assert "[dossier.missing]" in capsys.readouterr().err


def test_before_the_draw_the_plan_can_be_reported_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "dossier"
    assert draw(PETIT / "volontaires.csv", folder, "--rehearsal") == 0
    capsys.readouterr()
    assert report(folder) == 0
    assert "REHEARSAL" in capsys.readouterr().out
    for kind in ("proces-verbal", "public", "life", "letters"):
        assert report(folder, "--kind", kind) == 6


def test_one_letter_a_household_is_one_seat_a_household(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the rolls on the rule stands with the letters, and the plan of the panel has none."""
    town = whole(tmp_path)
    assert json.loads((town / "public/plan.json").read_bytes())["inputs"]["household"] == []
    capsys.readouterr()
    for lang, words in (
        ("en", "One letter a household at most (address, surname)"),
        ("fr", "Un courrier au plus par foyer (adresse, nom)"),
    ):
        typed = ["--kind", "proces-verbal", "--format", "json", "--lang", lang]
        assert main(["report", str(town), *typed]) == 0
        sections = {each["key"]: each for each in json.loads(capsys.readouterr().out)["sections"]}
        assert any(said.startswith(words) for said in sections["rules"]["blocks"][0]["items"])
        blocks = [block for each in sections.values() for block in each["blocks"]]
        (table,) = (block for block in blocks if block.get("table") == "checks")
        assert "7.7" not in {row["check"] for row in table["rows"]}
