"""Seats that each group of volunteers could expect over the whole life of an assembly, as it is on record.

A draw of seats gives everyone of its pool a chance, and their sum over a group is the seats that it can
expect; a succession of a standby gives everyone who fits the same chance. Each draw is taken as it was
planned, given all that had happened before. As nobody sits twice, the sum over all draws is a group's
expected members, and over its people the chance of one of them to be drawn at some time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tirage.assembly.remaining import current_pool, seats_of
from tirage.assembly.state import read_state
from tirage.dossier.chain import Entry, head
from tirage.dossier.entries import Drawn, Successor
from tirage.dossier.layout import CHANCES, LOTTERY, joined_path, numbers_of, path_in_draw
from tirage.draws.documents import csv_rows
from tirage.draws.seat_draw import fitting

Chances = Iterator[tuple[str, Fraction]]
"""pid and chance."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The volunteers of one category, those who joined later among them."""

    criterion: str
    category: str
    volunteers: int
    panel: Fraction
    """Seats that they could expect in the draw of the panel."""
    later: Fraction
    """In all draws on record since."""

    @property
    def seats(self) -> Fraction:
        """Over the whole life, so far."""
        return self.panel + self.later


def lifetimes(files: Mapping[str, bytes], entries: Sequence[Entry]) -> tuple[Lifetime, ...]:
    """Criteria as in the pool, their categories in the order of the alphabet; needs the guarantors' part."""
    pool = current_pool(files)
    kinds = {person.pid: tuple(zip(pool.criteria, person.features, strict=True)) for person in pool.people}
    people = Counter(key for own in kinds.values() for key in own)
    seats: dict[tuple[bool, str, str], Fraction] = {}
    for is_panel, found in _draws(files, entries):
        for pid, chance in found:
            for criterion, category in kinds[pid]:
                key = (is_panel, criterion, category)
                seats[key] = seats.get(key, Fraction(0)) + chance
    order = {name: place for place, name in enumerate(pool.criteria)}
    return tuple(
        Lifetime(*key, people[key], *(seats.get((first, *key), Fraction(0)) for first in (True, False)))
        for key in sorted(people, key=lambda key: (order[key[0]], key[1]))
    )


def _draws(files: Mapping[str, bytes], entries: Sequence[Entry]) -> Iterator[tuple[bool, Chances]]:
    """Every draw of seats that had its result: whether it is the panel's, and everyone's chance in it."""
    for place, entry in enumerate(entries):
        body = entry.content
        if isinstance(body, Drawn):
            yield body.act == "panel", _given(files, body.act)
        elif isinstance(body, Successor):
            yield False, _succeeding(files, entries[:place], body)


def _given(files: Mapping[str, bytes], act: str) -> Chances:
    panels = len(files[path_in_draw(LOTTERY, act)].splitlines())
    for pid, count, *_ in csv_rows(files[path_in_draw(CHANCES, act)])[1:]:
        yield pid, Fraction(int(count), panels)


def _succeeding(files: Mapping[str, bytes], before: Sequence[Entry], body: Successor) -> Chances:
    """The same chance for everyone who fitted then."""
    state = read_state(files, before)
    later = {joined_path(number) for number in numbers_of(files, joined_path) if number > state.joined}
    known = {name: data for name, data in files.items() if name not in later}
    people = fitting(seats_of(known, state, head(before), body.act, (body.vacancy,)))
    for person in people:
        yield person.pid, Fraction(1, len(people))
