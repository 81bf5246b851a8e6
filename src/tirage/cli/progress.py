"""Long work on stderr: a bar in a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tirage.cli.output import Output

if TYPE_CHECKING:
    from rich.progress import Progress

MARKS, WIDEST = 8, 40
"""Columns of a bar at least, and at most."""
WORDS, CLOCK = 40, 7
"""Columns that are left for what is being done, where there are so many; columns of the time that it took."""


class Bar:
    """A `Progress` that draws; use it as a context manager."""

    def __init__(self, talk: Output) -> None:
        self._talk = talk
        self._shown = sys.stderr.isatty()
        self._bar: Progress | None = None
        self._stage = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.rest()

    def rest(self) -> None:
        """Make room for something else; the next step shows the bar again."""
        if self._bar is not None:
            self._bar.stop()
        self._stage = ""

    def step(self, stage: str, done: int, total: int) -> None:
        """Called by the work itself."""
        if not self._shown:
            return
        self._bar = bar = self._bar or _bar(self._talk)
        task = bar.task_ids[0]
        if stage != self._stage:
            # Not before there is something to say.
            bar.start()
            self._stage = stage
            bar.reset(task, description=self._talk.text(f"progress.{stage}"), total=total or None)
        bar.update(task, completed=done, total=total or None)


def _bar(talk: Output) -> Progress:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.table import Column

    console = talk.console(stderr=True)
    bar = Progress(
        # What is being done is told whole, on as many lines as it takes beside a bar that is never cut.
        TextColumn("{task.description}", markup=False, table_column=Column(overflow="fold")),
        BarColumn(bar_width=max(MARKS, min(WIDEST, console.width - WORDS))),
        TimeElapsedColumn(table_column=Column(no_wrap=True, min_width=CLOCK)),
        console=console,
        transient=True,
    )
    bar.add_task("", total=None)
    return bar
