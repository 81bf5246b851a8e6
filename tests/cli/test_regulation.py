"""`tirage plan`: the regulation is written, adopted, changed before the lists arrive, and kept afterwards."""

from __future__ import annotations

import json
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.commands import PETIT, defects, number_of, on_disk
from support.journey import begun

from tirage.acts.frame.inputs import FrameOptions, read_inputs
from tirage.cli import main
from tirage.dossier.canonical import sha256
from tirage.errors import InputInvalid
from tirage.report.deeds.draws import find
from tirage.report.opened import read_verified
from tirage.report.pages import deed
from tirage.report.publication import publish_all
from tirage.report.rendering.markdown import render
from tirage.report.wording import Wording
from tirage.verify import read, verify

RULES = """\
tirage: dossier/1
name: Jury d'essai
seats: 6
quotas: quotas.csv
household: [adresse]
ids: published
draws: {roll: hand, panels: 39}
term: {months: 12}
"""
PLAN = ["plan", "--for", "guarantors", "--dossier"]
DRAW = ["draw", "panel", str(PETIT / "volontaires.csv"), "--lang", "en", "--dossier"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Rules and quotas, and nothing on record."""
    home = tmp_path / "jury"
    home.mkdir()
    (home / "tirage.yaml").write_text(RULES, encoding="utf-8")
    (home / "quotas.csv").write_bytes((PETIT / "quotas.csv").read_bytes())
    return home


def adopt(folder: Path, *more: str) -> int:
    return main([*PLAN, str(folder), "--adopt", "--yes", *more])


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def refused(capsys: pytest.CaptureFixture[str], words: list[str]) -> tuple[str, str, str]:
    """Code of the one defect, what was found, what was adopted."""
    capsys.readouterr()
    assert main([*words, "--json", "--lang", "en"]) == 3
    (defect,) = defects(capsys)
    return defect["code"], defect["found"], defect["expected"].rpartition("fixes: ")[2]


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main([*words, "--lang", "en"]) == 0
    return capsys.readouterr().out


def test_from_the_draft_to_the_panel_each_act_keeps_to_what_was_adopted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, before = str(folder), on_disk(folder)
    assert "tirage plan --for guarantors" in said(capsys, "status", home)
    assert "A draft, not adopted." in said(capsys, *PLAN, home)
    assert on_disk(folder) == before
    assert adopt(folder, "--on", "2026-06-30") == 0
    assert "regulation adopted" in said(capsys, "status", home)
    (folder / "quotas.csv").write_bytes((PETIT / "quotas.csv").read_bytes().replace(b"2,3", b"1,3"))
    assert refused(capsys, [*DRAW, home]) == (
        "regulation.differs",
        "§ 12 (Quotas), “quotas”: âge 40-64: minimum 1.",
        "âge 40-64: minimum 2.",
    )
    rows = (PETIT / "quotas.csv").read_bytes().splitlines(keepends=True)
    aged = "âge".encode()
    (folder / "quotas.csv").write_bytes(b"".join(row for row in rows if not row.startswith(aged)))
    assert refused(capsys, [*DRAW, home])[2] == "âge: 18-39, âge: 40-64, âge: 65 et plus."
    (folder / "quotas.csv").write_bytes((PETIT / "quotas.csv").read_bytes())
    assert refused(capsys, [*DRAW, home, "--fairness", "maximin"]) == (
        "regulation.differs",
        "§ 13 (Fairness), “draws.fairness”: maximin.",
        "leximin.",
    )
    (folder / "tirage.yaml").rename(folder / "elsewhere.yaml")
    typed = ["--seats", "6", "--quotas", str(folder / "quotas.csv")]
    assert refused(capsys, [*DRAW, home, *typed])[0] == "regulation.no_rules"
    (folder / "elsewhere.yaml").rename(folder / "tirage.yaml")
    assert main([*DRAW, home]) == 0
    assert adopt(folder) == 6
    number = number_of(folder, "V08")
    assert main(["draw", "panel", "--dossier", home, "--number", number, "--yes"]) == 0
    # A term that has not ended, whenever this runs.
    term = ["term", home, "--start", str(datetime.now(UTC).date()), "--yes", "--months"]
    assert refused(capsys, [*term, "18"]) == ("regulation.kept", "§ 22 (The term), “term.months”: 18.", "12.")
    edit(folder / "tirage.yaml", "months: 12", "months: 18")
    assert refused(capsys, [*term, "12"])[1].startswith("§ 22 ")
    edit(folder / "tirage.yaml", "months: 18", "months: 12")
    assert main(term[:-1]) == 0
    assert main(["record", "withdrawal", "V08", home, "--yes"]) == 0
    assert refused(capsys, ["draw", "replacements", home, "--policy", "like-for-like"]) == (
        "regulation.kept",
        "§ 17 (Open seats), “replacements.policy”: like-for-like.",
        "residual.",
    )
    checks = {check.code: check.status for check in verify(read(folder)).checks}
    assert checks["regulation.form"] == checks["regulation.kept"] == "ok"
    assert "The regulation of the draw is adopted, on 30 June 2026" in said(capsys, "history", home)
    paper = render(deed.page(find(read_verified(folder), "panel"), Wording("en"))).decode()
    assert "under the regulation adopted on 30 June 2026, version 1 (§ 1 to 29)" in paper
    assert "The regulation of the draw was adopted." in paper
    pack = ["publish", home, "--for", "public", "--out", str(folder.parent / "pack"), "--small-cells"]
    assert refused(capsys, [*pack, "2"])[1] == "§ 24 (What is published), “small_cells”: 2."
    assert main([*pack, "9"]) == 0
    published = publish_all(folder, folder.parent / "out", language="en")
    assert {"regulation.html", "regulation.docx"} <= {*published.files}
    assert "Adopted on 30 June 2026" in (folder.parent / "out/regulation.html").read_text(encoding="utf-8")


def test_what_is_to_be_done_next_can_be_typed_where_it_was_adopted_from(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    screen = said(capsys, *PLAN, folder.name, "--adopt", "--yes")
    typed = " ".join(screen.split()).partition("(tirage ")[2].partition(")")[0]
    assert main(shlex.split(typed)) == 0
    assert Path("regulation.pdf").read_bytes().startswith(b"%PDF")


def test_before_the_lists_it_is_adopted_anew_with_a_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = str(folder)
    assert main([*PLAN, home, "--reason", "why"]) == 2
    assert adopt(folder, "--reason", "why") == 6
    assert adopt(folder, "--on", "2199-01-01") == 3
    assert not (folder / "journal").exists()
    assert adopt(folder) == 0 and adopt(folder) == 6
    edit(folder / "tirage.yaml", "months: 12", "months: 15")
    edit(folder / "tirage.yaml", "hand", "20d6")
    assert refused(capsys, [*PLAN, home, "--adopt", "--yes"])[0] == "regulation.reason"
    earlier = [*PLAN, home, "--adopt", "--yes", "--reason", "why", "--on", "2026-06-30"]
    assert refused(capsys, earlier)[0] == "regulation.earlier"
    assert adopt(folder, "--reason", "The council asked for it.") == 0
    entry = json.loads((folder / "journal/0003-regulation.json").read_bytes())["body"]
    assert (entry["edition"], entry["changed"]) == (2, [15, 22])
    assert entry["sha256"] == sha256((folder / "public/regulation-2.json").read_bytes())
    assert verify(read(folder)).ok
    shown = said(capsys, *PLAN, home)
    assert "as version 2: The council asked for it. Paragraphs changed: § 15, 22." in shown
    (folder / "public/regulation-2.json").write_bytes(b"{}")
    assert main([*DRAW, home]) == 6


def test_what_was_adopted_is_written_in_its_own_words_whatever_the_rules_say_now(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert adopt(folder, "--lang", "fr") == 0
    edit(folder / "tirage.yaml", "seats: 6", "seats: 7")
    shown = said(capsys, *PLAN, str(folder))
    assert "L’assemblée compte 6 sièges." in shown
    out = folder.parent / "r.html"
    for code in (0, 3):
        assert main([*PLAN, str(folder), "--out", str(out)]) == code
    page = out.read_text(encoding="utf-8")
    assert page.count('class="clause"') == 29 and 'lang="fr"' in page and 'id="p12"' in page


def test_a_rehearsal_is_adopted_as_one_or_stands_beside(folder: Path) -> None:
    assert adopt(folder) == 0
    assert adopt(folder, "--rehearsal") == 6
    assert main([*DRAW, str(folder), "--rehearsal", "--number", "7"]) == 0
    assert verify(read(folder.parent / "jury-TEST")).rehearsal
    other = folder.parent / "other"
    other.mkdir()
    for name in ("tirage.yaml", "quotas.csv"):
        (other / name).write_bytes((folder / name).read_bytes())
    assert adopt(other, "--rehearsal") == 0
    assert main([*DRAW, str(other)]) == 6
    assert main([*DRAW, str(other), "--rehearsal", "--number", "7"]) == 0
    assert verify(read(other)).ok


def test_a_frame_is_closed_under_the_rules_adopted_and_a_defect_has_its_line(tmp_path: Path) -> None:
    dossier, _ = begun(tmp_path)
    assert adopt(dossier) == 0
    assert read_inputs(dossier, FrameOptions()).opened is not None
    text = (dossier / "tirage.yaml").read_text(encoding="utf-8")
    line = next(place for place, row in enumerate(text.splitlines(), 1) if "undeliverable" in row)
    edit(dossier / "tirage.yaml", "undeliverable: ", "undeliverable: 1")
    with pytest.raises(InputInvalid) as error:
        read_inputs(dossier, FrameOptions())
    (defect,) = error.value.defects
    assert (defect.code, defect.line, defect.values["number"]) == ("regulation.differs", line, 11)
