"""Standard output and errors, whatever the console is: UTF-8 and LF where another program reads.

A pipe or a file has no signs that it lacks: what goes there is UTF-8, as another program takes it, on this
computer or another. Only a window has (cp437 and cp850 in a console of Windows, cp1252, a bare locale);
there, and nowhere else, a plain sign stands for one that is lacking.
"""

from __future__ import annotations

from typing import TextIO

from tirage.i18n.readable import READABLE


def for_people(stream: TextIO) -> TextIO:
    """The stream for texts: in a window its own encoding, elsewhere UTF-8; it stops at no sign."""
    if stream.isatty():
        return _set(stream, errors=READABLE)
    return _set(stream, encoding="utf-8", errors=READABLE, newline="\n")


def for_programs(stream: TextIO) -> TextIO:
    """The stream for data, which are UTF-8 and LF in a window too; the stream itself where it is no file."""
    return _set(stream, encoding="utf-8", errors="replace", newline="\n")


def prepare(*streams: TextIO | None) -> None:
    """Make standard streams fit for texts, as far as there are any: a program may be started without."""
    for stream in streams:
        if stream is not None:
            for_people(stream)


def _set(stream: TextIO, **how: str) -> TextIO:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(**how)
    return stream
