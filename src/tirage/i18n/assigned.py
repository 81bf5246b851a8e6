"""The characters of Unicode 14.0: what becomes of a text is settled for these alone, for ever."""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from pathlib import Path

_CHARACTERS = Path(__file__).parents[1] / "spec" / "unicode.json"


@cache
def _starts_and_ends() -> tuple[tuple[int, ...], tuple[int, ...]]:
    ranges = json.loads(_CHARACTERS.read_bytes())["assigned"]
    return tuple(first for first, _ in ranges), tuple(last for _, last in ranges)


def unassigned(text: str) -> str | None:
    r"""The first character of a text that Unicode 14.0 has not assigned; None where there is none.

    >>> unassigned("Zoé 🙂"), unassigned("\U0001fae8")
    (None, '\U0001fae8')
    """
    if text.isascii():
        return None
    starts, ends = _starts_and_ends()
    return next((sign for sign in text if ord(sign) > ends[bisect_right(starts, ord(sign)) - 1]), None)
