"""A document on a terminal, or in the pipe in its place: every block as text, by rich.

Nothing is cut and nothing vanishes: words wrap at spaces, figures stay whole, and a table that is wider than
the window is stacked, one row under the other with a line for each column. In a pipe a sentence is one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from tirage.dossier.chain import groups
from tirage.i18n.typography import visible
from tirage.report.document import Document
from tirage.report.rendering.terminal.blocks import Page, drawn
from tirage.report.rendering.terminal.tables import PLAIN_SIGNS, SIGNS
from tirage.report.rendering.terminal.wrapping import wrapped

WIDTH = 110
"""Columns of a table where there is no window to measure."""


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


def say(words: str, console: Console) -> None:
    """Print sentences: wrapped at spaces in a window, as they are in a pipe."""
    width = console.width if console.is_terminal else None
    for line in words.split("\n"):
        for part in wrapped(line, width) if width and not line.startswith(" ") else [line]:
            console.print(part, soft_wrap=True)


def render(document: Document, console: Console) -> None:
    """Print the document."""
    signs = PLAIN_SIGNS if console.options.ascii_only else SIGNS
    page = Page(document, console.width, console.is_terminal, signs)
    for shown in _whole(page):
        console.print(shown, soft_wrap=isinstance(shown, Text))


def _whole(page: Page) -> Iterator[RenderableType]:
    """Everything to be printed, from the warning of a rehearsal to the head of the journal."""
    document = page.document
    if document.rehearsal:
        yield from page.lines(document.rehearsal, style="bold reverse")
    for words in filter(None, (document.title, document.subtitle)):
        yield from page.line(words, style="bold" if words == document.title else "")
    if document.verdict.words:
        yield from drawn(document.verdict, page)
    for place, section in enumerate(document.sections):
        if section.title:
            yield Text()
            yield from page.line(section.title, style="bold")
        elif place:
            yield Text()
        for block in section.blocks:
            yield from drawn(block, page)
    if document.head:
        yield from page.lines(f"{document.head_label} {groups(document.head)}")
