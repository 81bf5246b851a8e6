"""Why there is no panel, where no addition shows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.hull_gap import NO_PANEL
from support.instances import write

from tirage.cli import main
from tirage.draws import impossible


@pytest.fixture
def typed(tmp_path: Path) -> list[str]:
    people, quotas = write(NO_PANEL[0], tmp_path)
    return ["quotas", "explain", str(people), "--quotas", str(quotas), "--seats", str(NO_PANEL[0].seats)]


def test_what_only_whole_people_make_impossible_is_proved_case_by_case(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*typed, "--json"]) == 4
    conflicts = json.loads(capsys.readouterr().out)["conflicts"]
    assert conflicts and all(each["addition"] is None and each["leaves"] == 2 for each in conflicts)
    assert main([*typed, "--lang", "en"]) == 4
    assert "proved case by case (2 cases)" in " ".join(capsys.readouterr().out.split())


def test_without_a_tree_nothing_is_said_to_be_proved(
    typed: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(impossible, "STEPS", 0)
    assert main([*typed, "--json"]) == 4
    conflicts = json.loads(capsys.readouterr().out)["conflicts"]
    assert conflicts and all(each["leaves"] is None for each in conflicts)
    assert main([*typed, "--lang", "en"]) == 4
    assert "proved" not in capsys.readouterr().out
