"""The plan is fixed by the first call: what the second may say again, and what it may not change."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest
from support.commands import DICE, PETIT, draw, finish, on_disk, plan_options
from support.two_commands import by_hand

from tirage.cli import main

OF_A_PLAN = {
    "--quotas": [str(PETIT / "quotas.csv")],
    "--seats": ["6"],
    "--panels": ["40"],
    "--fairness": ["maximin"],
    "--household": ["adresse"],
    "--id": ["identifiant"],
    "--encoding": ["utf-8"],
    "--rehearsal": [],
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("option", OF_A_PLAN)
def test_without_the_pool_no_option_of_the_plan_is_passed_over(
    pool: Path, tmp_path: Path, option: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A `--rehearsal` that is ignored would make the real draw, which is never done again."""
    draw(pool, tmp_path / "d")
    before = on_disk(tmp_path / "d")
    typed = [option, *OF_A_PLAN[option], "--seed", DICE, "--lang", language]
    assert main(["draw", "panel", "--out", str(tmp_path / "d"), *typed]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert option in said
    assert ("leave it out" if language == "en" else "retirez cette option") in said
    assert on_disk(tmp_path / "d") == before


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"seats": 7, "quotas": "wider.csv"}, "quotas, seats"),
        ({"quotas": "wider.csv"}, "quotas"),
        # Later draws are as fair as the panel where nothing else is asked for.
        ({"fairness": "maximin"}, "fairness, later"),
        ({"panels": 40}, "panels"),
        ({"household": None}, "household"),
        ({"rehearsal": True}, "rehearsal"),
        ({"fairness": "maximin", "panels": 40, "rehearsal": True}, "fairness, later, panels, rehearsal"),
    ],
)
@pytest.mark.parametrize("roll", [[], ["--seed", DICE], ["--number", "3"]])
def test_another_plan_is_refused_and_its_differences_named(
    pool: Path,
    tmp_path: Path,
    changes: dict[str, object],
    named: str,
    roll: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    draw(pool, tmp_path / "d", *by_hand(roll))
    before = on_disk(tmp_path / "d")
    wider = re.sub(r",\d+$", ",6", (PETIT / "quotas.csv").read_text(encoding="utf-8"), flags=re.MULTILINE)
    (tmp_path / "wider.csv").write_text(wider, encoding="utf-8")
    if "quotas" in changes:
        changes = changes | {"quotas": tmp_path / "wider.csv"}
    capsys.readouterr()
    # Of the pool everything may be fixed as it was, but --household decides what is published of it.
    expected = named if "household" not in changes else "household, pool"
    assert draw(pool, tmp_path / "d", *roll, **changes) == 6
    said = capsys.readouterr().err
    assert f"differs from it: {expected}." in re.sub(r" \(.*→.*?\)", "", said)
    # Of quotas, which limits: petit has no other maximum than 3 and 4.
    assert ("maximum 3 → 6" in said) == ("quotas" in changes)
    assert on_disk(tmp_path / "d") == before


def test_a_plan_of_other_categories_is_refused(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(pool, tmp_path / "d")
    text = (PETIT / "quotas.csv").read_text(encoding="utf-8")
    first = text.splitlines()[1].split(",")[0]
    (tmp_path / "fewer.csv").write_text(
        "\n".join(line for line in text.splitlines() if not line.startswith(f"{first},")), encoding="utf-8"
    )
    capsys.readouterr()
    assert draw(pool, tmp_path / "d", quotas=tmp_path / "fewer.csv") == 6
    assert "quotas (…)" in capsys.readouterr().err


def test_the_same_pool_in_another_order_and_form_is_the_same_plan(pool: Path, tmp_path: Path) -> None:
    draw(pool, tmp_path / "d")
    header, *rows = pool.read_text(encoding="utf-8-sig").splitlines()
    Random(3).shuffle(rows)
    pool.write_text("\n".join([header, *rows]).replace(",", ";"), encoding="utf-16")
    assert draw(pool, tmp_path / "d", "--seed", DICE) == 0
    assert (tmp_path / "d/public/panel.csv").exists()


def test_without_chance_the_second_call_shows_the_plan_again(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(pool, tmp_path / "d")
    first, before = capsys.readouterr().out, on_disk(tmp_path / "d")
    assert finish(tmp_path / "d") == 0
    assert capsys.readouterr().out == first
    assert on_disk(tmp_path / "d") == before


@pytest.mark.parametrize("typed", ["7", "07", "007", " 0 7 ", "00000000000000000007"])
def test_a_number_may_be_typed_as_the_balls_were_read(pool: Path, tmp_path: Path, typed: str) -> None:
    draw(pool, tmp_path / "d", roll="hand")
    assert finish(tmp_path / "d", "--number", typed) == 0
    panel = json.loads((tmp_path / "d/journal/0006-panel.json").read_bytes())["body"]
    assert (panel["by"], panel["number"]) == ("hand", 7)


@pytest.mark.parametrize(
    ("roll", "code"),
    [
        (["--seed", ""], "option.seed"),
        (["--seed", " \t\u00a0"], "option.seed"),
        (["--seed", "3 5 \udcff"], "option.undecodable"),
        (["--number", ""], "option.number"),
        (["--number", "-1"], "option.number"),
        (["--number", "1.0"], "option.number"),
        (["--number", "٣"], "option.number"),
        (["--number", "²"], "option.number"),
        (["--number", "9" * 5000], "option.number"),
        (["--number", "39"], "option.range"),
        (["--number", "99999999999999999999"], "option.range"),
    ],
)
def test_what_is_no_roll_is_said_as_a_defect_and_draws_nothing(
    pool: Path, tmp_path: Path, roll: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(pool, tmp_path / "d", *by_hand(roll))
    before = on_disk(tmp_path / "d")
    capsys.readouterr()
    assert finish(tmp_path / "d", *roll, "--json") == 3
    error = json.loads(capsys.readouterr().out)["error"]
    assert [defect["code"] for defect in error["defects"]] == [code]
    assert on_disk(tmp_path / "d") == before
    assert draw(pool, tmp_path / "new", *roll, rehearsal=True) == 3
    assert not (tmp_path / "new").exists()


def test_the_value_of_a_roll_is_said(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw(pool, tmp_path / "d")
    capsys.readouterr()
    assert finish(tmp_path / "d", "--seed", DICE) == 0
    value = "".join(DICE.split()).ljust(64, "0")
    assert f"Read as: {value}" in capsys.readouterr().err
    contribution = next((tmp_path / "d/journal").glob("*-contribution.json"))
    assert json.loads(contribution.read_bytes())["body"]["value"] == value


def test_only_chance_before_the_plan_is_warned_of(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warning = "chance was known before the plan"
    draw(pool, tmp_path / "plan")
    finish(tmp_path / "plan", "--seed", DICE)
    assert warning not in capsys.readouterr().err
    for roll in (["--seed", DICE], ["--number", "3"]):
        draw(pool, tmp_path / roll[0][2:], *roll, rehearsal=True)
        assert warning in capsys.readouterr().err


def test_a_rehearsal_and_the_draw_it_rehearses_share_no_chance(pool: Path, tmp_path: Path) -> None:
    """The same dice name other panels, so that nobody can rehearse until a number suits him."""
    for name, changes in (("real", {}), ("test", {"rehearsal": True})):
        assert draw(pool, tmp_path / name, "--seed", DICE, **changes) == 0
    bodies = [
        json.loads((tmp_path / name / "journal/0007-panel.json").read_bytes())["body"]
        for name in ("real", "test")
    ]
    assert bodies[0]["stage_seed"] != bodies[1]["stage_seed"]
    assert bodies[0]["seed"] != bodies[1]["seed"]


def test_without_out_the_dossier_has_the_pool_s_name_and_a_rehearsal_says_so(
    pool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["draw", "panel", pool.name, *plan_options()]) == 0
    assert main(["draw", "panel", pool.name, *plan_options(rehearsal=True)]) == 0
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {
        "dossier-volontaires",
        "dossier-volontaires-TEST",
    }
    monkeypatch.chdir("dossier-volontaires")
    assert main(["draw", "panel", "--seed", DICE]) == 0
    assert main(["verify"]) == 0


def test_a_pool_needs_its_seats(pool: Path, tmp_path: Path) -> None:
    assert draw(pool, tmp_path / "d", seats=None) == 2
    assert not (tmp_path / "d").exists()
