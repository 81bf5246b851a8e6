"""Too few panels to give everyone a chance: the command that makes the plan refuses, and says how many do."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from support.commands import draw, finish, on_disk, plan_options

from tirage.cli import main

DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"


@pytest.fixture
def sitting(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Six members who sit."""
    out = tmp_path / "d"
    assert draw(pool, out) == finish(out, "--seed", DICE) == 0
    capsys.readouterr()
    return out


def refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Refused with the smallest power of ten of panels that gives one to everyone."""
    said = capsys.readouterr()
    error = json.loads(said.out)["error"]
    assert (error["code"], error["exit"]) == ("panels.too_few", 6)
    enough, least = error["values"]["enough"], Fraction(error["values"]["chance"])
    assert enough in {10, 100, 1000}
    assert enough * least >= 1 > enough // 10 * least
    assert f"--panels {enough}" in said.err


def test_a_panel(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw(pool, tmp_path / "d", "--json", panels=2) == 6
    refused(capsys)
    assert not (tmp_path / "d").exists()
    assert draw(pool, tmp_path / "d", "--json", panels=10) == 0


def test_a_rehearsal_is_refused_as_well(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw(pool, tmp_path / "d", "--json", panels=2, rehearsal=True) == 6
    refused(capsys)


def test_a_replacement_of_other_panels(sitting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    members = (sitting / "public" / "panel.csv").read_text(encoding="utf-8").split()[1:]
    impossible = 4
    # Whoever was drawn: one by one, until the open seats can be filled.
    while impossible == 4:
        assert main(["record", "withdrawal", members.pop(), str(sitting)]) == 0
        impossible = main(["draw", "replacements", str(sitting), "--dry-run"])
    assert impossible == 0
    capsys.readouterr()
    before = on_disk(sitting)
    for more in ([], ["--dry-run"]):
        assert main(["draw", "replacements", str(sitting), "--panels", "1", "--json", *more]) == 6
        assert json.loads(capsys.readouterr().out)["error"]["code"] == "later.fixed"
    assert on_disk(sitting) == before


def test_nobody_leaves_for_a_renewal_whose_plan_is_refused(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "d"
    monkeypatch.setenv("TIRAGE_CLOCK", "2026-12-01T09:00:00Z")
    assert draw(pool, out, "--later", "cohorts=2", rehearsal=True) == finish(out, "--seed", DICE) == 0
    words = ["--start", "2026-12-01", "--months", "12", "--cohorts", "2"]
    assert main(["term", str(out), *words]) == 0
    monkeypatch.setenv("TIRAGE_CLOCK", "2027-12-02T09:00:00Z")
    capsys.readouterr()
    before = on_disk(out)
    assert main(["draw", "renewal", str(out), "--panels", "1", "--json"]) == 6
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "later.fixed"
    assert on_disk(out) == before


def test_chances_may_still_be_looked_at_and_a_warning_says_so(
    pool: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chances", str(pool), *plan_options(panels=2, ids=None), "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["panels"] == 2
    assert "the plan would be refused" in said.err and "--panels 10" in said.err
    assert main(["chances", str(pool), *plan_options(panels=10, ids=None)]) == 0
    assert "refused" not in capsys.readouterr().err
