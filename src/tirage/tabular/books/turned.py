"""What a spreadsheet has made of cells before the file was saved: dates of bands of age, no results."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from tirage.errors import Defect
from tirage.i18n.numbers import few
from tirage.tabular.books.marks import ERRORS
from tirage.tabular.cells import listed, quoted

Row = tuple[int, tuple[str, ...]]

_MONTHS = (
    "janv|févr|fevr|mars|avr|mai|juin|juil|août|aout|sept?|oct|nov|déc|dec|jan|feb|mar|apr|may|jun|jul|aug"
)
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\d\d?[-/. ](?:{_MONTHS})\w*\.?|(?:{_MONTHS})\w*\.?[-/. ]\d\d(?:\d\d)?", re.IGNORECASE
)
_BAND = re.compile(
    r"(?:de )?\d{1,3} ?(?:ans)? ?(?:[-–—/]|à|a|to) ?\d{1,3}(?: ans)?"
    r"|\d{1,3} ?(?:ans)? ?(?:\+|et \+|(?:et|ou|and|or) (?:plus|more|over|older))(?: ans)?"
    r"|(?:moins de|under|plus de|over) \d{1,3}(?: ans)?",
    re.IGNORECASE,
)


def defects_of(columns: Sequence[str], rows: Sequence[Row], file: str) -> Iterator[Defect]:
    """A defect for each column in which a spreadsheet has put something else than what was typed."""
    for place, name in enumerate(columns):
        # Each cell once: those of a criterion stand in many rows.
        written = {row[place] for _, row in rows if place < len(row)} - {""}
        if wrong := _having(written.intersection(ERRORS), place, rows):
            yield _defect("workbook.formula", "errors", wrong, name, file)
        turned = {cell for cell in written if _DATE.fullmatch(cell)}
        if turned and len(turned) < len(written):
            dates = _having(turned, place, rows)
            others = written - turned
            # An unknown age may stand among the bands.
            if 2 * sum(bool(_BAND.fullmatch(cell)) for cell in others) > len(others):
                yield _defect("table.band.date", "dates", dates, name, file)


def _having(wanted: Collection[str], place: int, rows: Sequence[Row]) -> list[tuple[int, str]]:
    """Line and text of the cells of a column that say one of these."""
    if not wanted:
        return []
    return [(line, row[place]) for line, row in rows if place < len(row) and row[place] in wanted]


def _defect(code: str, key: str, found: Sequence[tuple[int, str]], column: str, file: str) -> Defect:
    lines = [line for line, _ in found]
    values = {
        "count": len(found),
        "lines": few(lines),
        key: listed(sorted({cell for _, cell in found})),
    }
    return Defect(code, file, lines[0], quoted(column), values)
