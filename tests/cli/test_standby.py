"""`tirage draw standby`: one ceremony, then a successor for each seat that opens, in one command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.commands import draw, on_disk
from support.dice import rolled

from tirage.acts import commit
from tirage.cli import main
from tirage.verify import read, verify
from tirage.verify.report import judged, line

DICE = rolled(7, "standby")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    main([*words, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def members(out: Path) -> list[str]:
    return (out / "public/panel.csv").read_text("ascii").split()[1:]


def test_a_plan_that_is_refused_leaves_no_key_and_a_key_that_cannot_be_kept_no_plan(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, key = tmp_path / "d", tmp_path / "key.txt"
    assert draw(pool, out, "--later", "standby=3:6", "--seed", rolled(7, "panel")) == 0
    before = on_disk(out)
    with monkeypatch.context() as patch:
        patch.setattr(commit, "foreseen", lambda *_: (line("order.plan", judged(passed=False)),))
        refused = said(capsys, "draw", "standby", str(out), "--key", str(key))
    assert refused["error"]["code"] == "record.unverified" and not key.exists()
    (tmp_path / "stick").write_text("no folder")
    assert main(["draw", "standby", str(out), "--key", str(tmp_path / "stick" / "key.txt")]) == 3
    assert on_disk(out) == before
    assert main(["draw", "standby", str(out), "--key", str(key)]) == 0
    assert key.exists()


@pytest.mark.posix
def test_ten_refusals_are_no_ten_ceremonies(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, key = tmp_path / "d", tmp_path / "key.txt"
    later = ("--later", "standby=3:6", "--later", "tolerance=1")
    assert draw(pool, out, *later, "--seed", rolled(7, "panel")) == 0
    assert said(capsys, "draw", "replacements", str(out))["error"]["code"] == "life.no_vacancy"
    planned = said(capsys, "draw", "standby", str(out), "--key", str(key))
    assert (planned["seats"], planned["order"], planned["left"]) == (3, "hidden", None)
    assert key.stat().st_mode & 0o077 == 0
    assert main(["draw", "standby", str(out), "--seed", DICE, "--lang", "fr"]) == 0
    leaver = members(out)[0]
    assert main(["record", "withdrawal", leaver, str(out)]) == 0
    waits = said(capsys, "status", str(out))["waits"]
    assert (waits["open"], waits["due"]) == (1, 1)
    assert waits["standby"]["act"] == "standby/1" and waits["standby"]["left"] == 3
    assert main(["status", str(out), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "One seat is open." in told and "3 successors" in told and "1 seat waits for it" in told
    before = on_disk(out)
    # Nobody chooses: neither another draw, nor options, nor a key that is not there.
    for words, code in (
        (["draw", "replacements", str(out)], "standby.no_key"),
        (["draw", "replacements", str(out), "--relax"], "standby.options"),
        (["draw", "replacements", str(out), "--dry-run"], "standby.first"),
        (["draw", "replacements", str(out), "--leave-vacant"], "standby.first"),
        (["draw", "standby", str(out)], "standby.first"),
    ):
        assert said(capsys, *words)["error"]["code"] == code
    assert on_disk(out) == before
    done = said(capsys, "draw", "replacements", str(out), "--key", str(key))
    assert done["left"] == 2
    (first,) = done["successions"]
    assert (first["type"], first["vacancy"], first["number"]) == ("successor", leaver, 1)
    # Who is asked refuses, and the next one comes.
    assert main(["record", "refusal", first["pid"], str(out)]) == 0
    assert main(["draw", "replacements", str(out), "--key", str(key), "--lang", "fr"]) == 0
    for words in (["status"], ["history"], ["members"], ["draw", "standby", "--end", "la clé est perdue"]):
        assert main([*words, str(out), "--lang", "fr"]) == 0
    assert said(capsys, "draw", "standby", str(out), "--end", "again")["error"]["code"] == "standby.none"
    for words, told in (
        (["proces-verbal", "--act", "standby/1"], "la réserve n° 1"),
        (["proces-verbal", "--act", "successions/1"], "la première des"),
        (["life"], "réserve n° 1"),
    ):
        paper = tmp_path / f"{words[-1].replace('/', '-')}.md"
        assert main(["report", str(out), "--lang", "fr", "--kind", *words, "--out", str(paper)]) == 0
        assert told in paper.read_text("utf-8")
    steps = said(capsys, "replay", str(out))["steps"]
    named = [step["name"] for step in steps if step["name"].endswith("standby/1")]
    assert named == [
        f"{each}/standby/1" for each in ("value/public", "seed", "stage_seed", *["successor"] * 2)
    ]
    assert all(step["ok"] for step in steps)
    report = verify(read(out))
    assert report.ok
    assert "11.43" in {check.number for check in report.checks}


def test_a_plan_of_a_standby_has_no_panel_to_show_and_leaves_no_seat_open(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "d"
    assert draw(pool, out, "--later", "standby=3:6", "--seed", rolled(7, "panel")) == 0
    assert main(["draw", "standby", str(out)]) == 0
    assert main(["ceremony", str(out), "--lang", "en"]) == 6
    assert "no panel" in capsys.readouterr().err
    assert not (out / "ceremony.html").exists()
    assert main(["void", str(out), "--reason", "mistaken", "--yes", "--lang", "en"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "No seat depends on it" in told and "stay open" not in told
    assert said(capsys, "draw", "standby", str(out))["act"] == "standby/2"
