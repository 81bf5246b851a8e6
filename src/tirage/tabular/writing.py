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
        yield delimiter.join(map(written, row)) + end
