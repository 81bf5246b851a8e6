"""The keys that the person who verifies trusts: a text file, one key a line.

A key is `sha256:` and the 64 hex digits of a time-stamping authority's certificate, or a witness' key as it
makes it known (C2SP), `NAME+ID+BASE64`. Empty lines are passed over, and lines that begin with `#`.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from .reading.documents import Malformed
from .reading.notes import read_key

Trust = AbstractSet[str]
"""Keys, each as its line has it."""
CERTIFICATE = "sha256:"
_CERTIFICATE = re.compile(CERTIFICATE + "[0-9a-f]{64}")


class NoKey(Exception):
    """A line that is none, and its number from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_trust(data: bytes) -> Trust:
    """The keys of a file; NoKey for the first line that is none."""
    lines = [line.strip(" \t\r") for line in data.decode("utf-8-sig", errors="replace").split("\n")]
    for number, line in enumerate(lines, 1):
        if not (line == "" or line.startswith("#") or _is_key(line)):
            raise NoKey(number)
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_witness(key: str) -> bool:
    """Whether it is the key of a witness."""
    return not key.startswith(CERTIFICATE)


def _is_key(line: str) -> bool:
    if _CERTIFICATE.fullmatch(line):
        return True
    try:
        read_key(line)
    except Malformed:
        return False
    return True
