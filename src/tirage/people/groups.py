"""Things that belong together by pairs, and so all of them: a union-find that says the same in any order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from tirage.discretion import brief

T = TypeVar("T", bound=Any)  # it can be compared


class Groups(Generic[T]):
    """Groups of things that can be compared, each under its smallest.

    >>> found = Groups([("b", "c"), ("a", "b")])
    >>> found.top("c"), found.top("z")
    ('a', 'z')
    """

    def __init__(self, pairs: Iterable[tuple[T, T]] = ()) -> None:
        self._parent: dict[T, T] = {}
        for one, other in pairs:
            self.join(one, other)

    def __repr__(self) -> str:
        return brief(self, things=len(self._parent))

    def top(self, thing: T) -> T:
        """The smallest of its group; itself where it is alone."""
        while (above := self._parent.get(thing, thing)) != thing:
            self._parent[thing] = self._parent.get(above, above)
            thing = above
        return thing

    def join(self, one: T, other: T) -> None:
        """Put two things, and all that is with either, into one group."""
        low, high = sorted((self.top(one), self.top(other)))
        self._parent[high] = low

    def tops(self) -> list[tuple[T, T]]:
        """(thing, the smallest of its group) of everything that was joined, sorted."""
        return [(thing, self.top(thing)) for thing in sorted(self._parent)]
