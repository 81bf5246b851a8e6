"""A table file as it comes, every row of it: which one is the header is not decided here.

Where `csv` takes the first row for the header, this reads what stands above it too: a title, `sep=;`, blank
lines, several sheets.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.tabular import workbooks
from tirage.tabular.cells import clean
from tirage.tabular.csv import csv_records
from tirage.tabular.encodings import decode

DELIMITERS = (";", "\t", ",", "|")
"""In order of preference, for a text that holds as many of one as of another."""
_TRIED = 200
"""Rows by which a delimiter is judged."""

Row = tuple[int, tuple[str, ...]]
"""Line (or row of the sheet), from 1, and its cells, cleaned, all rows of one width."""


@dataclass(repr=False, frozen=True, slots=True)
class Grid:
    """The rows of one file, by sheet."""

    name: str
    """File name, without its folder."""
    sha256: str
    """Hash of the file's bytes."""
    encoding: str
    """`utf-8`, `cp1252`, …; `xlsx`, `ods` or `xls` for a workbook."""
    sheets: dict[str, tuple[Row, ...]]
    """Rows with some text, by the name of the sheet; of a text file one sheet, whose name is empty."""
    blank: dict[str, int]
    """Rows without any text, by sheet."""

    def __repr__(self) -> str:
        return brief(self, sheets=len(self.sheets), rows=sum(map(len, self.sheets.values())))


def read_grid(data: bytes, path: Path, encoding: str | None = None) -> Grid:
    """Every row of a CSV, XLSX, ODS or XLS file; `path` only names it.

    Raises InputInvalid where nothing can be read: unknown encoding, a quotation that never ends, a damaged
    workbook, no row with any text.
    """
    file = str(path)
    kind = workbooks.kind_of(data, file)
    found: dict[str, list[Row]] = {}
    if kind is not None:
        for name, rows in workbooks.read_sheets(data, file).items():
            found[name] = [(line, tuple(map(clean, cells))) for line, cells in rows]
    else:
        text, kind = decode(data, file, encoding)
        found[""] = [(line, tuple(map(clean, cells))) for line, cells in _records(text, file)]
    full = {name: tuple(_even(rows)) for name, rows in found.items()}
    full = {name: rows for name, rows in full.items() if rows}
    if not full:
        raise InputInvalid([Defect("file.empty", file)])
    blank = {name: len(found[name]) - len(rows) for name, rows in full.items()}
    return Grid(path.name, sha256(data).hexdigest(), kind, full, blank)


def _records(text: str, file: str) -> Iterator[tuple[int, Sequence[str]]]:
    lines = io.StringIO(text, newline="").readlines()
    skipped, delimiter = 0, ""
    if lines and lines[0].strip().casefold().startswith("sep=") and len(lines[0].strip()) in {4, 5}:
        skipped, delimiter = 1, lines[0].strip()[4:] or "\t"
    delimiter = delimiter or _delimiter(lines)
    defects: list[Defect] = []
    records = list(csv_records(lines[skipped:], delimiter, file, defects))
    if defects:
        raise InputInvalid(defects)
    return ((line + skipped, cells) for line, cells in records)


def _delimiter(lines: Sequence[str]) -> str:
    """The one that gives the most rows of one width, and of these the widest."""

    def fit(delimiter: str) -> tuple[int, int]:
        widths = [len(cells) for _, cells in csv_records(lines[:_TRIED], delimiter, "", [])]
        wide = [width for width in widths if width > 1]
        commonest = max(set(wide), key=lambda width: (wide.count(width), width), default=1)
        return wide.count(commonest), commonest

    return max(DELIMITERS, key=fit)


def _even(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows that say something, filled up to one width."""
    width = max((len(cells) for _, cells in rows), default=0)
    for line, cells in rows:
        if any(cells):
            yield line, (*cells, *[""] * (width - len(cells)))
