"""What tirage draws under each objective, its own verifier accepts; and refuses once a figure is another."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from support.two_commands import in_two

from tirage.chances.rising import Unproved
from tirage.cli import main
from tirage.dossier.canonical import canonical
from tirage.verify import Report, verify

ROOT = Path(__file__).parents[2]
OBJECTIVES = ("capped", "goldilocks", "nash")
PETIT = ROOT / "examples" / "petit"


def typed(fairness: str) -> list[str]:
    """The command that draws a small panel."""
    files = [str(PETIT / "volontaires.csv"), "--quotas", str(PETIT / "quotas.csv")]
    return ["draw", "panel", *files, "--seats", "6", "--panels", "60", "--fairness", fairness]


def drawn(folder: Path, fairness: str) -> dict[str, bytes]:
    """The published files of a small draw, with the same key whenever it is made."""
    out, key = folder / fairness, folder / "key"
    key.write_text("ab" * 32, encoding="ascii")
    dice = "31415626535312332341"
    assert in_two(*typed(fairness), "--key", key, "--out", out, "--seed", dice, "--json") == 0
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for part in ("journal", "public", "guarantors")
        for path in sorted((out / part).iterdir())
    }


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Mapping[str, bytes]]:
    """The published files of a small draw by its objective, drawn once."""
    return cache(lambda fairness: drawn(tmp_path_factory.mktemp("drawn"), fairness))


def statuses(report: Report) -> dict[str, str]:
    return {check.code: check.status for check in report.checks}


@pytest.mark.parametrize("fairness", OBJECTIVES)
def test_what_is_drawn_verifies(fairness: str, dossier: Callable[[str], Mapping[str, bytes]]) -> None:
    files = dossier(fairness)
    report = verify(files)
    assert [check for check in report.checks if check.status == "failed"] == []
    assert statuses(report)["certificate.objective"] == "ok"
    assert json.loads(files["public/certificate.json"])["fairness"] == fairness


@pytest.mark.parametrize("fairness", OBJECTIVES)
def test_a_better_bound_than_the_proof_gives_is_refused(
    fairness: str, dossier: Callable[[str], Mapping[str, bytes]]
) -> None:
    files = dict(dossier(fairness))
    certificate = json.loads(files["public/certificate.json"])
    certificate["objective"]["bound"] = "99"
    files["public/certificate.json"] = canonical(certificate)
    assert statuses(verify(files))["certificate.objective"] == "failed"


@pytest.mark.parametrize("fairness", ["leximin", "maximin", *OBJECTIVES])
def test_the_same_bytes_again(
    fairness: str, tmp_path: Path, dossier: Callable[[str], Mapping[str, bytes]]
) -> None:
    first, second = dossier(fairness), drawn(tmp_path, fairness)
    same = {name for name in first if first[name] == second[name]}
    assert {name for name in first if not name.startswith("journal/")} <= same


def test_what_is_not_proved_is_refused_and_nothing_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unproved(*_: object, **__: object) -> None:
        raise Unproved

    monkeypatch.setattr("tirage.lottery.realise.target_chances", unproved)
    assert main([*typed("nash"), "--out", str(tmp_path / "out"), "--lang", "en"]) == 6
    assert "“nash” chances" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
