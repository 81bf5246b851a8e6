"""The value read from a cell, and remarks about how it was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tirage.discretion import brief

T = TypeVar("T")
K = TypeVar("K")

MOST_REMEMBERED = 50_000
"""Readings that a `Remembered` keeps, so that memory does not grow with the file."""


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
