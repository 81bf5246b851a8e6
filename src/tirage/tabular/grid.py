"""A table file as it comes, every row of it: which one is the header is not decided here.

Where `csv` takes the first row for the header, this reads what stands above it too: a title, `sep=;`, blank
lines, several sheets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid, attempt
from tirage.i18n.note import Note
from tirage.tabular.books.read import Book, read_book
from tirage.tabular.books.turned import defects_of
from tirage.tabular.books.visible import Seen, look
from tirage.tabular.cells import clean
from tirage.tabular.csv import csv_records, find_delimiter
from tirage.tabular.encodings import TWICE, decode
from tirage.tabular.files import AS_IT_COMES, Manner
from tirage.tabular.headers import LOOKED_AT, Record
from tirage.tabular.kinds import check, is_archive
from tirage.tabular.tables import twice_in

Row = tuple[int, tuple[str, ...]]
"""Line (or row of the sheet), from 1, and its cells, cleaned, all rows of one width."""
_SPACES = re.compile("[\u00a0\u2007\u202f]")


@dataclass(repr=False, frozen=True, slots=True)
class Grid:
    """The rows of one file, by sheet."""

    name: str
    """File name, without its folder."""
    file: str
    """The file, as the user named it."""
    sha256: str
    """Hash of the file's bytes."""
    encoding: str
    """`utf-8`, `cp1252`, …; `xlsx`, `ods` or `xls` for a workbook."""
    sheets: dict[str, tuple[Row, ...]]
    """Rows with some text, by the name of the sheet; of a text file one sheet, whose name is empty."""
    blank: dict[str, int]
    """Rows without any text, by sheet."""
    seen: Mapping[str, Seen] = field(default_factory=dict)
    """What is hidden in the sheets of a workbook, by sheet."""
    asked: str | None = None
    """The encoding that somebody has named."""

    def remarks(self, sheet: str) -> tuple[Note, ...]:
        """What is to be said of a sheet that is read.

        Raises InputInvalid where something in it is hidden and nobody has said what becomes of it, and where
        merged cells, formulas or a second reading of UTF-8 have spoilt it.
        """
        seen, rows = self.seen.get(sheet), self.sheets[sheet]
        defects = [] if seen is None else list(seen.defects)
        width = len(rows[0][1])
        defects += defects_of([""] * width, rows, self.file)
        notes = attempt(defects, lambda: twice_in(rows, self.asked, self.file)) or ()
        if defects:
            raise InputInvalid(defects)
        return notes if seen is None else seen.notes + notes

    def __repr__(self) -> str:
        return brief(self, sheets=len(self.sheets), rows=sum(map(len, self.sheets.values())))


def read_grid(data: bytes, path: Path, manner: Manner = AS_IT_COMES) -> Grid:
    """Every row of a CSV, XLSX, ODS or XLS file; `path` only names it.

    Of a workbook, hidden sheets are left out unless `manner` takes what is hidden. Raises InputInvalid where
    nothing can be read: another kind of file, unknown encoding, a quotation that never ends, a damaged
    workbook, no row with any text. What is wrong with one sheet is said once it is read (`Grid.remarks`).
    """
    file = str(path)
    check(data, file)
    seen: dict[str, Seen] = {}
    found: dict[str, list[Record]]
    if is_archive(data):
        book = read_book(data, file, mended=manner.encoding == TWICE)
        kind, found = book.kind, dict(_seen(book, manner, file, seen))
    else:
        text, kind = decode(data, file, manner.encoding)
        found = {"": list(_records(text, file))}
    clear = {
        name: [(line, tuple(map(_plain, cells))) for line, cells in rows] for name, rows in found.items()
    }
    full = {name: tuple(_even(rows)) for name, rows in clear.items()}
    full = {name: rows for name, rows in full.items() if rows}
    if not full:
        raise InputInvalid([Defect("file.empty", file)])
    blank = {name: len(clear[name]) - len(rows) for name, rows in full.items()}
    return Grid(path.name, file, sha256(data).hexdigest(), kind, full, blank, seen, manner.encoding)


def _plain(cell: str) -> str:
    """The cell with ordinary spaces: nobody is asked about two values that look alike."""
    return clean(cell if cell.isascii() else _SPACES.sub(" ", cell))


def _seen(book: Book, manner: Manner, file: str, seen: dict[str, Seen]) -> Iterator[tuple[str, list[Record]]]:
    """The rows of each sheet, and what is to be said of it, which is put into `seen`."""
    shown = [sheet for sheet in book.sheets.values() if not sheet.hidden or manner.hidden == "take"]
    for sheet in shown or book.sheets.values():
        rows = [row for row in sheet.rows() if any(map(str.strip, row[1]))]
        # The widest of the first rows, above which there are only titles.
        header = max(rows[:LOOKED_AT], key=lambda row: (sum(map(bool, row[1])), -row[0]))
        seen[sheet.name] = look(sheet, header, manner.hidden, file)
        yield sheet.name, list(seen[sheet.name].of(sheet.rows()))


def _records(text: str, file: str) -> Iterator[Record]:
    lines = io.StringIO(text, newline="")
    delimiter, above, table = find_delimiter(iter(lines), file)
    defects: list[Defect] = []
    records = list(csv_records(table, delimiter, file, defects))
    if defects:
        raise InputInvalid(defects)
    return ((line + above, cells) for line, cells in records)


def _even(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows that say something, filled up to one width."""
    width = max((len(cells) for _, cells in rows), default=0)
    for line, cells in rows:
        if any(cells):
            yield line, (*cells, *[""] * (width - len(cells)))
