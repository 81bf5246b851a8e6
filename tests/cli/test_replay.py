"""`tirage replay`: what it derives again, the tests that it names, and a record that does not replay."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.commands import DICE, draw, finish

from tirage.cli import main
from tirage.dossier.canonical import canonical


def change_last(dossier: Path, **body: Any) -> None:
    """Rewrite the journal's last entry, which no hash in the dossier covers."""
    entry = max((dossier / "journal").iterdir())
    document = json.loads(entry.read_bytes())
    entry.write_bytes(canonical({**document, "body": {**document["body"], **body}}))


@pytest.fixture
def drawn(pool: Path, tmp_path: Path) -> Path:
    draw(pool, tmp_path / "d")
    finish(tmp_path / "d", "--seed", DICE)
    return tmp_path / "d"


def test_every_figure_is_shown_beside_the_record(drawn: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["replay", str(drawn), "--json"]) == 0
    steps = json.loads(capsys.readouterr().out)["steps"]
    body = json.loads((drawn / "journal/0007-panel.json").read_bytes())["body"]
    shown = {step["name"]: (step["expected"], step["got"], step["ok"]) for step in steps}
    for name in ("seed", "stage_seed", "number"):
        assert shown[name] == (str(body[name]), str(body[name]), True)


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("fr", ["χ² de Pearson", "binomial exact", "Holm", "300 autres graines"]),
        ("en", ["Pearson's χ²", "exact binomial", "Holm", "300 other seeds"]),
    ],
)
def test_the_tests_of_the_trials_are_named(
    drawn: Path, language: str, named: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["replay", str(drawn), "--trials", "300", "--lang", language]) == 0
    said = capsys.readouterr().out
    assert not [word for word in named if word not in said]
    assert len(re.findall(r"p = [01][,.]\d{3}\b", said)) == 2
    assert ("p = 0." in said or "p = 1." in said) == (language == "en")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("change", "step"),
    [({"number": 0}, "number"), ({"seed": "0" * 64}, "seed"), ({"stage_seed": "0" * 64}, "stage_seed")],
)
def test_a_record_that_does_not_replay(
    drawn: Path, change: dict[str, Any], step: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change_last(drawn, **change)
    capsys.readouterr()
    assert main(["replay", str(drawn), "--lang", language]) == 5
    out, said = capsys.readouterr()
    assert "✗" in out
    assert ("ne se rejoue pas" if language == "fr" else "does not replay") in said
    assert "tirage verify" in said
    assert main(["replay", str(drawn), "--json"]) == 5
    steps = json.loads(capsys.readouterr().out)["steps"]
    assert step in [each["name"] for each in steps if not each["ok"]]
    assert main(["verify", str(drawn)]) == 5


def test_a_panel_that_is_not_that_of_the_number(drawn: Path) -> None:
    lines = (drawn / "public/lottery.csv").read_text().splitlines()
    panel = (drawn / "public/panel.csv").read_text()
    other = next(line for line in lines if line.split(",") != panel.split()[1:])
    (drawn / "public/panel.csv").write_text("pid\n" + other.replace(",", "\n") + "\n")
    assert main(["replay", str(drawn)]) == 5


@pytest.mark.parametrize("name", ["public/lottery.csv", "public/plan.json", "guarantors/chances.csv"])
def test_files_that_are_not_those_of_the_plan_are_not_replayed(drawn: Path, name: str) -> None:
    target = drawn / name
    target.write_bytes(target.read_bytes().replace(b"1", b"2", 1))
    assert main(["replay", str(drawn), "--trials", "20"]) == 6


def test_trials_of_a_lottery_without_chance(tmp_path: Path) -> None:
    """With one panel there is nothing to test, and nothing suspect either."""
    (tmp_path / "p.csv").write_text("id,genre\np1,Femme\np2,Homme\n", encoding="utf-8")
    (tmp_path / "q.csv").write_text(
        "feature,value,min,max\ngenre,Femme,1,1\ngenre,Homme,1,1\n", encoding="utf-8"
    )
    changes = {"quotas": tmp_path / "q.csv", "seats": 2, "household": None, "panels": 1}
    assert draw(tmp_path / "p.csv", tmp_path / "d", "--number", "0", **changes) == 0
    assert main(["replay", str(tmp_path / "d"), "--trials", "50"]) == 0


def test_a_plan_alone_has_trials_but_no_steps(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(pool, tmp_path / "d")
    capsys.readouterr()
    assert main(["replay", str(tmp_path / "d"), "--trials", "50", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["steps"] == []
    assert document["trials"]["count"] == 50


@pytest.mark.parametrize("trials", ["-1", "100001", "x"])
def test_a_number_of_trials_that_cannot_be(drawn: Path, trials: str) -> None:
    assert main(["replay", str(drawn), "--trials", trials]) == 2
