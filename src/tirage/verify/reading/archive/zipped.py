"""ZIP archives (APPNOTE 6.3.10), stored or deflated: the list at their end, and each file when it is wanted.

Archives of more than 4 GiB or 65,534 files, encrypted ones, other ways of packing and what has anything
before or after the archive are not read. The list at the end alone says what is inside, and of what size: two
readers cannot see two things, as they do where a library forgives what another does not.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from struct import Struct
from typing import BinaryIO, NamedTuple

_END = Struct("<IHHHHIIH")
_LISTED = Struct("<IHHHHHHIIIHHHHHII")
_LOCAL = Struct("<I22xHH")
_MARKS = 0x06054B50, 0x02014B50, 0x04034B50
_LONGEST_COMMENT = 0xFFFF
_STORED, _DEFLATED = 0, 8
_KIND, _LINK = 0xF000, 0xA000
_LARGEST = 0xFFFFFFFF
_PIECE = 2**20


class NoArchive(Exception):
    """What is no archive, or none that is read."""


class Broken(Exception):
    """A file of an archive whose bytes are not what the list says."""


class Entry(NamedTuple):
    """A file in an archive, as the list has it."""

    name: str
    size: int
    packed: int
    """Bytes in the archive."""
    sum: int
    """CRC-32."""
    method: int
    link: bool
    start: int
    """Where its own header begins."""
    room: int
    """Where what is packed ends at the latest: the list begins there."""


def entries_of(path: Path) -> list[Entry]:
    """The files of an archive in the order of its list, without folders; NoArchive for what is none.

    OSError where nothing is there to be read.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        begins = max(0, size - _END.size - _LONGEST_COMMENT)
        last = _read(file, begins, size - begins)
        at = _place_of_end(last)
        _, _, _, _, count, length, start, _ = _END.unpack_from(last, at)
        if count == _LONGEST_COMMENT or start + length != begins + at:
            raise NoArchive
        return [*_listed(_read(file, start, length), count, start)]


def _place_of_end(data: bytes) -> int:
    """Where the last record of an archive begins, whose comment is the rest."""
    mark = _MARKS[0].to_bytes(4, "little")
    at = len(data) - _END.size + len(mark)
    while (at := data.rfind(mark, 0, at)) >= 0:
        if at + _END.size + _END.unpack_from(data, at)[-1] == len(data):
            return at
        at += len(mark) - 1
    raise NoArchive


def _listed(data: bytes, count: int, room: int) -> Iterator[Entry]:
    at = 0
    for _ in range(count):
        if at + _LISTED.size > len(data):
            raise NoArchive
        mark, _, _, flags, method, _, _, crc, packed, size, *lengths, _, _, mode, start = _LISTED.unpack_from(
            data, at
        )
        begins = at + _LISTED.size
        at = begins + sum(lengths)
        known = method in {_STORED, _DEFLATED} and not flags & 1 and max(packed, size, start) < _LARGEST
        if mark != _MARKS[1] or at > len(data) or not known:
            raise NoArchive
        name = data[begins : begins + lengths[0]].decode("utf-8", "replace")
        # A folder is no file, and has none of its own.
        if not name.endswith("/"):
            yield Entry(name, size, packed, crc, method, mode >> 16 & _KIND == _LINK, start, room)
    if at != len(data):
        raise NoArchive


def pieces_of(path: Path, entry: Entry) -> Iterator[bytes]:
    """What a file of the archive holds, piece by piece; Broken, at the end at the latest."""
    crc = size = 0
    for piece in _unpacked(path, entry):
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        if size > entry.size:
            raise Broken
        yield piece
    if (size, crc) != (entry.size, entry.sum):
        raise Broken


def _unpacked(path: Path, entry: Entry) -> Iterator[bytes]:
    with path.open("rb") as file:
        packed = _packed(file, entry)
        if entry.method == _STORED:
            yield from packed
            return
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for data in packed:
                while data and not inflating.eof:
                    yield inflating.decompress(data, _PIECE)
                    data = inflating.unconsumed_tail
                if inflating.unused_data or data:
                    raise Broken
        except zlib.error:
            raise Broken from None
        if not inflating.eof:
            raise Broken


def _packed(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """The bytes of a file as they are in the archive."""
    head = _read(file, entry.start, _LOCAL.size)
    if len(head) < _LOCAL.size or (fields := _LOCAL.unpack(head))[0] != _MARKS[2]:
        raise Broken
    start = entry.start + _LOCAL.size + fields[1] + fields[2]
    left = entry.packed
    if start + left > entry.room:
        raise Broken
    file.seek(start)
    while left and (data := file.read(min(left, _PIECE))):
        left -= len(data)
        yield data


def _read(file: BinaryIO, start: int, size: int) -> bytes:
    file.seek(start)
    return file.read(size)
