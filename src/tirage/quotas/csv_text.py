"""Quotas as the tables that other programs for sortition read, under their headers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from tirage.quotas.model import Bound, Quotas
from tirage.tabular.writing import csv_text

FLEX = ("min_flex", "max_flex")


def quotas_csv(quotas: Quotas, names: tuple[str, str], seats: int, *, flex: bool = True) -> str:
    """A row a category and a row a cell of every crossing, under `names`, min and max.

    `seats`: of the panel, the maximum of cells that have no bounds, which other programs must find all the
    same. `flex`: whether to add the flex bounds, where the file has some; a bound without any gives nothing.
    `read_quotas` reads the same quotas back, and cells from 0 to `seats`.
    """
    wide = flex and any(each.min_flex is not None or each.max_flex is not None for each in quotas.bounds)
    table: list[Sequence[str]] = [(*names, "min", "max", *(FLEX if wide else ()))]
    table += [_row(each, wide=wide) for each in (*quotas.bounds, *_unlisted(quotas, seats))]
    return csv_text(table)


def _row(bound: Bound, *, wide: bool) -> tuple[str, ...]:
    low = bound.minimum if bound.min_flex is None else bound.min_flex
    high = bound.maximum if bound.max_flex is None else bound.max_flex
    flex = (str(low), str(high)) if wide else ()
    return (bound.criterion, bound.category, str(bound.minimum), str(bound.maximum), *flex)


def _unlisted(quotas: Quotas, seats: int) -> list[Bound]:
    """The cells of crossings that have no quota of their own."""
    names = [criterion.name for criterion in quotas.criteria]
    found = []
    for crossing in quotas.crossings:
        numbers = [names.index(name) for name in crossing.of]
        listed = {bound.where for bound in crossing.bounds}
        for cell in product(*(quotas.criteria[number].categories for number in numbers)):
            where = tuple(zip(numbers, cell, strict=True))
            if where not in listed:
                found.append(Bound(crossing.name, where, 0, seats))
    return found
