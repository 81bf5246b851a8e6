"""The ends of a term: which cohort leaves next and when, and until when somebody may sit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tirage.assembly.state import AssemblyState, Seat


@dataclass(frozen=True, slots=True)
class End:
    """The next end of a term."""

    day: date
    cohort: int | None
    """Which cohort leaves; None for everyone."""
    pids: tuple[str, ...]
    """Those who sit and leave then, ascending."""


def next_end(life: AssemblyState, today: date) -> End | None:
    """The next end of the term; None without a term, and once everyone has left.

    On the last day everyone leaves, whatever renewals before it were not held.
    """
    mandate = life.term
    if mandate is None or life.closed is not None:
        return None
    number = life.renewals + 1
    if number == mandate.final or (mandate.over is not None and today >= mandate.over):
        return End(mandate.end(mandate.final), None, life.seated)
    cohort = mandate.due(number)
    leave = tuple(sorted(seat.pid for seat in life.seats if seat.cohort == cohort and not seat.open))
    return End(mandate.end(number), cohort, leave)


def end_of(state: AssemblyState, seat: Seat) -> date | None:
    """The day on which whoever holds a seat leaves it at the latest; None where no term is on the record."""
    term = state.term
    if term is None:
        return None
    first = state.renewals + 1
    if seat.pid in state.leaving_at_end or term.cohorts == 1:
        return term.end(first)
    ends = range(first, first + term.cohorts)
    number = next(
        (end for end in ends if end == term.final or term.due(end) == cohort_of(state, seat)), first
    )
    return term.end(number)


def cohort_of(state: AssemblyState, seat: Seat) -> int:
    """The cohort of a seat, whoever holds it later."""
    return next((each.cohort for each in state.seats if each.pid == seat.pid), seat.cohort)
