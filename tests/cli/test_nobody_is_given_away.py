"""From the rolls to what is published, everybody bears a strange word: it stands nowhere but in private/.

On the road of the file of volunteers, see tests/people/test_discretion_swept.py.
"""

from __future__ import annotations

import csv
import logging
import tempfile
from pathlib import Path

import pytest
from support import journey, lists
from support.journey import DICE, answers, begun, run
from support.marked import SIGN, card, elector, found_in, outside_private, swept

from tirage.dossier import transaction

BAD = (
    {"date de naissance": f"le {SIGN}"},
    {"date de naissance": "31/02/1960"},
    {"nom de naissance": ""},
    {"sexe": SIGN},
    {"code postal": SIGN},
    {"libellé du type de liste": f"Liste {SIGN}"},
    {"code de l'ugle": SIGN},
)
"""Cells that cannot be read, or that stand where another should: a row has slipped a column."""


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lists, "elector", elector)
    monkeypatch.setattr(lists, "card", card)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


def broken(*given: object, **_: object) -> None:
    raise RuntimeError(repr(given))


def twice(monkeypatch: pytest.MonkeyPatch, *typed: object) -> None:
    """A command that something nobody foresaw stops in the middle; then as it should be, with --json."""
    with monkeypatch.context() as patch:
        patch.setattr(transaction, "_commit", broken)
        assert run(*typed) == 1
    assert run(*typed, "--json") == 0


def test_whatever_leaves_private_names_nobody(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    dossier, files = begun(tmp_path, 30)
    rows = [elector(70_000 + number) | changed for number, changed in enumerate(BAD)]
    bad = lists.write(tmp_path / "bad.csv", lists.ROLL, rows)
    with swept() as shown:
        # On the screen it shows three accented names a file, so that a person sees how it was read.
        assert run("check", *files, bad, "--json") == 3
        asked = ("frame", *files, bad, "--dossier", dossier, "--key", tmp_path / "key")
        twice(monkeypatch, *asked, *journey.ACCEPT)
        assert run("draw", "letters", "--dossier", dossier) == 0
        twice(monkeypatch, "draw", "letters", "--dossier", dossier, "--seed", DICE[0])
        sheet = answers(dossier, 1, 0.8)
        wrong = slipped(sheet)
        assert run("record", "responses", wrong, "--dossier", dossier) == 3
        twice(monkeypatch, "record", "responses", sheet, "--dossier", dossier)
        assert run("draw", "panel", "--out", dossier) == 0
        twice(monkeypatch, "draw", "panel", "--out", dossier, "--seed", DICE[2])
        pid, name = somebody(dossier)
        letter = tmp_path / "letter.txt"
        letter.write_text(f"{name} leaves.", encoding="utf-8")
        assert run("proof", name, dossier, "--json") == 0
        assert run("proof", SIGN, dossier) == run("record", "withdrawal", SIGN, dossier) == 6
        twice(monkeypatch, "record", "withdrawal", name, dossier, "--evidence", letter)
        assert run("contest", dossier, "--reason", f"{name} complains") == 6
        assert run("status", dossier, "--json") == run("history", dossier) == 0
        assert run("members", dossier, "--json") == 0
        assert run("publish", dossier, "--for", "auditors", "--out", tmp_path / "auditors", "--zip") == 0
        assert run("export", dossier, "--format", "peers", "--out", tmp_path / "peers") == 0
    assert run("publish", dossier) == 0
    assert {"Dossier", "Survey", "Round", "Recorded", "Pack"} <= shown.keys()
    assert named(capsys) == []
    assert not [record for record in caplog.records if SIGN in record.getMessage()]
    written = outside_private(tmp_path)
    received = {path.relative_to(tmp_path).as_posix() for path in (*files, bad, letter, sheet, wrong)}
    assert set(found_in(written)) == received - {sheet.name}
    assert "dossier/publication/proces-verbal-panel.docx" in written and "auditors.zip" in written
    assert list((tmp_path / "temporary").iterdir()) == []
    modes = {path: path.stat().st_mode & 0o777 for path in dossier.rglob("*")}
    private, guarantors = dossier / "private", dossier / "guarantors"
    assert [p for p, mode in modes.items() if p.is_relative_to(private) and mode & 0o077] == []
    assert modes[guarantors] == 0o750
    assert [p for p, mode in modes.items() if p.is_relative_to(guarantors) and mode & 0o007] == []
    assert pid in written["dossier/public/panel.csv"].decode()


def named(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines said that have the word."""
    said = capsys.readouterr()
    return [line for line in f"{said.out}{said.err}".splitlines() if SIGN.lower() in line.lower()]


def slipped(sheet: Path) -> Path:
    """Answers with a name in every column, row by row."""
    code = sheet.read_text(encoding="utf-8").splitlines()[1].split(";")[0]
    rows = [
        {"code": SIGN, "réponse": "oui", "diplôme": "bac"},
        {"code": code, "réponse": SIGN},
        {"code": code, "réponse": "non", "cause": SIGN},
    ]
    return lists.write(sheet.with_name("wrong.csv"), ["code", "réponse", "cause", "diplôme"], rows)


def somebody(dossier: Path) -> tuple[str, str]:
    """Pid and name of a member."""
    with (dossier / "private/panel.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file, delimiter=";"))
    assert SIGN in row["surname"]
    return row["pid"], f"{row['first_names']} {row['surname']}"
