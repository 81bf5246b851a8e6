"""Replays: what the record says is derived again, and unfair numbering is noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.two_commands import in_two

from tirage.acts.records.replay import _binomial_p, _uniform_p, rederive, trials
from tirage.assembly import record

PETIT = Path(__file__).parents[2] / "examples" / "petit"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"


@pytest.fixture
def drawn(tmp_path: Path) -> record.Dossier:
    shutil.copytree(PETIT, tmp_path / "in")
    files = [str(tmp_path / "in" / "volontaires.csv"), "--quotas", str(tmp_path / "in" / "quotas.csv")]
    out = str(tmp_path / "d")
    words = [*files, "--seats", "6", "--panels", "39", "--out", out, "--seed", DICE]
    assert in_two("draw", "panel", *words) == 0
    return record.load(tmp_path / "d")


def test_every_figure_of_a_draw_is_derived_again(drawn: record.Dossier) -> None:
    steps = rederive(drawn.files, drawn.acts)
    assert [step.name for step in steps] == ["value/public", "seed", "stage_seed", "number", "panel"]
    assert all(step.ok for step in steps)


def test_another_number_on_record_is_seen(drawn: record.Dossier) -> None:
    acts = [
        (kind, {**body, "number": (int(str(body["number"])) + 1) % 39} if kind == "panel" else body)
        for kind, body in drawn.acts
    ]
    assert [step.name for step in rederive(drawn.files, acts) if not step.ok] == ["number"]


def test_another_member_is_seen(drawn: record.Dossier) -> None:
    name = "public/panel.csv"
    members = drawn.files[name].decode().split()
    other = next(f"V{i:02}" for i in range(1, 21) if f"V{i:02}" not in members)
    files = {**drawn.files, name: drawn.files[name].replace(members[1].encode(), other.encode())}
    assert [step.name for step in rederive(files, drawn.acts) if not step.ok] == ["panel"]


def test_trials_fit_the_published_chances(drawn: record.Dossier) -> None:
    tried = trials(drawn.files, 2000)
    assert tried.ok
    assert tried.bins > 2
    assert tried.people == 20
    assert tried.largest_deviation < 0.1


def test_numbers_that_favour_some_panels_are_noticed() -> None:
    assert _uniform_p([100] * 39, 39) == pytest.approx(1)
    assert _uniform_p([200] * 5 + [85] * 34, 39) < 1e-6


def test_the_binomial_test_is_exact() -> None:
    """10 draws at 1/2, 9 seats: (1 + 10 + 10 + 1)/1024 by hand."""
    assert _binomial_p(10, 500, 1000, 9) == pytest.approx(22 / 1024)
    assert _binomial_p(10, 500, 1000, 5) == pytest.approx(1)
