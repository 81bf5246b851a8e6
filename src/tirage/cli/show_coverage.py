"""The crossings of two criteria, as tables or as JSON: `tirage chances --crossings`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tirage.analysis.coverage import Cell, Pair
from tirage.cli.figures import decimal
from tirage.cli.output import Output
from tirage.quotas.model import SIGN
from tirage.report.rendering.data import plain

if TYPE_CHECKING:
    from rich.table import Table


def document(pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """The pairs as JSON values; fractions as text."""
    return [{"of": list(pair.of), "cells": [plain(asdict(cell)) for cell in pair.cells]} for pair in pairs]


def show(talk: Output, pairs: Sequence[Pair]) -> None:
    """A table for each pair, and what its figures are."""
    console = talk.console()
    for pair in pairs:
        console.print()
        console.print(SIGN.join(pair.of), style="bold", markup=False)
        console.print(_table(pair, talk))
    cells = [cell for pair in pairs for cell in pair.cells]
    console.print(talk.text("coverage.legend"), soft_wrap=True)
    if any(cell.census is not None for cell in cells):
        console.print(talk.text("coverage.legend.census"), soft_wrap=True)
    empty = sum(not cell.volunteers for cell in cells)
    if empty:
        console.print(talk.text("coverage.empty", count=empty), style="yellow", soft_wrap=True)


def _table(pair: Pair, talk: Output) -> Table:
    """The criterion with more categories downwards, so that the table is narrow."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    names = [list(dict.fromkeys(cell.categories[place] for cell in pair.cells)) for place in (0, 1)]
    down = 0 if len(names[0]) > len(names[1]) else 1
    found = {(cell.categories[down], cell.categories[1 - down]): cell for cell in pair.cells}
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for name in names[1 - down]:
        table.add_column(Text(name), justify="right")
    for name in names[down]:
        cells = [found[name, other] for other in names[1 - down]]
        table.add_row(Text(name), *(Text(_figures(cell, talk), _style(cell)) for cell in cells))
    return table


def _figures(cell: Cell, talk: Output) -> str:
    """`1,80 (12)`, or `1,80 / 2,40 (12)` where a census says what the share would be."""
    share = "" if cell.census is None else f" / {decimal(talk, cell.census)}"
    return f"{decimal(talk, cell.expected)}{share} ({cell.volunteers})"


def _style(cell: Cell) -> str:
    return "yellow" if not cell.volunteers else ""
