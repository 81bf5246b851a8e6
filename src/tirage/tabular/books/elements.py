"""A table as XML in its plain form: a root, one element a row, one child a cell (order of 12 November 2013).

Names are compared without case and without their namespace; attributes, comments and processing instructions
say nothing of a row. The columns are all children that any row has, as they first come: an empty one may be
left out. A DTD is refused, and with it every entity but those of XML itself: no file can grow while it is
read, or lead to another one. Rows are read as they come, and none is held once it is given on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from tirage.errors import Defect, InputInvalid
from tirage.tabular.cells import quoted
from tirage.tabular.headers import Record

_AT_ONCE = 1 << 16
"""Characters that are given to the parser at once, about."""
_ROOT, _ROW, _CELL = 1, 2, 3
"""How deep each stands."""


def element_columns(lines: Iterable[str], file: str) -> Record:
    """The line of the root, and the names of the columns.

    Raises InputInvalid for what is no XML, is cut short, or has another shape: one defect, with its line.
    """
    reader, names = _Reader(file), dict[str, str]()
    for _, cells in reader.rows(lines):
        for key, (name, _) in cells.items():
            names.setdefault(key, name)
    if not names and reader.last:
        found = f"{'/'.join(reader.path[:_ROW])}/@*"
        raise InputInvalid([Defect("file.xml.shape", file, reader.last, values={"found": quoted(found)})])
    if not names:
        raise InputInvalid([Defect("file.xml.empty", file, values={"root": quoted(reader.path[0])})])
    return reader.first, [*names.values()]


def element_records(lines: Iterable[str], columns: Iterable[str], file: str) -> Iterator[Record]:
    """(line where the element starts, its cells in the order of the columns) of each row.

    Where several rows share a line, each counts one more than the last. Raises as `element_columns` does.
    """
    keys, none = [name.casefold() for name in columns], ("", "")
    last = 0
    for line, cells in _Reader(file).rows(lines):
        last = max(line, last + 1)
        yield last, [cells.get(key, none)[1] for key in keys]


class _Reader:
    """The rows of one file."""

    def __init__(self, file: str) -> None:
        self.first = 1
        """Line of the root."""
        self.last = 0
        """Line of the last row; 0 where there is none."""
        self.path: list[str] = []
        """Names from the root to where the parser stands; the last root, once it has come to its end."""
        self._file, self._depth = file, 0
        self._cells: dict[str, tuple[str, str]] = {}
        self._text: list[str] = []
        self._done: list[tuple[int, dict[str, tuple[str, str]]]] = []
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said

    def rows(self, lines: Iterable[str]) -> Iterator[tuple[int, dict[str, tuple[str, str]]]]:
        """(line, key → name and text of a child) of each row."""
        some: list[str] = []
        size = 0
        for text in lines:
            some.append(text)
            size += len(text)
            if size >= _AT_ONCE:
                yield from self._parsed("".join(some), final=False)
                some, size = [], 0
        yield from self._parsed("".join(some), final=False)
        yield from self._parsed("", final=True)

    def _parsed(self, text: str, *, final: bool) -> list[tuple[int, dict[str, tuple[str, str]]]]:
        try:
            self._parser.Parse(text, final)
        except expat.ExpatError as error:
            code = "file.xml.cut" if final else "file.xml.broken"
            raise InputInvalid([Defect(code, self._file, error.lineno)]) from None
        done, self._done = self._done, []
        return done

    def _doctype(self, *_: object) -> None:
        raise InputInvalid([Defect("file.xml.doctype", self._file, self._parser.CurrentLineNumber)])

    def _start(self, name: str, _attributes: object) -> None:
        local, line = name.rpartition(":")[2], self._parser.CurrentLineNumber
        self._depth += 1
        before = self.path[self._depth - 1 :][:1]
        self.path[self._depth - 1 :] = [local]
        if self._depth == _ROOT:
            self.first = line
        elif self._depth == _ROW:
            if before and before[0].casefold() != local.casefold():
                self._misshapen(f"{'/'.join([*self.path[:1], before[0]])}, {'/'.join(self.path)}")
            self.last, self._cells = line, {}
        elif self._depth > _CELL or local.casefold() in self._cells:
            self._misshapen("/".join(self.path))
        self._text = []

    def _end(self, _name: str) -> None:
        if self._depth == _CELL:
            name = self.path[_CELL - 1]
            self._cells[name.casefold()] = (name, "".join(self._text))
        elif self._depth == _ROW:
            self._done.append((self.last, self._cells))
        self._depth -= 1

    def _said(self, text: str) -> None:
        if self._depth == _CELL:
            self._text.append(text)
        elif text.strip():
            self._misshapen(f"{'/'.join(self.path[: self._depth])}/text()")

    def _misshapen(self, found: str) -> None:
        line = self._parser.CurrentLineNumber
        raise InputInvalid([Defect("file.xml.shape", self._file, line, values={"found": quoted(found)})])
