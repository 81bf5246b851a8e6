"""What identifies people, for the organiser only: `private/pool.csv` and `private/panel.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from tirage.people.csv_text import csv_text
from tirage.people.model import Pool

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def private_csv(pool: Pool) -> bytes:
    """The bytes of `private/pool.csv`: every column as it was read, for everyone, sorted by pid.

    The profile of a French Excel: UTF-8 with byte order mark, `;`, CR LF; an apostrophe before a cell that
    Excel would run as a formula.
    """
    table = pool.private
    return _encoded([_harmless(cell) for cell in row] for row in (table.header, *table.rows.values()))


def pick(pool: bytes, places: Sequence[int], *, test: bool = False) -> bytes:
    """The bytes of `private/panel.csv`: rows of `private/pool.csv`, by their place (0 is the first person).

    `test` puts a column TEST before the others, so that no one takes a rehearsal for the draw.
    """
    header, *rows = csv.reader(io.StringIO(pool.decode("utf-8-sig"), newline=""), delimiter=";")
    mark = ["TEST"] if test else []
    return _encoded([[*mark, *row] for row in (header, *(rows[place] for place in places))])


def _encoded(rows: Iterable[Sequence[str]]) -> bytes:
    return csv_text(rows, delimiter=";", end="\r\n").encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA) else cell
