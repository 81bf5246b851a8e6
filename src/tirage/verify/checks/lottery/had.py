"""What people had of chance in the draws before, for a draw that makes up for it (docs/formats.md).

It is derived from the chances of those draws, each in whole millionths, rounded down. Nothing that the draw
itself says of it is believed: check 8.10 compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from ...kernel import Absent, Files
from ...reading.documents import Malformed, fraction, rows
from ...reading.pack import absence

MILLIONTHS = 10**6
CUMULATED = "cumulated"
"""The key of a plan's inputs, and the policy."""
PLAIN = ["pid", "panels", "chance"]
"""The columns of `chances.csv`."""
WITH_HAD = [*PLAIN, "had"]
"""The same, where what people had before counts."""


class Earlier:
    """What everybody had in some draws of seats, by pid; read when it is asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._waiting: list[str] = []
        self._found: dict[str, int] = {}

    def add(self, name: str) -> None:
        """One draw more, by where its chances are."""
        self._waiting.append(name)

    def millionths(self) -> Mapping[str, int]:
        """By pid; Malformed or Absent where the chances of a draw cannot be read."""
        for name in self._waiting:
            if name not in self._files:
                raise Absent(absence(self._files, name), name)
        while self._waiting:
            for pid, parts in _read(self._files[self._waiting[0]]):
                self._found[pid] = self._found.get(pid, 0) + parts
            self._waiting.pop(0)
        return self._found


def _read(data: bytes) -> list[tuple[str, int]]:
    """Millionths by pid, of one draw."""
    header = WITH_HAD if data.startswith(",".join(WITH_HAD).encode()) else PLAIN
    parts: dict[str, int] = {}
    found = []
    for pid, _, chance, *_ in rows(data, header):
        if chance not in parts:
            read = fraction(chance)
            if read > 1:
                raise Malformed("out-of-range", pid)
            parts[chance] = floor(read * MILLIONTHS)
        found.append((pid, parts[chance]))
    return found


def rest(value: Fraction, millionths: int) -> Fraction:
    """What a level of this value gives somebody who had so much before."""
    return max(Fraction(0), value - Fraction(millionths, MILLIONTHS))
