"""The records of a CSV text, line by line: `;`, `,` or tab, whichever the header holds most of."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain

from tirage.errors import Defect

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
