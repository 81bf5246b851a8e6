"""Any table file as one shape: a header, numbered rows, every cell clean text.

It is what `records` reads, held whole. A row with a cell too many or too few is a defect, and so is a
column that has data and no name.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.tabular.cells import clean
from tirage.tabular.csv import Records
from tirage.tabular.files import read_bytes

Row = tuple[int, tuple[str, ...]]


@dataclass(repr=False, frozen=True, slots=True)
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

    def __repr__(self) -> str:
        return brief(self, rows=len(self.rows), columns=len(self.header))

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
    records = Records(io.BytesIO(data), path, encoding)
    rows = [(line, tuple(map(clean, cells))) for line, cells in records]
    columns, file, line = records.columns, records.file, records.header_line
    defects = records.defects
    if not rows and not defects:
        defects.append(Defect("table.header_only", file, line))
    defects += _nameless_columns(line, columns, rows, file)
    defects += _uneven_rows(columns, rows, file)
    kept = [i for i, name in enumerate(columns) if name]
    even = [row for row in rows if len(row[1]) == len(columns)]
    if len(kept) < len(columns):
        even = [(line, tuple(cells[i] for i in kept)) for line, cells in even]
    names = tuple(columns[i] for i in kept)
    return Table(path.name, records.encoding, records.sha256, names, even, records.blank_rows), defects


def _nameless_columns(line: int, columns: Sequence[str], rows: Sequence[Row], file: str) -> Iterator[Defect]:
    for i in (i for i, name in enumerate(columns) if not name):
        first = next((number for number, cells in rows if i < len(cells) and cells[i]), None)
        if first is not None:
            yield Defect("table.column.nameless", file, line, values={"number": i + 1, "first": first})


def _uneven_rows(columns: Sequence[str], rows: Sequence[Row], file: str) -> Iterator[Defect]:
    for line, cells in rows:
        if len(cells) != len(columns):
            yield Defect("table.row.width", file, line, values={"cells": len(cells), "columns": len(columns)})
