"""The pool and the quotas of the open seats: what the record leaves of those of the panel.

The people are those of the pool, and whoever has joined it since, without everyone who sits or has sat,
without their households, and without those who are unavailable. Those who are left share a household as
before, if there are two of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from tirage.chances.instance import MILLIONTHS
from tirage.dossier.canonical import sha256
from tirage.dossier.documents.plans import PanelPlan
from tirage.dossier.layout import (
    CHANCES,
    PLAN,
    POOL,
    QUOTAS,
    joined_path,
    numbers_of,
    path_in_draw,
    pool_path,
)
from tirage.draws.documents import csv_rows, seats_csv
from tirage.errors import Refused
from tirage.people.pool.households import among
from tirage.people.pool.model import Person, Pool
from tirage.people.pool.references import references
from tirage.quotas.model import Quotas, published, residual, tolerated

if TYPE_CHECKING:
    from tirage.assembly.state import AssemblyState
    from tirage.draws.seat_draw import Earlier, SeatDraw


def still_there(pool: Pool, life: AssemblyState) -> tuple[str, ...]:
    """The alternates on record who can be drawn today, in their order."""
    left = {person.pid for person in remaining(pool, life).people}
    return tuple(pid for pid in life.alternates if pid in left)


def current_pool(files: Mapping[str, bytes]) -> Pool:
    """The pool of the draws to come, as published: that of the panel, and whoever has joined it since."""
    return _pool(files, pool_path(files))


def pools(files: Mapping[str, bytes]) -> tuple[Pool, ...]:
    """The pool of the panel, then as it was after each list of volunteers who joined it."""
    return tuple(_pool(files, name) for name in (POOL, *map(joined_path, numbers_of(files, joined_path))))


def files_at(files: Mapping[str, bytes], state: AssemblyState) -> dict[str, bytes]:
    """The files without the lists of those who joined after this state: `current_pool` is that of then."""
    later = {joined_path(number) for number in numbers_of(files, joined_path) if number > state.joined}
    return {name: data for name, data in files.items() if name not in later}


def _pool(files: Mapping[str, bytes], name: str) -> Pool:
    (_, _, *criteria), *rows = csv_rows(files[name])
    people = tuple(Person(pid, tuple(features), household) for pid, household, *features in rows)
    return Pool(tuple(criteria), people, PanelPlan.from_bytes(files[PLAN]).inputs.household)


def references_in(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Reference by pid of everybody in the pool; nothing where that is not here."""
    if POOL not in files:
        return {}
    lists = (POOL, *map(joined_path, numbers_of(files, joined_path)))
    return references(*([row[0] for row in csv_rows(files[name])[1:]] for name in lists))


def first_quotas(files: Mapping[str, bytes]) -> Quotas:
    """The quotas of the panel, as they were published."""
    return published(json.loads(files[QUOTAS]))


def kept_quotas(files: Mapping[str, bytes]) -> Quotas:
    """What later draws keep the assembly to: the quotas of the panel, and the tolerance fixed with it."""
    return tolerated(first_quotas(files), PanelPlan.from_bytes(files[PLAN]).later.tolerance or {})


def remaining(pool: Pool, life: AssemblyState) -> Pool:
    """The people of the pool who can be drawn now: without members, their households, and the unavailable."""
    members = life.members
    closed = {each.household for each in pool.people if each.pid in members and each.household}
    out = members | life.unavailable
    return among(pool, [each for each in pool.people if each.pid not in out and each.household not in closed])


def features_of(pool: Pool, pids: Iterable[str]) -> list[tuple[str, ...]]:
    """The features of some people of the pool, in their order."""
    features = {person.pid: person.features for person in pool.people}
    return [features[pid] for pid in pids]


def check_sits(state: AssemblyState, today: date) -> None:
    """Refused once the assembly has ended, and from the day on which the term of everyone ends."""
    state.check_open()
    over = state.term.over if state.term is not None else None
    if over is not None and today >= over:
        raise Refused("life.ended", end=over)


def open_seats(
    files: Mapping[str, bytes],
    state: AssemblyState,
    journal: str,
    only: Sequence[str] = (),
    *,
    today: date,
    renewal: bool = False,
    together: bool = False,
) -> SeatDraw:
    """The draw of all seats that are open, or of as many as was fixed with the panel, those open for longest.

    `together`: of all of them, whatever was fixed; `only`: of those that these people left, once it is on
    record that no one fits all open seats together. It is a renewal where a term has ended; `renewal`: of a
    cohort in which nobody sat any more. Refused where no seat is open, for someone whose seat is not, for
    some seats that somebody chose, while a standby has some to fill, and once the term of everyone is over.
    """
    check_sits(state, today)
    if state.due:
        raise Refused("standby.first", seats=len(state.due))
    if not state.vacant:
        raise Refused("life.no_vacancy")
    if unknown := sorted(set(only) - set(state.vacant)):
        raise Refused("life.not_open", pids=", ".join(unknown))
    kind = "renewal" if renewal or state.renewing else "replacements"
    if only and (kind == "renewal" or state.unfilled != state.vacant):
        raise Refused("life.all_together")
    ruled = kind == "replacements" and not (only or together)
    batch = PanelPlan.from_bytes(files[PLAN]).later.batch if ruled else None
    vacancies = tuple(pid for pid in state.vacant if not only or pid in only)[:batch]
    return seats_of(files, state, journal, f"{kind}/{state.draws[kind] + 1}", vacancies)


def seats_of(
    files: Mapping[str, bytes], state: AssemblyState, journal: str, act: str, vacancies: tuple[str, ...]
) -> SeatDraw:
    """The draw of these seats of an assembly in which the others stay.

    Other open seats count as if whoever left them sat there still: a draw makes good what its own departures
    have cost, and the quotas can be met as before once the others are drawn.
    """
    from tirage.draws.seat_draw import SeatDraw

    pool, quotas = current_pool(files), first_quotas(files)
    held = features_of(pool, state.counted(vacancies))
    cumulated = PanelPlan.from_bytes(files[PLAN]).later.policy == "cumulated"
    return SeatDraw(
        act,
        vacancies,
        remaining(pool, state),
        residual(kept_quotas(files), held),
        seats_csv(files[QUOTAS], held),
        journal,
        quotas,
        earlier=earlier(files, state.drawn) if cumulated else None,
    )


def filled(files: Mapping[str, bytes], state: AssemblyState, draw: SeatDraw) -> SeatDraw:
    """The draw of as many of these seats as can be filled together; the same where all can be.

    Refused where none can be.
    """
    if draw.possible:
        return draw
    from tirage.draws.seats.filling import fill

    found = fill(draw, holders(files, draw))
    if found is None:
        raise Refused("life.fill_none", seats=len(draw.vacancies))
    return replace(seats_of(files, state, draw.journal, draw.act, found.vacancies), filling=found.reason)


def holders(files: Mapping[str, bytes], draw: SeatDraw) -> list[Person]:
    """Who held the seats of a draw, in the order of the record."""
    pool = {person.pid: person for person in current_pool(files).people}
    return [pool[pid] for pid in draw.vacancies]


def alternates_first(draw: SeatDraw, state: AssemblyState) -> SeatDraw:
    """The same draw among the alternates on record, where these can fill the seats; else as it was."""
    if not state.lists:
        return draw
    listed = set(state.alternates)
    people = [person for person in draw.pool.people if person.pid in listed]
    narrowed = replace(draw, pool=among(draw.pool, people), drawn_from=f"alternates/{state.lists}")
    return narrowed if narrowed.possible else draw


def earlier(files: Mapping[str, bytes], drawn: Iterable[str]) -> Earlier:
    """What everybody had of chance in these draws, in their order, for a draw that makes up for it.

    What counts is the chance aimed at, so that people alike stay alike, in whole millionths, so that no
    figure grows longer from draw to draw (docs/decisions/0043).
    """
    from tirage.draws.seat_draw import Earlier

    found: dict[str, int] = {}
    named = []
    for act in drawn:
        data = files[path_in_draw(CHANCES, act)]
        named.append({"act": act, "chances": sha256(data)})
        parts: dict[str, int] = {}
        for pid, _, chance, *_ in csv_rows(data)[1:]:
            if chance not in parts:
                parts[chance] = int(Fraction(chance) * MILLIONTHS)
            found[pid] = found.get(pid, 0) + parts[chance]
    return Earlier(tuple(named), found)
