"""The people of a frame, line by line: of one file or of many, never all in memory (decision 0049)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.disk import lines_in
from tirage.dossier.layout import frame_paths


class Division(NamedTuple):
    """How the people of a frame are stored."""

    most: int = 1 << 20
    """People up to whom one file holds them."""
    size: int = 1 << 16
    """People of a part else: a power of two and less, so that a part is a whole subtree."""


BY_ITSELF = Division()


class Line(NamedTuple):
    """A line of the frame."""

    place: int
    """From 0, the parts one after the other."""
    pid: str
    stratum: str
    household: str
    idc: str


def hash_of_parts(digests: Sequence[str]) -> str:
    """What entries and plans have of a frame in parts: the hash of the list of their hashes."""
    return sha256(canonical(list(digests)))


def lines_of(files: Mapping[str, bytes], name: str) -> Iterator[bytes]:
    """The lines of a file after its header, LF included."""
    return islice(lines_in(files, name), 1, None)


def beginning_with(files: Mapping[str, bytes], text: str) -> Iterator[Line]:
    """Those of the frame whose pid begins with a text; of parts, only those that may have some are read.

    `text`: without comma and line feed.
    """
    start, names = text.encode(), frame_paths(files)
    # All parts but the last are alike, so that the first tells where each begins.
    size = sum(1 for _ in lines_of(files, names[0])) if len(names) > 1 else 0
    first = [next(lines_of(files, name), b"") for name in names[1:]]
    for part, name in enumerate(names):
        if part and first[part - 1][: len(start)] > start:
            return
        if part < len(first) and first[part] <= start:
            continue
        for place, line in enumerate(lines_of(files, name), part * size):
            if line.startswith(start):
                yield Line(place, *line.rstrip(b"\n").decode("ascii").split(","))


def blocks_of(lines: Iterator[bytes], size: int = BY_ITSELF.size) -> Iterator[list[bytes]]:
    """As many lines at a time."""
    while block := list(islice(lines, size)):
        yield block
