"""What others than the organiser may read of a pool: pids, features and counts (docs/formats.md)."""

from __future__ import annotations

from tirage.people.csv_text import csv_text
from tirage.people.model import Pool
from tirage.quotas.model import Quotas


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
    for row, count in zip(quotas.rows, quotas.count(person.features for person in pool.people), strict=True):
        table.append((row.criterion, row.category, str(count), str(row.minimum), str(row.maximum)))
    return csv_text(table).encode()
