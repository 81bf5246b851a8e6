"""The day of a town hall: what the page says appears, and its recoding is the one that was written.

That the commands work is tested with those of the other pages (`test_executed_docs.py`).
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from cli.test_prepare import decide
from support.pages import commands

from tirage.cli import main

DAY = Path(__file__).parents[1] / "examples" / "journee"
PAGE = (DAY / "README.md").read_text(encoding="utf-8")


def same(line: str) -> str:
    """A line of a screen as it is compared: spaces and apostrophes of any kind are one."""
    return " ".join(line.replace("’", "'").split())


@pytest.mark.slow
def test_the_day_says_what_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(DAY, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    shipped = (tmp_path / "assemblee/recodage.yaml").read_text(encoding="utf-8")
    (tmp_path / "assemblee/recodage.yaml").unlink()
    typed = [words for program, *words in commands(PAGE) if program == "tirage"]
    assert main(typed[0]) == 0
    assert main(typed[1]) == 3
    decide(tmp_path / "assemblee")
    assert (tmp_path / "assemblee/recodage.yaml").read_text(encoding="utf-8").strip() == shipped.strip()
    for words in typed[1:]:
        assert main(words) == 0, words
    shown = {same(line) for line in capsys.readouterr().out.splitlines()}
    blocks = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    said = [line for block in blocks for line in block.splitlines() if not line.startswith(("$", "…"))]
    assert len(said) > 20
    assert [line for line in said if same(line) not in shown] == []
    assert (tmp_path / "assemblee/publication/index.html").exists()
    assert (tmp_path / "assemblee-TEST/journal").exists()
