"""Any table file as a stream: a header, then numbered records, read once and never held as a whole.

CSV (`;`, `,`, `|` or tab, whichever makes the most rows of one width), XLSX, ODS, XLS: by content, and not
by extension. No cell is interpreted: `NA`, `None`, `True`, `01000` stay what they are. Nothing is dropped
unsaid: blank rows are counted, and what stands above the header is named. The line of a record is the
physical line where it starts, header included, so that it can be found in an editor even where cells hold
line breaks. (A workbook has to be opened whole.)
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tirage.errors import Defect, InputInvalid
from tirage.tabular.cells import clean, quoted
from tirage.tabular.encodings import MARK, TWICE, codec, find_encoding, pieces, repaired, twice
from tirage.tabular.files import AS_IT_COMES, Manner, why_unreadable
from tirage.tabular.headers import IsHeader, Record, find_header
from tirage.tabular.kinds import MOST, START, check, check_lines, is_archive, is_xml

if TYPE_CHECKING:
    from tirage.tabular.books.read import Sheet

__all__ = ["DELIMITERS", "Record", "Records", "csv_records", "find_delimiter"]

_NUMBER = re.compile(r"\s*[0-9]+\s*")
_LINE_END = re.compile("\r\n|\r|\n")
CHUNK = 200
"""Records read ahead: so few stay in the processor's cache."""

BLOCK = 1 << 16
"""Bytes of lines that are read at once."""
DELIMITERS = (";", "\t", ",", "|")
"""In order of preference, for a text that has as many rows of one width by one as by another."""


def csv_records(lines: Iterable[str], delimiter: str, file: str, defects: list[Defect]) -> Iterator[Record]:
    """Each record of `lines`; a broken quotation ends the reading, and is added to `defects`."""
    return chain.from_iterable(_csv_chunks(lines, delimiter, file, defects))


def _csv_chunks(
    lines: Iterable[str], delimiter: str, file: str, defects: list[Defect]
) -> Iterator[Iterable[Record]]:
    """Some records at a time: nothing is done record by record where each is one line, as nearly all are."""
    # strict: otherwise an unclosed quotation mark silently swallows the rest of the file into one cell.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start, broken = 1, False
    while not broken:
        rows: list[list[str]] = []
        try:
            # What was read before an error stays in the list.
            rows.extend(islice(reader, CHUNK))
        except csv.Error:
            broken = True
        last = reader.line_num if not broken else -1
        if start + len(rows) - 1 == last:
            starts: Iterable[int] = range(start, last + 1)
        else:
            starts = [*accumulate(map(_lines_of, rows), initial=start)]
            last = starts.pop() - 1
        yield zip(starts, rows, strict=True)
        start = last + 1
        if not rows:
            break
    if broken:
        defects.append(Defect("table.quotes", file, start))


def _lines_of(cells: Sequence[str]) -> int:
    return 1 + sum(len(_LINE_END.findall(cell)) for cell in cells)


def find_delimiter(lines: Iterator[str], file: str) -> tuple[str, int, Iterator[str]]:
    """The delimiter, how many lines above the table are no part of it (`sep=;`), and the lines of the table.

    The delimiter makes the most rows of one width of the first lines, and of these the widest.
    Raises InputInvalid for a text that is no table: YAML, or columns of a fixed width.
    """
    first = list(islice(lines, MOST))
    said = re.fullmatch(r"\"?sep=(.?)\"?[\s;,]*", first[0], re.IGNORECASE) if first else None
    if said:
        return said[1].strip() or "\t", 1, chain(first[1:], lines)
    fits = {delimiter: _fit(first, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=fits.__getitem__)
    if 2 * fits[best][0] <= sum(bool(line.strip()) for line in first):
        check_lines(first, file)
    return best, 0, chain(first, lines)


def _fit(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many rows have the commonest width that is more than one cell, and that width."""
    rows = [cells for _, cells in csv_records(lines, delimiter, "", []) if any(map(str.strip, cells))]
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    width = max(widths, key=lambda each: (widths[each], each), default=1)
    # No header is a number: `12, rue de la Paix` below `adresse` is one cell.
    top = next((cells for cells in rows if len(cells) == width), [])
    return (0, 1) if any(map(_NUMBER.fullmatch, top)) else (widths[width], width)


class Records:
    """A table file of which the header has been read; iterate once over the records below it.

    Raises InputInvalid where nothing can be read: unknown encoding, bytes that are not in it, no header.
    """

    def __init__(
        self,
        stream: BinaryIO,
        path: Path,
        manner: Manner = AS_IT_COMES,
        wanted: IsHeader | None = None,
        *,
        choosing: bool = False,
        elements: bool = False,
    ) -> None:
        """`path` only names the file; `wanted`: whether a row is the header.

        `choosing`: of several sheets, the only one that has such a row is read; `elements`: XML is read too.
        """
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
        self._path, self._manner, self._wanted, self._choosing = path, manner, wanted, choosing
        self._elements = elements
        self._sheet: Sheet | None = None
        header, records, self.notes = find_header(self._filled(self._open(stream)), wanted, self.file)
        """What is to be said of how the file was read."""
        if header is None:
            raise InputInvalid(self.defects or [Defect("file.empty", self.file)])
        if self._sheet is not None:
            from tirage.tabular.books.visible import look

            seen = look(self._sheet, header, manner.hidden, self.file)
            if seen.defects:
                raise InputInvalid(seen.defects)
            self.notes += seen.notes
            header, records = next(seen.of([header])), seen.of(records)
        self._records = records
        self.header_line, names = header
        self.columns = tuple(map(clean, names))
        """Names of the columns, some of them perhaps empty."""
        if manner.encoding is None and any(map(twice, self.columns)):
            raise InputInvalid(
                [Defect("table.twice", self.file, self.header_line, values={"lines": self.header_line})]
            )
        self.of_header = [*_repeated_columns(self.header_line, self.columns, self.file)]
        """Defects of the header alone; some rows are read by then, and what broke off there may be known."""
        self.defects += self.of_header

    def __iter__(self) -> Iterator[Record]:
        """(line, cells as they stand) of each record, with as many cells as it has."""
        return self._records

    def _open(self, stream: BinaryIO) -> Iterator[Record]:
        """The records of a text file or workbook; sets `encoding`, and `delimiter` of a text."""
        stream.seek(0)
        data = stream.read(START)
        if is_archive(data):
            data += stream.read()
            if sha256(data).hexdigest() != self.sha256:
                raise InputInvalid([Defect("file.changed", self.file)])
        if self._elements and is_xml(data):
            return self._of_elements(stream)
        check(data, self.file)
        if is_archive(data):
            from tirage.tabular.books.read import read_book

            book = read_book(data, self.file, mended=self._manner.encoding == TWICE)
            self.encoding = book.kind
            self._sheet = book.choose(self._manner.sheet, self._wanted if self._choosing else None)
            return self._sheet.rows()
        self.encoding = find_encoding(stream, self.file, self._manner.encoding)
        stream.seek(0)
        self.delimiter, above, lines = find_delimiter(self._lines(stream), self.file)
        records = csv_records(lines, self.delimiter, self.file, self.defects)
        return ((line + above, cells) for line, cells in records) if above else records

    def _of_elements(self, stream: BinaryIO) -> Iterator[Record]:
        """The records of XML, which is gone through once before for its columns; sets `encoding`."""
        from tirage.tabular.books.elements import element_columns, element_records

        self.encoding = find_encoding(stream, self.file, self._manner.encoding)
        decoded = codecs.iterdecode(pieces(stream), codec(self.encoding))

        top = element_columns(map(repaired, decoded) if self.encoding == TWICE else decoded, self.file)
        stream.seek(0)
        return chain([top], element_records(self._lines(stream), top[1], self.file))

    def _lines(self, stream: BinaryIO) -> Iterator[str]:
        """Lines with their ends as they stand, without the byte order mark; of a file that nobody changed.

        A disk that fails ends the reading with a defect.
        """
        return chain.from_iterable(self._blocks(stream))

    def _blocks(self, stream: BinaryIO) -> Iterator[list[str]]:
        try:
            with io.TextIOWrapper(stream, codec(self.encoding), newline="") as lines, suppress(UnicodeError):
                start = True
                while block := lines.readlines(BLOCK):
                    if self.encoding == TWICE:
                        block = [*map(repaired, block)]
                    if start:
                        block[0] = block[0].removeprefix(MARK)
                        start = False
                    yield block
                if _digest(stream) == self.sha256:
                    return
        except OSError as error:
            self.defects.append(why_unreadable(self._path, error))
            return
        self.defects.append(Defect("file.changed", self.file))

    def _filled(self, records: Iterator[Record]) -> Iterator[Record]:
        """The records that are not blank."""
        for record in records:
            cells = record[1]
            # The first cell says it of nearly every row, and quickly.
            if (cells and cells[0].strip()) or any(map(str.strip, cells)):
                yield record
            else:
                self.blank_rows += 1


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
