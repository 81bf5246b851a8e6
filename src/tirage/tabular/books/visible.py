"""What of a sheet stands before the eyes of whoever opens it: the rest is refused, unless somebody takes it.

An official filters people out, hides their rows or strikes them through, and sends the file: to a reader of
values they are all there. Nobody but the official knows what was meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tirage.discretion import brief
from tirage.errors import Defect
from tirage.i18n.note import Note
from tirage.i18n.numbers import few
from tirage.tabular.books.marks import Range
from tirage.tabular.books.read import Sheet
from tirage.tabular.books.xlsx import letters_of
from tirage.tabular.cells import clean, listed, quoted
from tirage.tabular.files import Hidden
from tirage.tabular.headers import Record

FULL = frozenset({65_536, 1_048_576})
"""Rows that a sheet can have: whoever fills it has lost the others."""


@dataclass(repr=False, frozen=True, slots=True)
class Seen:
    """What is to be read of a sheet, and what is to be said of it."""

    defects: tuple[Defect, ...]
    """All that nobody has decided, and what no reading would be right for: merged cells, no results."""
    notes: tuple[Note, ...]
    _rows: frozenset[int]
    _columns: frozenset[int]

    def __repr__(self) -> str:
        return brief(self, defects=len(self.defects))

    def of(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records that are to be read, without the columns that are not."""
        for line, cells in records:
            if line not in self._rows:
                yield line, [cell for column, cell in enumerate(cells) if column not in self._columns]


def look(sheet: Sheet, header: Record, hidden: Hidden | None, file: str) -> Seen:
    """What is seen of a sheet below its header; `hidden`: what becomes of the rest."""
    found = _look(sheet, header[0])
    defects = [*_merged(sheet, header[0], found.last, file), *_errors(sheet, header, file)]
    if found.last in FULL:
        defects.append(Defect("workbook.full", file, found.last, values={"rows": found.last}))
    unseen = found.findings(header[1])
    if hidden is None:
        defects += [Defect(code, file, values=values) for code, values in unseen]
    notes = [Note("note.unseen", {"file": file})] if sheet.unseen else []
    notes += [Note(f"note.{code}.{hidden}", {"file": file, **values}) for code, values in unseen if hidden]
    notes += [
        Note("note.zeros", {"file": file, "count": count, "column": _column(column, header[1])})
        for column, count in sorted(found.zeros.items())
    ]
    leaving = hidden == "leave"
    rows, columns = (*found.hidden, *found.struck), found.columns
    return Seen(
        tuple(defects),
        tuple(notes),
        frozenset(rows if leaving else ()),
        frozenset(columns if leaving else ()),
    )


class _Look:
    """What a pass over a sheet finds."""

    def __init__(self) -> None:
        self.total = 0
        """Rows below the header with some text."""
        self.hidden: list[int] = []
        self.struck: list[int] = []
        self.columns: list[int] = []
        """Hidden columns with some text."""
        self.zeros: Counter[int] = Counter()
        """Column → numbers that are read with the zeros that their format shows."""
        self.last = 0
        """The last row with some text."""

    def findings(self, header: Sequence[str]) -> list[tuple[str, dict[str, object]]]:
        """Code and values of what is not seen, or is seen as struck out."""
        found: list[tuple[str, dict[str, object]]] = []
        for code, lines in (("workbook.hidden.rows", self.hidden), ("workbook.struck", self.struck)):
            if lines:
                found.append((code, {"count": len(lines), "rows": self.total, "lines": few(lines)}))
        if self.columns:
            names = [_column(column, header) for column in self.columns]
            found.append(("workbook.hidden.columns", {"count": len(names), "columns": listed(names)}))
        return found


def _look(sheet: Sheet, header: int) -> _Look:
    marks, found = sheet.marks, _Look()
    if not marks:
        found.last = sheet.height
        return found
    columns: set[int] = set()
    unseen = {column for column in marks.hidden_columns if column < sheet.width}
    for line, cells in sheet.rows():
        if not any(map(str.strip, cells)):
            continue
        found.last = line
        if line < header:
            continue
        # All that a sheet does not use may be hidden: thousands of columns.
        shown = {column for column in unseen if "".join(cells[column : column + 1]).strip()}
        columns, unseen = columns | shown, unseen - shown
        if line > header:
            found.total += 1
            found.zeros.update(
                column
                for column in marks.numbers.get(line, ())
                if column < len(cells) and (cells[column][:1] == "0" or not cells[column].isdigit())
            )
            if line in marks.hidden_rows:
                found.hidden.append(line)
            elif line in marks.struck:
                found.struck.append(line)
    found.columns = sorted(columns)
    return found


def _merged(sheet: Sheet, header: int, last: int, file: str) -> Iterator[Defect]:
    """Cells that stand for several rows, or for several columns of the header."""

    def matters(place: Range) -> bool:
        top, left, bottom, right = place
        return top <= last and ((bottom > top and bottom >= header) or (top == header and right > left))

    places = sorted(filter(matters, sheet.marks.merged))
    if places:
        names = [
            f"{letters_of(left)}{top}:{letters_of(right)}{bottom}" for top, left, bottom, right in places
        ]
        values = {"count": len(places), "cells": listed(names)}
        yield Defect("workbook.merged", file, max(header, places[0][0]), values=values)


def _errors(sheet: Sheet, header: Record, file: str) -> Iterator[Defect]:
    """Formulas without a result, by column: to a reader of values these cells are blank."""
    columns: dict[int, list[tuple[int, str]]] = {}
    for line, errors in sorted(sheet.marks.errors.items()):
        for column, error in errors.items():
            if line >= header[0]:
                columns.setdefault(column, []).append((line, error))
    for column, found in sorted(columns.items()):
        lines = [line for line, _ in found]
        values = {
            "count": len(found),
            "lines": few(lines),
            "errors": listed(sorted({e for _, e in found})),
        }
        yield Defect("workbook.formula", file, lines[0], _column(column, header[1]), values)


def _column(column: int, header: Sequence[str]) -> str:
    """`C (âge)`"""
    name = clean(header[column]) if column < len(header) else ""
    return f"{letters_of(column)} ({quoted(name)})" if name else letters_of(column)
