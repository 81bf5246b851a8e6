"""A file of more volunteers beside the pool that they join: who is in it already, and who lives with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tirage.acts.life.persons import pool_of
from tirage.acts.pool.guards import NO_GUARDS, Guards, guarded
from tirage.acts.pool.prepared import prepared_lines, prepared_source
from tirage.assembly import cooling, lineage
from tirage.assembly.record import Dossier
from tirage.assembly.remaining import current_pool, first_quotas
from tirage.dossier import entries
from tirage.dossier.layout import (
    KEY,
    joining_from_path,
    pool_path,
    prepared_joining_path,
    private_of_pool,
)
from tirage.errors import Defect, InputInvalid, Refused, told
from tirage.i18n.languages import FALLBACK
from tirage.people.groups import Groups
from tirage.people.ids import pid as alias_of
from tirage.people.intake.apply import ID
from tirage.people.pool import households
from tirage.people.pool.aliases import aliased
from tirage.people.pool.files import rows_of
from tirage.people.pool.model import Person, Pool, PoolFile, PrivateTable
from tirage.people.pool.read import LINE, read_pool
from tirage.quotas.model import Quotas
from tirage.rules.recoding import NEWCOMERS
from tirage.tabular.cells import clean
from tirage.tabular.files import AS_IT_COMES, Manner
from tirage.tabular.writing import unguarded

KNOWN = "in-pool"
"""Cause of a row of somebody who is in the pool already."""


@dataclass(frozen=True, slots=True)
class JoinOptions:
    """How a file of more volunteers is to be read."""

    pool: str | Path | None = None
    """None: the list that `tirage prepare` has made."""
    id_column: str | None = None
    manner: Manner = AS_IT_COMES
    guards: Guards = NO_GUARDS

    @property
    def unsaid(self) -> bool:
        """Whether nothing is asked for: in which language one is answered is nothing."""
        return replace(self, guards=replace(self.guards, language=FALLBACK)) == AS_PREPARED


AS_PREPARED = JoinOptions()
"""The list that `tirage prepare` has made."""


def joining(dossier: Dossier, asked: JoinOptions, today: date) -> tuple[PoolFile, Pool]:
    """Those of a file who join, under the ids of the dossier; and the whole pool with them.

    Raises as `joining.join_from_file` says.
    """
    pool, recorded = current_pool(dossier.files), dossier.bodies(entries.Pool)[0]
    declared = getattr(recorded, "no_household", "")
    if declared and asked.guards.no_household is None:
        raise Refused("volunteers.homes")
    file = _read(dossier, asked)
    key = bytes.fromhex(dossier.private(KEY).decode("ascii").strip()) if recorded.ids == "alias" else None
    own = {
        person.pid: person.pid if key is None else alias_of(key, person.pid) for person in file.pool.people
    }
    before = _rows_before(dossier, file.private)
    file = _without_known(file, own, before)
    with told(file.notes):
        kept = guarded(_beside(file, pool, before), asked.guards, dossier.path, before.keys())
    together = kept.pool
    new = tuple(person for person in together.people if person.pid not in before)
    joined = replace(
        kept,
        pool=Pool(pool.criteria, new, pool.household),
        private=replace(
            kept.private,
            rows={each.pid: kept.private.rows[each.pid] for each in new},
            lines={each.pid: kept.private.lines[each.pid] for each in new},
        ),
    )
    if key is not None:
        joined = aliased(joined, key)
    if lineage.follows(dossier):
        joined = cooling.without(joined, cooling.left_out(dossier, today, recorded.ids))
    return joined, _whole(pool, joined.pool, together, own)


def _read(dossier: Dossier, asked: JoinOptions) -> PoolFile:
    """The file under its own ids; a category that nobody of it has is no fault here."""
    quotas = _any_number(first_quotas(dossier.files))
    columns = dossier.plan.inputs.household
    if asked.pool is not None:
        if asked.id_column == LINE:
            raise Refused("volunteers.by_line")
        return read_pool(
            asked.pool, quotas, id_column=asked.id_column, household=columns, manner=asked.manner
        )
    number = dossier.state.joined + 1
    listed, made_from = prepared_joining_path(number), joining_from_path(number)
    source = prepared_source(dossier.path, listed, made_from, NEWCOMERS.format(number))
    file = read_pool(dossier.path / listed, quotas, id_column=ID, household=columns, manner=asked.manner)
    received = prepared_lines(dossier.path, made_from)
    lines = {pid: received[line - 2] for pid, line in file.private.lines.items()}
    return replace(file, source=source, private=replace(file.private, lines=lines))


def _any_number(quotas: Quotas) -> Quotas:
    return replace(quotas, bounds=tuple(replace(bound, minimum=0) for bound in quotas.bounds))


def _rows_before(dossier: Dossier, private: PrivateTable) -> dict[str, tuple[str, ...]]:
    """The rows of everyone in the pool under the titles of the new file, by pid."""
    header, *rows = rows_of(dossier.private(private_of_pool(pool_path(dossier.files))))
    place = {clean(title): i for i, title in enumerate(header)}
    places = [place.get(clean(title)) for title in private.header]
    return {
        pid: tuple("" if i is None or i >= len(row) else unguarded(row[i]) for i in places)
        for pid, row in zip(pool_of(dossier), rows, strict=True)
    }


def _without_known(file: PoolFile, own: Mapping[str, str], before: Mapping[str, tuple[str, ...]]) -> PoolFile:
    """The file without the rows of those who are in the pool; InputInvalid where one is written otherwise."""
    there = [pid for pid in own if own[pid] in before]
    other = [pid for pid in there if _differ(file.private.rows[pid], before[own[pid]])]
    if other:
        lines = tuple(sorted(file.private.lines[pid] for pid in other))
        values = {"count": len(other), "lines": ", ".join(map(str, lines[:5])) + ("…" if lines[5:] else "")}
        defect = Defect("volunteers.other_row", file.source.name, lines[0], None, values, lines)
        raise InputInvalid([defect])
    return cooling.without(file, dict.fromkeys(there, KNOWN))


def _differ(row: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two rows say different things where both say something."""
    return any(clean(a) != clean(b) for a, b in zip(row, other, strict=True) if a.strip() and b.strip())


def _beside(file: PoolFile, pool: Pool, before: Mapping[str, tuple[str, ...]]) -> PoolFile:
    """Those of the pool before those of the file, in one: by pid, and line 0."""
    table = file.private
    place = table.header.index(table.own)
    rows = {pid: (*cells[:place], pid, *cells[place + 1 :]) for pid, cells in before.items()}
    whole = dict(sorted({**rows, **table.rows}.items()))
    titles = file.pool.household
    homes = {pid: [cells[table.header.index(title)] for title in titles] for pid, cells in whole.items()}
    labels, count = households.label(homes if titles else {}, titles)
    features = {person.pid: person.features for person in (*pool.people, *file.pool.people)}
    people = tuple(Person(pid, features[pid], labels.get(pid, "")) for pid in whole)
    lines = {**dict.fromkeys(rows, 0), **table.lines}
    return replace(
        file,
        pool=Pool(pool.criteria, people, titles),
        households=count,
        private=replace(table, rows=whole, lines=lines),
    )


def _whole(pool: Pool, joined: Pool, together: Pool, own: Mapping[str, str]) -> Pool:
    """The pool with those who join: in the households on record, and those that somebody who joins makes."""
    everyone = {person.pid: person for person in (*pool.people, *joined.people)}
    new = {person.pid for person in joined.people}
    now: dict[str, list[str]] = {}
    for person in together.people:
        if (pid := own.get(person.pid, person.pid)) in everyone and person.household:
            now.setdefault(person.household, []).append(pid)
    before: dict[str, list[str]] = {}
    for person in pool.people:
        if person.household:
            before.setdefault(person.household, []).append(person.pid)
    shared = [*before.values(), *(pids for pids in now.values() if not new.isdisjoint(pids))]
    groups: Groups[str] = Groups((pids[0], pid) for pids in shared for pid in pids[1:])
    homes = [replace(everyone[pid], household=groups.top(pid)) for pid in sorted(everyone)]
    return households.among(Pool(pool.criteria, (), pool.household), homes)
