"""Published by quota row: `counts.csv` before the draw, `seats.csv` after. Checks 7.2, 7.3, 9.3, 9.4."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping
from math import prod

from ...kernel import Check, faulty, judged, skipped
from ...reading.documents import Malformed, natural, rows
from ...reading.pack import absence, left_out
from .pool import Pool, people_in, seats_of
from .quotas import Crossing, Quotas

COUNTS = "public/counts.csv"
SEATS = "public/seats.csv"


def _read(data: bytes, quotas: Quotas, header: str, column: int) -> list[int]:
    """The figures of one column, by quota row; Malformed unless names and limits are those of the quotas."""
    found = list(rows(data, header.split(",")))
    figures = [natural(row[column]) for row in found]
    limits = zip(quotas.rows, quotas.minimum, quotas.maximum, strict=True)
    if [row[:column] + row[column + 1 :] for row in found] != [
        [*names, str(low), str(high)] for names, low, high in limits
    ]:
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


def check_counts(
    files: Mapping[str, bytes], quotas: Quotas, pool: Pool | None, people: int
) -> Generator[Check, None, None]:
    """`counts.csv`: everyone once in each criterion; the same as in the pool, where it is at hand."""
    if COUNTS in left_out(files):
        yield from (
            skipped(code, absence(files, COUNTS), COUNTS) for code in ("pool.counts", "pool.volunteers")
        )
        return
    try:
        figures = _read(files.get(COUNTS, b""), quotas, "criterion,category,volunteers,minimum,maximum", 2)
    except Malformed as fault:
        yield judged("pool.counts", False, got=fault.shown, file=COUNTS)
        yield skipped("pool.volunteers", "blocked", COUNTS)
        return
    yield faulty("pool.counts", _uneven(figures, quotas, people), wanted=str(people), file=COUNTS)
    if pool is None:
        yield skipped("pool.volunteers", "no-pool", COUNTS)
        return
    counted = seats_of(pool, quotas, list(pool.numbers.values()))
    yield faulty("pool.volunteers", _unequal(figures, counted, quotas), checked=len(figures), file=COUNTS)


def check_seats(
    data: bytes, quotas: Quotas, pool: Pool | None, panel: list[str], seats: int
) -> Generator[Check, None, None]:
    """`seats.csv`: k in each criterion, within the quotas; those of the panel, where the pool is at hand."""
    try:
        figures = _read(data, quotas, "criterion,category,minimum,seats,maximum", 3)
    except Malformed as fault:
        yield judged("panel.seats", False, got=fault.shown, file=SEATS)
        yield skipped("panel.counted", "blocked", SEATS)
        return
    outside = quotas.outside(figures)
    faults = _uneven(figures, quotas, seats) + ([outside] if outside else [])
    yield faulty("panel.seats", faults, wanted=str(seats), file=SEATS)
    if pool is None:
        yield skipped("panel.counted", "no-pool", SEATS)
        return
    counted = seats_of(pool, quotas, people_in(pool, panel))
    yield faulty("panel.counted", _unequal(figures, counted, quotas), checked=len(figures), file=SEATS)
