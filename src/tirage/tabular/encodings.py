"""From the bytes of a text file to its text, and the name of the encoding, which is always said.

In this order: the encoding that the user names; a byte order mark (UTF-8, UTF-16); UTF-8 if every byte fits;
cp1252, the code page of French Windows. No statistics: on French files they answer cp1250 ("Agnčs").
A file that holds UTF-8 letters and other bytes as well is a mixture, reported rather than read as "AgnÃ¨s".

Files are gone through in pieces: memory does not grow with them.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from tirage.errors import Defect, InputInvalid
from tirage.tabular.cells import quoted

PIECE = 1 << 20
"""Bytes read at once."""

MARK = "\ufeff"
"""A byte order mark, as text."""

_AS_ASCII = frozenset({"utf-8", "utf-8-sig", "cp1252"})
"""Encodings in which a byte 0 is a NUL, and nothing else is."""
TWICE = "utf-8-twice"
"""UTF-8 read as cp1252 and written as UTF-8 again: `Ã©` for `é`. Nothing is lost, so it can be undone."""

# Accented letters of French in UTF-8; in cp1252 they would read "Ã©", which no name contains.
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")


def decode(data: bytes, file: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of `data` without its byte order mark, and the encoding it was read in.

    `file` is the name that a defect carries; `encoding`, if given, wins over everything.
    Raises InputInvalid: unknown encoding, bytes that are not in it, a NUL character.
    """
    name = find_encoding(io.BytesIO(data), file, encoding)
    text = data.decode(codec(name)).removeprefix(MARK)
    return (repaired(text) if name == TWICE else text), name


def codec(name: str) -> str:
    """What Python calls an encoding."""
    return "utf-8-sig" if name == TWICE else name


def find_encoding(stream: BinaryIO, file: str, encoding: str | None = None) -> str:
    """The encoding in which all of `stream` can be read; raises as `decode` does. Moves the stream."""
    name, sound = _guess(stream) if encoding is None else (_known(encoding, file), False)
    if (fault := _first_fault(stream, codec(name), sound=sound)) is None:
        return name
    code, position, text = fault
    line = 1 + text.count("\n") + text.count("\r") - text.count("\r\n")  # line ends are LF, CR LF or CR
    values = {"encoding": name}
    if code == "file.encoding.undecodable":
        stream.seek(position)
        values["byte"] = stream.read(1).hex().upper()
    raise InputInvalid([Defect(code, file, line, values=values)])


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """All of the stream from its start, the last piece being empty."""
    stream.seek(0)
    while piece := stream.read(PIECE):
        yield piece
    yield b""


def _guess(stream: BinaryIO) -> tuple[str, bool]:
    """The encoding, and whether every byte is known to be in it."""
    stream.seek(0)
    start = stream.read(4)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", False
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", False
    if _undecodable(stream, "utf-8") is None:
        return "utf-8", True
    if _undecodable(stream, "cp1252") is None and not _has_utf8_letter(stream):
        return "cp1252", True
    # What fits neither, or is a mixture, is read as UTF-8: the first byte that does not fit is the clue.
    return "utf-8", False


def _has_utf8_letter(stream: BinaryIO) -> bool:
    last = b""
    for piece in pieces(stream):
        if _UTF8_LETTER.search(last + piece):
            return True
        last = piece[-1:]
    return False


def _known(encoding: str, file: str) -> str:
    if encoding.strip().casefold() == TWICE:
        return TWICE
    try:
        "a".encode(encoding)  # also refuses codecs that are not encodings of text, such as hex
        return codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        values = {"encoding": quoted(encoding)}
        raise InputInvalid([Defect("file.encoding.unknown", file, values=values)]) from error


def _first_fault(stream: BinaryIO, name: str, *, sound: bool) -> tuple[str, int, str] | None:
    """(code, position, text before it) of the first byte that is not in `name`, or else of the first NUL.

    `sound`: whether every byte is known to be in it.
    """
    position = None if sound else _undecodable(stream, name)
    if position is not None:
        return "file.encoding.undecodable", position, _start(stream, position, name)
    if name in _AS_ASCII and not any(b"\0" in piece for piece in pieces(stream)):
        return None
    decoder = codecs.getincrementaldecoder(name)()
    if not any("\0" in decoder.decode(piece) for piece in pieces(stream)):
        return None
    return "file.nul", 0, _start(stream, stream.tell(), name).partition("\0")[0]


def _start(stream: BinaryIO, end: int, name: str) -> str:
    """The text of the first `end` bytes, as far as they are any."""
    stream.seek(0)
    return stream.read(end).decode(name, "ignore")


def _undecodable(stream: BinaryIO, name: str) -> int | None:
    """Position of the first byte of the stream that `name` has no sign for."""
    decoder = codecs.getincrementaldecoder(name.removesuffix("-sig"))()  # which would not count its mark
    before = 0
    for piece in pieces(stream):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, final=not piece)
        except UnicodeError as error:
            return before - pending + int(getattr(error, "start", 0))
        before += len(piece)
    return None


def _byte(sign: str) -> int:
    """The byte that cp1252 writes the sign as; ISO 8859-1 where cp1252 has a gap."""
    try:
        return sign.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(sign)


def _sign(byte: int) -> str:
    """The signs that one byte may have become, as a set of a regular expression has them."""
    found = {chr(byte), bytes([byte]).decode("cp1252", "replace")} - {"\ufffd"}
    return "".join(map(re.escape, sorted(found)))


def _signs(first: int, last: int) -> str:
    return "[" + "".join(_sign(byte) for byte in range(first, last + 1)) + "]"


_NEXT = _signs(0x80, 0xBF)
_SEQUENCE = re.compile(
    f"{_signs(0xC2, 0xDF)}{_NEXT}|{_signs(0xE0, 0xEF)}{_NEXT}{{2}}|{_signs(0xF0, 0xF4)}{_NEXT}{{3}}"
)
_MISREAD_MARK = "ï»¿"
"""A byte order mark, read so."""


def _is_written(sign: str) -> bool:
    """Whether names and addresses have such a sign: Latin letters, quotation marks, dashes, €.

    The controls before them are what a third reading leaves on the way.
    """
    return "\x80" <= sign <= "\u017f" or "\u1e00" <= sign <= "\u203a" or sign in "ȘșȚț€™"


def _once(found: re.Match[str]) -> str:
    """The sign that a sequence was; the sequence where that is no sign of a name (`É»`)."""
    try:
        sign = bytes(map(_byte, found[0])).decode("utf-8")
    except ValueError:
        return found[0]
    return sign if _is_written(sign) else found[0]


def repaired(text: str) -> str:
    """The text, each sign that was read twice as it was; what was read once stays.

    >>> repaired("LefÃ¨vre, Ã‰lÃ©onore, rue de lâ€™Å’uvre"), repaired("CAFÉ» à Île-d'Yeu")
    ('Lefèvre, Éléonore, rue de l’Œuvre', "CAFÉ» à Île-d'Yeu")
    """
    if text.isascii():
        return text
    found = _SEQUENCE.sub(_once, text.removeprefix(_MISREAD_MARK))
    return found if found == text else repaired(found)


def twice(text: str) -> str | None:
    """What a text says that is UTF-8 read twice; None for one that was read once.

    >>> twice("MÃ¼ller"), twice("Müller"), twice("Muller")
    ('Müller', None, None)
    """
    found = repaired(text)
    return None if found == text else found
