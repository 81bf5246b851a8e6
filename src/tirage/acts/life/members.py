"""The lists of an official's desk: who sits, whom to telephone, whom to remind, who has said yes.

They are read off the record and change nothing. Names and contacts are those of `private/`, where they are
still there; whoever shows a list decides whether they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from tirage.acts import conduct
from tirage.acts.interface import Clock
from tirage.acts.life.persons import pool_of
from tirage.analysis.replaceable import followers
from tirage.assembly.record import Dossier, load
from tirage.assembly.remaining import current_pool, references_in, still_there
from tirage.assembly.stays import Member, roster
from tirage.discretion import brief
from tirage.dossier.disk import PRIVATE
from tirage.errors import Refused
from tirage.people.private.directory import Contact, directory
from tirage.shown import Shown


class List(StrEnum):
    """The lists there are."""

    members = "members"
    """Those who sit on a day."""
    calls = "calls"
    """Whom to telephone: members who have not answered yet, then the alternates in order."""
    reminders = "reminders"
    """Members who have not answered yet, those drawn first before the others."""
    acceptances = "acceptances"
    """Members who have said yes, in the order in which they did."""
    volunteers = "volunteers"
    """Volunteers who never had a seat, nor have withdrawn: whom to thank."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a list."""

    pid: str
    reference: str
    features: tuple[str, ...]
    """Categories, in the order of `People.criteria`."""
    member: Member | None = None
    """The seat; None for one who does not sit."""
    place: int = 0
    """Of an alternate: the place on the list of those who are left, from 1; else 0."""
    days: int = 0
    """Days since the draw, of a member who has not answered."""


@dataclass(repr=False, frozen=True, slots=True)
class People(Shown):
    """A list, and how to reach those on it."""

    dossier: Dossier
    kind: List
    day: date
    """On which it is so."""
    today: date
    criteria: tuple[str, ...]
    rows: tuple[Listed, ...]
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    """By pid; nothing where there is no `private/`."""
    followers: Mapping[str, int] = field(default_factory=dict)
    """By pid, how many people could take the seat, should this member leave alone; of today's members."""

    def __repr__(self) -> str:
        return brief(self, rows=len(self.rows))

    @property
    def answered(self) -> int:
        """How many of those who sit on that day have said yes."""
        return sum(each.accepted is not None for each in _sitting(self.dossier, self.day, self.today))


def list_people(
    folder: str | Path, kind: List | str = List.members, *, clock: Clock, day: date | None = None
) -> People:
    """A list of the dossier at `folder` as of today, or of `day`: that of the members alone.

    Raises Refused where no panel was drawn, and for a day of another list.
    """
    dossier, kind = load(Path(folder)), List(kind)
    if dossier.drawn is None:
        raise Refused("life.no_panel")
    if day is not None and kind is not List.members:
        raise Refused("members.day")
    today = conduct.today_of(dossier, clock)
    day = day or today
    pool = current_pool(dossier.files)
    features = {person.pid: person.features for person in pool.people}
    names = references_in(dossier.files)
    rows = tuple(
        Listed(pid, names[pid], features[pid], member, place, days)
        for pid, member, place, days in _rows(dossier, kind, day, today)
    )
    known = (
        directory(dossier.path, [row.pid for row in rows], pool_of(dossier)) if is_private(dossier) else {}
    )
    counted = kind is List.members and day == today and dossier.state.closed is None
    following = followers(dossier.files, dossier.state) if counted else {}
    return People(dossier, kind, day, today, pool.criteria, rows, known, following)


def is_private(dossier: Dossier) -> bool:
    """Whether names are here: not in a pack, and not once they are erased."""
    folder = dossier.path / PRIVATE
    return folder.is_dir() and not folder.is_symlink()


Row = tuple[str, Member | None, int, int]
"""pid, seat, place on the list of alternates, days without an answer."""


def _rows(dossier: Dossier, kind: List, day: date, today: date) -> Iterator[Row]:
    sitting = _sitting(dossier, day, today)
    match kind:
        case List.members:
            yield from ((each.pid, each, 0, 0) for each in sitting)
        case List.acceptances:
            said = [(each.accepted, each.pid, each) for each in sitting if each.accepted is not None]
            yield from ((pid, each, 0, 0) for _, pid, each in sorted(said, key=lambda row: row[:2]))
        case List.reminders:
            yield from _waiting(sitting, day)
        case List.calls:
            yield from _waiting(sitting, day)
            yield from ((pid, None, place, 0) for place, pid in enumerate(_alternates(dossier), 1))
        case List.volunteers:
            out = dossier.state.members | dossier.state.unavailable
            yield from ((pid, None, 0, 0) for pid in pool_of(dossier) if pid not in out)


def _sitting(dossier: Dossier, day: date, today: date) -> tuple[Member, ...]:
    return roster(dossier.files, dossier.entries, day, today)


def _waiting(sitting: Iterable[Member], day: date) -> Iterator[Row]:
    """Those who have not answered, whoever has waited longest first."""
    silent = [each for each in sitting if each.accepted is None]
    for each in sorted(silent, key=lambda member: (member.since, member.pid)):
        yield each.pid, each, 0, (day - each.since).days


def _alternates(dossier: Dossier) -> tuple[str, ...]:
    return still_there(current_pool(dossier.files), dossier.state)
