"""Where somebody is in the frame, and the path from their leaf to its root, with a block of it in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from tirage.dossier.documents.frame import PublishedFrame
from tirage.dossier.layout import FRAME, frame_paths
from tirage.dossier.merkle import Tree, leaf_hash
from tirage.dossier.people import BY_ITSELF, Line, beginning_with, blocks_of, lines_of


class FrameTree:
    """The frame of a dossier: of parts, one is read for a person; one file is read from its beginning."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._names = frame_paths(files)
        self._last: tuple[int, Tree] | None = None
        """The block asked for last: people come in the order of the frame, as a rule."""

    @cached_property
    def document(self) -> PublishedFrame:
        """public/frame.json"""
        return PublishedFrame.from_bytes(self._files[FRAME])

    def find(self, pid: str) -> Line | None:
        """The line of a person; None for nobody of the frame, and where the frame is not here."""
        lines = (line for line in beginning_with(self._files, f"{pid},"))
        return next(lines, None) if self._names else None

    def path(self, index: int) -> tuple[str, ...]:
        """The siblings from the leaf at a place up to the root."""
        block = index // self._size
        if self._last is None or self._last[0] != block:
            self._last = block, Tree(map(_hash, self._block(block)))
        return (*self._last[1].path(index % self._size), *self._tops.path(block))

    @property
    def _size(self) -> int:
        """Lines of a block."""
        parts = self.document.parts
        return BY_ITSELF.size if parts is None else parts.size

    def _block(self, number: int) -> list[bytes]:
        if self.document.parts is not None:
            return list(lines_of(self._files, self._names[number]))
        return next(each for place, each in enumerate(self._blocks()) if place == number)

    def _blocks(self) -> Iterator[list[bytes]]:
        return blocks_of(lines_of(self._files, self._names[0]))

    @cached_property
    def _tops(self) -> Tree:
        """The tree above the roots of the blocks, which frame.json has of parts."""
        parts = self.document.parts
        if parts is not None:
            return Tree(bytes.fromhex(each.root) for each in parts.files)
        return Tree(bytes.fromhex(Tree(map(_hash, block)).root) for block in self._blocks())


def _hash(line: bytes) -> bytes:
    pid, stratum, _, idc = line.rstrip(b"\n").split(b",")
    # `people.ids.leaf`, of fields that were checked when the frame was verified.
    return leaf_hash(b"tirage1|roll|%b|%b|%b" % (pid, stratum, idc))
