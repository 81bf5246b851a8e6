"""A dossier planned on one machine is finished and verified on another, which has another solver or none."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from support.commands import DICE, PETIT, draw, finish

from tirage import program
from tirage.verify import read, verify

OTHERS = "tirage 2.0.0 " + "0" * 64 + " ortools 10.1.0"
OURS = program.TOOL
SOLVER = f"ortools {program.SOLVER}"


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    assert draw(PETIT / "volontaires.csv", tmp_path / "d") == 0
    return tmp_path / "d"


def test_what_is_planned_needs_no_solver_any_more(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is solved again: the second machine has no OR-Tools, and is another program by its own word."""
    before = {name: data for name, data in read(planned).items() if "journal" not in name}
    for name in [*(each for each in sys.modules if each.startswith("ortools")), "ortools"]:
        monkeypatch.setitem(sys.modules, name, None)
    assert draw(PETIT / "volontaires.csv", planned.parent / "new") != 0
    monkeypatch.setattr(program, "TOOL", OTHERS)
    assert finish(planned, "--seed", DICE, "--yes") == 0
    files = read(planned)
    assert before.items() <= files.items()
    assert {json.loads(files[name])["tool"] for name in files if "journal" in name} == {OURS, OTHERS}
    report = verify(files)
    assert report.ok and report.drawn
    solver = next(check for check in report.checks if check.code == "certificate.solver")
    assert (solver.status, solver.got, solver.expected) == ("ok", SOLVER, SOLVER)


def test_a_certificate_names_the_solver_of_the_plan_and_no_other(planned: Path) -> None:
    files = read(planned)
    certificate = files["public/certificate.json"]
    assert json.loads(certificate)["solver"] == SOLVER
    other = certificate.replace(SOLVER.encode(), b"ortools 1.0")
    assert "certificate.solver" in failed({**files, "public/certificate.json": other})
    for wrong in (b"ortools", b"glpk 5.0", b""):
        spoilt = certificate.replace(SOLVER.encode(), wrong)
        assert "certificate.form" in failed({**files, "public/certificate.json": spoilt})
    # An older one does not say it: of the two checks neither fails.
    older = certificate.replace(b',"solver":"%s"' % SOLVER.encode(), b"")
    assert older != certificate
    assert failed({**files, "public/certificate.json": older}) == {"hash"}


def failed(files: dict[str, bytes]) -> set[str]:
    return {check.code for check in verify(files).checks if check.status == "failed"}
