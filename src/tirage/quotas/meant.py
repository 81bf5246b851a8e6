"""Rows of a table as its reader means them: a criterion said once for the rows below it, rows of totals.

Whoever writes such a table for the eye names a criterion on its first row alone, and ends with a sum. What is
read so is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tirage.i18n.note import Note
from tirage.i18n.numbers import few
from tirage.quotas.census.totals import is_total
from tirage.tabular.cells import quoted

Row = tuple[int, dict[str, str]]
"""Line, and cells by what they say."""
_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,]0{1,9})?")


def filled(rows: Iterable[Row], criterion: str, category: str, file: str) -> tuple[list[Row], list[Note]]:
    """The rows, a blank criterion beside a category being that of the row above."""
    found: list[Row] = []
    above, lines = "", list[int]()
    for line, row in rows:
        if not row[criterion] and row[category] and above:
            row[criterion] = above
            lines.append(line)
        above = row[criterion] or above
        found.append((line, row))
    values = {"file": file, "rows": len(lines), "lines": few(lines)}
    return found, [Note("note.criterion_above", values)] if lines else []


def without_totals(
    rows: Iterable[Row], criterion: str, category: str, seats: int, file: str
) -> tuple[list[Row], list[Note]]:
    """The rows but for those called a total that have the seats, or the sums of the others, as limits.

    A category may really be called `Tous`; it does not have these limits then.
    """
    found = list(rows)
    totals = [(line, row) for line, row in found if _is_sum(row, found, criterion, category, seats)]
    kept = [each for each in found if each not in totals]
    return kept, [
        Note("note.total_row", {"file": file, "line": line, "found": quoted(row[category] or row[criterion])})
        for line, row in totals
    ]


def _is_sum(row: dict[str, str], rows: Iterable[Row], criterion: str, category: str, seats: int) -> bool:
    if not row[category]:
        return is_total(row[criterion])
    if not is_total(row[category]):
        return False
    if is_total(row[criterion]):
        return True
    others = [each for _, each in rows if each[criterion] == row[criterion] and each is not row]
    return all(
        not row[name] or _number(row[name]) in {seats, sum(_number(each[name]) for each in others)}
        for name in ("min", "max")
    )


def _number(cell: str) -> int:
    """The seats that a cell says; 0 where it says none, which is a defect of its own."""
    return int(re.split("[.,]", cell)[0]) if _NUMBER.fullmatch(cell) else 0
