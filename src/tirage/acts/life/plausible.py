"""What is lawful and seldom meant: a day long ago, a term that begins in two years, months that were days.

It is asked once, beside what is asked anyway; a script says `--yes`. What is on record can be put right later
(`acts.life.corrections`), but the mistake stays published.
"""

from __future__ import annotations

from datetime import date, timedelta

from tirage.assembly.record import Dossier
from tirage.assembly.term import Term
from tirage.dossier.chain import ASIDES
from tirage.i18n.note import Note

FAR = timedelta(days=90)
"""Before today: a letter is seldom older when it is recorded."""
AHEAD = timedelta(days=183)
"""Between today and the first day of a term."""
LONG = 60
"""Months of a term that may have been meant as days, or weeks."""


def doubts_of_day(dossier: Dossier, day: date, today: date, *, departs: bool) -> tuple[Note, ...]:
    """What may be wrong with the day of what is recorded of a person."""
    found = []
    if today - day > FAR:
        found.append(Note("doubt.far", {"date": day, "days": (today - day).days}))
    if dossier.drawn is None:
        return tuple(found)
    term = dossier.state.term
    if term is not None and day < term.start:
        found.append(Note("doubt.before_term", {"date": day, "start": term.start}))
    last = next(entry for entry in reversed(dossier.entries) if entry.type not in ASIDES)
    if departs and last.type != "panel" and day.isoformat() < last.time[:10]:
        recorded = date.fromisoformat(last.time[:10])
        found.append(Note("doubt.before_last", {"date": day, "last": recorded, "number": last.number}))
    return tuple(found)


def doubts_of_term(term: Term, today: date) -> tuple[Note, ...]:
    """What may be wrong with a term."""
    found = []
    if abs(term.start - today) > AHEAD:
        code = "doubt.start.ahead" if term.start > today else "doubt.start.past"
        found.append(Note(code, {"start": term.start, "days": abs((term.start - today).days)}))
    if term.months >= LONG:
        found.append(Note("doubt.months", {"months": term.months, "years": term.months // 12}))
    elif term.end() <= today:
        found.append(Note("doubt.over", {"end": term.end()}))
    return tuple(found)
