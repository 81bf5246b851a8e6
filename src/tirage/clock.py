"""The clock of this computer, for a notebook and for the command line: every act is given its clock."""

from __future__ import annotations

from datetime import UTC, datetime


def system_clock(*, rehearsal: bool) -> str:  # noqa: ARG001 - other clocks heed it
    """The time now: UTC to the second, `2026-11-27T10:00:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
