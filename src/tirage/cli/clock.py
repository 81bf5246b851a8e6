"""The time and the program that the journal notes: a rehearsal may be held at a time of its choice."""

from __future__ import annotations

import os

from tirage.clock import system_clock
from tirage.dossier.chain import is_time
from tirage.errors import Defect, InputInvalid

PRETENDED = "TIRAGE_CLOCK"
"""Environment variable with the time that a rehearsal takes for now; a draw does not heed it."""


def now(*, rehearsal: bool = False) -> str:
    """UTC to the second. A rehearsal may be held at a time of its choice: it draws nothing."""
    pretended = os.environ.get(PRETENDED) if rehearsal else None
    if pretended is None:
        return system_clock(rehearsal=rehearsal)
    if not is_time(pretended):
        raise InputInvalid([Defect("clock.form", PRETENDED)])
    return pretended


def tool() -> str:
    """`tirage`, its version, the hash of its files and the solver."""
    # Every file of the program is read for it.
    from tirage.program import TOOL

    return TOOL
