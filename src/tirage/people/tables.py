"""Any table file as one shape: a header, numbered rows, every cell text.

CSV (`;`, `,` or tab, the header decides), XLSX, ODS, XLS: by content, not by extension. No cell is
interpreted: `NA`, `None`, `True`, `01000` stay what they are. Nothing is dropped unsaid: blank rows are
counted, a row with a cell too many or too few is a defect. The line of a row is the physical line where it
starts, header included, so that it can be found in an editor even where cells hold line breaks.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.people import workbooks
from tirage.people.cells import clean, shown
from tirage.people.encodings import decode
from tirage.people.files import read_bytes

DELIMITERS = (";", "\t", ",")
"""In order of preference, for a header that holds as many of one as of another."""

Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table file as it was read."""

    name: str
    """File name, without its folder."""
    encoding: str
    """`utf-8`, `utf-8-sig`, `utf-16`, `cp1252`, …; `xlsx`, `ods` or `xls` for a workbook."""
    sha256: str
    """Hash of the file's bytes."""
    header: tuple[str, ...]
    """Column names; columns without a name and without data are left out."""
    rows: list[Row]
    """(line number, cells), as many cells as columns."""
    blank_rows: int
    """Rows without any text, left out of `rows`."""

    def column(self, name: str) -> int | None:
        """Position of the column of that name, or None."""
        return self.header.index(name) if name in self.header else None


def read_table(path: Path, encoding: str | None = None) -> Table:
    """The table in `path`; raises InputInvalid with every defect of the file."""
    table, defects = scan(path, encoding)
    if defects:
        raise InputInvalid(defects)
    return table


def scan(path: Path, encoding: str | None = None) -> tuple[Table, list[Defect]]:
    """The part of the table that can be read, and its defects, for a caller that has more to find in it.

    Raises InputInvalid where nothing can be read: no such file, unknown encoding, header alone…
    """
    return parse(read_bytes(path), path, encoding)


def parse(data: bytes, path: Path, encoding: str | None = None) -> tuple[Table, list[Defect]]:
    """As `scan`, from bytes already read; `path` only names the file."""
    file = str(path)
    defects: list[Defect] = []
    kind = workbooks.kind_of(data, file)
    if kind is None:
        text, kind = decode(data, file, encoding)
        records: Iterator[tuple[int, list[str]]] = _csv_records(text, file, defects)
    else:
        records = iter(workbooks.read_rows(data, file))
    header, rows, blank = _split(records)
    if header is None:
        raise InputInvalid(defects or [Defect("file.empty", file)])
    columns = header[1]
    if not rows and not defects:
        defects.append(Defect("table.header_only", file, header[0]))
    defects += _repeated_columns(header, file)
    defects += _nameless_columns(header, rows, file)
    defects += _uneven_rows(columns, rows, file)
    kept = [i for i, name in enumerate(columns) if name]
    even = [row for row in rows if len(row[1]) == len(columns)]
    if len(kept) < len(columns):
        even = [(line, tuple(cells[i] for i in kept)) for line, cells in even]
    digest = hashlib.sha256(data).hexdigest()
    names = tuple(columns[i] for i in kept)
    return Table(path.name, kind, digest, names, even, blank), defects


def _split(records: Iterator[tuple[int, list[str]]]) -> tuple[Row | None, list[Row], int]:
    """Header, rows below it, and the number of blank rows; cells cleaned."""
    header: Row | None = None
    rows: list[Row] = []
    blank = 0
    for line, raw in records:
        cells = tuple(map(clean, raw))
        if not any(cells):
            blank += 1
        elif header is None:
            header = (line, cells)
        else:
            rows.append((line, cells))
    return header, rows, blank


def _csv_records(text: str, file: str, defects: list[Defect]) -> Iterator[tuple[int, list[str]]]:
    """(line where it starts, raw cells) of each record; a broken quotation ends the reading with a defect."""
    # strict: otherwise an unclosed quotation mark silently swallows the rest of the file into one cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error:
        defects.append(Defect("table.quotes", file, start))


def _delimiter(text: str) -> str:
    """The delimiter that the header line holds most of, outside quotation marks."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = named = False
    for line in io.StringIO(text, newline=""):
        for i, part in enumerate(line.split('"')):
            quoted ^= i > 0
            for delimiter in DELIMITERS:
                counts[delimiter] += 0 if quoted else part.count(delimiter)
        named |= bool(line.strip(' \t\r\n",;'))
        if named and not quoted:
            break
        if not quoted:  # a blank line above the header
            counts = dict.fromkeys(DELIMITERS, 0)
    return max(DELIMITERS, key=lambda delimiter: counts[delimiter])


def _repeated_columns(header: Row, file: str) -> Iterator[Defect]:
    line, columns = header
    for name, times in Counter(columns).items():
        if name and times > 1:
            places = ", ".join(str(i) for i, column in enumerate(columns, 1) if column == name)
            yield Defect(
                "table.column.duplicate",
                file,
                line,
                shown(name),
                {"column": shown(name), "positions": places},
            )


def _nameless_columns(header: Row, rows: Sequence[Row], file: str) -> Iterator[Defect]:
    line, columns = header
    for i in (i for i, name in enumerate(columns) if not name):
        first = next((number for number, cells in rows if i < len(cells) and cells[i]), None)
        if first is not None:
            yield Defect("table.column.nameless", file, line, values={"number": i + 1, "first": first})


def _uneven_rows(columns: Sequence[str], rows: Sequence[Row], file: str) -> Iterator[Defect]:
    for line, cells in rows:
        if len(cells) != len(columns):
            yield Defect("table.row.width", file, line, values={"cells": len(cells), "columns": len(columns)})
