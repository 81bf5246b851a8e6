"""Rows of text from a workbook: XLSX, ODS, and the old XLS.

A number is written as a person would write it, not as a float: 123, not 123.0; and where its format shows
zeros in front, with them. A whole number too long for a spreadsheet to hold exactly (16 digits or more) keeps
its `.0` or exponent, so that a damaged id is seen. Of an XLS, sheets, values and merged cells are known, and
neither hidden rows, nor what is struck through, nor formats.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.tabular.books import ods, xlsx
from tirage.tabular.books.formats import shown
from tirage.tabular.books.marks import NO_MARKS, Marks
from tirage.tabular.cells import listed
from tirage.tabular.encodings import repaired
from tirage.tabular.headers import LOOKED_AT, IsHeader, Record
from tirage.tabular.kinds import OLE

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_EXACT = 10**15
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_LARGEST = 2**31
"""Bytes that a part of a workbook may have once unpacked."""


@dataclass(repr=False, frozen=True, slots=True)
class Sheet:
    """One sheet with something in it."""

    name: str
    hidden: bool
    marks: Marks
    unseen: bool
    """Whether its workbook does not say here what is hidden, struck through or formatted in it."""
    _values: CalamineSheet
    _mended: bool

    def __repr__(self) -> str:
        return brief(self)

    @property
    def height(self) -> int:
        """The last row with something in it."""
        return self._values.end[0] + 1 if self._values.end else 0

    @property
    def width(self) -> int:
        """The columns up to the last with something in it."""
        return self._values.end[1] + 1 if self._values.end else 0

    def rows(self) -> Iterator[Record]:
        """(row number, cells) from row 1 and column A on, all of one width; may be asked for again."""
        # The reader begins with row 1, but with the first column that is not empty.
        left = [""] * (self._values.start[1] if self._values.start else 0)
        numbers, errors = self.marks.numbers, self.marks.errors
        text = partial(_text, mended=self._mended)
        for number, row in enumerate(self._values.iter_rows(), 1):
            cells = left + list(map(text, row))
            for column, code in numbers.get(number, {}).items():
                if column < len(cells):
                    cells[column] = shown(cells[column], code)
            for column, error in errors.get(number, {}).items():
                cells += [""] * (column + 1 - len(cells))
                cells[column] = error
            yield number, cells


@dataclass(repr=False, frozen=True, slots=True)
class Book:
    """A workbook that was opened."""

    file: str
    kind: str
    """`xlsx`, `ods` or `xls`, by content, whatever the file is called."""
    sheets: Mapping[str, Sheet]
    """Those with something in them, hidden ones too, in the order of the workbook."""

    def __repr__(self) -> str:
        return brief(self, sheets=len(self.sheets))

    def choose(self, name: str | None, wanted: IsHeader | None = None) -> Sheet:
        """The sheet of that name; without one, the only one that has something, or a row that is `wanted`.

        Raises InputInvalid where there is none, or several: nothing is chosen on the user's behalf.
        """
        titles = [f"{each.name} ({MARK})" if each.hidden else each.name for each in self.sheets.values()]
        if name is not None:
            if name not in self.sheets:
                values = {"sheet": name, "sheets": listed(titles)}
                raise InputInvalid([Defect("workbook.sheet.unknown", self.file, values=values)])
            return self.sheets[name]
        found = list(self.sheets.values())
        if len(found) > 1 and wanted is not None:
            found = [each for each in found if any(wanted(cells) for _, cells in _first(each))] or found
        if not found:
            raise InputInvalid([Defect("file.empty", self.file)])
        if len(found) > 1:
            raise InputInvalid([Defect("workbook.sheets", self.file, values={"sheets": listed(titles)})])
        return found[0]


MARK = "*"
"""Beside the name of a sheet that is hidden."""


def _first(sheet: Sheet) -> Iterator[Record]:
    return (row for row, _ in zip(sheet.rows(), range(LOOKED_AT), strict=False))


def read_book(data: bytes, file: str, *, mended: bool = False) -> Book:
    """The workbook in `data`; `mended`: a second reading of UTF-8 is undone in its cells.

    Raises InputInvalid: protected by a password, damaged.
    """
    try:
        kind, marks = _kind_and_marks(data)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = _sheets(workbook, marks, mended=mended)
    except InputInvalid:
        raise
    except PasswordError as error:
        raise InputInvalid([Defect("workbook.password", file)]) from error
    except _Protected as error:
        raise InputInvalid([Defect("workbook.password", file)]) from error
    except Exception as error:  # the reader's own errors, and the plain ones that damaged files provoke
        raise InputInvalid([Defect("workbook.unreadable", file)]) from error
    return Book(file, kind, sheets)


class _Protected(Exception):
    """An ODS with a password."""


def _kind_and_marks(data: bytes) -> tuple[str, Mapping[str, Marks]]:
    if data.startswith(OLE):
        return "xls", {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any(each.file_size > _LARGEST for each in archive.infolist()):
            raise ValueError("a part is too large")
        names = set(archive.namelist())
        if "mimetype" in names and archive.open("mimetype").read(len(_ODS)) == _ODS:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise _Protected
            # The reader of values never ends on broken XML; this pass refuses it.
            return "ods", ods.marks_of(archive)
        return "xlsx", xlsx.marks_of(archive) if "xl/workbook.xml" in names else {}


def _sheets(workbook: CalamineWorkbook, marks: Mapping[str, Marks], *, mended: bool) -> dict[str, Sheet]:
    found: dict[str, Sheet] = {}
    for index, told in enumerate(workbook.sheets_metadata):
        values = workbook.get_sheet_by_index(index)
        seen = marks.get(told.name, NO_MARKS)
        is_hidden = told.visible != SheetVisibleEnum.Visible
        sheet = Sheet(told.name, is_hidden, _merged(seen, values), not marks, values, mended)
        if any(cell for _, cells in sheet.rows() for cell in cells):
            found[told.name] = sheet
    return found


def _merged(marks: Marks, values: CalamineSheet) -> Marks:
    """With the merged cells that the reader of values knows, where nothing else says them (XLS)."""
    if marks is not NO_MARKS or not (ranges := values.merged_cell_ranges):
        return marks
    return Marks(merged=[(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges])


def _text(value: Value, *, mended: bool) -> str:
    if isinstance(value, str):
        return repaired(value) if mended else value
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
