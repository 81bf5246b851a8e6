"""Hints that are pasted as they were printed: none of them draws."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from support.commands import draw, finish, number_of, on_disk

from tirage.cli import main

OF_CHANCE = re.compile(r"tirage (?:draw|seed reveal) .*?(?:--seed \"[^\"]*\"|--text \"[^\"]*\"|--number \S+)")


def paste_all(folder: Path, said: str, least: int) -> None:
    """Type every hint that names chance; each is refused, and the dossier stays what it was."""
    before = on_disk(folder)
    hints = OF_CHANCE.findall(said)
    assert len(hints) >= least, said
    for hint in hints:
        assert main([*shlex.split(hint)[1:], "--lang", "en"]) == 3, hint
    assert on_disk(folder) == before


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_hint_draws_a_panel_or_its_successors(
    pool: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "d"
    assert draw(pool, out, lang=language) == 0
    assert main(["status", str(out), "--lang", language]) == 0
    paste_all(out, capsys.readouterr().out, 2)
    by_hand = tmp_path / "hand"
    assert draw(pool, by_hand, lang=language, roll="hand") == 0
    assert main(["status", str(by_hand), "--lang", language]) == 0
    paste_all(by_hand, capsys.readouterr().out, 2)
    out = by_hand
    assert finish(out, "--number", number_of(out, "V08")) == 0
    assert main(["record", "withdrawal", "V08", str(out)]) == 0
    capsys.readouterr()
    assert main(["draw", "replacements", str(out), "--lang", language]) == 0
    assert main(["status", str(out), "--lang", language]) == 0
    paste_all(out, capsys.readouterr().out, 2)


def test_no_hint_draws_in_a_ceremony(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "d"
    assert draw(pool, out, "--beacon-round", "99999999") == 0
    assert main(["seed", "show", str(out), "--lang", "en"]) == 0
    paste_all(out, capsys.readouterr().out, 1)


def test_the_refusal_has_a_code_and_a_file_with_the_hint_is_refused_as_well(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "d"
    assert draw(pool, out, "--beacon-round", "99999999") == 0
    roll = tmp_path / "roll.txt"
    roll.write_text("CHIFFRES DES DÉS\n", encoding="utf-8")
    for given in (["--text", "3 5 4 6 …"], ["--file", str(roll)]):
        capsys.readouterr()
        assert main(["seed", "reveal", str(out), "--name", "public", *given, "--json"]) == 3
        defect = json.loads(capsys.readouterr().out)["error"]["defects"][0]
        assert defect["code"] == "option.placeholder"
