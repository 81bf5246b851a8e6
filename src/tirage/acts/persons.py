"""Whom an organiser means, by alias, the beginning of one, or the id in their own file; and who that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tirage.assembly.record import Dossier
from tirage.discretion import brief
from tirage.dossier.layout import KEY, PIDS, POOL
from tirage.draws.documents import csv_rows
from tirage.errors import Refused
from tirage.people.ids import FIELD, pid
from tirage.people.private.names import name_of

SHORTEST = 6
"""Signs of a beginning at least: fewer could as well be the number of a list."""
_PID = rb"\n(%s[^,\n]*),"


def pid_of(dossier: Dossier, person: str) -> str:
    """The pid of the person meant; the text itself where nobody is, which what follows then refuses.

    Refused for a text that could mean several people.
    """
    text = person.strip()
    if not FIELD.fullmatch(text) or _begin_with(dossier, text, whole=True):
        return text
    found = {alias for alias in _by_key(dossier, text) if _begin_with(dossier, alias, whole=True)}
    if len(text) >= SHORTEST:
        found |= _begin_with(dossier, text, whole=False)
    if len(found) > 1:
        raise Refused("person.several", count=len(found))
    return found.pop() if found else text


@dataclass(repr=False, frozen=True, slots=True)
class Portrait:
    """Whom a question is about, for the eyes of the organiser."""

    name: str
    """Empty where `private/` does not say it."""
    features: Mapping[str, str]
    """Category by criterion; none before there is a pool."""
    since: str
    """Day on which the seat was drawn, `2026-11-23`; empty for one who has none."""

    def __repr__(self) -> str:
        return brief(self, named=bool(self.name), features=len(self.features))


def portrait(dossier: Dossier, person: str) -> Portrait:
    """Who a pid is, as far as the dossier says."""
    rows = csv_rows(dossier.files[POOL]) if POOL in dossier.files else [[]]
    header, pids = rows[0], [row[0] for row in rows[1:]]
    features: Mapping[str, str] = {}
    if person in pids:
        features = dict(zip(header[2:], rows[1 + pids.index(person)][2:], strict=True))
    seat = dossier.state.seat(person) if dossier.drawn is not None else None
    return Portrait(name_of(dossier.path, person, pids), features, "" if seat is None else seat.since)


def _by_key(dossier: Dossier, own: str) -> Iterator[str]:
    """The pid that the dossier's key makes of an own id, as long as the key is there."""
    if (dossier.path / KEY).is_file():
        yield pid(bytes.fromhex(dossier.private(KEY).decode("ascii").strip()), own)


def _begin_with(dossier: Dossier, text: str, *, whole: bool) -> set[str]:
    """The pids of the frame and the pool that begin with a text, or are it."""
    found: set[str] = set()
    for name in (PIDS, POOL):
        data = dossier.files.get(name, b"")
        if f"\n{text}".encode() in data:
            pattern = _PID % re.escape(text.encode())
            found |= {match.decode("ascii") for match in re.findall(pattern, data)}
    return {each for each in found if each == text} if whole else found
