"""A file that was published, as rows: not understood yet, nothing of it shown.

Any table that tirage reads (`tabular`), and JSON with `panels` or `committees`. A list without a header is
rows like any other: whether the first is a header is for `kinds` to say.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.tabular.books.read import read_book
from tirage.tabular.cells import bare, clean
from tirage.tabular.csv import Records
from tirage.tabular.encodings import decode
from tirage.tabular.files import Manner, shown
from tirage.tabular.kinds import is_archive

INSIDE = (",", ";", "\t", "|")
"""What may part the ids in one cell."""
PICKLES = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05", b"\x93NUMPY")
"""How the objects of a program begin that Python has written to disk; nobody else's is ever loaded."""


@dataclass(repr=False, frozen=True, slots=True)
class Sheet:
    """The rows of one file, the first of which may be a header."""

    path: Path
    name: str
    """The file as it was named."""
    sha256: str
    lines: tuple[int, ...]
    """Line of each row."""
    rows: tuple[tuple[str, ...], ...]
    """Cells, cleaned, without empty ones at the end."""
    manner: Manner
    """How it is to be read again, its own sheet of a workbook included."""
    part: bool = False
    """Whether it is one of several sheets of a workbook."""
    mark: int | None = None
    """The column that says who was drawn, once the criteria are known."""
    document: Any = None
    """What a JSON file holds; then there are no rows."""

    def __repr__(self) -> str:
        return brief(self, rows=len(self.rows))

    @property
    def header(self) -> tuple[str, ...]:
        """The first row; nothing in a file without rows."""
        return self.rows[0] if self.rows else ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The first row, as names of columns are compared."""
        return tuple(bare(cell) for cell in self.header)

    @property
    def body(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """(line, cells) of the rows below the first."""
        return tuple(zip(self.lines[1:], self.rows[1:], strict=True))


def read_sheets(path: Path, data: bytes, manner: Manner) -> list[Sheet]:
    """The rows of a file, of each sheet of a workbook; InputInvalid where it is no table and no JSON."""
    name = str(shown(path))
    if data.startswith(PICKLES):
        raise InputInvalid([Defect("published.pickle", name)])
    if not is_archive(data) and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return [_json(data, path, name, manner)]
    if not is_archive(data) or manner.sheet is not None:
        return [_table(data, path, name, manner)]
    titles = [*read_book(data, name).sheets]
    several = len(titles) > 1
    found = (
        _table(data, path, f"{name} [{title}]" if several else name, replace(manner, sheet=title))
        for title in titles
    )
    return [replace(sheet, part=several) for sheet in found]


def _table(data: bytes, path: Path, name: str, manner: Manner) -> Sheet:
    records = Records(io.BytesIO(data), Path(name), manner)
    found = [(records.header_line, list(records.columns)), *records]
    broken = [each for each in records.defects if each not in records.of_header]
    if broken:
        raise InputInvalid(broken)
    lines, rows = zip(*_split([(line, _trimmed(cells)) for line, cells in found]), strict=True)
    return Sheet(path, name, records.sha256, lines, rows, manner)


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    found = [clean(cell) for cell in cells]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _split(rows: Sequence[tuple[int, tuple[str, ...]]]) -> list[tuple[int, tuple[str, ...]]]:
    """Rows of one cell each, which hold several: numbers between commas are taken for no table elsewhere."""
    if any(len(cells) > 1 for _, cells in rows):
        return list(rows)
    cells = [cell for _, (cell, *_) in rows if cell]
    sign = next((sign for sign in INSIDE if cells and all(sign in cell for cell in cells)), None)
    return [(line, _trimmed(row[0].split(sign)) if sign and row else row) for line, row in rows]


def _json(data: bytes, path: Path, name: str, manner: Manner) -> Sheet:
    text, _ = decode(data, name, manner.encoding)
    try:
        document = json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise InputInvalid([Defect("published.json", name)]) from None
    return Sheet(path, name, sha256(data).hexdigest(), (), (), manner, document=document)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; ValueError where a key is there twice, since nobody knows which of the two was meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def named(document: Any, *names: str) -> Any:  # noqa: ANN401 - whatever JSON has
    """The value under the first of these names, in an object; None where there is none."""
    found: Mapping[str, Any] = document if isinstance(document, dict) else {}
    keys = {bare(each): each for each in found}
    return next((found[keys[name]] for name in names if name in keys), None)


def cells_of(sheet: Sheet, place: int) -> Iterator[tuple[int, str]]:
    """(line, cell) of a column, below the header; empty cells as such."""
    for line, cells in sheet.body:
        yield line, cells[place] if place < len(cells) else ""
