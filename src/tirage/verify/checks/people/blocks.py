"""From files to blocks of lines: so many of them, or a part where these are smaller."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...kernel import Files
from ...primitives.held import pieces_of
from ...reading.documents import Malformed, rows

SIZE = 1 << 14
"""Lines of a block at most: a power of two, so that each is a whole subtree."""
MOST = 1 << 28
"""Bytes of a block at most: what is packed small may unpack to a line without end."""
HEADER = ["pid", "stratum", "household", "idc"]
_LINE = ",".join(HEADER).encode() + b"\n"
_LONGEST = 1 << 16
"""Bytes that are looked at for the end of a header."""


class Lines(NamedTuple):
    """Some lines of one file."""

    data: bytes
    """All end with LF, but for a last one that lacks it."""
    file: str
    number: int
    """Of the first line, in its file from 1."""


def blocks(files: Files, names: Sequence[str], *, headed: bool = True) -> Iterator[Lines]:
    """The lines of the files after their headers; InFile where a header is another and that matters."""
    for name in names:
        number = 2
        for data in _cut(_headless(pieces_of(files, name), name, headed=headed)):
            if len(data) > MOST:
                raise InFile("line", number, name)
            yield Lines(data, name, number)
            number += SIZE


class InFile(Malformed):
    """A fault of one of the files, whose path is told too; empty for none in particular."""

    def __init__(self, word: str, detail: object, file: str) -> None:
        super().__init__(word, detail)
        self.file = file


def _headless(pieces: Iterator[bytes], name: str, *, headed: bool) -> Iterator[bytes]:
    """The pieces of a file after its header."""
    start = b""
    for piece in pieces:
        start += piece
        if b"\n" in start or len(start) > _LONGEST:
            break
    head, end, rest = start.partition(b"\n")
    if headed and head + end != _LINE:
        try:
            # In the words of any other table; a line without end is none.
            list(rows((head + end)[:_LONGEST], HEADER))
        except Malformed as fault:
            raise InFile(fault.shown, "", name) from None
    yield rest
    yield from pieces


def _cut(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut after so many lines; the last too early where they are too many."""
    held: list[bytes] = []
    lines = 0
    for piece in pieces:
        left = piece
        while lines + (count := left.count(b"\n")) >= SIZE:
            *whole, left = left.split(b"\n", SIZE - lines)
            yield b"".join([*held, b"\n".join([*whole, b""])])
            held, lines = [], 0
        held.append(left)
        lines += count
        if sum(map(len, held)) > MOST:
            break
    if any(held):
        yield b"".join(held)
