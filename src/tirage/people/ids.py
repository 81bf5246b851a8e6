"""The ids of a pool, published as they stand (SPEC §3): one a person, in the grammar of SPEC §1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tirage.errors import Defect
from tirage.people.cells import shown

FIELD = re.compile(r"[A-Za-z0-9._:+/-]+")
"""A field of a line (SPEC §1)."""

# 123.0, 1,5E+12: the leftovers of a spreadsheet that took the id for a number. Without a decimal mark or a
# sign, as in 2E10, it may as well be a hexadecimal id, and stands.
_MANGLED = re.compile(r"\d+[.,]0+|\d+E\+\d+|\d[.,]\d+E\+?\d+", re.IGNORECASE | re.ASCII)


def check_ids(ids: Iterable[tuple[int, str]], file: str, column: str) -> Iterator[Defect]:
    """The defects of (line, id) pairs: blank, mangled by a spreadsheet, outside the grammar, used twice."""
    lines: dict[str, list[int]] = {}
    for line, pid in ids:
        lines.setdefault(pid, []).append(line)
        if not pid:
            yield Defect("pool.id.blank", file, line, column)
        elif _MANGLED.fullmatch(pid):
            yield Defect("pool.id.mangled", file, line, column, {"id": shown(pid)})
        elif not FIELD.fullmatch(pid):
            yield Defect("pool.id.grammar", file, line, column, {"id": shown(pid), "bad": _outside(pid)})
    for pid, repeated in lines.items():
        if pid and len(repeated) > 1:
            first, second, *_ = repeated
            values = {"id": shown(pid), "first": first, "lines": ", ".join(map(str, repeated))}
            yield Defect("pool.id.duplicate", file, second, column, values)


def _outside(pid: str) -> str:
    """The characters of `pid` that the grammar does not have, each once; a space is named by its code."""
    bad = dict.fromkeys(c for c in pid if not FIELD.fullmatch(c))
    return " ".join("U+0020" if c == " " else shown(c) for c in bad)
