"""Published by quota row: `counts.csv` before the draw, `seats.csv` after. Checks 7.2, 7.3, 9.3, 9.4."""

from __future__ import annotations

from collections import Counter
from math import prod
from typing import Any

from ...kernel import Absent, Files, Table
from ...reading.documents import Malformed, natural, rows
from ...reading.pack import absence, left_out
from ...report import Said, faulty
from ..chance.plan import Plan
from .pool import Pool, people_in, seats_of
from .quotas import Crossing, Quotas

COUNTS = "public/counts.csv"
SEATS = "public/seats.csv"
TABLES = Table()
"""Checks 7.2, 7.3, 9.3 and 9.4 of a draw of seats."""


def read_figures(data: bytes, quotas: Quotas, header: str, column: int) -> list[int]:
    """The figures of one column, by quota row; Malformed unless names and limits are those of the quotas."""
    figures: list[int] = []
    wanted = zip(quotas.rows, quotas.minimum, quotas.maximum, strict=True)
    for row in rows(data, header.split(",")):
        names, low, high = next(wanted, ((), 0, 0))
        figures.append(natural(row[column]))
        if row[:column] + row[column + 1 :] != [*names, str(low), str(high)]:
            raise Malformed("rows")
    if len(figures) != len(quotas.rows):
        raise Malformed("rows")
    return figures


def _uneven(figures: list[int], quotas: Quotas, total: int) -> list[str]:
    """Criteria that do not add up to the total, categories that their cells in a crossing do not fit into."""
    sums = [
        (name, sum(figures[row] for row in index.values()))
        for name, index in zip(quotas.criteria, quotas.index, strict=True)
    ]
    faults = [f"{name}: {added} ≠ {total}" for name, added in sums if added != total]
    for crossing in quotas.crossings:
        faults += _unfitting(crossing, figures, quotas)
    return faults


def _unfitting(crossing: Crossing, figures: list[int], quotas: Quotas) -> list[str]:
    """Categories whose cells exceed them, or are all there and do not add up to them."""
    inside: Counter[tuple[int, str]] = Counter()
    cells: Counter[tuple[int, str]] = Counter()
    for categories, row in crossing.index.items():
        for part in zip(crossing.columns, categories, strict=True):
            inside[part] += figures[row]
            cells[part] += 1
    every = prod(len(quotas.index[c]) for c in crossing.columns)
    faults = []
    for (c, category), added in inside.items():
        row = quotas.index[c][category]
        complete = cells[c, category] * len(quotas.index[c]) == every
        if added > figures[row] or (complete and added < figures[row]):
            faults.append(f"{' '.join(quotas.rows[row])}: {added} ≠ {figures[row]}")
    return faults


def _unequal(figures: list[int], counted: list[int], quotas: Quotas) -> list[str]:
    pairs = zip(quotas.rows, figures, counted, strict=True)
    return [f"{' '.join(names)}: {got} ≠ {want}" for names, got, want in pairs if got != want]


@TABLES.fact("pool.counts")
def figures(files: Files, quotas: Quotas) -> list[int]:
    """Volunteers by quota row, as `counts.csv` has them."""
    if COUNTS in left_out(files):
        raise Absent(absence(files, COUNTS))
    return read_figures(files.get(COUNTS, b""), quotas, "criterion,category,volunteers,minimum,maximum", 2)


@TABLES.check("pool.counts", COUNTS)
def check_counts(figures: list[int], quotas: Quotas, plan: Plan) -> Said:
    """Everyone once in each criterion."""
    return faulty(_uneven(figures, quotas, plan.people), wanted=str(plan.people))


@TABLES.check("pool.volunteers", COUNTS)
def check_volunteers(figures: list[int], pool: Pool, quotas: Quotas) -> Said:
    """The same as in the pool."""
    counted = seats_of(pool, quotas, list(pool.numbers.values()))
    return faulty(_unequal(figures, counted, quotas), checked=len(figures))


@TABLES.fact("panel.seats")
def seats(panel: dict[str, Any], files: Files, quotas: Quotas) -> list[int]:
    """Seats of the panel by quota row, as `seats.csv` has them."""
    return read_figures(files.get(SEATS, b""), quotas, "criterion,category,minimum,seats,maximum", 3)


@TABLES.check("panel.seats", SEATS)
def check_seats(seats: list[int], quotas: Quotas, plan: Plan) -> Said:
    """k in each criterion, within the quotas."""
    outside = quotas.outside(seats)
    return faulty(_uneven(seats, quotas, plan.seats) + ([outside] if outside else []), wanted=str(plan.seats))


@TABLES.check("panel.counted", SEATS)
def check_seated(seats: list[int], pool: Pool, quotas: Quotas, members: list[str]) -> Said:
    """Those of the panel drawn."""
    counted = seats_of(pool, quotas, people_in(pool, members))
    return faulty(_unequal(seats, counted, quotas), checked=len(seats))
