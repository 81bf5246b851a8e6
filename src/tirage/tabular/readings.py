"""The value read from a cell, and remarks about how it was written; readers that remember."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any, Generic, TypeVar, overload

from tirage.discretion import brief

T = TypeVar("T")
K = TypeVar("K")
U = TypeVar("U")

MOST_REMEMBERED = 100_000
"""Readings that a `Remembered` keeps, so that memory does not grow with the files."""
MOST_ALIKE = 50
"""Memories of rows that are alike in some cells that a `ColumnReader` keeps."""


Reading = tuple[T, tuple[str, ...]]
"""A value, and codes of remarks on it (`birth.partial`), which never lose a row."""


class Remembered(dict[K, T]):
    """A pure function of one argument that remembers what it gave: cells repeat all over a roll.

    >>> length = Remembered(len)
    >>> length["rue de la Paix"], length["rue de la Paix"], dict(length)
    (14, 14, {'rue de la Paix': 14})
    """

    def __repr__(self) -> str:
        return brief(self, readings=len(self))

    def __init__(self, function: Callable[[K], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, argument: K) -> T:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        value = self[argument] = self._function(argument)
        return value


class Same(Sequence[T]):
    """One value in every row of a column.

    >>> list(Same("PARIS", 2)), any(Same("", 2)), Same("PARIS", 2).map(len)[1]
    (['PARIS', 'PARIS'], False, 5)
    """

    def __init__(self, value: T, rows: int) -> None:
        self.value = value
        self._rows = rows

    def __repr__(self) -> str:
        return brief(self, rows=self._rows)

    def __len__(self) -> int:
        return self._rows

    def __contains__(self, value: object) -> bool:
        return self._rows > 0 and self.value == value

    def __iter__(self) -> Iterator[T]:
        return repeat(self.value, self._rows)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """A value, as of a list."""
        found = range(self._rows)[index]
        return self.value if isinstance(found, int) else Same(self.value, len(found))

    def map(self, function: Callable[[T], U]) -> Same[U]:
        """What a function gives of the value, in every row."""
        return Same(function(self.value), self._rows)


def mapped(function: Callable[[T], U], column: Sequence[T]) -> Sequence[U]:
    """A pure function of each value of a column; called once where they are the same."""
    return column.map(function) if isinstance(column, Same) else [*map(function, column)]


class ColumnReader(Generic[T]):
    """A pure function of some cells of a row, for many rows at once: call it on the columns of these cells.

    It remembers, and cells that are the same in all rows are looked at once, since most are (the list, the
    town, a complement that nobody has).

    >>> joined = ColumnReader("{} {}".format)
    >>> joined([("rue", "quai"), ("X", "X")])
    ['rue X', 'quai X']
    """

    def __repr__(self) -> str:
        return brief(self, memories=len(self._memories))

    def __init__(self, function: Callable[..., T]) -> None:
        """`function`: of the cells of one row, in the order of the columns."""
        self._function = function
        self._memories: dict[tuple[str | None, ...], Remembered[Any, T]] = {}

    def __call__(self, columns: Sequence[Sequence[str]]) -> Sequence[T]:
        """What each row gives, in the order of the rows; `columns`: one or more, all of one length, not 0."""
        # None: cells that differ.
        same = tuple(map(_same, columns))
        different = [column for column, cell in zip(columns, same, strict=True) if cell is None]
        memory = self._memory(same)
        if not different:
            return Same(memory[()], len(columns[0]))
        cells = different[0] if len(different) == 1 else zip(*different, strict=True)
        return [*map(memory.__getitem__, cells)]

    def _memory(self, same: tuple[str | None, ...]) -> Remembered[Any, T]:
        """Of the rows that have these cells; the others alone are the argument, a single one as it is."""
        if same not in self._memories:
            if len(self._memories) >= MOST_ALIKE:
                self._memories.clear()
            self._memories[same] = Remembered(self._of(same))
        return self._memories[same]

    def _of(self, same: tuple[str | None, ...]) -> Callable[[Any], T]:
        function, alone = self._function, same.count(None) == 1
        if same == (None,):
            return function

        def read(cells: Any) -> T:  # noqa: ANN401 - a text, or a tuple of texts
            rest = iter((cells,) if alone else cells)
            return function(*[next(rest) if cell is None else cell for cell in same])

        return read


def _same(column: Sequence[str]) -> str | None:
    """The cell that a column has in all rows; None where they differ."""
    if isinstance(column, Same):
        return str(column.value)
    return column[0] if column.count(column[0]) == len(column) else None
