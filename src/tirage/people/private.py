"""What identifies people, for the organiser only: `private/pool.csv` and `private/panel.csv`."""

from __future__ import annotations

from collections.abc import Sequence

from tirage.people.csv_text import csv_text
from tirage.people.model import Pool

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def private_csv(pool: Pool, pids: Sequence[str] | None = None) -> bytes:
    """Every column as it was read, for everyone (sorted by pid) or for `pids` in the order given.

    The profile of a French Excel: UTF-8 with byte order mark, `;`, CR LF; an apostrophe before a cell that
    Excel would run as a formula. Raises KeyError for a pid that is not in the pool.
    """
    table = pool.private
    rows = list(table.rows.values()) if pids is None else [table.rows[pid] for pid in pids]
    harmless = ([_harmless(cell) for cell in row] for row in (table.header, *rows))
    return csv_text(harmless, delimiter=";", end="\r\n").encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA) else cell
