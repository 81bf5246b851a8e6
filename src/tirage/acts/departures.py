"""The acts that open a seat or close a door: who left, why and when, by pid, code and hash alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tirage.assembly.state import AssemblyState, Seat
from tirage.dossier.outcome import Act
from tirage.errors import Defect, InputInvalid, Refused

Departure = Literal["withdrawal", "removal", "death", "moved", "age-limit", "refusal"]
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")


@dataclass(frozen=True, slots=True)
class Statement:
    """What is recorded of a person, apart from what it is."""

    pid: str
    day: date
    """On which it took effect."""
    cause: str = ""
    """A code of the rules; empty where none is given."""
    evidence: str = ""
    """SHA-256 of the letter or the certificate, which stays with the organiser; empty where there is none."""


def record_departure(life: AssemblyState, kind: Departure, said: Statement, today: date) -> tuple[Act, ...]:
    """The act that opens a seat; or, where the rules have so, that says that it opens at the next end.

    Where that end has come and its seats are not drawn yet, both: the seat opens today. Raises Refused for a
    person who holds no seat or has left it, who refuses a seat once accepted, and for a day before the person
    was drawn, after today or after the term; InputInvalid for a cause that is no code.
    """
    seat = _seat_of(life, said)
    if kind == "refusal" and seat.accepted:
        raise Refused("life.accepted", pid=said.pid)
    _check_day(said.day, date.fromisoformat(seat.since), today)
    over = life.term.over if life.term is not None else None
    if over is not None and said.day >= over:
        raise Refused("life.over", date=said.day.isoformat(), end=over.isoformat())
    if life.term is not None and life.term.waits(kind):
        if said.pid in life.leaving_at_end:
            raise Refused("life.leaving", pid=said.pid)
        waits: Act = ("leaving", _body(said, kind))
        opens: Act = ("vacancy", {**waits[1], "date": today.isoformat()})
        return (waits, opens) if life.renewing else (waits,)
    return (("vacancy", _body(said, kind)),)


def record_unavailable(
    life: AssemblyState, volunteers: frozenset[str], kind: Departure, said: Statement, today: date
) -> Act:
    """The act that keeps a volunteer without a seat out of the draws to come.

    Raises as `leave` does; Refused for one who holds a seat, is no volunteer or is out already.
    """
    life.check_open()
    if said.pid not in volunteers:
        raise Refused("life.unknown", pid=said.pid)
    if said.pid in life.unavailable or said.pid in life.former_members:
        raise Refused("life.twice", pid=said.pid)
    if life.seat(said.pid) is not None:
        raise Refused("life.sits", pid=said.pid)
    _check_day(said.day, date.min, today)
    return ("unavailable", _body(said, kind))


def record_acceptance(life: AssemblyState, said: Statement, today: date) -> Act:
    """The act that records that someone drawn takes the seat, once; raises as `leave` does."""
    seat = _seat_of(life, said)
    if seat.accepted:
        raise Refused("life.accepted", pid=said.pid)
    _check_day(said.day, date.fromisoformat(seat.since), today)
    return ("acceptance", {"pid": said.pid, "date": said.day.isoformat(), "evidence": said.evidence})


def record_absence(life: AssemblyState, said: Statement, allowed: int | None, today: date) -> Act:
    """The act that records an absence; `allowed`: from how many on the rules let a member be removed.

    Raises as `leave` does; Refused where the rules do not count absences, and for a day that is recorded.
    """
    if not allowed:
        raise Refused("life.no_absences")
    seat = _seat_of(life, said)
    _check_day(said.day, date.fromisoformat(seat.since), today)
    if said.day.isoformat() in life.absences.get(said.pid, ()):
        raise Refused("life.absent_already", pid=said.pid, date=said.day.isoformat())
    body = {"pid": said.pid, "date": said.day.isoformat(), "allowed": allowed, "evidence": said.evidence}
    return ("absence", body)


def _seat_of(life: AssemblyState, said: Statement) -> Seat:
    life.check_open()
    if said.pid in life.former_members:
        raise Refused("life.twice", pid=said.pid)
    seat = life.seat(said.pid)
    if seat is None:
        raise Refused("life.no_member", pid=said.pid)
    return seat


def _check_day(day: date, first: date, today: date) -> None:
    if day > today:
        raise Refused("life.future", date=day.isoformat(), today=today.isoformat())
    if day < first:
        raise Refused("life.early", date=day.isoformat(), first=first.isoformat())


def _body(said: Statement, kind: Departure) -> dict[str, object]:
    if said.cause and not _CODE.fullmatch(said.cause):
        raise InputInvalid([Defect("life.cause", "--cause", values={"length": len(said.cause)})])
    body = {"pid": said.pid, "kind": kind, "cause": said.cause}
    return {**body, "date": said.day.isoformat(), "evidence": said.evidence}
