"""A document on a terminal, or in the pipe in its place: every block as text, by rich.

Nothing is cut and nothing vanishes: words wrap at spaces, figures stay whole, and a table that is wider than
the window is stacked, one row under the other with a line for each column. In a pipe a sentence is one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch
from itertools import groupby, takewhile
from typing import Any, NamedTuple, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table as Grid
from rich.text import Text

from tirage.dossier.chain import groups
from tirage.i18n.typography import visible
from tirage.report.document import (
    NUMERIC,
    Blanks,
    Block,
    Column,
    Document,
    Facts,
    Items,
    Marked,
    Names,
    Paragraph,
    Picture,
    Signatures,
    Steps,
    Strip,
    Table,
    Value,
)
from tirage.report.wording import formatted

WIDTH = 110
"""Columns of a table where there is no window to measure."""
EDGES, GAP = 2, 3
"""Columns that a table has at its sides, and between two of its columns."""
STYLES = {"plain": "", "lead": "bold", "note": "yellow", "good": "bold green", "bad": "bold red"}
LABEL = 12
"""Columns for the name of a strip."""
LINE = "." * 30
"""To be filled in by hand."""
INDENT = "  "
"""Before the two lines of a hash that stands under its name."""
STEP = "     "
"""Before what is said of an act, where its time stands above."""
HASH = re.compile(r"(\(?\b[0-9a-f]{8}(?: [0-9a-f]{8}){3}) ([0-9a-f]{8}(?: [0-9a-f]{8}){3}[.,;:)»]*)")
"""A hash in eight groups, four and four, with the sign that ends a sentence."""
UNGROUPED = re.compile(r"\b[0-9a-f]{64}\b")
SIGNS, PLAIN_SIGNS = " ▁▂▃▄▅▆▇█", " .:-=+*#@"
"""From nothing to the most; the second where the terminal has no others."""

_BOXES = {
    SIGNS: box.SIMPLE_HEAD,
    PLAIN_SIGNS: box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True),
}
"""Shape of a table, by the signs that there are: rich would put one with edges in the place of the first."""


class Terminal(Console):
    """Rich's console without its markup, its guesses and its way out."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(
            file=stream,
            markup=False,
            highlight=False,
            emoji=False,
            width=None if stream.isatty() else WIDTH,
        )

    def render_str(self, text: str, **how: Any) -> Text:  # noqa: ANN401 - rich's own
        """A text for a table or a line, its signs visible before it is measured."""
        return super().render_str(visible(text), **how)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Segments to be written, where nothing but rich's own styles controls the terminal."""
        for segment in super().render(renderable, options):
            own = segment.control or visible(segment.text) == segment.text
            yield segment if own else Segment(visible(segment.text), segment.style)

    def on_broken_pipe(self) -> None:
        """Rich would exit as if the command had failed: a reader of our output may stop at any line."""
        raise BrokenPipeError


class _Page(NamedTuple):
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

    def said(self, value: Value, column: Column) -> str:
        return visible(formatted(value, column.kind, self.document.language))


def say(words: str, console: Console) -> None:
    """Print sentences: wrapped at spaces in a window, as they are in a pipe."""
    width = console.width if console.is_terminal else None
    for line in words.split("\n"):
        for part in wrapped(line, width) if width and not line.startswith(" ") else [line]:
            console.print(part, soft_wrap=True)


def render(document: Document, console: Console) -> None:
    """Print the document."""
    signs = PLAIN_SIGNS if console.options.ascii_only else SIGNS
    page = _Page(document, console.width, console.is_terminal, signs)
    for drawn in _whole(page):
        console.print(drawn, soft_wrap=isinstance(drawn, Text))


def _whole(page: _Page) -> Iterator[RenderableType]:
    """Everything to be printed, from the warning of a rehearsal to the head of the journal."""
    document = page.document
    if document.rehearsal:
        yield from page.lines(document.rehearsal, style="bold reverse")
    for words in filter(None, (document.title, document.subtitle)):
        yield from page.lines(words, style="bold" if words == document.title else "")
    if document.verdict.words:
        yield from _drawn(document.verdict, page)
    for place, section in enumerate(document.sections):
        if section.title:
            yield Text()
            yield from page.lines(section.title, style="bold")
        elif place:
            yield Text()
        for block in section.blocks:
            yield from _drawn(block, page)
    if document.head:
        yield from page.lines(f"{document.head_label} {groups(document.head)}")


def wrapped(words: str, width: int) -> list[str]:
    r"""Lines of at most `width` columns, broken at spaces, a longer word by itself; no-break spaces hold.

    A hash that does not fit where it stands has two lines of its own, four groups on each.

    >>> wrapped("one two\u00a0! threefour", 7)
    ['one', 'two\xa0!', 'threefour']
    """
    lines: list[str] = []
    if cell_len(words) > width:
        words = UNGROUPED.sub(lambda whole: groups(whole[0]), words)
    if cell_len(words) > width and (found := HASH.search(words)):
        before, after = words[: found.start()].rstrip(" "), words[found.end() :].lstrip(" ")
        parts = (wrapped(part, width) if part else [] for part in (before, after))
        return [*next(parts), *(f"{INDENT if before else ''}{half}" for half in found.groups()), *next(parts)]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@singledispatch
def _drawn(block: Block, _: _Page) -> Iterator[RenderableType]:
    """The lines, or the table, that a block is shown as."""
    raise TypeError(type(block))


@_drawn.register
def _(block: Paragraph, page: _Page) -> Iterator[RenderableType]:
    yield from page.lines(block.words, style=STYLES[block.tone])


@_drawn.register
def _(block: Items, page: _Page) -> Iterator[RenderableType]:
    for place, words in enumerate(block.words, block.start):
        yield from page.lines(words, f"  {place}. " if block.ordered else "  • ")


@_drawn.register
def _(block: Facts, page: _Page) -> Iterator[RenderableType]:
    for fact in block.rows:
        said = formatted(fact.value, fact.kind, page.document.language)
        yield from page.lines(f"{fact.label}{page.document.colon} {said}")


@_drawn.register
def _(block: Steps, page: _Page) -> Iterator[RenderableType]:
    for row in block.rows:
        start = f"{row.number:>3}  {row.time}  "
        if page.wrap and cell_len(start) > page.width // 2:
            yield from page.lines(row.time, f"{row.number:>3}  ")
            start = STEP
        yield from page.lines(row.words, start)
        if row.digest:
            yield from page.lines(groups(row.digest), STEP)


@_drawn.register
def _(block: Picture, page: _Page) -> Iterator[RenderableType]:
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


@_drawn.register
def _(block: Names, page: _Page) -> Iterator[RenderableType]:
    yield from page.lines(block.caption)
    names = " · ".join(name.replace(" ", "\u00a0") for name in block.names)
    yield from page.lines(names, "  ")


@_drawn.register
def _(block: Blanks, page: _Page) -> Iterator[RenderableType]:
    for label, value in block.rows:
        yield from page.lines(f"{label}{page.document.colon} {value or LINE}")


@_drawn.register
def _(block: Signatures, page: _Page) -> Iterator[RenderableType]:
    yield from page.lines(block.caption)
    for name in block.names:
        yield from page.lines(name or LINE, "  • ")


@_drawn.register
def _(table: Table, page: _Page) -> Iterator[RenderableType]:
    if table.caption:
        yield from page.lines(table.caption)
    kept = [i for i, column in enumerate(table.columns) if column.kind not in {"band", "bar"}]
    columns = [table.columns[i] for i in kept]
    rows = [[(row[i], page.said(row[i], table.columns[i])) for i in kept] for row in table.rows]
    widths = _widths(columns, [[said for _, said in row] for row in rows], page.width)
    if widths:
        yield _grid(columns, rows, widths, _BOXES[page.signs], lines=table.layout == "cards")
    else:
        yield from _stacked(columns, rows, page)


Cell = tuple[Value, str]
"""A value, and how it is said."""


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
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


def _grid(
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
            Text("\n".join(wrapped(said, width)), _style(value))
            for (value, said), width in zip(row, widths, strict=True)
        ]
        grid.add_row(*([Text(), *cells[1:]] if again else cells))
        before = row
    return grid


def _stacked(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], page: _Page) -> Iterator[Text]:
    """Each row by itself: its name, then a line for each text; figures and titles side by side."""
    naming = 1 + len(list(takewhile(lambda column: column.kind == "group", columns[:-1])))
    for row in rows:
        yield Text()
        yield from page.lines(" · ".join(said for _, said in row[:naming]), style="bold")
        cells = zip(columns[naming:], row[naming:], strict=True)
        for figures, run in groupby(cells, lambda cell: cell[0].kind in NUMERIC):
            told = [(f"{column.title}{page.document.colon} {said}", value) for column, (value, said) in run]
            for line in _beside(told, page.width - len(INDENT)) if figures else [[cell] for cell in told]:
                style = next(filter(None, (_style(value) for _, value in line)), "")
                yield from page.lines(" · ".join(words for words, _ in line), INDENT, style)
    yield Text()


def _beside(told: Iterable[tuple[str, Value]], width: int) -> list[list[tuple[str, Value]]]:
    """Figures with their titles, as many on a line as have room; one to be looked at has its own."""
    lines: list[list[tuple[str, Value]]] = []
    for words, value in told:
        room = width - sum(cell_len(before) + 3 for before, _ in lines[-1]) if lines else 0
        if lines and cell_len(words) <= room and not _style(value) and not _style(lines[-1][-1][1]):
            lines[-1].append((words, value))
        else:
            lines.append([(words, value)])
    return lines


def _style(value: Value) -> str:
    return STYLES[value.tone] if isinstance(value, Marked) else ""
