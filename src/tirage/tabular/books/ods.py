"""The marks of the sheets of an ODS workbook, whose rows, columns and cells may stand for many.

OpenDocument 1.3 part 3: `table:visibility` 19.764, `style:text-line-through-style` 20.374, `number:number`
16.29.3, `table:number-rows-spanned` 19.678.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from tirage.tabular.books.marks import ERRORS, Marks
from tirage.tabular.books.xlsx import Attributes, parse

MOST_REPEATED = 20_000
"""Rows that one element stands for, beyond which it is the empty rest of a sheet."""
_UNSEEN = {"collapse", "filter"}
_TEXTS = {"p", "h"}


def marks_of(archive: zipfile.ZipFile) -> dict[str, Marks]:
    """Sheet → its marks; raises what zipfile and expat raise for a damaged workbook."""
    styles = _Styles()
    for name in ("styles.xml", "content.xml"):
        if name in archive.namelist():
            parse(archive.open(name), styles.begin, styles.end, styles.text)
    sheets = _Sheets(styles.struck(), styles.formats())
    parse(archive.open("content.xml"), sheets.begin, sheets.end, sheets.text)
    return sheets.found


@dataclass(slots=True)
class _Style:
    parent: str
    format: str
    struck: bool | None = None


class _Styles:
    """Styles of cells, and the formats that they name."""

    def __init__(self) -> None:
        self._cells: dict[str, _Style] = {}
        self._digits: dict[str, str] = {}
        self._open: _Style | None = None
        self._format = ""
        self._literal = False

    def begin(self, name: str, attributes: Attributes) -> None:
        if name in {"style", "default-style"} and attributes.get("style:family") == "table-cell":
            own = attributes.get("style:name", "Default")
            parent = attributes.get("style:parent-style-name", "")
            self._open = self._cells[own] = _Style(parent, attributes.get("style:data-style-name", ""))
        elif name == "text-properties" and self._open is not None:
            line = attributes.get("style:text-line-through-style") or attributes.get(
                "style:text-line-through-type"
            )
            self._open.struck = None if line is None else line != "none"
        elif name == "number-style":
            self._format = attributes.get("style:name", "")
            self._digits[self._format] = ""
        elif name == "number" and self._format:
            plain = attributes.get("number:decimal-places", "0") == "0" and not attributes.get(
                "number:grouping"
            )
            digits = int(attributes.get("number:min-integer-digits", "1"))
            self._digits[self._format] += "0" * min(digits, 30) if plain else "."
        elif name == "text" and self._format:
            self._literal = True

    def text(self, text: str) -> None:
        if self._literal:
            self._digits[self._format] += f'"{text}"'

    def end(self, name: str) -> None:
        if name in {"style", "default-style"}:
            self._open = None
        elif name == "number-style":
            self._format = ""
        elif name == "text":
            self._literal = False

    def struck(self) -> set[str]:
        """The styles whose text is struck through."""
        return {name for name in self._cells if self._inherited(name, "struck")}

    def formats(self) -> dict[str, str]:
        """Style → the format of its numbers, where that shows more than one digit in any case."""
        found = {
            name: self._digits.get(str(self._inherited(name, "format") or ""), "") for name in self._cells
        }
        return {name: code for name, code in found.items() if code.count("0") > 1 and "." not in code}

    def _inherited(self, name: str, key: str) -> object:
        seen: set[str] = set()
        while name in self._cells and name not in seen:
            seen.add(name)
            value = getattr(self._cells[name], key)
            if value not in {None, ""}:
                return value
            name = self._cells[name].parent
        return None


@dataclass(slots=True)
class _Place:
    """Where a sheet has been read to, and what rows and columns say of their cells."""

    row: int = 0
    column: int = 0
    columns: int = 0
    rows_here: int = 1
    row_style: str = ""
    forms: dict[int, str] = field(default_factory=dict)


class _Sheets:
    """The marks of all sheets, as their elements come."""

    def __init__(self, struck: set[str], formats: Mapping[str, str]) -> None:
        self.found: dict[str, Marks] = {}
        self._struck, self._formats = struck, formats
        self._marks = Marks()
        self._at = _Place()
        self._cell: Attributes | None = None
        self._said = ""
        self._in_text = 0

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self._marks = self.found[attributes.get("table:name", "")] = Marks()
            self._at = _Place()
        elif name == "table-column":
            self._column(attributes)
        elif name == "table-row":
            self._row(attributes)
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell, self._said = attributes, ""
        elif name in _TEXTS and self._cell is not None:
            self._in_text += 1

    def text(self, text: str) -> None:
        if self._in_text:
            self._said += text

    def end(self, name: str) -> None:
        if name in _TEXTS and self._in_text:
            self._in_text -= 1
        elif name in {"table-cell", "covered-table-cell"} and self._cell is not None:
            self._finish(self._cell)
            self._cell = None
        elif name == "table-row":
            self._at.row += self._at.rows_here

    def _column(self, attributes: Attributes) -> None:
        at = self._at
        many = int(attributes.get("table:number-columns-repeated", "1"))
        places = range(at.columns, at.columns + min(many, 1024))
        if attributes.get("table:visibility") in _UNSEEN:
            self._marks.hidden_columns |= set(places)
        if form := attributes.get("table:default-cell-style-name"):
            at.forms |= dict.fromkeys(places, form)
        at.columns += many

    def _row(self, attributes: Attributes) -> None:
        at = self._at
        at.column, at.rows_here = 0, int(attributes.get("table:number-rows-repeated", "1"))
        at.row_style = attributes.get("table:default-cell-style-name", "")
        if attributes.get("table:visibility") in _UNSEEN:
            self._marks.hidden_rows |= set(range(at.row + 1, at.row + 1 + min(at.rows_here, MOST_REPEATED)))

    def _finish(self, cell: Attributes) -> None:
        at, marks = self._at, self._marks
        many = int(cell.get("table:number-columns-repeated", "1"))
        kind = cell.get("office:value-type", "")
        down, right = (int(cell.get(f"table:number-{what}-spanned", "1")) for what in ("rows", "columns"))
        if (down > 1 or right > 1) and kind:
            marks.merged.append((at.row + 1, at.column, at.row + down, at.column + right - 1))
        if kind:
            formats = self._formats if kind == "float" else {}
            failed = self._said in ERRORS or cell.get("calcext:value-type") == "error"
            rows = range(at.row + 1, at.row + 1 + min(at.rows_here, MOST_REPEATED))
            for column in range(at.column, at.column + min(many, 1024)):
                form = cell.get("table:style-name") or at.row_style or at.forms.get(column, "Default")
                if failed or form in self._struck or form in formats:
                    for row in rows:
                        marks.note(row, column, form, self._struck, formats)
                        if failed:
                            marks.errors.setdefault(row, {})[column] = self._said
        at.column += many
