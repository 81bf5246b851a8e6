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
from tirage.i18n.note import Note
from tirage.i18n.numbers import few
from tirage.tabular.books.turned import defects_of
from tirage.tabular.cells import clean
from tirage.tabular.csv import Records
from tirage.tabular.encodings import twice
from tirage.tabular.files import AS_IT_COMES, Manner, read_bytes, shown
from tirage.tabular.headers import IsHeader

ALIKE = 10
"""One cell with an accent in so many is enough to see that the file was read twice."""

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
    header_line: int = 1
    notes: tuple[Note, ...] = ()
    """What is to be said of how the file was read."""

    def __repr__(self) -> str:
        return brief(self, rows=len(self.rows), columns=len(self.header))

    def column(self, name: str) -> int | None:
        """Position of the column of that name, or None."""
        return self.header.index(name) if name in self.header else None


def read_table(path: Path, manner: Manner = AS_IT_COMES, wanted: IsHeader | None = None) -> Table:
    """The table in `path`; raises InputInvalid with every defect of the file.

    `wanted`: whether a row is the header, for a file that has a title above it.
    """
    table, defects = scan(path, manner, wanted)
    if defects:
        raise InputInvalid(defects)
    return table


def scan(
    path: Path, manner: Manner = AS_IT_COMES, wanted: IsHeader | None = None
) -> tuple[Table, list[Defect]]:
    """The part of the table that can be read, and its defects, for a caller that has more to find in it.

    Raises InputInvalid where nothing can be read: no such file, another kind of file, header alone…
    """
    return parse(read_bytes(path), shown(path), manner, wanted)


def parse(
    data: bytes,
    path: Path,
    manner: Manner = AS_IT_COMES,
    wanted: IsHeader | None = None,
    *,
    choosing: bool = False,
) -> tuple[Table, list[Defect]]:
    """As `scan`, from bytes already read; `path` only names the file, `choosing` is as of `Records`."""
    records = Records(io.BytesIO(data), path, manner, wanted, choosing=choosing)
    rows = [(line, tuple(map(clean, cells))) for line, cells in records]
    columns, file, line = records.columns, records.file, records.header_line
    defects = records.defects
    notes = records.notes + twice_in(rows, manner.encoding, file)
    if not rows and not defects:
        defects.append(Defect("table.header_only", file, line))
    defects += _nameless_columns(line, columns, rows, file)
    defects += _uneven_rows(columns, rows, file)
    if turned := [*defects_of(columns, rows, file)]:
        # To look for categories among dates would say the same in other words.
        raise InputInvalid([*defects, *turned])
    kept = [i for i, name in enumerate(columns) if name]
    even = [row for row in rows if len(row[1]) == len(columns)]
    if len(kept) < len(columns):
        even = [(line, tuple(cells[i] for i in kept)) for line, cells in even]
    names = tuple(columns[i] for i in kept)
    table = Table(path.name, records.encoding, records.sha256, names, even, records.blank_rows, line, notes)
    return table, defects


def twice_in(rows: Sequence[Row], encoding: str | None, file: str) -> tuple[Note, ...]:
    """What is to be said of cells that hold UTF-8 read twice; InputInvalid where they are many, unless named.

    One or two in a long file were so when they were typed in somewhere; a whole column is a wrong export.
    """
    lines: list[int] = []
    accented = found = 0
    for line, cells in rows:
        for cell in cells:
            if not cell.isascii():
                accented += 1
                if twice(cell) is not None:
                    found += 1
                    lines += [line] if line not in lines[-1:] else []
    if not found:
        return ()
    values = {"count": found, "lines": few(lines)}
    if encoding is None and ALIKE * found >= accented:
        raise InputInvalid([Defect("table.twice", file, lines[0], values=values)])
    return (Note("note.twice", {"file": file, **values}),)


def _nameless_columns(line: int, columns: Sequence[str], rows: Sequence[Row], file: str) -> Iterator[Defect]:
    firsts: dict[int, int] = {}
    for i in (i for i, name in enumerate(columns) if not name):
        first = next((number for number, cells in rows if i < len(cells) and cells[i]), None)
        if first is not None:
            firsts[i + 1] = first
    if firsts:
        values = {"numbers": ", ".join(map(str, firsts)), "first": min(firsts.values())}
        yield Defect("table.column.nameless", file, line, values=values)


def _uneven_rows(columns: Sequence[str], rows: Sequence[Row], file: str) -> Iterator[Defect]:
    for line, cells in rows:
        if len(cells) != len(columns):
            yield Defect("table.row.width", file, line, values={"cells": len(cells), "columns": len(columns)})
