"""Journal entries for members who leave, accept or are absent, and for volunteers who become unavailable.

A person is named by pid, a cause by a code of the rules, a letter by its hash: nothing else is published.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from tirage.acts import conduct
from tirage.acts.interface import AGREED, Clock, Consent, Question
from tirage.acts.life.evidence import keep
from tirage.acts.life.persons import pid_of, pool_of
from tirage.acts.life.plausible import doubts_of_day
from tirage.acts.regulation.keeping import check_rules
from tirage.assembly.departures import KINDS, Kind
from tirage.assembly.letters import stratum_by_pid
from tirage.assembly.lineage import announced_term
from tirage.assembly.record import Dossier, load
from tirage.assembly.state import AssemblyState, Seat
from tirage.dossier.entries import (
    Absence,
    Acceptance,
    Body,
    Leaving,
    Letters,
    OfPerson,
    Unavailable,
    Vacancy,
)
from tirage.dossier.layout import POOL, RULES
from tirage.dossier.outcome import Changes
from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.note import Note
from tirage.rules.sections import CAUSES
from tirage.shown import Shown
from tirage.tabular.files import read_bytes

D = TypeVar("D", Vacancy, Unavailable, Leaving)


@dataclass(frozen=True, slots=True)
class Statement:
    """The values of an entry about a person, apart from its kind."""

    pid: str
    day: date
    """On which it took effect."""
    cause: str = ""
    """A code of the rules; empty where none is given."""
    evidence: str = ""
    """Salted hash of the letter, which stays with the organiser; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Recorded(Shown):
    """What was recorded of a person."""

    dossier: Dossier
    """After it."""
    body: Body
    """Of the entry; of the last one, where there are two, or of a correction."""


def record(  # noqa: PLR0913 - what an organiser can say of a person
    folder: str | Path,
    kind: str,
    person: str,
    *,
    clock: Clock,
    tool: str,
    day: date | None = None,
    cause: str = "",
    evidence: str | Path | None = None,
    volunteer: bool = False,
    consent: Consent = AGREED,
) -> Recorded:
    """Put on the record that `person`, as `persons.pid_of` takes them, leaves, accepts or was absent.

    `kind`: a name in `KINDS`, KeyError for another. `day`: on which it took effect, None for today.
    `evidence`: a file of which a salted hash alone is recorded. `volunteer`: the person has no seat and will
    not be drawn any more. Raises Refused between the plan of a draw and its chance, and as the functions
    below do; InputInvalid for a cause that the rules do not have; ValueError for one of what is no departure.
    Nothing is written then, nor without the yes of
    `consent`, which a departure needs, and whatever is seldom meant (`plausible`).
    """
    if not KINDS[kind].departs and (cause or volunteer):
        raise ValueError(f"{kind} is no departure: it has no cause and is of no volunteer")
    dossier = load(Path(folder))
    if dossier.drawn is not None and dossier.pending is not None:
        raise Refused("life.pending", act=dossier.pending)
    today = date.fromisoformat(clock(rehearsal=dossier.rehearsal)[:10])
    check_cause(cause, causes_of(dossier.files))
    pid, day = pid_of(dossier, person), day or today
    data = read_bytes(Path(evidence)) if evidence is not None else None
    kept = keep(dossier, data, (pid, kind, day.isoformat()))
    said = Statement(pid, day, cause, kept.digest)
    bodies = bodies_of(dossier, KINDS[kind], said, today, volunteer=volunteer)
    changes = Changes(kept.files, tuple(body.as_act() for body in bodies))
    doubts = doubts_of_day(dossier, day, today, departs=KINDS[kind].departs)
    question = _question(bodies[0], doubts) if KINDS[kind].departs or doubts else None
    after = conduct.record(dossier, changes, clock=clock, tool=tool, consent=consent, question=question)
    return Recorded(after, bodies[-1])


def _question(body: OfPerson, doubts: tuple[Note, ...]) -> Question:
    """What is asked before somebody leaves, and where it is doubtful before anything else is recorded."""
    said = body.document()
    values: dict[str, object] = {name: said[name] for name in ("kind", "cause", "date") if name in said}
    return Question(body.type, values, pid=body.pid, doubts=doubts)


def bodies_of(
    dossier: Dossier, kind: Kind, said: Statement, today: date, *, volunteer: bool
) -> tuple[OfPerson, ...]:
    """The bodies of the entries that the statement makes, in order."""
    if volunteer and dossier.drawn is None:
        return (record_taken_out(dossier, kind.name, said, today),)
    state = dossier.state
    if kind.name == "acceptance":
        return (record_acceptance(state, said, today),)
    if kind.name == "absence":
        check_rules(dossier)
        rules = announced_term(dossier.path)
        return (record_absence(state, said, rules.absences if rules else None, today),)
    if volunteer:
        volunteers = frozenset(pool_of(dossier))
        return (record_unavailable(state, volunteers, kind.name, said, today),)
    return record_departure(state, kind.name, said, today)


def record_departure(state: AssemblyState, kind: str, said: Statement, today: date) -> tuple[OfPerson, ...]:
    """The entry that opens a seat; or, where the rules have so, that says that it opens at the next end.

    Where that end has come and its seats are not drawn yet, both: the seat opens today. Raises Refused for a
    person who holds no seat or has left it, who refuses a seat once accepted, and for a day before the person
    was drawn, after today or after the term.
    """
    seat = _seat_of(state, said)
    if seat.accepted and not KINDS[kind].after_acceptance:
        raise Refused("life.accepted", pid=said.pid)
    _check_day(said.day, date.fromisoformat(seat.since), today)
    over = state.term.over if state.term is not None else None
    if over is not None and said.day >= over:
        raise Refused("life.over", date=said.day, end=over)
    if state.term is not None and state.term.waits(kind):
        if said.pid in state.leaving_at_end:
            raise Refused("life.leaving", pid=said.pid)
        waits = _departure(Leaving, said, kind)
        opens = _departure(Vacancy, replace(said, day=today), kind)
        return (waits, opens) if state.renewing else (waits,)
    return (_departure(Vacancy, said, kind),)


def record_taken_out(dossier: Dossier, kind: str, said: Statement, today: date) -> Unavailable:
    """The entry that takes somebody who had a letter out of the answers, before there is a pool.

    Raises as `record_unavailable` does; Refused once there is a pool, as long as nobody sits.
    """
    waves = len(dossier.bodies(Letters))
    if not waves or POOL in dossier.files:
        raise Refused("life.no_panel")
    if not KINDS[kind].without_seat:
        raise Refused("life.no_offer", pid=said.pid)
    if said.pid not in stratum_by_pid(dossier, waves):
        raise Refused("life.unknown", pid=said.pid)
    if said.pid in {body.pid for body in dossier.bodies(Unavailable)}:
        raise Refused("life.twice", pid=said.pid)
    if not said.evidence:
        raise Refused("life.no_evidence", pid=said.pid)
    _check_day(said.day, date.min, today)
    return _departure(Unavailable, said, kind)


def record_unavailable(
    state: AssemblyState, volunteers: frozenset[str], kind: str, said: Statement, today: date
) -> Unavailable:
    """The entry that keeps a volunteer without a seat out of the draws to come.

    Raises as `record_departure` does; Refused for one who holds a seat, is no volunteer or is out already,
    for the refusal of a seat that nobody offered, and without evidence: a friend's rivals could be kept out.
    """
    state.check_open()
    if not KINDS[kind].without_seat:
        raise Refused("life.no_offer", pid=said.pid)
    if said.pid not in volunteers:
        raise Refused("life.unknown", pid=said.pid)
    if said.pid in state.unavailable or said.pid in state.former_members:
        raise Refused("life.twice", pid=said.pid)
    if state.seat(said.pid) is not None:
        raise Refused("life.sits", pid=said.pid)
    if not said.evidence:
        raise Refused("life.no_evidence", pid=said.pid)
    _check_day(said.day, date.min, today)
    return _departure(Unavailable, said, kind)


def record_acceptance(state: AssemblyState, said: Statement, today: date) -> Acceptance:
    """The entry that records that someone drawn takes the seat, once; raises as `record_departure` does."""
    seat = _seat_of(state, said)
    if seat.accepted:
        raise Refused("life.accepted", pid=said.pid)
    _check_day(said.day, date.fromisoformat(seat.since), today)
    return Acceptance(pid=said.pid, date=said.day, evidence=said.evidence)


def record_absence(state: AssemblyState, said: Statement, allowed: int | None, today: date) -> Absence:
    """The entry that records an absence; `allowed`: from how many on the rules let a member be removed.

    Raises as `record_departure` does; Refused where the rules do not count absences, and for a day that is
    recorded.
    """
    if not allowed:
        raise Refused("life.no_absences")
    seat = _seat_of(state, said)
    _check_day(said.day, date.fromisoformat(seat.since), today)
    if said.day.isoformat() in state.absences.get(said.pid, ()):
        raise Refused("life.absent_already", pid=said.pid, date=said.day)
    return Absence(pid=said.pid, date=said.day, evidence=said.evidence, allowed=allowed)


def _seat_of(state: AssemblyState, said: Statement) -> Seat:
    state.check_open()
    if said.pid in state.former_members:
        raise Refused("life.twice", pid=said.pid)
    seat = state.seat(said.pid)
    if seat is None:
        raise Refused("life.no_member", pid=said.pid)
    return seat


def _check_day(day: date, first: date, today: date) -> None:
    if day > today:
        raise Refused("life.future", date=day, today=today)
    if day < first:
        raise Refused("life.early", date=day, since=first)


def causes_of(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The closed list of causes of a dossier: that of its rules, or of the specification without rules."""
    return tuple(json.loads(files[RULES])["causes"]) if RULES in files else CAUSES


def check_cause(cause: str, known: Collection[str]) -> None:
    """InputInvalid for a cause that is not in the closed list; what was typed is not repeated."""
    if cause and cause not in known:
        values = {"length": len(cause), "known": ", ".join(known)}
        raise InputInvalid([Defect("life.cause", "--cause", values=values)])


def _departure(form: type[D], said: Statement, kind: str) -> D:
    """The body of a departure."""
    values = {"pid": said.pid, "kind": kind, "cause": said.cause}
    return form.model_validate({**values, "date": said.day, "evidence": said.evidence})
