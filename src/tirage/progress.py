"""How long work tells how far it is, without knowing who listens."""

from __future__ import annotations

from contextvars import ContextVar
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


class Listener(Protocol):
    """Hears what was done beside what was asked for, as a code of the texts and its values."""

    def __call__(self, code: str, **values: object) -> None:
        """Say it, or not."""


def _nobody(code: str, **values: object) -> None:
    """Hear nothing."""


LISTENER: ContextVar[Listener] = ContextVar("listener", default=_nobody)
"""Who is told: the command line sets it."""


def tell(code: str, **values: object) -> None:
    """Tell whoever listens what was done beside what was asked for."""
    LISTENER.get()(code, **values)
