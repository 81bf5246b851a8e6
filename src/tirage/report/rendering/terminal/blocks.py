"""Each kind of block as lines, or as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatch
from itertools import groupby, takewhile
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from tirage.dossier.chain import groups
from tirage.i18n.typography import on_one_line, visible
from tirage.report.document import (
    NUMERIC,
    Blanks,
    Block,
    Column,
    Document,
    Facts,
    Items,
    Names,
    Paragraph,
    Picture,
    Signatures,
    Steps,
    Strip,
    Table,
    Value,
)
from tirage.report.rendering.terminal.tables import SHAPES, STYLES, Cell, beside, grid, style_of, widths_of
from tirage.report.rendering.terminal.wrapping import INDENT, wrapped
from tirage.report.wording import formatted

LABEL = 12
"""Columns for the name of a strip."""
LINE = "." * 30
"""To be filled in by hand."""
STEP = "     "
"""Before what is said of an act, where its time stands above."""


class Page(NamedTuple):
    """A document, and the window that it is shown in."""

    document: Document
    width: int
    """Columns for a table."""
    wrap: bool
    """Whether sentences are wrapped: nobody wraps them in a pipe."""
    signs: str

    def lines(self, words: str, first: str = "", style: str = "") -> Iterator[Text]:
        """The words after `first`, wrapped, with what follows indented as the beginning is.

        A line within the words that is indented is a command to be copied: it stays as it is.
        """
        for place, line in enumerate(visible(words).split("\n")):
            start = " " * cell_len(first) if place else first
            bare = line.lstrip(" ")
            start += line[: len(line) - len(bare)]
            whole = not self.wrap or (place and line != bare)
            for part in [bare] if whole else wrapped(bare, self.width - cell_len(start)):
                yield Text(start + part, style)
                start = " " * cell_len(start)

    def line(self, words: str, first: str = "", style: str = "") -> Iterator[Text]:
        """A title, a name: the same of what has no lines of its own, wherever its words come from."""
        yield from self.lines(on_one_line(words), first, style)

    def said(self, value: Value, column: Column) -> str:
        """A value of a column, as it is written."""
        return visible(formatted(value, column.kind, self.document.language))


@singledispatch
def drawn(block: Block, _: Page) -> Iterator[RenderableType]:
    """The lines, or the table, that a block is shown as."""
    raise TypeError(type(block))


@drawn.register
def _(block: Paragraph, page: Page) -> Iterator[RenderableType]:
    yield from page.lines(block.words, style=STYLES[block.tone])


@drawn.register
def _(block: Items, page: Page) -> Iterator[RenderableType]:
    for place, words in enumerate(block.words, block.start):
        yield from page.lines(words, f"  {place}. " if block.ordered else "  • ")


@drawn.register
def _(block: Facts, page: Page) -> Iterator[RenderableType]:
    for fact in block.rows:
        said = formatted(fact.value, fact.kind, page.document.language)
        yield from page.line(f"{fact.label}{page.document.colon} {said}")


@drawn.register
def _(block: Steps, page: Page) -> Iterator[RenderableType]:
    for row in block.rows:
        start = f"{row.number:>3}  {row.time}  "
        if page.wrap and cell_len(start) > page.width // 2:
            yield from page.lines(row.time, f"{row.number:>3}  ")
            start = STEP
        yield from page.lines(row.words, start)
        if row.digest:
            yield from page.lines(groups(row.digest), STEP)


@drawn.register
def _(block: Picture, page: Page) -> Iterator[RenderableType]:
    yield from page.lines(block.words)
    strips = [_narrowed(strip, page.width - LABEL) for strip in block.strips]
    most = max((max(strip.counts) for strip in strips), default=0)
    for strip in strips:
        # The root lets one person be seen beside hundreds.
        marks = [
            page.signs[-(-int((len(page.signs) - 1) * 1000 * (n / most) ** 0.5) // 1000)]
            for n in strip.counts
        ]
        yield Text(f"{strip.label:>{LABEL - 2}}  {''.join(marks)}")


def _narrowed(strip: Strip, room: int) -> Strip:
    """The strip, neighbours counted together where there are more than there is room for."""
    each = max(1, -(-len(strip.counts) // room))
    return Strip(
        strip.label, tuple(sum(strip.counts[i : i + each]) for i in range(0, len(strip.counts), each))
    )


@drawn.register
def _(block: Names, page: Page) -> Iterator[RenderableType]:
    yield from page.line(block.caption)
    names = " · ".join(name.replace(" ", "\u00a0") for name in block.names)
    yield from page.line(names, "  ")


@drawn.register
def _(block: Blanks, page: Page) -> Iterator[RenderableType]:
    for label, value in block.rows:
        yield from page.line(f"{label}{page.document.colon} {value or LINE}")


@drawn.register
def _(block: Signatures, page: Page) -> Iterator[RenderableType]:
    yield from page.line(block.caption)
    for name in block.names:
        yield from page.line(name or LINE, "  • ")


@drawn.register
def _(table: Table, page: Page) -> Iterator[RenderableType]:
    if table.caption:
        yield from page.line(table.caption)
    kept = [i for i, column in enumerate(table.columns) if column.kind not in {"band", "bar"}]
    columns = [table.columns[i] for i in kept]
    rows = [[(row[i], page.said(row[i], table.columns[i])) for i in kept] for row in table.rows]
    widths = widths_of(columns, [[said for _, said in row] for row in rows], page.width)
    if widths:
        yield grid(columns, rows, widths, SHAPES[page.signs], lines=table.layout == "cards")
    else:
        yield from _stacked(columns, rows, page)


def _stacked(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], page: Page) -> Iterator[Text]:
    """Each row by itself: its name, then a line for each text; figures and titles side by side."""
    naming = 1 + len(list(takewhile(lambda column: column.kind == "group", columns[:-1])))
    for row in rows:
        yield Text()
        yield from page.lines(" · ".join(said for _, said in row[:naming]), style="bold")
        cells = zip(columns[naming:], row[naming:], strict=True)
        for figures, run in groupby(cells, lambda cell: cell[0].kind in NUMERIC):
            told = [(f"{column.title}{page.document.colon} {said}", value) for column, (value, said) in run]
            for line in beside(told, page.width - len(INDENT)) if figures else [[cell] for cell in told]:
                style = next(filter(None, (style_of(value) for _, value in line)), "")
                yield from page.lines(" · ".join(words for words, _ in line), INDENT, style)
    yield Text()
