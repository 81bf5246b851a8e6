"""`tirage record correction`: the wrong person left, sits again, and the right one leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.commands import draw, finish, number_of, on_disk

from tirage.cli import main
from tirage.verify import read, verify


def test_the_wrong_person_sits_again_and_the_right_one_leaves(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "d"
    assert draw(pool, out, roll="hand") == 0
    assert finish(out, "--number", number_of(out, "V08")) == 0
    other = next(pid for pid in (out / "public/panel.csv").read_text("ascii").split()[1:] if pid != "V08")
    assert main(["record", "withdrawal", "V08", str(out)]) == 0
    capsys.readouterr()
    assert main(["record", "correction", "V08", str(out), "--reason", "confusion", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["act"], said["reason"], said["seated"], said["vacant"]) == ("correction", "confusion", 6, [])
    before = on_disk(out)
    assert main(["record", "correction", "V08", str(out), "--reason", "confusion", "--json"]) == 6
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "correct.none"
    assert on_disk(out) == before
    assert main(["record", "withdrawal", other, str(out)]) == 0
    for words in (["status"], ["history"], ["report", "--kind", "life"]):
        capsys.readouterr()
        assert main([words[0], str(out), *words[1:], "--lang", "en"]) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert ("did not take place" in shown) or words[0] == "report"
    assert verify(read(out)).ok
