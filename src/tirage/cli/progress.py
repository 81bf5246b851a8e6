"""Long work on stderr: a bar in a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from tirage.cli.output import Output


class Bar:
    """A `Progress` that draws; use it as a context manager."""

    def __init__(self, talk: Output) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self._talk = talk
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
            console=talk.console(stderr=True),
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
