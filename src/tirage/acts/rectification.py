"""The entry that puts right a departure recorded for the wrong person, or of the wrong kind or day.

Nothing is erased: the mistake and what puts it right stay on the record, and the person sits, or can be
drawn, as before. That is possible as long as no draw of seats is planned since: from then on somebody's
chance rests on the departure.
"""

from __future__ import annotations

from pathlib import Path

from tirage.acts import conduct
from tirage.acts.departures import Recorded
from tirage.acts.interface import AGREED, Clock, Consent, Question
from tirage.acts.persons import pid_of
from tirage.assembly.departures import DEPARTURES
from tirage.assembly.record import Dossier, load
from tirage.assembly.state import read_state
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import Entry
from tirage.dossier.entries import Rectification
from tirage.dossier.outcome import Changes
from tirage.errors import Refused


def rectify(
    folder: str | Path, person: str, *, clock: Clock, tool: str, consent: Consent = AGREED
) -> Recorded:
    """Put the last departure of a person right, who is named as `persons.pid_of` takes them.

    Raises Refused where none is on record since the panel, where it is put right already or was the end of a
    term, and once a draw of seats is planned; nothing is written then.
    """
    dossier = load(Path(folder))
    body = rectification(dossier, pid_of(dossier, person))
    question = Question("rectification", pid=body.pid)
    changes = Changes({}, (body.as_act(),))
    return Recorded(
        conduct.record(dossier, changes, clock=clock, tool=tool, consent=consent, question=question), body
    )


def rectification(dossier: Dossier, pid: str) -> Rectification:
    """The entry that puts the last departure of `pid` right; raises as `rectify` does."""
    dossier.state.check_open()
    entries = dossier.entries
    panel = next(place for place, entry in enumerate(entries) if entry.type == "panel")
    of_person = [
        place
        for place, entry in enumerate(entries)
        if place > panel and entry.type in DEPARTURES and entry.body["pid"] == pid
    ]
    if not of_person:
        raise Refused("rectify.none", pid=pid)
    place = of_person[-1]
    entry, later = entries[place], entries[place + 1 :]
    named = sha256(entry.data)
    if any(each.type == "rectification" and each.body["entry"] == named for each in later):
        raise Refused("rectify.twice", pid=pid)
    if _ends_term(dossier, entry, place):
        raise Refused("rectify.term", pid=pid)
    if any(each.type == "plan" for each in later):
        raise Refused("rectify.planned", pid=pid)
    return Rectification(pid=pid, entry=named)


def _ends_term(dossier: Dossier, entry: Entry, place: int) -> bool:
    """Whether the departure is the end of a term, of a cohort or of one who waited for it."""
    if entry.type != "vacancy":
        return False
    waited = read_state(dossier.files, dossier.entries[:place]).leaving_at_end.get(str(entry.body["pid"]))
    return entry.body["kind"] == "term" or (waited is not None and waited.kind == entry.body["kind"])
