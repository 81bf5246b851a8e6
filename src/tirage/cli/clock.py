"""The time and the program that the journal notes: only the command line looks at the clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from tirage import __version__
from tirage.dossier.chain import is_time
from tirage.errors import Defect, InputInvalid

PRETENDED = "TIRAGE_CLOCK"
"""Environment variable with the time that a rehearsal takes for now; a draw does not heed it."""


def now(*, rehearsal: bool = False) -> str:
    """UTC to the second. A rehearsal may be held at a time of its choice: it draws nothing."""
    pretended = os.environ.get(PRETENDED) if rehearsal else None
    if pretended is None:
        return _wall().strftime("%Y-%m-%dT%H:%M:%SZ")
    if not is_time(pretended):
        raise InputInvalid([Defect("clock.form", PRETENDED)])
    return pretended


def _wall() -> datetime:
    return datetime.now(UTC)


def tool() -> str:
    """`tirage` and its version."""
    return f"tirage {__version__}"
