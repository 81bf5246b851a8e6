"""Somebody at a terminal: a command in a process of its own, whose stdin, stdout and stderr are one terminal.

What is typed before the command asks is dropped, as at a real desk: first `until` it asks, then `types`.
"""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import pytest

from support.children import prepared

fcntl, pty, termios = (
    pytest.importorskip(name, reason="a terminal as POSIX has them") for name in ("fcntl", "pty", "termios")
)
PATIENCE = 120
"""Seconds without a sign after which the command is taken to hang; no test depends on being faster."""
TIRAGE = ("-m", "tirage")
OWN_TERMINAL = """
import fcntl, signal, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
"""
"""So that Ctrl-C is heard, though whatever runs the tests ignores it."""


class Desk:
    """A command that runs in a terminal of 80 columns, which shows neither colours nor a moving bar."""

    def __init__(self, *words: object, program: Sequence[str] = TIRAGE, columns: int = 80) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "dumb"}
        environment.pop("COLUMNS", None)
        self._process = subprocess.Popen(
            prepared(OWN_TERMINAL, sys.executable, *program, *map(str, words)),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**environment, "LC_ALL": "C.UTF-8"},
        )
        os.close(slave)
        self.said = ""
        """Everything that was shown, no-break spaces as plain ones."""
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def until(self, words: str) -> str:
        """Wait for these words; what was shown since the last ones."""
        while (found := self.said.find(words, self._read)) < 0:
            assert self._hear(), f"ended before {words!r}: {self.said}"
        start, self._read = self._read, found + len(words)
        return self.said[start : self._read]

    def types(self, text: str) -> None:
        r"""Strike keys: `\r` is Enter, `\x03` Ctrl-C, `\x04` Ctrl-D."""
        os.write(self._master, text.encode())

    def ends(self) -> int:
        """Wait for the end; the exit code."""
        while self._hear():
            pass
        return self._process.wait(PATIENCE)

    def _hear(self) -> bool:
        """Take what is shown next; False once the terminal is closed."""
        ready, _, _ = select.select([self._master], [], [], PATIENCE)
        assert ready, f"nothing for {PATIENCE} seconds: {self.said}"
        try:
            data = os.read(self._master, 4096)
        except OSError:  # Linux says so of a terminal that nobody has open
            return False
        self.said += data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\u00a0", " ")
        return bool(data)
