"""The marks of the sheets of an XLSX workbook: one pass over its parts, values left to the reader of values.

ECMA-376 part 1: `row` 18.3.1.73, `col` 18.3.1.13, `c` 18.3.1.4, `mergeCell` 18.3.1.54, fonts and formats of
cells 18.8. Strict and transitional documents differ in namespaces only, which are left aside.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers import expat

from tirage.tabular.books.formats import tokens
from tirage.tabular.books.marks import Marks, Range

Attributes = dict[str, str]

_NO = {"0", "false", "off"}
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]+)")
MOST_COLUMNS = 16_384


def marks_of(archive: zipfile.ZipFile) -> dict[str, Marks]:
    """Sheet → its marks; raises what zipfile and expat raise for a damaged workbook."""
    struck, formats = _styles(archive)
    strings = _struck_strings(archive)
    inside = set(archive.namelist())
    return {
        name: _Sheet(struck, formats, strings).read(archive.open(part))
        for name, part in _parts(archive).items()
        if part in inside
    }


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet → the part that it is in."""
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if local(key) == "id"), "")
            sheets[attributes.get("name", "")] = relation

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    parse(archive.open("xl/workbook.xml"), sheet)
    parse(archive.open("xl/_rels/workbook.xml.rels"), relation)
    return {
        name: posixpath.normpath(posixpath.join("/xl", targets[each])).lstrip("/")
        for name, each in sheets.items()
        if each in targets
    }


def _styles(archive: zipfile.ZipFile) -> tuple[set[str], dict[str, str]]:
    """Styles of cells with text struck through; and those of numbers with leading zeros → their format."""
    if "xl/styles.xml" not in archive.namelist():
        return set(), {}
    codes: dict[str, str] = {}
    fonts: list[bool] = []
    cells: list[tuple[str, str]] = []
    inside: list[str] = []

    def begin(name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "font" and inside[-1:] == ["fonts"]:
            fonts.append(False)
        elif name == "strike" and inside[-1:] == ["font"] and fonts:
            fonts[-1] = fonts[-1] or attributes.get("val", "1") not in _NO
        elif name == "xf" and inside[-1:] == ["cellXfs"]:
            cells.append((attributes.get("fontId", "0"), attributes.get("numFmtId", "0")))
        inside.append(name)

    parse(archive.open("xl/styles.xml"), begin, lambda _: inside.pop())
    struck = {str(number) for number, is_struck in enumerate(fonts) if is_struck}
    return (
        {str(form) for form, (font, _) in enumerate(cells) if font in struck},
        {
            str(form): codes[code]
            for form, (_, code) in enumerate(cells)
            if code in codes and tokens(codes[code])
        },
    )


def _struck_strings(archive: zipfile.ZipFile) -> set[str]:
    """Numbers of the shared strings of which a part is struck through."""
    part = "xl/sharedStrings.xml"
    if part not in archive.namelist() or b"strike" not in archive.read(part):
        return set()
    found: set[str] = set()
    number = -1

    def begin(name: str, attributes: Attributes) -> None:
        nonlocal number
        if name == "si":
            number += 1
        elif name == "strike" and _is_on(attributes.get("val", "1")):
            found.add(str(number))

    parse(archive.open(part), begin)
    return found


class _Sheet:
    """The marks of one sheet, as its elements come; values are read where a mark depends on them."""

    def __init__(self, struck: set[str], formats: Mapping[str, str], strings: set[str]) -> None:
        self.marks = Marks()
        self._struck, self._formats, self._strings = struck, formats, strings
        self._forms = struck | set(formats)
        self._row, self._column = 0, -1
        self._form, self._type = "", ""
        self._value: list[str] | None = None
        self._parser = expat.ParserCreate()
        self._handlers: dict[str, Callable[[Attributes], object]] = {
            "c": self._cell,
            "v": self._open,
            "t": self._open,
            "row": self._begin_row,
            "strike": self._strike,
            "col": self._columns,
            "mergeCell": self._merge,
        }

    def read(self, part: IO[bytes]) -> Marks:
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        with part:
            self._parser.ParseFile(part)
        return self.marks

    def _begin(self, name: str, attributes: Attributes) -> None:
        if (handler := self._handlers.get(name[name.rfind(":") + 1 :])) is not None:
            handler(attributes)

    def _open(self, _: Attributes) -> None:
        """The value of a cell begins."""
        if self._type:
            self._value = []
            self._parser.CharacterDataHandler = self._value.append
            self._parser.EndElementHandler = self._end

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = -1
        if _is_on(attributes.get("hidden")) or _is_nothing(attributes.get("ht")):
            self.marks.hidden_rows.add(self._row)

    def _strike(self, attributes: Attributes) -> None:
        if _is_on(attributes.get("val", "1")):
            self.marks.struck.add(self._row)

    def _columns(self, attributes: Attributes) -> None:
        if _is_on(attributes.get("hidden")) or _is_nothing(attributes.get("width")):
            last = min(int(attributes.get("max", "0")), MOST_COLUMNS)
            self.marks.hidden_columns |= set(range(int(attributes.get("min", "1")) - 1, last))

    def _merge(self, attributes: Attributes) -> None:
        if place := range_of(attributes.get("ref", "")):
            self.marks.merged.append(place)

    def _cell(self, attributes: Attributes) -> None:
        """Where a cell is; `_type` stays empty where no mark depends on its value."""
        self._form, kind = attributes.get("s", "0"), attributes.get("t", "n")
        needed = self._form in self._forms or kind == "e" or (kind == "s" and self._strings)
        self._type = kind if needed else ""
        reference = attributes.get("r", "")
        if needed or not reference:
            found = _REFERENCE.fullmatch(reference)
            self._column = column_of(found[1]) if found else self._column + 1

    def _end(self, _: str) -> None:
        value, self._value = "".join(self._value or ()), None
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
        if self._type == "e":
            self.marks.errors.setdefault(self._row, {})[self._column] = value
        if self._type == "s" and value in self._strings:
            self.marks.struck.add(self._row)
        if value:
            formats = self._formats if self._type == "n" else {}
            self.marks.note(self._row, self._column, self._form, self._struck, formats)


def parse(
    part: IO[bytes],
    begin: Callable[[str, Attributes], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Go through the elements of a part, named without their namespace; raises ExpatError for broken XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: begin(local(name), attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    with part:
        parser.ParseFile(part)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def column_of(letters: str) -> int:
    """`A` → 0, `AB` → 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def letters_of(column: int) -> str:
    """0 → `A`, 27 → `AB`."""
    letters = ""
    while column >= 0:
        column, place = divmod(column, 26)
        letters, column = chr(ord("A") + place) + letters, column - 1
    return letters


def range_of(reference: str) -> Range | None:
    """`A3:B5` → its corners; None for what is none."""
    corners = [_REFERENCE.fullmatch(each) for each in reference.split(":")]
    if len(corners) != 2 or not all(corners):
        return None
    (left, top), (right, bottom) = (each.groups() for each in corners if each)
    return int(top), column_of(left), int(bottom), column_of(right)


def _is_on(value: str | None) -> bool:
    return value is not None and value not in _NO


def _is_nothing(size: str | None) -> bool:
    return size is not None and size.strip("0") in {"", "."}
