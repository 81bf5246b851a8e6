"""The files of a pool: what others than the organiser may read of it, and what identifies people."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from tirage.people.pool.model import Pool, PrivateTable
from tirage.quotas.model import Quotas
from tirage.tabular.writing import csv_text, spreadsheet_csv


def private_csv(table: PrivateTable) -> bytes:
    """The bytes of `private/pool.csv`: every column as it was read, for everyone, sorted by pid.

    The profile of a French Excel: UTF-8 with byte order mark, `;`, CR LF; an apostrophe before a cell that
    Excel would run as a formula.
    """
    return spreadsheet_csv((table.header, *table.rows.values()))


def with_rows(pool: bytes, pids: Sequence[str], more: PrivateTable) -> bytes:
    """The bytes of `private/pool.csv` with the rows of people who join, in ascending order of pids.

    `pids`: those of the pool, in its order. A column that only one of the two has is empty for the others.
    """
    header, *rows = rows_of(pool)
    titles = [*header, *(title for title in more.header if title not in header)]
    whole = {pid: [*row, *[""] * (len(titles) - len(row))] for pid, row in zip(pids, rows, strict=True)}
    for pid, cells in more.rows.items():
        own = dict(zip(more.header, cells, strict=True))
        whole[pid] = [own.get(title, "") for title in titles]
    return spreadsheet_csv([titles, *(whole[pid] for pid in sorted(whole))])


def rows_of(pool: bytes) -> list[list[str]]:
    """The rows of `private/pool.csv`, header first."""
    return list(csv.reader(io.StringIO(pool.decode("utf-8-sig"), newline=""), delimiter=";"))


def pick(pool: bytes, places: Sequence[int], *, test: bool = False) -> bytes:
    """The bytes of `private/panel.csv`: rows of `private/pool.csv`, by their place (0 is the first person).

    `test` puts a column TEST before the others, so that no one takes a rehearsal for the draw.
    """
    # Where no cell is quoted, a line is a row, and the others need not be read.
    lines = pool.split(b"\r\n")
    if b'"' in pool:
        header, *rows = rows_of(pool)
    else:
        header, *rows = rows_of(b"\r\n".join([lines[0], *(lines[1 + place] for place in places)]))
        places = range(len(places))
    mark = ["TEST"] if test else []
    return spreadsheet_csv([[*mark, *row] for row in (header, *(rows[place] for place in places))])


def pool_csv(pool: Pool) -> bytes:
    """The bytes of `guarantors/pool.csv`: `pid,household,<criterion>,…`, one line a person, sorted by pid."""
    header = ("pid", "household", *pool.criteria)
    people = ((person.pid, person.household, *person.features) for person in pool.people)
    return csv_text([header, *people]).encode()


def counts_csv(pool: Pool, quotas: Quotas) -> bytes:
    """The bytes of `public/counts.csv`: `criterion,category,volunteers,minimum,maximum`, in quota order.

    `quotas` are those that the pool was read with.
    """
    table = [("criterion", "category", "volunteers", "minimum", "maximum")]
    for row, count in zip(
        quotas.bounds, quotas.count(person.features for person in pool.people), strict=True
    ):
        table.append((row.criterion, row.category, str(count), str(row.minimum), str(row.maximum)))
    return csv_text(table).encode()
