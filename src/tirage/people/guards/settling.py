"""A file of volunteers settled: who is out of it, and why, once somebody has decided every doubt.

Rows that are one person count once, by the first line of the file; the others are left out as `duplicate`.
Somebody who is on a list is left out by its cause, however many rows they have.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.people.groups import Groups
from tirage.people.guards.doubts import find
from tirage.people.guards.exclusions import Matched
from tirage.people.guards.traits import SHOWN, Columns, Traits
from tirage.people.pool.model import PoolFile
from tirage.people.review import SAME, Doubt

DUPLICATE = "duplicate"
FIELDS = ("line", "id", *SHOWN)
"""Of each side of the table of doubts."""


@dataclass(repr=False, frozen=True, slots=True)
class Asked:
    """A doubt, and the rows that it is about."""

    doubt: Doubt
    lines: tuple[int, ...]
    """Of the file: two rows, or the one that a person of a list may be."""
    one: int
    other: int | None
    """Places among the volunteers; None where `one` may be on a list."""
    cause: str = ""
    """Of the list; empty where two rows may be one person."""

    def __repr__(self) -> str:
        return brief(self, lines=len(self.lines))


def traits_of(file: PoolFile) -> tuple[Columns, list[Traits]]:
    """The columns that tell people apart, and everyone's traits, in the order of the file."""
    header = file.private.header
    columns = Columns(
        header, header.index(file.private.own), [header.index(name) for name in file.pool.household]
    )
    rows = sorted((file.private.lines[pid], cells) for pid, cells in file.private.rows.items())
    return columns, [columns.traits(row) for row in rows]


def asked(file: PoolFile, people: Sequence[Traits], columns: Columns, lists: Matched) -> list[Asked]:
    """Everything that somebody has to decide: of the lists, then of two rows, in the order of the file.

    Two rows that are out anyway are not asked about.
    """

    def shown(one: Traits) -> tuple[str, ...]:
        return (str(one.line), one.pid, *columns.shown(file.private.rows[one.pid]))

    found = []
    for near in lists.near:
        one, person = people[near.place], near.person
        sides = ((str(person.line), person.pid, *near.shown), shown(one))
        doubt = Doubt(_case(near.cause, person, one), near.reason, *sides)
        if near.place not in lists.certain:
            found.append(Asked(doubt, (one.line,), near.place, None, near.cause))
    for (a, b), reasons in find(people).items():
        one, other = people[a], people[b]
        doubt = Doubt(_case("", one, other), reasons[0], shown(one), shown(other))
        if not {a, b} <= lists.certain.keys():
            found.append(Asked(doubt, (one.line, other.line), a, b))
    return found


def left_out(
    people: Sequence[Traits], found: Sequence[Asked], words: Mapping[str, str], lists: Matched, file: str
) -> dict[str, str]:
    """Own id → cause of everyone who is left out, all doubts being decided.

    `words`: case → SAME or OTHER. Raises InputInvalid where decisions contradict each other.
    """
    same = [each for each in found if words[each.doubt.case] == SAME]
    groups: Groups[int] = Groups((each.one, each.other) for each in same if each.other is not None)
    torn = [
        each
        for each in found
        if each not in same and each.other is not None and groups.top(each.one) == groups.top(each.other)
    ]
    if torn:
        told = "; ".join(", ".join(map(str, each.lines)) for each in torn[:5])
        raise InputInvalid([Defect("pool.decisions.torn", file, values={"count": len(torn), "lines": told})])
    causes: dict[int, str] = {}
    order = list(lists.hashes)
    listed = [(order.index(cause), place, cause) for place, cause in lists.certain.items()]
    listed += [(order.index(each.cause), each.one, each.cause) for each in same if each.other is None]
    for _, place, cause in sorted(listed):
        causes.setdefault(groups.top(place), cause)
    heads = {place: groups.top(place) for place in range(len(people))}
    out = {place: causes.get(head, "") if place == head else DUPLICATE for place, head in heads.items()}
    return {people[place].pid: cause for place, cause in out.items() if cause}


def decided(found: Sequence[Asked], words: Mapping[str, str]) -> Counter[str]:
    """How many doubts were decided one way and the other."""
    return Counter(words[each.doubt.case] for each in found)


def _case(cause: str, one: Traits, other: Traits) -> str:
    """By what both rows say: the same however the file is sorted, another once a row was corrected."""
    sides = sorted("|".join(_said(each)) for each in (one, other))
    return hashlib.sha256("||".join((cause, *sides)).encode()).hexdigest()[:16]


def _said(one: Traits) -> tuple[str, ...]:
    parts = (one.surnames, (one.first, one.born), sorted(one.mails), sorted(one.phones))
    return (one.pid, *(" ".join(part) for part in parts), one.home)
