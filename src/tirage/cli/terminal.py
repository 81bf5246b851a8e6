"""A terminal, or the pipe in its place, that takes every text as it stands."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console

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

    def on_broken_pipe(self) -> None:
        """Rich would exit as if the command had failed: who reads our output may stop when he likes."""
        raise BrokenPipeError
