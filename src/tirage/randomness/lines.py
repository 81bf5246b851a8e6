r"""The one primitive: the SHA-256 of a line (SPEC §1).

A line is ASCII fields joined by `|`, the first of them `tirage1`, with nothing at its end. A field has
only `A–Z a–z 0–9 . _ : + / -` and is never empty, so two lists of fields never give the same line, and
`printf 'tirage1|ticket|…' | sha256sum` gives the same answer as this module.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

TAG = "tirage1"
FIELD = re.compile(r"[A-Za-z0-9._:+/-]+", re.ASCII)


def line(*fields: str) -> bytes:
    """The line of some fields, without a terminator.

    Raises ValueError for a field that is empty or has another character.

    >>> line("ticket", "ab", "p0000000")
    b'tirage1|ticket|ab|p0000000'
    """
    for field in fields:
        if not FIELD.fullmatch(field):
            raise ValueError(f"not a field of a line: {field!r}")
    return "|".join((TAG, *fields)).encode("ascii")


def lines(names: Iterable[str], *fields: str) -> Iterator[bytes]:
    """The lines of the same fields and each of some names; ValueError as `line` raises.

    >>> list(lines(["p1", "p2"], "ticket", "ab")) == [line("ticket", "ab", "p1"), line("ticket", "ab", "p2")]
    True
    """
    start = (line(*fields) if fields else TAG.encode("ascii")) + b"|"
    for name in names:
        if not FIELD.fullmatch(name):
            raise ValueError(f"not a field of a line: {name!r}")
        yield start + name.encode("ascii")


def H(*fields: str) -> str:  # noqa: N802 - the name of the specification
    """Lower-case hex SHA-256 of the line of some fields.

    >>> H("stage", "f0c26e6f3c8730bcd0ac21d75d50555cc4f9ce567aef860ab5615c325ad2ca92", "panel")
    '1f4e599cd29672e62edff2144a2cc17c5331f45ff114d9f6c95752455c37aa0a'
    """
    return hashlib.sha256(line(*fields)).hexdigest()
