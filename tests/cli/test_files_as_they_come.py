"""What is typed where a file is not as it should be: from a pipe, one sheet of several, hidden rows."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlsxwriter
from support.commands import defects
from support.refusals import file

from tirage.cli import main

ROWS = (("id", "genre"), *((f"v{i}", "Femme" if i % 2 else "Homme") for i in range(2, 10)))
POOL = "\n".join(";".join(row) for row in ROWS) + "\n"
QUOTAS = "feature,value,min,max\ngenre,Femme,1,2\ngenre,Homme,1,2\n"


@pytest.fixture
def quotas(tmp_path: Path) -> str:
    return str(file(tmp_path, "q.csv", QUOTAS))


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data), isatty=lambda: False))


def test_volunteers_and_quotas_come_from_a_pipe(
    tmp_path: Path, quotas: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, POOL.encode("cp1252"))
    assert main(["quotas", "check", "-", "--quotas", quotas, "--seats", "3"]) == 0
    assert capsys.readouterr().err.startswith("stdin read as utf-8, 8 rows.")
    pool = str(file(tmp_path, "v.csv", POOL))
    pipe(monkeypatch, QUOTAS.encode())
    assert main(["quotas", "check", pool, "--quotas", "-", "--seats", "3"]) == 0
    pipe(monkeypatch, b"%PDF-1.4")
    assert main(["quotas", "check", "-", "--quotas", quotas, "--seats", "3", "--json"]) == 3
    capsys.readouterr()
    pipe(monkeypatch, b"%PDF-1.4")
    assert main(["check", "-"]) == 3
    assert "stdin: This is a PDF" in capsys.readouterr().out
    pipe(monkeypatch, b"")
    assert main(["quotas", "check", "-", "--quotas", quotas, "--seats", "3", "--json"]) == 3
    assert [(each["code"], each["file"]) for each in defects(capsys)] == [("file.empty", "stdin")]


def test_a_dossier_of_volunteers_from_a_pipe_has_a_name(
    tmp_path: Path, quotas: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pipe(monkeypatch, POOL.encode())
    assert main(["draw", "panel", "-", "--quotas", quotas, "--seats", "3", "--panels", "20", "--yes"]) == 0
    assert Path("dossier-stdin/public/plan.json").exists()


def test_sheet_and_hidden_are_said_where_a_workbook_is_named(
    tmp_path: Path, quotas: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "v.xlsx")
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Liste")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.set_row(3, None, None, {"hidden": True})
        workbook.add_worksheet("Aide").write(0, 0, "x")
    asked = ["quotas", "check", path, "--quotas", quotas, "--seats", "3"]
    assert main([*asked, "--json"]) == 3
    assert [each["code"] for each in defects(capsys)] == ["workbook.sheets"]
    assert main([*asked, "--sheet", "Liste", "--json"]) == 3
    assert [each["code"] for each in defects(capsys)] == ["workbook.hidden.rows"]
    for how, rows in (("take", 8), ("leave", 7)):
        assert main([*asked, "--sheet", "Liste", "--hidden", how]) == 0
        said = capsys.readouterr().err
        assert f"v.xlsx read as xlsx, {rows} rows." in said
        assert "1 of 8 (lines 4)" in said
