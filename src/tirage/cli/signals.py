"""Ctrl-C, a request to end, a closed terminal: each ends a command whole, never half of an act.

In Python only Ctrl-C is an exception; SIGTERM and SIGHUP kill the process where it stands. Here all of them
are the same exception, and the exit code says which it was: 128 and the signal's number, as shells have it.
"""

from __future__ import annotations

import re
import signal
import sys
import threading
from types import FrameType, TracebackType
from typing import Any, Self

ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end a command; Windows knows the first two."""
AGAIN = 0.002
"""Seconds after which a signal that was lost, or that came where it would be, is heard again."""
DEAF = re.compile(r"<frozen importlib\._bootstrap(_external)?>|.*(?<!engines)[/\\](pydantic|duckdb)[/\\].*")
"""Files of code that is called by a library which is not Python and aborts at, or drops, what comes there.

An import of DuckDB ends the process; a pattern of pydantic that is read just then matches nothing any more.
"""


class Stopped(KeyboardInterrupt):
    """A signal that ends the command."""


class Signals:
    """The signals of one run, heard as `Stopped` by the main thread while the context lasts."""

    def __init__(self, *, last: bool) -> None:
        """`last`: the process ends with this run, so that what comes later is ignored, not restored."""
        self._last = last
        self._before: dict[signal.Signals, Any] = {}
        self._heard: int | None = None
        self._hook = sys.unraisablehook

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in (getattr(signal, name) for name in ENDING if hasattr(signal, name)):
                # What the parent has ignored stays ignored: `nohup` does that.
                if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
                    self._before[number] = signal.signal(number, self._hear)
            self._hook, sys.unraisablehook = sys.unraisablehook, self._lost
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Hear no more: give the signals back, or ignore them where the process ends."""
        for number, handler in self._before.items():
            signal.signal(number, signal.SIG_IGN if self._last else handler)
        self._no_more()
        sys.unraisablehook = self._hook

    @property
    def heard(self) -> bool:
        """Whether a signal came."""
        return self._heard is not None

    @property
    def exit_code(self) -> int:
        """128 and the number of the signal that came; that of Ctrl-C where none did."""
        return 128 + (self._heard or signal.SIGINT)

    def hold(self) -> None:
        """Ignore more of them: the command is ending."""
        for number in self._before:
            signal.signal(number, signal.SIG_IGN)
        self._no_more()

    def _no_more(self) -> None:
        """Hear nothing once more that was lost."""
        if self._before and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self._heard is None:
            self._heard = number
        if _is_deaf(frame) and hasattr(signal, "setitimer"):
            self._hear_again()
            return
        raise Stopped

    def _hear_again(self) -> None:
        signal.signal(signal.SIGALRM, self._hear)
        signal.setitimer(signal.ITIMER_REAL, AGAIN)

    def _lost(self, unraisable: Any, /) -> None:  # noqa: ANN401 - a type that exists for checkers only
        """Hear a signal once more that came where Python drops exceptions, such as in a finaliser."""
        if isinstance(unraisable.exc_value, Stopped) and hasattr(signal, "setitimer"):
            self._hear_again()
        else:
            self._hook(unraisable)


def _is_deaf(frame: FrameType | None) -> bool:
    """Whether the code that runs, or what has called it, is such that an exception would be lost there."""
    while frame is not None:
        if DEAF.fullmatch(frame.f_code.co_filename):
            return True
        frame = frame.f_back
    return False
