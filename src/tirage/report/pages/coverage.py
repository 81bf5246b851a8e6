"""The crossings of two criteria, for the screen of `tirage chances --crossings`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from tirage.analysis.crossings.coverage import Cell, Pair
from tirage.quotas.model import SIGN
from tirage.report.document import Block, Column, Section, Table
from tirage.report.rendering.data import plain
from tirage.report.wording import Wording


def data(pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """The pairs as JSON values; fractions as text."""
    return [{"of": list(pair.of), "cells": [plain(asdict(cell)) for cell in pair.cells]} for pair in pairs]


def sections(pairs: Sequence[Pair], wording: Wording) -> Iterator[Section]:
    """A table for each pair, and how to read the figures."""
    for pair in pairs:
        title = SIGN.join(pair.of)
        yield Section(title, title, (_table(pair, wording),))
    yield Section("legend", "", tuple(_legend([cell for pair in pairs for cell in pair.cells], wording)))


def _legend(cells: Sequence[Cell], wording: Wording) -> Iterator[Block]:
    yield wording.paragraph("coverage.legend")
    if any(cell.census is not None for cell in cells):
        yield wording.paragraph("coverage.legend.census")
    empty = sum(not cell.volunteers for cell in cells)
    if empty:
        yield wording.paragraph("coverage.empty", "note", count=empty)


def _table(pair: Pair, wording: Wording) -> Table:
    """The criterion with more categories downwards, so that the table is narrow."""
    names = [list(dict.fromkeys(cell.categories[place] for cell in pair.cells)) for place in (0, 1)]
    down = 0 if len(names[0]) > len(names[1]) else 1
    found = {(cell.categories[down], cell.categories[1 - down]): cell for cell in pair.cells}
    rows = tuple(
        (name, *(_figures(found[name, other], wording) for other in names[1 - down])) for name in names[down]
    )
    columns = (Column(pair.of[down], ""), *(Column(name, name, "figure") for name in names[1 - down]))
    return Table("crossing", "", columns, rows, "matrix")


def _figures(cell: Cell, wording: Wording) -> str:
    """`1,80 (12)`, or `1,80 / 2,40 (12)` where a census says what the share would be."""
    share = "" if cell.census is None else f" / {wording.decimal(cell.census)}"
    return f"{wording.decimal(cell.expected)}{share} ({wording.count(cell.volunteers)})"
