"""Long work on stderr: a bar in a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from tirage.cli.output import Output

MARKS, WIDEST = 8, 40
"""Columns of a bar at least, and at most."""
WORDS, CLOCK = 40, 7
"""Columns that are left for what is being done, where there are so many; columns of the time that it took."""


class Bar:
    """A `Progress` that draws; use it as a context manager."""

    def __init__(self, talk: Output) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
        from rich.table import Column

        self._talk = talk
        console = talk.console(stderr=True)
        self._bar = Progress(
            # What is being done is told whole, on as many lines as it takes beside a bar that is never cut.
            TextColumn("{task.description}", markup=False, table_column=Column(overflow="fold")),
            BarColumn(bar_width=max(MARKS, min(WIDEST, console.width - WORDS))),
            TimeElapsedColumn(table_column=Column(no_wrap=True, min_width=CLOCK)),
            console=console,
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._stage = ""
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def rest(self) -> None:
        """Make room for something else; the next step shows the bar again."""
        self._bar.stop()
        self._stage = ""

    def step(self, stage: str, done: int, total: int) -> None:
        """Called by the work itself."""
        if stage != self._stage:
            # Not before there is something to say.
            self._bar.start()
            self._stage = stage
            self._bar.reset(self._task, description=self._talk.text(f"progress.{stage}"), total=total or None)
        self._bar.update(self._task, completed=done, total=total or None)
