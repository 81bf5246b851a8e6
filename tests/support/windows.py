"""A terminal in memory, as wide as a test wants it."""

from __future__ import annotations

import io
import re

import pytest


class Window(io.StringIO):
    """A stream that says it is a terminal."""

    def __init__(self, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("TERM", "xterm")

    def isatty(self) -> bool:
        return True

    def said(self) -> str:
        """All that was written, without its colours."""
        return re.sub("\x1b\\[[0-9;]*m", "", self.getvalue())
