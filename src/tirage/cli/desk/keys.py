"""Signs as they are typed, one by one: a line would be shown whole, before anyone has checked it.

The terminal still hears Ctrl-C. Keys that are no signs, such as arrows, are passed over.
"""

from __future__ import annotations

import codecs
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

ERASE: Final = ("\x7f", "\b")
ENTER: Final = ("\r", "\n")
END: Final = ("\x04", "\x1a", "")
"""Ctrl-D, Ctrl-Z, and a terminal that is gone."""
WAIT: Final = 0.1
"""Seconds."""


@contextmanager
def keys() -> Iterator[Iterator[str]]:
    """The signs typed in the terminal of standard input, while the context lasts; "" once it is gone."""
    if sys.platform == "win32":
        yield _of_windows()
        return
    import termios
    import tty

    stream = sys.stdin.fileno()
    before = termios.tcgetattr(stream)
    tty.setcbreak(stream)
    try:
        yield _without_escapes(_of_posix(stream))
    finally:
        termios.tcsetattr(stream, termios.TCSADRAIN, before)


def _of_posix(stream: int) -> Iterator[str]:
    """What is typed, as signs."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    while data := next_key(stream):
        yield from decoder.decode(data)
    yield ""


def next_key(stream: int) -> bytes:
    """The next byte; empty once the terminal is gone.

    A signal that comes on the way into a read would be heard when that ends, at the next key: so no wait is
    a long one.
    """
    while not select.select([stream], [], [], WAIT)[0]:
        pass
    return os.read(stream, 1)


def _without_escapes(signs: Iterator[str]) -> Iterator[str]:
    """The signs without what arrows and the like send: ESC, a bracket or an O, and on to a letter or ~."""
    for sign in signs:
        if sign != "\x1b":
            yield sign
        elif next(signs, "") in {"[", "O"}:
            while (rest := next(signs, "")) and not (rest.isalpha() or rest == "~"):
                pass


def _of_windows() -> Iterator[str]:
    """What is typed in a Windows console, where Ctrl-C is a sign."""
    if sys.platform != "win32":
        raise OSError("no Windows console")
    import msvcrt

    while True:
        sign = msvcrt.getwch()
        if sign == "\x03":
            raise KeyboardInterrupt
        if sign in {"\x00", "\xe0"}:
            msvcrt.getwch()
        else:
            yield sign
