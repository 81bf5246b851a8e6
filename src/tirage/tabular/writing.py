"""CSV as tirage writes it: the same bytes with every Python, quoted only where a reader needs it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence


def csv_text(rows: Iterable[Sequence[str]], delimiter: str = ",", end: str = "\n") -> str:
    r"""One line a row, `end` after each; a cell with the delimiter, `"`, CR or LF is quoted, its `"` doubled.

    The standard writer is not used: which cells it quotes has changed between versions of Python.

    >>> csv_text([("pid", "diplôme"), ("p1", "bac, bac pro")])
    'pid,diplôme\np1,"bac, bac pro"\n'
    """
    return "".join(csv_lines(rows, delimiter, end))


def csv_lines(rows: Iterable[Sequence[str]], delimiter: str = ",", end: str = "\n") -> Iterator[str]:
    """The lines of `csv_text`, one at a time."""
    special = re.compile(f'[{re.escape(delimiter)}"\\r\\n]')

    def written(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if special.search(cell) else cell

    for row in rows:
        line = delimiter.join(row)
        # Nearly no row has anything to quote: no special sign but the delimiters between the cells.
        if line.count(delimiter) >= max(1, len(row)) or '"' in line or "\n" in line or "\r" in line:
            line = delimiter.join(map(written, row))
        yield line + end


_RISKY = tuple("=+-@\t\r")
"""Signs that a cell begins with which a spreadsheet takes for a formula."""
_FIRST = frozenset(_RISKY)


def spreadsheet_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """A table that people open in a spreadsheet: UTF-8 with BOM, `;`, CRLF; no cell runs as a formula."""
    return b"\xef\xbb\xbf" + csv_text(map(_guarded, rows), ";", "\r\n").encode()


def _guarded(row: Sequence[str]) -> Sequence[str]:
    return row if _FIRST.isdisjoint([cell[:1] for cell in row]) else [guarded(cell) for cell in row]


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it, where it would run as a formula."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`.

    >>> unguarded(guarded("+33 1")), unguarded("'s Gravenhage")
    ('+33 1', "'s Gravenhage")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell
