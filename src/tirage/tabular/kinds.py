"""What kind of file it is, by its first bytes, before anything in it is taken for a table.

A PDF read as CSV has strange columns; its reader is to be told that it is a PDF. Signatures are those of the
formats' own specifications, and of the containers OLE (MS-CFB) and ZIP (APPNOTE), which hold several kinds.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from itertools import pairwise

from tirage.errors import Defect, InputInvalid

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP = b"PK\x03\x04"
XML = "file.kind.xml"
START = 4096
"""Bytes by which a kind is told; a container needs all of its own."""
MOST = 200
"""Lines by which a text is judged."""

_MAGIC = (
    (b"{\\rtf", "file.kind.document"),
    (b"\x89PNG\r\n\x1a\n", "file.kind.image"),
    (b"\xff\xd8\xff", "file.kind.image"),
    (b"GIF8", "file.kind.image"),
    (b"II*\x00", "file.kind.image"),
    (b"MM\x00*", "file.kind.image"),
    (b"SQLite format 3\x00", "file.kind.database"),
    (b"\x00\x01\x00\x00Standard Jet DB", "file.kind.database"),
    (b"\x00\x01\x00\x00Standard ACE DB", "file.kind.database"),
    (b"PAR1", "file.kind.statistics"),
    (b"ARROW1", "file.kind.statistics"),
    (b"FEA1", "file.kind.statistics"),
    (b"$FL2", "file.kind.statistics"),
    (b"<stata_dta>", "file.kind.statistics"),
    (b"\x1f\x8b", "file.kind.compressed"),
    (b"7z\xbc\xaf\x27\x1c", "file.kind.compressed"),
    (b"Rar!\x1a\x07", "file.kind.compressed"),
    (b"BZh", "file.kind.compressed"),
    (b"\xfd7zXZ\x00", "file.kind.compressed"),
    (b"\x28\xb5\x2f\xfd", "file.kind.compressed"),
    (b"PK\x05\x06", "file.kind.compressed"),
)
_PARTS = (
    ("word/", "file.kind.document"),
    ("ppt/", "file.kind.slides"),
    ("Index/", "file.kind.numbers"),
)
_OPEN_DOCUMENTS = (
    ("text", "file.kind.document"),
    ("presentation", "file.kind.slides"),
    ("graphics", "file.kind.image"),
)
_STREAMS = (
    ("EncryptedPackage", "workbook.password"),
    ("WordDocument", "file.kind.document"),
    ("PowerPoint Document", "file.kind.slides"),
)

_SHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_MARKUP = re.compile(rb"\s*<(!doctype\s+html|html|head|body|meta|table)\b", re.IGNORECASE)
_XML = re.compile(rb"\s*<(\?xml\b|[A-Za-z][\w:.-]*(\s[^<>]*)?>\s*<)")
_ARCHIVE = re.compile(
    rb"\s*(MIME-Version:|(From|Subject|Date):[^\n]*\n[^\x00]*Content-Type: multipart/)", re.IGNORECASE
)
_JSON = re.compile(rb"\s*(\{\s*(\"|\}\s*$)|\[\s*[\[{\"])")
_KEY = re.compile(r"\s*(- )?[\w\"'][^;,|\t]*:(\s|$)|\s*- \S")
_OURS = re.compile(r"^(tirage|criteria|columns|criteres|critères)\s*:\s*(\S+/\d+)?\s*(#.*)?$")


def is_archive(start: bytes) -> bool:
    """Whether a file that starts with these bytes is a container, which is judged by all of its bytes."""
    return start.startswith((OLE, ZIP))


def is_xml(start: bytes) -> bool:
    """Whether a file that starts with these bytes is XML, and neither a web page nor a workbook."""
    return _plain(start[:START]) == XML


def check(data: bytes, file: str) -> None:
    """Raises InputInvalid, naming the kind, where what starts with `data` is neither text nor workbook."""
    kind = _container(data) if is_archive(data) else _plain(data[:START])
    if kind is not None:
        raise InputInvalid([Defect(kind, file)])


def check_lines(lines: Sequence[str], file: str) -> None:
    """The same of a text that has no delimiter, by its first lines: YAML, or columns of a fixed width."""
    said = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if _is_yaml(said):
        raise InputInvalid([Defect("file.kind.yaml", file)])
    if _is_fixed(said):
        raise InputInvalid([Defect("file.kind.fixed", file)])


def _plain(start: bytes) -> str | None:
    if b"%PDF-" in start[:1024]:
        return "file.kind.pdf"
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    if (start[:4] == b"RIFF" and start[8:12] == b"WEBP") or start[4:12] in {
        b"ftypheic",
        b"ftypmif1",
        b"ftypavif",
    }:
        return "file.kind.image"
    return _text(_unmarked(start))


def _text(start: bytes) -> str | None:
    if _MARKUP.match(start):
        return "file.kind.page"
    if _XML.match(start):
        # A web page may come as XHTML.
        named = b"<html" in start.lower()
        return "file.kind.page" if named else "file.kind.sheet" if _SHEET_XML in start else XML
    if _ARCHIVE.match(start):
        return "file.kind.page"
    return "file.kind.json" if _JSON.match(start) else None


def _unmarked(start: bytes) -> bytes:
    """Without a byte order mark; UTF-16 as ASCII, as far as it is."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[2:].replace(b"\x00", b"")
    return start.removeprefix(b"\xef\xbb\xbf")


def _container(data: bytes) -> str | None:
    """Of an OLE or ZIP file; None for a workbook, and for what cannot be opened, as its reader will say."""
    if data.startswith(OLE):
        # Names in the directory of an OLE file fill 64 bytes.
        found = {name for name, _ in _STREAMS if name.encode("utf-16-le").ljust(64, b"\x00") in data}
        return next((kind for name, kind in _STREAMS if name in found), None)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kept = archive.read("mimetype") if "mimetype" in names else b""
    except Exception:  # noqa: BLE001 - a damaged archive raises nearly anything
        return None
    mime = kept.decode("ascii", "replace").strip().rpartition("opendocument.")[2]
    if mime.startswith("spreadsheet") or any(name.startswith("xl/") for name in names):
        return None
    kinds = [kind for word, kind in _OPEN_DOCUMENTS if mime.startswith(word)]
    kinds += [kind for part, kind in _PARTS if any(name.startswith(part) for name in names)]
    return kinds[0] if kinds else "file.kind.compressed"


def _is_yaml(lines: Sequence[str]) -> bool:
    """Keys and items line after line, or a first line of ours."""
    if not lines:
        return False
    if lines[0].rstrip() == "---" or _OURS.match(lines[0].rstrip()):
        return True
    return len(lines) >= 3 and all(map(_KEY.match, lines[:20]))


def _is_fixed(lines: Sequence[str]) -> bool:
    """Whether there are blanks in the same places of every line, with text on both sides.

    `M.  Martin    75011`: two blanks or more end a column; one blank alone is a space between words.
    """
    rows = [line.rstrip() for line in lines]
    if len(rows) < 3 or not all("  " in row.strip() for row in rows):
        return False
    width = min(map(len, rows))
    blank = [all(row[place] == " " for row in rows) for place in range(width)]
    starts = [i + 1 for i, (one, next_) in enumerate(pairwise(blank)) if one and not next_]
    return any(start and all(row[:start].strip() for row in rows) for start in starts)
