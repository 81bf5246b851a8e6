"""Rows of the lists, and what became of each: kept in the frame, or left out for a cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tirage.people.frame.eligibility import DUPLICATE
from tirage.people.frame.reading import Roll
from tirage.people.frame.store import Store
from tirage.people.rolls.lists import CARDS


@dataclass(frozen=True, slots=True)
class ListTally:
    """The rows of one list."""

    list: str
    read: int
    kept: int
    excluded: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The rows of all lists: read = kept + excluded, in all and on each list."""

    read: int
    kept: int
    causes: Mapping[str, int]
    """The rows that are not in the frame, by cause; sorted."""
    lists: tuple[ListTally, ...]
    """Sorted by name."""

    @property
    def excluded(self) -> int:
        """Rows that are not in the frame."""
        return sum(self.causes.values())


def tally(store: Store, rolls: Sequence[Roll]) -> Tally:
    """The count of every row, once the frame is sealed."""
    causes: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for roll in rolls:
        causes.update(roll.causes)
        read.update(roll.kept)
        # Of a row that cannot be read, only its file's list is known.
        read[roll.list or min(roll.kept, default=CARDS)] += roll.set_aside
    left_out = store.rows(
        "select cause, count(*) from outcomes where cause <> '' group by cause order by cause"
    )
    causes.update(dict(left_out))
    rows, people = store.one("select count(*) from persons"), store.one("select count(*) from outcomes")
    causes[DUPLICATE] += rows - people
    kept: dict[str, int] = dict(
        store.rows("select list, count(*) from outcomes where cause = '' group by list order by list")
    )
    lists = tuple(
        ListTally(name, read[name], kept.get(name, 0), read[name] - kept.get(name, 0))
        for name in sorted(read)
        if read[name]
    )
    sorted_causes = {cause: causes[cause] for cause in sorted(causes) if causes[cause]}
    return Tally(sum(roll.read for roll in rolls), sum(kept.values()), sorted_causes, lists)
