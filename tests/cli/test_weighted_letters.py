"""A wave of letters by weighted tickets, by the commands that an official types."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from support.commands import on_disk
from support.journey import DICE, RULES, answers, begun, frame, run
from support.lists import write
from support.two_commands import in_two

from tirage.verify import verify

WEIGHTS = "  weights: {genre: {Femme: 3}, secteur: {18e: 2}}\n  answers"


def test_two_waves_by_weight(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier, files = begun(tmp_path, 60)
    (dossier / "tirage.yaml").write_text(RULES.replace("  answers", WEIGHTS, 1), encoding="utf-8")
    assert frame(dossier, files) == 0
    capsys.readouterr()
    assert run("letters", "plan", "--dossier", dossier, "--letters", 40, "--simulations", 0, "--json") == 0
    plan = json.loads(capsys.readouterr().out)
    chance = {each["weight"]: each["chance"] for each in plan["weights"] if each["stream"] == "listes"}
    assert list(chance) == [6, 3, 2, 1] and chance[6] > chance[3] > chance[2] > chance[1] > 0
    # Weights say who gets more: no exponent does beside them.
    assert run("draw", "letters", "--dossier", dossier, "--alpha", "1/2") == 6
    assert "--alpha" in capsys.readouterr().err
    for wave, letters in ((1, 60), (2, 30)):
        drawing = ("draw", "letters", "--dossier", dossier, "--letters", letters, "--lang", "en")
        assert in_two(*drawing, "--seed", DICE[wave - 1]) == 0
        assert f"Wave {wave} drawn: {letters} letters." in capsys.readouterr().out
        assert run("record", "responses", answers(dossier, wave), "--dossier", dossier) == 0
    kept = ("journal/", "public/", "guarantors/")
    public = {name: data for name, data in on_disk(dossier).items() if name.startswith(kept)}
    report = verify(public)
    assert report.ok, [check for check in report.checks if check.status == "failed"]
    women = [row.split(",")[1].endswith("Femme") for row in _rows(dossier, "guarantors/letters-1.csv")]
    assert sum(women) > len(women) / 2
    out = tmp_path / "deed.md"
    words = ("report", dossier, "--kind", "proces-verbal", "--act", "letters/1", "--out", out)
    assert run(*words) == 0
    deed = out.read_text(encoding="utf-8")
    assert "weighted ticket (rule weights/1)" in deed and "letters to be expected" in deed
    capsys.readouterr()
    pid, proof = _rows(dossier, "guarantors/letters-2.csv")[0].split(",")[0], tmp_path / "p.json"
    assert run("proof", pid, dossier, "--out", proof) == 0
    assert "by weighted tickets; this person weighed" in capsys.readouterr().out
    document = json.loads(proof.read_bytes())

    def failing() -> set[str]:
        data = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        checks = verify(public, ("proof.json", data)).checks
        return {check.code for check in checks if check.status == "failed"}

    assert failing() == set()
    document["letters"][0]["weight"] += 1
    assert failing() == {"proof.letters"}


@pytest.mark.parametrize("weights", [RULES, RULES.replace("  answers", WEIGHTS, 1)])
def test_more_letters_asked_for_than_there_are_homes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], weights: str
) -> None:
    dossier, files = begun(tmp_path, 60)
    rules = weights.replace("household: [address, surname]", "household: [address]")
    (dossier / "tirage.yaml").write_text(rules, encoding="utf-8")
    _in_twos(files)
    assert frame(dossier, files) == 0
    capsys.readouterr()
    asked = ("--dossier", dossier, "--letters", 16_000)
    assert run("letters", "plan", *asked, "--simulations", 0, "--json") == 0
    plan = json.loads(capsys.readouterr().out)
    homes = len({row.split(",")[2] or row for row in _rows(dossier, "guarantors/frame.csv")})
    assert (plan["asked"], plan["homes"], plan["letters"]) == (16_000, homes, homes)
    assert run("letters", "plan", *asked, "--simulations", 0, "--lang", "en") == 0
    assert f"of {homes:,} homes that may still get a letter, {homes:,} are" in _said(capsys)
    assert in_two("draw", "letters", *asked, "--lang", "en", "--seed", DICE[0]) == 0
    drawn, said = len(_rows(dossier, "guarantors/letters-1.csv")), _said(capsys)
    # Couples are of two strata and one stream: where people weigh, no home is lost between two shares.
    assert (drawn < homes) == (weights == RULES)
    assert f"Wave 1 drawn: {drawn} letters." in said
    assert (f"Planned: {homes}; drawn: {drawn}." in said) == (drawn < homes)
    kept = ("journal/", "public/", "guarantors/")
    report = verify({name: data for name, data in on_disk(dossier).items() if name.startswith(kept)})
    assert report.ok, [check for check in report.checks if check.status == "failed"]
    out = tmp_path / "deed.md"
    assert run("report", dossier, "--kind", "proces-verbal", "--act", "letters/1", "--out", out) == 0
    deed = out.read_text(encoding="utf-8")
    assert f"among the {homes} homes" in deed
    assert (f"Planned: {homes}; drawn: {drawn}." in deed) == (drawn < homes)


def _in_twos(files: list[Path]) -> None:
    """Two people of each roll at one address, one after the other."""
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [*csv.DictReader(file, delimiter=";")]
        if "numéro de voie" in rows[0]:
            for place, row in enumerate(rows):
                row |= {"numéro de voie": str(1 + place // 2), "libellé de voie": f"rue {path.stem}"}
            write(path, rows[0], rows)


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_weights_are_proposed_that_make_up_for_the_rates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, files = begun(tmp_path, 30)
    rates = "  rates: {genre: {Homme: 10 %}}\n  answers"
    (dossier / "tirage.yaml").write_text(RULES.replace("  answers", rates, 1), encoding="utf-8")
    assert frame(dossier, files) == 0
    assert run("letters", "plan", "--dossier", dossier, "--simulations", 0) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "genre: {Femme: 1, Homme: 2}" in said


def _rows(dossier: Path, name: str) -> list[str]:
    return (dossier / name).read_text(encoding="ascii").splitlines()[1:]
