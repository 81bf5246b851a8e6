"""The next end of a term: which cohort leaves, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tirage.assembly.state import AssemblyState


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
