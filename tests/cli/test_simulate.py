"""`tirage simulate`: figures side by side, the same at every run; nothing is written but the chart."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from support.commands import DICE, PETIT, draw
from support.journey import run

from tirage.forecast.lives import SimulatedRun
from tirage.forecast.simulation import summary
from tirage.verify import read


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("simulate") / "dossier"
    assert draw(PETIT / "volontaires.csv", out, "--seed", DICE) == 0
    return out


def figures(dossier: Path, capsys: pytest.CaptureFixture[str], *more: object) -> dict:
    capsys.readouterr()
    assert run("simulate", dossier, "--years", "2", *more, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_the_same_figures_at_every_run_and_on_any_number_of_processes(
    dossier: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(dossier)
    one = figures(dossier, capsys, "--runs", "20", "--policy", "monthly")
    monkeypatch.setattr("tirage.forecast.simulation.LONG", 1000)
    assert figures(dossier, capsys, "--runs", "20", "--policy", "monthly") == one
    assert figures(dossier, capsys, "--runs", "20", "--policy", "monthly", "--seed", "other") != one
    assert read(dossier) == before


def test_policies_side_by_side_and_a_chart(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chart = tmp_path / "lives.svg"
    assert run("simulate", dossier, "--years", "1", "--runs", "3", "--chart", chart) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("monthly", "quarterly", "like-for-like", "Assumed"))
    root = ET.fromstring(chart.read_bytes())
    assert sum(each.tag.endswith("polyline") for each in root.iter()) == 3
    assert run("simulate", dossier, "--years", "2", "--runs", "2", "--chart", chart) == 6, "never overwritten"


def test_what_a_new_assembly_costs_in_letters(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = figures(dossier, capsys, "--runs", "2", "--months", "12", "--response", "0.05", "--dropout", "0")
    assert found["policies"]["monthly"]["letters"] == [800, 800, 800], "two pools of 20, twenty letters each"


@pytest.mark.parametrize(
    "options",
    [["--response", "0"], ["--seed", "été"], ["--runs", "0"], ["--dropout", "2"], ["--policy", "none"]],
)
def test_what_cannot_be_simulated(options: list[str], dossier: Path) -> None:
    assert run("simulate", dossier, *options) == 2


def test_months_that_cohorts_do_not_share_and_no_panel(dossier: Path, tmp_path: Path) -> None:
    assert run("simulate", dossier, "--months", "12", "--cohorts", "5") == 6
    assert draw(PETIT / "volontaires.csv", tmp_path / "planned") == 0
    assert run("simulate", tmp_path / "planned") == 6


def test_the_figures_of_known_lives() -> None:
    found = summary([SimulatedRun(broken=[1, 2], stuck=1, draws=2, drawn=3, pools=1), SimulatedRun()], 1, 50)
    assert (found.broken, found.months, found.stuck, found.first) == (0.5, 2 / 24, 0.5, (1, 1, 1))
    assert (found.draws, found.drawn, found.letters) == ((0, 0, 2), (0, 0, 3), (0, 0, 50))
