"""Alternates on record, one vacancy of two, void plans, the term of tirage.yaml, as an official types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.commands import number_of
from support.two_commands import in_two

from tirage.cli import main
from tirage.rules.templates import template
from tirage.verify.checklist import verify
from tirage.verify.reading.dossier import read

PETIT = Path(__file__).parents[2] / "examples" / "petit"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
OTHER = "1 2 3 4 5 6 6 5 4 3 2 1 1 1 1 2 2 2 2 3"
THIRD = "6 6 6 5 5 4 3 3 2 1 1 4 5 5 5 2 3 4 1 1"
FITS, ALSO = "V08", "V15"
NEEDED = ("V08", "V15")
"""Members whom others can replace."""


def run(*words: object) -> int:
    return main([*map(str, words), "--lang", "en"])


def drawn(folder: Path, *more: str) -> Path:
    """A panel of six; but in a rehearsal, one that holds those whom the tests need."""
    asked = ["--seats", "6", "--panels", "39", "--household", "adresse", "--ids", "published", *more]
    typed = ["draw", "panel", PETIT / "volontaires.csv", "--quotas", PETIT / "quotas.csv", "--out", folder]
    if "--rehearsal" in more:
        assert run(*typed, *asked, "--seed", DICE) == 0
    else:
        assert run(*typed, *asked, "--roll", "hand", "--later", "roll=20d6") == 0
        assert run("draw", "panel", "--out", folder, "--number", number_of(folder, *NEEDED)) == 0
    return folder


@pytest.fixture
def out(tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Path:
    folder = drawn(tmp_path / "d", *getattr(request, "param", ()))
    capsys.readouterr()
    return folder


FIRST = ("--later", "policy=alternates-first", "--later")


@pytest.mark.parametrize("out", [(*FIRST, "alternates=9:20%")], indirect=True)
def test_alternates_are_put_on_record_and_drawn_first(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("alternates", out, "--dropout", "0.1", "--record") == 6
    assert "0.2" not in capsys.readouterr().err
    assert run("alternates", out, "--seed", THIRD) == 2
    assert run("alternates", out, "--record") == 0
    said = capsys.readouterr().out
    assert "not in which order" in said and "--record --seed" in said
    run("status", out)
    run("history", out)
    assert (
        "tirage alternates" in (said := capsys.readouterr().out) and "list of alternates 1 is fixed" in said
    )
    assert run("alternates", out, "--record", "--seed", THIRD) == 0
    assert "public/alternates-1.csv" in capsys.readouterr().out
    run("record", "withdrawal", FITS, out)
    # Whoever knows which seat is open would choose who is to have it.
    assert run("alternates", out, "--record") == 6
    assert "1 seat is open" in capsys.readouterr().err
    run("status", out)
    assert "list 1 of alternates: 9 people" in capsys.readouterr().out
    journal = sorted((out / "journal").glob("*-alternates.json"))
    body = json.loads(journal[-1].read_bytes())["body"]
    assert body["dropout"] == {"flat": "1/5", "learnt": []} and body["confidence"] == ""
    listed = [line.split(",")[0] for line in (out / "public/alternates-1.csv").read_text().split()[1:]]
    assert (
        in_two("draw", "replacements", out, "--policy", "alternates-first", "--seed", OTHER, "--lang", "en")
        == 0
    )
    said = capsys.readouterr().out
    assert "alternates of list 1" in said
    assert (out / "public/replacements-1-panel.csv").read_text().split()[1] in listed
    assert verify(read(out)).ok
    assert run("history", out) == run("replay", out) == run("verify", out) == 0


@pytest.mark.parametrize("out", [(*FIRST, "alternates=1")], indirect=True)
def test_alternates_that_do_not_suffice_are_not_forced(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("alternates", out, "--record")
    run("alternates", out, "--record", "--seed", THIRD)
    for pid in (FITS, ALSO):
        assert run("record", "withdrawal", pid, out) == 0
    capsys.readouterr()
    assert run("draw", "replacements", out, "--policy", "alternates-first", "--dry-run") == 0
    assert "can fill these seats" in capsys.readouterr().err


def test_rates_are_learnt_from_past_terms(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    past = drawn(tmp_path / "past")
    run("record", "withdrawal", FITS, past)
    capsys.readouterr()
    before = read(past)
    assert run("alternates", out, "--count", "3", "--past", past, "--past", past) == 0
    said = capsys.readouterr().out
    assert "13.39%" in said and "2 departures of 12 members" in said
    assert read(past) == before
    assert run("alternates", out, "--count", "3", "--record") == 6
    assert "would be made for what somebody types" in capsys.readouterr().err
    assert run("alternates", out, "--count", "3", "--past", past, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["rates"][0] == {
        "criterion": "",
        "category": "",
        "rate": pytest.approx(14 / 106),
        "left": 1,
        "members": 6,
    }
    assert verify(read(out)).ok
    assert run("alternates", out, "--count", "3", "--past", past, "--dropout", "0.1") == 2
    (past / "guarantors/pool.csv").unlink()
    assert run("alternates", out, "--count", "3", "--past", past) == 6
    assert run("alternates", out, "--count", "3", "--past", tmp_path / "none") != 0


@pytest.mark.parametrize("out", [("--later", "batch=1")], indirect=True)
def test_one_vacancy_of_two(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for pid in (FITS, ALSO):
        assert run("record", "withdrawal", pid, out) == 0
    capsys.readouterr()
    assert run("draw", "replacements", out, "--vacancy", "V99") == 6
    assert run("draw", "replacements", out, "--vacancy", FITS, "--leave-vacant") == 2
    assert run("draw", "replacements", out, "--vacancy", ALSO) == 6
    assert "Nobody chooses which of the open seats are drawn" in capsys.readouterr().err
    assert run("draw", "replacements", out, "--relax") == 0
    capsys.readouterr()
    assert run("draw", "replacements", out, "--seed", OTHER, "--json") == 0
    assert json.loads(capsys.readouterr().out)["vacancies"] == [FITS]
    assert run("draw", "replacements", out, "--vacancy", FITS) == 6
    run("status", out)
    assert "draw replacements" in capsys.readouterr().out
    assert in_two("draw", "replacements", out, "--relax", "--seed", THIRD) == 0
    assert verify(read(out)).ok


def test_a_plan_of_replacements_is_void(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("record", "withdrawal", FITS, out)
    run("draw", "replacements", out)
    capsys.readouterr()
    assert run("void", out, "--reason", "twenty panels are too few") == 0
    assert "The seats stay open" in capsys.readouterr().out
    assert run("void", out, "--reason", "again") == 6
    run("status", out)
    assert f"tirage draw replacements {out}" in capsys.readouterr().out
    assert in_two("draw", "replacements", out, "--seed", OTHER) == 0
    assert (out / "public/replacements-2-panel.csv").exists()
    assert run("void", out, "--reason", "not this one") == 6
    capsys.readouterr()
    assert run("verify", out) == 0
    said = capsys.readouterr().out
    assert "twenty panels are too few" in said and "declared VOID" not in said
    assert run("history", out) == run("replay", out, "--trials", "200") == 0


def rules(folder: Path, term: str) -> None:
    text = template("generic", "en")["tirage.yaml"].decode()
    start = text.index("term:\n")
    (folder / "tirage.yaml").write_text(text[:start] + term, encoding="utf-8")


def test_the_term_of_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIRAGE_CLOCK", "2026-11-23T09:00:00Z")
    folder = drawn(tmp_path / "d", "--rehearsal", "--later", "cohorts=3")
    assert run("term", folder) == 6
    assert "neither here nor in" in capsys.readouterr().err
    rules(folder, "term: {months: 12}\n")
    assert run("term", folder) == 6
    run("status", folder)
    assert "not on the record yet: tirage term" in capsys.readouterr().out
    rules(folder, "term: {months: 12, start: 2028-02-29, cohorts: 3}\n")
    assert run("term", folder, "--months", "15", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["start"], said["end"]) == ("2028-02-29", "2028-07-29")
    assert (said["months"], said["cohorts"], said["sizes"], said["by_rules"]) == (15, 3, [2, 2, 2], False)
    monkeypatch.setenv("TIRAGE_CLOCK", "2028-04-30T09:00:00Z")
    run("status", folder)
    assert "That is in 90 days" in capsys.readouterr().out
    assert verify(read(folder)).ok


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("{months: 11, start: 2027-01-01}", 3),
        ("{months: 19, start: 2027-01-01}", 3),
        ("{months: 19, start: 2027-02-29}", 3),
        ("{months: 19, start: 2027-01-01, by_rules: perhaps}", 3),
        ("{months: 12, start: 2027-01-01, cohorts: 999}", 3),
        ("{months: 16, start: 2027-01-01, cohorts: 3}", 3),
        ("{months: 19, start: 2027-01-01, by_rules: true}", 0),
        ("{months: 11, start: 2027-01-01, by_rules: true}", 0),
    ],
)
def test_a_term_of_another_length_only_by_rules(out: Path, term: str, code: int) -> None:
    rules(out, f"term: {term}\n")
    before = read(out)
    assert run("term", out) == code
    assert (read(out) == before) is bool(code)
    assert verify(read(out)).ok


def test_absences_that_the_rules_count(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("record", "absence", FITS, out) == 6
    rules(out, "term: {months: 12}\n")
    assert run("record", "absence", FITS, out) == 6
    rules(out, "term: {months: 12, absences: 1}\n")
    assert run("record", "absence", FITS, out, "--cause", "ill") == 2
    assert run("record", "acceptance", FITS, out, "--volunteer") == 2
    capsys.readouterr()
    assert run("record", "absence", FITS, out) == 0
    assert run("record", "absence", FITS, out) == 6
    assert f"removal from 1 on: tirage record withdrawal {FITS}" in capsys.readouterr().out
    run("status", out)
    assert f"{FITS}: 1 absence;" in capsys.readouterr().out
    assert run("record", "withdrawal", FITS, out, "--cause", "absence") == 0
    capsys.readouterr()
    run("status", out)
    assert "1 absence;" not in capsys.readouterr().out
    assert verify(read(out)).ok and run("history", out) == 0


@pytest.mark.parametrize("out", [("--later", "alternates=4")], indirect=True)
def test_a_pack_for_the_public_has_the_list_and_verifies(tmp_path: Path, out: Path) -> None:
    assert run("alternates", out, "--record", "--past", out) == 6
    assert run("alternates", out, "--record") == 0
    assert run("alternates", out, "--record", "--seed", THIRD) == 0
    assert run("publish", out, "--out", tmp_path / "pack", "--for", "public") == 0
    assert (tmp_path / "pack/public/alternates-1.csv").exists()
    assert verify(read(tmp_path / "pack")).ok
