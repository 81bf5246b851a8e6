"""Rows of text from a workbook: XLSX, ODS, and the old XLS.

A number is written as a person would write it, not as a float: 123, not 123.0. A whole number too long for a
spreadsheet to hold exactly (16 digits or more) keeps its `.0` or exponent, so that a damaged id is seen.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from xml.parsers import expat

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError

from tirage.errors import Defect, InputInvalid
from tirage.tabular.cells import listed

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
Record = tuple[int, list[str]]

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK\x03\x04"
SIGNATURE = len(_OLE)
"""Bytes by which an archive is told from a text."""
_EXACT = 10**15
# What a damaged archive makes zipfile, zlib and expat raise; RuntimeError is a member with a password.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def is_archive(start: bytes) -> bool:
    """Whether a file that starts with these bytes may be a workbook; if not, it is a text."""
    return start.startswith((_OLE, _ZIP))


def kind_of(data: bytes, file: str) -> str | None:
    """`xlsx`, `ods` or `xls` by content, whatever the file is called; None for a file of text.

    Raises InputInvalid for an archive that is no workbook.
    """
    if not is_archive(data):
        return None
    if data.startswith(_OLE):
        return "xls"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.open("mimetype").read(len(_ODS)) == _ODS:
                _check_ods(archive, file)
                return "ods"
    except _DAMAGE as error:
        raise InputInvalid([Defect("workbook.unreadable", file)]) from error
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise InputInvalid([Defect("workbook.unknown", file)])


def _check_ods(archive: zipfile.ZipFile, file: str) -> None:
    """Refuse what the reader of ODS is not safe with: it never ends on broken XML."""
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise InputInvalid([Defect("workbook.password", file)])
    expat.ParserCreate().ParseFile(archive.open("content.xml"))


def read_rows(data: bytes, file: str) -> Iterator[Record]:
    """(row number, cells) of the only sheet that is not empty, from row 1 and column A on, all of one width.

    Raises InputInvalid: unreadable, protected by a password, or several sheets with something in them.
    """
    sheets = read_sheets(data, file)
    if len(sheets) > 1:
        raise InputInvalid([Defect("workbook.sheets", file, values={"sheets": listed(sheets)})])
    return chain.from_iterable(sheets.values())


def read_sheets(data: bytes, file: str) -> dict[str, Iterator[Record]]:
    """The same of every sheet that is not empty, by its name; InputInvalid where none can be read."""
    try:
        sheets = _sheets(data)
    except PasswordError as error:
        raise InputInvalid([Defect("workbook.password", file)]) from error
    except Exception as error:  # the reader's own errors, and the plain ones that damaged files provoke in it
        raise InputInvalid([Defect("workbook.unreadable", file)]) from error
    return {name: _rows(sheet) for name, sheet in sheets.items()}


def _sheets(data: bytes) -> dict[str, CalamineSheet]:
    """The sheets that hold something, hidden ones too: nothing is chosen on the user's behalf."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = {name: workbook.get_sheet_by_index(index) for index, name in enumerate(workbook.sheet_names)}
    return {
        name: sheet
        for name, sheet in sheets.items()
        if any(value != "" for row in sheet.iter_rows() for value in row)
    }


def _rows(sheet: CalamineSheet) -> Iterator[Record]:
    # The reader begins with row 1, but with the first column that is not empty.
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, left + [_text(value) for value in row]


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value).upper()
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return str(value)
