"""Whom the ids of a published list are, among those who could be drawn.

Where the file of people has no ids, they are numbers of its rows, from 0 as the data of Flanigan et al. have
it or from 1: a list with a 0 counts from 0, and so does one that does not reach the last row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.people.pool.model import PoolFile
from tirage.people.pool.read import LINE


@dataclass(repr=False, frozen=True, slots=True)
class Names:
    """What an id of a list says, by the id in the pool."""

    pids: Mapping[str, str]
    first: int | None = None
    """The number of the first row; None where people have ids of their own."""

    def __repr__(self) -> str:
        return brief(self, people=len(self.pids))


def by_line(file: PoolFile) -> list[str]:
    """The pids of everybody, in the order of their rows."""
    return sorted(file.private.lines, key=file.private.lines.__getitem__)


def names_of(file: PoolFile, said: Iterable[str]) -> Names:
    """How ids are to be read; `said`: all that stand in the lists."""
    if file.private.own != LINE:
        return Names({pid: pid for pid in file.private.rows})
    ordered = by_line(file)
    numbers = set(said)
    first = 1 if "0" not in numbers and str(len(ordered)) in numbers else 0
    own = {pid: pid for pid in ordered}
    return Names({**own, **{str(number): pid for number, pid in enumerate(ordered, first)}}, first)


def resolved(
    rows: Sequence[tuple[int | None, Sequence[str]]], names: Names, file: str
) -> list[tuple[str, ...]]:
    """The pids of each row of ids, ascending.

    Raises InputInvalid where somebody is unknown, or twice in one row: with the lines, and never with what
    stands there, for it may be a name.
    """
    unknown = [line for line, ids in rows if any(each not in names.pids for each in ids)]
    if unknown:
        count = len({each for _, ids in rows for each in ids if each not in names.pids})
        raise InputInvalid(
            [Defect("published.unknown", file, line, values={"count": count}) for line in unknown]
        )
    found = [tuple(sorted(names.pids[each] for each in ids)) for _, ids in rows]
    twice = [line for (line, _), pids in zip(rows, found, strict=True) if len(set(pids)) < len(pids)]
    if twice:
        raise InputInvalid([Defect("published.twice", file, line) for line in twice])
    return found
