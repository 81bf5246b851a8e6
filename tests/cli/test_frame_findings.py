"""What is serious stops the frame, until its cause is accepted with a reason that everybody reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.commands import defects, on_disk
from support.journey import ACCEPT, ACCEPTED, RULES, begun, run

from tirage.verify import verify

Said = pytest.CaptureFixture[str]
REASON = "Nobody of the Union lives here."


def close(dossier: Path, *more: object) -> int:
    return run("frame", dossier.parent / "lists", "--dossier", dossier, *more)


def test_nothing_is_closed_and_every_cause_is_named(tmp_path: Path, capsys: Said) -> None:
    dossier, files = begun(tmp_path, 40)
    text = files[0].read_text(encoding="utf-8")
    files[0].write_text(text.replace("FRANÇOIS", "FRANÃ‡OIS").replace("GARCÍA", "GARC?A"), encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    capsys.readouterr()
    assert close(dossier, "--json") == 3
    found = defects(capsys)
    assert {each["code"] for each in found} == {"frame.finding"}
    causes = {each["remedy"].split("--accept ")[1].split("=")[0] for each in found}
    assert causes == {*ACCEPTED, "encoded-twice", "accents-lost"}
    assert sorted(tmp_path.rglob("*")) == before
    # The same, beforehand.
    assert run("check", tmp_path / "lists", "--dossier", dossier, "--json") == 0
    checked = json.loads(capsys.readouterr().out)
    assert {each["cause"] for each in checked["findings"]} == {
        "list-missing",
        "encoded-twice",
        "accents-lost",
    }


def test_only_what_was_found_is_accepted_and_for_a_reason(tmp_path: Path, capsys: Said) -> None:
    dossier, _ = begun(tmp_path, 40)
    capsys.readouterr()
    assert close(dossier, "--accept", "lost=x", f"--accept=set-aside={'x' * 501}", "--json") == 3
    assert [each["code"] for each in defects(capsys)] == ["frame.accept.unknown", "frame.accept.reason"]
    assert close(dossier, *ACCEPT, f"--accept=set-aside={REASON}", "--json") == 3
    assert [each["code"] for each in defects(capsys)] == ["frame.accept.needless"]
    assert close(dossier, "--accept", "list-missing") == 2
    assert close(dossier, *ACCEPT, ACCEPT[0]) == 2
    assert not (dossier / "journal").exists()


def test_findings_and_reasons_stand_in_the_journal_and_in_the_papers(tmp_path: Path, capsys: Said) -> None:
    dossier, _ = begun(tmp_path, 40)
    (dossier / "tirage.yaml").write_text(RULES + "expected: {LP: 120, LCM: {75115: 3}}\n", encoding="utf-8")
    reason = f"--accept=count-differs={REASON}"
    assert close(dossier, *ACCEPT, reason, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["accepted"] == {"count-differs": REASON, **ACCEPTED}
    body = json.loads(next((dossier / "journal").glob("*-frame.json")).read_bytes())["body"]
    assert body["findings"] == said["findings"]
    differs = {"cause": "count-differs", "subject": "LCM", "places": ["75115"], "count": 2, "against": 3}
    assert body["findings"][0] == differs
    assert [each["cause"] for each in body["accepted"]] == ["count-differs", *ACCEPTED]
    rules = json.loads((dossier / "public/rules.json").read_bytes())
    assert rules["expected"] == [
        {"list": "LCM", "place": "75115", "electors": 3},
        {"list": "LP", "place": "", "electors": 120},
    ]
    parts = ("journal/", "public/", "guarantors/")
    files = {name: data for name, data in on_disk(dossier).items() if name.startswith(parts)}
    assert verify(files).ok
    assert run("history", dossier) == 0
    assert f"count-differs ({REASON})" in " ".join(capsys.readouterr().out.split())
    paper = tmp_path / "letters.html"
    assert run("report", dossier, "--kind", "letters", "--out", paper) == 0
    text = paper.read_text(encoding="utf-8")
    assert REASON in text and "75115: 2 electors, where 3 are expected." in text


def test_rules_expect_whole_numbers_of_known_lists(tmp_path: Path, capsys: Said) -> None:
    dossier, _ = begun(tmp_path, 40)
    for wrong in ("{XX: 1}", "{LP: many}", "{LP: {75115: -1}}"):
        (dossier / "tirage.yaml").write_text(RULES + f"expected: {wrong}\n", encoding="utf-8")
        capsys.readouterr()
        assert close(dossier, *ACCEPT, "--json") == 3
        (defect,) = defects(capsys)
        assert (defect["code"], defect["line"]) == ("rules.choice" if "XX" in wrong else "rules.whole", 24)
