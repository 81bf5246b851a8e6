"""A terminal, or the pipe in its place, that takes every text as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from tirage.cli.signs import visible

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
        """What is to be written, where nothing but rich's own styles controls the terminal."""
        for segment in super().render(renderable, options):
            own = segment.control or visible(segment.text) == segment.text
            yield segment if own else Segment(visible(segment.text), segment.style)

    def on_broken_pipe(self) -> None:
        """Rich would exit as if the command had failed: who reads our output may stop when he likes."""
        raise BrokenPipeError
