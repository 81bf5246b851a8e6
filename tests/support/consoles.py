"""A console as Windows has them, and a pipe to another program from it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest


class Window(io.TextIOWrapper):
    """A stream as the window of a console is: with signs that it lacks, and an end of a line of its own."""

    def isatty(self) -> bool:
        return True


def console(
    patch: pytest.MonkeyPatch, encoding: str = "cp1252", kind: type[io.TextIOWrapper] = Window
) -> Callable[[], bytes]:
    """Both streams as a window of Windows in France has them, or a pipe; what was written so far.

    A line ends with CR and LF there, unless whoever writes says otherwise.
    """
    both = io.BytesIO()
    for name in ("stdout", "stderr"):
        stream = kind(both, encoding=encoding, errors="strict", newline="\r\n", write_through=True)
        patch.setattr(sys, name, stream)

    def written() -> bytes:
        sys.stdout.flush()
        sys.stderr.flush()
        return both.getvalue()

    return written
