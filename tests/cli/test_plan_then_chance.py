"""A plan and its chance in one command: a rehearsal only, whichever draw it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import DICE, draw, finish, number_of, on_disk, plan_options
from support.commands import main as tirage
from support.journey import answers, begun, frame
from support.two_commands import by_hand

OTHER = "1 2 3 4 5 6 6 5 4 3 2 1 1 1 1 2 2 2 2 3"


def refused(capsys: pytest.CaptureFixture[str], folder: Path, then: str, *words: object) -> None:
    """The command is refused with the second command to type, and nothing is written."""
    before = on_disk(folder)
    capsys.readouterr()
    assert tirage([*map(str, words), "--json", "--lang", "en"]) == 6
    said = capsys.readouterr()
    assert '"code": "draw.at_once"' in said.out
    assert "without --seed or --number" in said.err and f"{then} --seed" in said.err
    assert on_disk(folder) == before


@pytest.mark.parametrize("roll", [["--seed", DICE], ["--number", "3"]])
def test_a_panel(pool: Path, tmp_path: Path, roll: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "d"
    words = ["draw", "panel", pool, *plan_options(lang=None), "--out", out]
    refused(capsys, tmp_path, f"tirage draw panel --dossier {out}", *words, *roll)
    assert not out.exists()
    assert draw(pool, out, *by_hand(roll)) == 0
    words += by_hand(roll)
    # The plan is fixed: to name the pool again changes nothing.
    assert tirage([*map(str, words), *roll]) == 0


def test_a_rehearsal_may(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw(pool, tmp_path / "d", "--rehearsal", "--seed", DICE) == 0
    assert "a rehearsal alone allows it" in capsys.readouterr().err


def test_replacements(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "d"
    assert draw(pool, out, roll="hand") == 0
    assert finish(out, "--number", number_of(out, "V08")) == 0
    assert tirage(["record", "withdrawal", "V08", str(out)]) == 0
    for roll in (["--seed", OTHER], ["--number", "3"]):
        refused(capsys, out, f"tirage draw replacements {out}", "draw", "replacements", out, *roll)
    assert tirage(["draw", "replacements", str(out)]) == 0
    # Later draws are by hand too: the plan of the panel said so.
    assert tirage(["draw", "replacements", str(out), "--number", "3"]) == 0


def test_letters_and_the_panel_of_those_who_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, files = begun(tmp_path)
    assert frame(dossier, files) == 0
    letters = ["draw", "letters", "--dossier", str(dossier)]
    refused(capsys, dossier, f"tirage draw letters --dossier {dossier}", *letters, "--seed", DICE)
    assert tirage(letters) == tirage([*letters, "--seed", DICE]) == 0
    assert tirage(["record", "responses", str(answers(dossier, 1, 0.9)), "--dossier", str(dossier)]) == 0
    panel = ["draw", "panel", "--out", str(dossier)]
    refused(capsys, dossier, f"tirage draw panel --dossier {dossier}", *panel, "--seed", OTHER)
    assert tirage(panel) == tirage([*panel, "--seed", OTHER]) == 0
