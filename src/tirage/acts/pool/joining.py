"""More volunteers for the draws to come, while an assembly sits: those who accepted letters of a later wave.

They join between two draws. While a seat is open nobody does, as whoever knows which seats are open could
choose who is to have them; unless it is on record that no one fits these seats, which is when an assembly
needs them (docs/decisions/0046). The pool of the panel stays as it is, and so does everything drawn from it:
the pool as it stands is a file of its own, whole, after each list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from tirage.acts import conduct
from tirage.acts.conduct import today_of
from tirage.acts.inputs import accepting
from tirage.acts.interface import Clock, Note
from tirage.acts.letters.promises import rules_and_quotas
from tirage.acts.pool.newcomers import AS_PREPARED, JoinOptions, joining
from tirage.assembly.record import Dossier, load
from tirage.assembly.remaining import current_pool
from tirage.assembly.state import AssemblyState
from tirage.discretion import brief
from tirage.dossier import entries
from tirage.dossier.canonical import sha256
from tirage.dossier.layout import joined_path, joined_receipts_path, pool_path, private_of_pool
from tirage.dossier.merkle import root
from tirage.dossier.outcome import Changes
from tirage.draws.documents import receipt_leaves, receipts_csv
from tirage.errors import Refused
from tirage.people.pool.files import pool_csv, with_rows
from tirage.people.pool.model import Pool, PoolFile


@dataclass(repr=False, frozen=True, slots=True)
class Joined:
    """Volunteers who have joined the pool."""

    dossier: Dossier
    """After it."""
    number: int
    """Of the list."""
    pids: Sequence[str]
    """Of those who joined."""
    pool: Pool
    """As it stands now."""
    notes: tuple[Note, ...] = ()
    """How the file was read."""

    def __repr__(self) -> str:
        return brief(self, number=self.number, people=len(self.pids))


def join(folder: str | Path, asked: JoinOptions, *, clock: Clock, tool: str) -> Joined:
    """More volunteers by the road of the dossier: who accepted letters, or a file; raises as both do."""
    if load(Path(folder)).framed:
        if not asked.unsaid:
            raise Refused("volunteers.letters")
        return join_accepted(folder, clock=clock, tool=tool)
    return join_from_file(folder, asked, clock=clock, tool=tool)


def join_accepted(folder: str | Path, *, clock: Clock, tool: str) -> Joined:
    """Everyone who has accepted a letter by now and is not in the pool yet joins it.

    Refused while a draw is planned, while a seat is open that it is not said no one fits, where nobody has
    accepted since, and as a panel of a roll is.
    """
    dossier = load(Path(folder))
    check_between(dossier, today_of(dossier, clock))
    _, quotas = rules_and_quotas(dossier)
    pool = current_pool(dossier.files)
    file = accepting(dossier, quotas, {person.pid for person in pool.people})
    people = sorted((*pool.people, *file.pool.people), key=lambda person: person.pid)
    return _joined(dossier, file, replace(pool, people=tuple(people)), clock, tool)


def join_from_file(
    folder: str | Path, asked: JoinOptions = AS_PREPARED, *, clock: Clock, tool: str
) -> Joined:
    """The volunteers of a file join the pool; without a file, those of the list that was prepared.

    Who is in the pool already, by id and as written, is passed over. Refused as `join_accepted` is, in a
    dossier that begins with a roll, and where the addresses that are no household are not said again;
    InputInvalid as for the pool of the panel, and for an id of the pool in a row that says something else.
    """
    dossier = load(Path(folder))
    today = today_of(dossier, clock)
    check_between(dossier, today)
    if dossier.framed:
        raise Refused("volunteers.letters")
    file, whole = joining(dossier, asked, today)
    return _joined(dossier, file, whole, clock, tool)


def check_between(dossier: Dossier, today: date) -> None:
    """Refused where nobody may join now: their tickets by a standby in force can be known already."""
    state = dossier.state
    state.check_open()
    if dossier.pending is not None:
        raise Refused("life.pending", act=dossier.pending)
    if state.vacant and set(state.unfilled) != set(state.vacant):
        raise Refused("volunteers.vacant", seats=len(state.vacant))
    last = state.standbys.last
    if last is not None and last.in_force(today):
        raise Refused("volunteers.standby", seats=last.left, date=last.until)


def _joined(dossier: Dossier, file: PoolFile, whole: Pool, clock: Clock, tool: str) -> Joined:
    """Write that the people of a file join; `whole`: the pool with them."""
    state = dossier.state
    if not file.pool.people:
        raise Refused("volunteers.nobody" if dossier.framed else "volunteers.nobody_new")
    after = conduct.record(dossier, changes(dossier, state, file, whole), clock=clock, tool=tool)
    pids = tuple(person.pid for person in file.pool.people)
    return Joined(after, state.joined + 1, pids, whole, file.notes)


def changes(dossier: Dossier, state: AssemblyState, file: PoolFile, whole: Pool) -> Changes:
    """The files and the entry by which those of a file join; `whole`: the pool with them."""
    number, source = state.joined + 1, file.source
    before = pool_path(dossier.files)
    known = [person.pid for person in current_pool(dossier.files).people]
    name = joined_path(number)
    rows = with_rows(dossier.private(private_of_pool(before)), known, file.private)
    files = {name: pool_csv(whole), private_of_pool(name): rows}
    if file.nonces:
        files[joined_receipts_path(number)] = receipts_csv(whole, file.nonces)
    body = entries.Volunteers(
        list=number,
        sha256=sha256(files[name]),
        **source.on_record(len(whole.people) - len(known)),
        root=root(receipt_leaves(whole, file.nonces)) if file.nonces else "",
    )
    if source.settled is not None:
        body = entries.SettledVolunteers(**body.document(), **asdict(source.settled))
    return Changes(files, (body.as_act(),))
