"""Long work on a terminal: what is being done is told whole, beside a bar, on a phone's window too."""

from __future__ import annotations

import re
import sys

import pytest
from support.texts import TEXTS
from support.windows import Window

from tirage.cli.output import Output
from tirage.cli.progress import Bar

STAGES = sorted(code.removeprefix("progress.") for code in TEXTS if code.startswith("progress."))


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_is_told_whole(stage: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word of it, the bar and the time, and no line that the window would break."""
    window = Window(width, monkeypatch)
    monkeypatch.setattr(sys, "stderr", window)
    with Bar(Output("fr", as_json=False)) as bar:
        bar.step(stage, 1, 2)
    shown = re.sub("\x1b\\[[0-9;?]*[A-Za-z]", "\n", window.getvalue()).replace("\r", "\n")
    lines = [line.rstrip() for line in shown.split("\n")]
    words = set(shown.split())
    assert [line for line in lines if len(line) > width] == []
    assert set(TEXTS[f"progress.{stage}"]["fr"].split()) <= words
    assert re.search(r"\d:\d\d:\d\d", shown) and "━" in shown


def test_a_pipe_sees_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with Bar(Output("fr", as_json=False)) as bar:
        bar.step(STAGES[0], 1, 2)
    assert capsys.readouterr().err == ""
