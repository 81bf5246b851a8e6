"""Times as the journal has them, from seconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime

LATEST = 253_402_300_000
"""Seconds; in the last hour of the year 9999."""


def utc(seconds: int) -> str:
    """UTC to the second.

    >>> utc(1692803367)
    '2023-08-23T15:09:27Z'
    """
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
