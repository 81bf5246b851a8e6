"""Whom an organiser means: by reference, alias, code of a letter, own id or name; and who that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tirage.assembly.letters import stratum_by_pid
from tirage.assembly.record import Dossier
from tirage.assembly.remaining import references_in
from tirage.discretion import brief
from tirage.dossier.entries import Letters
from tirage.dossier.layout import KEY, POOL, pool_path
from tirage.dossier.people import beginning_with
from tirage.draws.documents import csv_rows
from tirage.errors import Refused
from tirage.i18n.note import Note
from tirage.people.ids import FIELD, pid
from tirage.people.private.directory import NOBODY, directory, named
from tirage.people.private.lookup import by_code

SHORTEST = 6
"""Signs of a beginning at least: fewer could as well be the number of a list."""
MOST = 12
"""Candidates that an error names; the others are counted."""
_PID = rb"\n(%s[^,\n]*),"


def pid_of(dossier: Dossier, person: str) -> str:
    """The pid of the person meant; the text itself where nobody is, which what follows then refuses.

    Refused for a text that could mean several people, who are told apart by reference and profile, and for a
    name that nobody has.
    """
    text = person.strip()
    pid = meant(dossier, text) or _only(dossier, set(_called(dossier, text)))
    if pid is None and not FIELD.fullmatch(text):
        raise Refused("person.unknown")
    return pid or text


def meant(dossier: Dossier, text: str) -> str | None:
    """The pid that a text stands for, names apart: an alias, a reference, a letter's code, an own id.

    Refused for the beginning of several aliases.
    """
    return _only(dossier, _meant(dossier, text))


def _only(dossier: Dossier, found: set[str]) -> str | None:
    """The one who is found; None for nobody, Refused for several."""
    if len(found) > 1:
        raise Refused("person.several", count=len(found), places=_candidates(dossier, sorted(found)))
    return next(iter(found), None)


def _meant(dossier: Dossier, text: str) -> set[str]:
    if FIELD.fullmatch(text) and _begin_with(dossier, text, whole=True):
        return {text}
    names = references_in(dossier.files)
    found = {pid for pid, reference in names.items() if reference == text}
    if found:
        return found
    if (pid := by_code(dossier.path, text)) is not None:
        return {pid}
    if FIELD.fullmatch(text):
        found |= {alias for alias in _by_key(dossier, text) if _begin_with(dossier, alias, whole=True)}
        if len(text) >= SHORTEST:
            found |= _begin_with(dossier, text, whole=False)
    return found


def pool_of(dossier: Dossier) -> tuple[str, ...]:
    """The pids of the pool as it stands, in the order of its private rows; nobody before there is a pool."""
    files = dossier.files
    return tuple(row[0] for row in csv_rows(files[pool_path(files)])[1:]) if POOL in files else ()


def _called(dossier: Dossier, text: str) -> tuple[str, ...]:
    """The pids of those in the pool, or before there is one of those who got a letter, with that name."""
    pool = pool_of(dossier)
    reached = pool or tuple(stratum_by_pid(dossier, len(dossier.bodies(Letters))))
    return named(directory(dossier.path, reached, pool), text)


def _candidates(dossier: Dossier, pids: Sequence[str]) -> tuple[Note, ...]:
    """A line for each person who could be meant, a dozen at most: reference, profile, whether they sit."""
    references = references_in(dossier.files)
    lines = []
    for each in pids[:MOST]:
        who = portrait(dossier, each)
        profile = ", ".join(who.features.values())
        said = {"reference": references.get(each, each), "profile": profile or "-"}
        lines.append(Note("person.candidate.sits" if who.since else "person.candidate", said))
    more = len(pids) - MOST
    return (*lines, Note("person.more", {"count": more})) if more > 0 else tuple(lines)


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
    rows = csv_rows(dossier.files[pool_path(dossier.files)]) if POOL in dossier.files else [[]]
    header, pids = rows[0], pool_of(dossier)
    features: Mapping[str, str] = {}
    if person in pids:
        features = dict(zip(header[2:], rows[1 + pids.index(person)][2:], strict=True))
    seat = dossier.state.seat(person) if dossier.drawn is not None else None
    found = directory(dossier.path, (person,), pids).get(person, NOBODY)
    return Portrait(found.label, features, "" if seat is None else seat.since)


def _by_key(dossier: Dossier, own: str) -> Iterator[str]:
    """The pid that the dossier's key makes of an own id, as long as the key is there."""
    if (dossier.path / KEY).is_file():
        yield pid(bytes.fromhex(dossier.private(KEY).decode("ascii").strip()), own)


def _begin_with(dossier: Dossier, text: str, *, whole: bool) -> set[str]:
    """The pids of the frame and the pool that begin with a text, or are it."""
    found = {line.pid for line in beginning_with(dossier.files, text)}
    data = dossier.files.get(pool_path(dossier.files), b"")
    if f"\n{text}".encode() in data:
        pattern = _PID % re.escape(text.encode())
        found |= {match.decode("ascii") for match in re.findall(pattern, data)}
    return {each for each in found if each == text} if whole else found
