"""Any table file as a stream: a header, then numbered records, read once and never held as a whole.

CSV (`;`, `,` or tab, whichever the header holds most of), XLSX, ODS, XLS: by content, not by extension. No
cell is interpreted: `NA`, `None`, `True`, `01000` stay what they are. Nothing is dropped unsaid: blank rows
are counted. The line of a record is the physical line where it starts, header included, so that it can be
found in an editor even where cells hold line breaks. (A workbook has to be opened whole.)
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from tirage.errors import Defect, InputInvalid
from tirage.tabular import workbooks
from tirage.tabular.cells import clean, quoted
from tirage.tabular.encodings import MARK, find_encoding, pieces
from tirage.tabular.files import why_unreadable

DELIMITERS = (";", "\t", ",")
"""In order of preference, for a header that holds as many of one as of another."""

Record = tuple[int, list[str]]
"""Physical line where the record starts, and its cells as they stand in the file."""


def csv_records(lines: Iterable[str], delimiter: str, file: str, defects: list[Defect]) -> Iterator[Record]:
    """Each record of `lines`; a broken quotation ends the reading, and is added to `defects`."""
    # strict: otherwise an unclosed quotation mark silently swallows the rest of the file into one cell.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error:
        defects.append(Defect("table.quotes", file, start))


def find_delimiter(lines: Iterator[str]) -> tuple[str, Iterator[str]]:
    """The delimiter that the header line holds most of, outside quotation marks; and all lines again."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = named = False
    head = []
    for line in lines:
        head.append(line)
        for i, part in enumerate(line.split('"')):
            quoted ^= i > 0
            for delimiter in DELIMITERS:
                counts[delimiter] += 0 if quoted else part.count(delimiter)
        named |= bool(line.strip(' \t\r\n",;'))
        if named and not quoted:
            break
        if not quoted:  # a blank line above the header
            counts = dict.fromkeys(DELIMITERS, 0)
    return max(DELIMITERS, key=lambda delimiter: counts[delimiter]), chain(head, lines)


class Records:
    """A table file of which the header has been read; iterate once over the records below it.

    Raises InputInvalid where nothing can be read: unknown encoding, bytes that are not in it, no header.
    """

    def __init__(self, stream: BinaryIO, path: Path, encoding: str | None = None) -> None:
        """`path` only names the file."""
        self.file = str(path)
        """The file, as the user named it."""
        self.defects: list[Defect] = []
        """Of the header; and, once all is read, of a quotation that broke off or of the disk."""
        self.blank_rows = 0
        """Rows without any text so far, which are not among the records."""
        self.sha256 = _digest(stream)
        """Hash of the file's bytes."""
        self.encoding: str
        """`utf-8`, `utf-8-sig`, `utf-16`, `cp1252`, …; `xlsx`, `ods` or `xls` for a workbook."""
        self.delimiter = ""
        """Of a text file."""
        self._path = path
        self._records = self._filled(self._open(stream, encoding))
        header = next(self._records, None)
        if header is None:
            raise InputInvalid(self.defects or [Defect("file.empty", self.file)])
        self.header_line, names = header
        self.columns = tuple(map(clean, names))
        """Names of the columns, some of them perhaps empty."""
        self.defects += _repeated_columns(self.header_line, self.columns, self.file)

    def __iter__(self) -> Iterator[Record]:
        """(line, cells as they stand) of each record, with as many cells as it has."""
        return self._records

    def _open(self, stream: BinaryIO, encoding: str | None) -> Iterator[Record]:
        """The records of a text file or workbook; sets `encoding`, and `delimiter` of a text."""
        stream.seek(0)
        data = stream.read(workbooks.SIGNATURE)
        if workbooks.is_archive(data):
            data += stream.read()
        if (kind := workbooks.kind_of(data, self.file)) is not None:
            self.encoding = kind
            return workbooks.read_rows(data, self.file)
        self.encoding = find_encoding(stream, self.file, encoding)
        stream.seek(0)
        self.delimiter, lines = find_delimiter(self._lines(stream))
        return csv_records(lines, self.delimiter, self.file, self.defects)

    def _lines(self, stream: BinaryIO) -> Iterator[str]:
        """Lines with their ends as they stand, without the byte order mark; of a file that nobody changed."""
        with io.TextIOWrapper(stream, encoding=self.encoding, newline="") as lines, suppress(UnicodeError):
            yield next(lines, "").removeprefix(MARK)
            yield from lines
            if _digest(stream) == self.sha256:
                return
        self.defects.append(Defect("file.changed", self.file))

    def _filled(self, records: Iterator[Record]) -> Iterator[Record]:
        """The records that are not blank; a disk that fails ends the reading with a defect."""
        try:
            for line, cells in records:
                # The first cell says it of nearly every row, and quickly.
                if (cells and cells[0].strip()) or any(map(str.strip, cells)):
                    yield line, cells
                else:
                    self.blank_rows += 1
        except OSError as error:
            self.defects.append(why_unreadable(self._path, error))


def _digest(stream: BinaryIO) -> str:
    digest = sha256()
    for piece in pieces(stream):
        digest.update(piece)
    return digest.hexdigest()


def _repeated_columns(line: int, columns: Sequence[str], file: str) -> Iterator[Defect]:
    for name, times in Counter(columns).items():
        if name and times > 1:
            places = ", ".join(str(i) for i, column in enumerate(columns, 1) if column == name)
            values = {"column": quoted(name), "positions": places}
            yield Defect("table.column.duplicate", file, line, quoted(name), values)
