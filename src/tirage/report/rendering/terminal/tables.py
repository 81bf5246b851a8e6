"""A table in a window: how wide each column is, and the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.table import Table as Grid
from rich.text import Text

from tirage.i18n.typography import visible
from tirage.report.document import NUMERIC, Column, Marked, Value
from tirage.report.rendering.terminal.wrapping import wrapped

EDGES, GAP = 2, 3
"""Columns that a table has at its sides, and between two of its columns."""
STYLES = {"plain": "", "lead": "bold", "note": "yellow", "good": "bold green", "bad": "bold red"}
SIGNS, PLAIN_SIGNS = " ▁▂▃▄▅▆▇█", " .:-=+*#@"
"""From nothing to the most; the second where the terminal has no others."""

SHAPES = {
    SIGNS: box.SIMPLE_HEAD,
    PLAIN_SIGNS: box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True),
}
"""Shape of a table, by the signs that there are: rich would put one with edges in the place of the first."""


Cell = tuple[Value, str]
"""A value, and how it is said."""


def widths_of(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Width of each column, so that words wrap at spaces and figures stay whole; empty where none will do."""
    wide, least = [], []
    for place, column in enumerate(columns):
        cells = [row[place] for row in rows]
        words = [word for text in (column.title, *cells) for word in text.split(" ")]
        whole = cells if column.kind in NUMERIC - {"figure"} else []
        wide.append(max(map(cell_len, (column.title, *cells))))
        least.append(max(map(cell_len, (*words, *whole))))
    room = width - EDGES - GAP * (len(columns) - 1)
    if sum(least) > room:
        return []
    while sum(wide) > room:
        # The name of a row is wrapped last.
        widest = max((i > 0, wide[i], i) for i in range(len(wide)) if wide[i] > least[i])[2]
        wide[widest] -= 1
    return wide


def grid(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[int],
    shape: box.Box,
    *,
    lines: bool,
) -> Grid:
    """The table itself; a value of a `group` column is said once for the rows that share it."""
    grid = Grid(box=shape, pad_edge=False, show_lines=lines)
    for column, width in zip(columns, widths, strict=True):
        title = "\n".join(wrapped(visible(column.title), width))
        grid.add_column(Text(title), justify="right" if column.kind in NUMERIC else "left", width=width)
    before: Sequence[Cell] | None = None
    for row in rows:
        again = before is not None and columns[0].kind == "group" and before[0] == row[0]
        if before is not None and columns[0].kind == "group" and not again:
            grid.add_section()
        cells = [
            Text("\n".join(wrapped(said, width)), style_of(value))
            for (value, said), width in zip(row, widths, strict=True)
        ]
        grid.add_row(*([Text(), *cells[1:]] if again else cells))
        before = row
    return grid


def beside(told: Iterable[tuple[str, Value]], width: int) -> list[list[tuple[str, Value]]]:
    """Figures with their titles, as many on a line as have room; one to be looked at has its own."""
    lines: list[list[tuple[str, Value]]] = []
    for words, value in told:
        room = width - sum(cell_len(before) + 3 for before, _ in lines[-1]) if lines else 0
        if lines and cell_len(words) <= room and not style_of(value) and not style_of(lines[-1][-1][1]):
            lines[-1].append((words, value))
        else:
            lines.append([(words, value)])
    return lines


def style_of(value: Value) -> str:
    """How a value is written: by its tone, where it has one."""
    return STYLES[value.tone] if isinstance(value, Marked) else ""
