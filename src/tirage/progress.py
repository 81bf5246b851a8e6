"""How long work tells how far it is, without knowing who listens."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called from one thread, now and then."""

    def step(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` units of `stage` (`chances`, `lottery`, `proofs`, …); total 0 when unknown."""


class Silent:
    """A progress reporter that ignores every report."""

    def step(self, stage: str, done: int, total: int) -> None:
        """Do nothing."""


SILENT = Silent()
