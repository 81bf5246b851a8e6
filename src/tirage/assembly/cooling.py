"""Cooling-off: people of the former assemblies who are left out of the next, by public id alone.

A former member is a person who held a seat, however short; a person who refused the seat never held it. The
period of a member runs from the day on which they left the seat, the period of a person invited from the day
on which the letter was drawn. A person is eligible again once that many months have passed on the day
the frame (or, without rolls, the pool) is closed. A person who is both is counted as a former member.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from tirage.assembly.departures import corrected
from tirage.assembly.lineage import cooling_off, formers
from tirage.assembly.record import Dossier
from tirage.dossier import entries
from tirage.dossier.entries import Close, Letters, Vacancy
from tirage.dossier.layout import drawn_path, wave_of
from tirage.draws.documents import csv_rows
from tirage.errors import Refused
from tirage.people.pool.households import among, counted
from tirage.people.pool.model import PoolFile

if TYPE_CHECKING:
    from tirage.rules.sections import CoolingOff

KindOfIds = Literal["frame", "alias", "published"]
"""Made with the key from what a roll says; with the key from the ids of a file of volunteers; these ids."""
MEMBER, INVITED = "former-member", "invited"


def check_ids(found: Dossier, ids: KindOfIds) -> None:
    """Refused where people are to be left out and a former assembly had other ids than `ids`."""
    if cooling_off(found).any and any(ids_of(former) != ids for former in formers(found)):
        raise Refused("next.other_ids")


def ids_of(found: Dossier) -> KindOfIds:
    """What the pids of a dossier were made from; own ids where it has no people yet."""
    if found.framed:
        return "frame"
    return next((pool.ids for pool in found.bodies(entries.Pool)), "published")


def left_out(found: Dossier, on: date, ids: KindOfIds) -> dict[str, str]:
    """Cause by pid of everyone left out of this assembly; empty in a dossier that follows no other.

    Refused, as `check_ids` has it, where nobody could be recognised.
    """
    check_ids(found, ids)
    return cooled(formers(found), cooling_off(found), on)


def cooled(before: Sequence[Dossier], rules: CoolingOff, on: date) -> dict[str, str]:
    """Cause by pid on a day, after these assemblies."""
    found: dict[str, str] = {}
    for former in before:
        if rules.invited:
            found |= dict.fromkeys(_within(_letters(former), rules.invited, on), INVITED)
    for former in before:
        if rules.members:
            found |= dict.fromkeys(_within(_members(former), rules.members, on), MEMBER)
    return dict(sorted(found.items()))


def _within(days: Iterable[tuple[str, date]], months: int, on: date) -> Iterable[str]:
    from tirage.assembly.term import after

    return (pid for pid, day in days if after(day, months) > on)


def _members(former: Dossier) -> Iterable[tuple[str, date]]:
    """(pid, day on which they left) of everyone who held a seat."""
    from tirage.assembly.state import read_state

    for entry in corrected(former.entries):
        match entry.content:
            case Vacancy(pid=pid, kind=kind, date=day) if kind != "refusal":
                yield pid, day
            case Close(date=day):
                for pid in read_state(former.files, former.entries).last:
                    yield pid, day


def _letters(former: Dossier) -> Iterable[tuple[str, date]]:
    """(pid, day on which the letter was drawn) of everyone who was written to."""
    for entry in former.entries:
        match entry.content:
            case Letters(act=act):
                for pid, _ in csv_rows(former.files[drawn_path(wave_of(act))])[1:]:
                    yield pid, date.fromisoformat(entry.time[:10])


def without(file: PoolFile, out: Mapping[str, str]) -> PoolFile:
    """The pool without the pids of `out`, counted by cause; the others share households as before."""
    pool = file.pool
    causes = Counter(out[person.pid] for person in pool.people if person.pid in out)
    if not causes:
        return file
    left = among(pool, [person for person in pool.people if person.pid not in out])
    excluded = {**file.source.excluded, **causes}
    rows = {person.pid: file.private.rows[person.pid] for person in left.people}
    return replace(
        file,
        pool=left,
        source=replace(file.source, excluded=dict(sorted(excluded.items()))),
        households=counted(left, file.households),
        private=replace(file.private, rows=rows),
    )
