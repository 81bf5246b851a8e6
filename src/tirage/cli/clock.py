"""The time and the program that the journal notes: only the command line looks at the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from tirage import __version__


def now() -> str:
    """UTC to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def tool() -> str:
    """`tirage` and its version."""
    return f"tirage {__version__}"
