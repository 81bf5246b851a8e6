"""From the bytes of a text file to its text, and the name of the encoding, which is always said.

In this order: the encoding that the user names; a byte order mark (UTF-8, UTF-16); UTF-8 if every byte fits;
cp1252, the code page of French Windows. No statistics: on French files they answer cp1250 ("Agnčs").
A file that holds UTF-8 letters and other bytes as well is a mixture, reported rather than read as "AgnÃ¨s".
"""

from __future__ import annotations

import codecs
import re

from tirage.errors import Defect, InputInvalid
from tirage.people.cells import shown

# Accented letters of French in UTF-8; in cp1252 they would read "Ã©", which no name contains.
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")


def decode(data: bytes, file: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of `data` without its byte order mark, and the encoding it was read in.

    `file` is the name that a defect carries; `encoding`, if given, wins over everything.
    Raises InputInvalid: unknown encoding, bytes that are not in it, a NUL character.
    """
    name = _guess(data) if encoding is None else _known(encoding, file)
    try:
        text = data.decode(name).removeprefix("\ufeff")
    except UnicodeError as error:
        raise InputInvalid([_undecodable(data, name, file, getattr(error, "start", 0))]) from error
    if (position := text.find("\0")) >= 0:
        raise InputInvalid([Defect("file.nul", file, _line(text[:position]), values={"encoding": name})])
    return text, name


def _guess(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    fits_utf8, fits_cp1252 = _fits(data, "utf-8"), _fits(data, "cp1252")
    # A file that fits neither, or a mixture, is read as UTF-8: the first byte that does not fit is the clue.
    return "cp1252" if fits_cp1252 and not fits_utf8 and not _UTF8_LETTER.search(data) else "utf-8"


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _known(encoding: str, file: str) -> str:
    try:
        "a".encode(encoding)  # also refuses codecs that are not encodings of text, such as hex
        return codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        values = {"encoding": shown(encoding)}
        raise InputInvalid([Defect("file.encoding.unknown", file, values=values)]) from error


def _undecodable(data: bytes, name: str, file: str, start: int) -> Defect:
    line = _line(data[:start].decode(name, "ignore"))
    values = {"encoding": name, "byte": data[start : start + 1].hex().upper()}
    return Defect("file.encoding.undecodable", file, line, values=values)


def _line(before: str) -> int:
    """Number of the line that follows on from the text `before`; line ends are LF, CR LF or CR."""
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
