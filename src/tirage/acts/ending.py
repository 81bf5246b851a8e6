"""How an act ends otherwise than it was meant to: void, contested; and the end of what is private.

A plan may be declared void while nobody can know what it would draw. From then on its result stands, on the
record and published, and whoever finds fault with it says so on the same record. Nothing is ever taken out.
A plan of letters or of the panel that is void is the end of its dossier: its files stay, and no other plan
can take their place. One of replacements or of a renewal leaves the seats open; the next has the next number.
"""

from __future__ import annotations

from tirage.assembly.record import Dossier
from tirage.dossier.canonical import sha256
from tirage.dossier.layout import RESULTS as OF_SEATS
from tirage.dossier.outcome import Changes
from tirage.draws.chance import PUBLIC
from tirage.errors import Defect, InputInvalid, Refused
from tirage.tabular.cells import clean

RESULTS = ("letters", *OF_SEATS.values())
LONGEST = 1000
"""Signs of a reason."""


def void(record: Dossier, reason: str, time: str) -> Changes:
    """The last plan declared void; Refused without one, once it is drawn, and once its seed can be known."""
    said = _reason(reason)
    now = record.ceremony
    if record.is_void(now.act):
        raise Refused("void.again")
    if record.is_drawn(now.act):
        raise Refused("void.drawn", act=now.act)
    due = now.terms.due
    if now.complete or (due is None and PUBLIC in now.values) or (due is not None and time >= due):
        raise Refused("void.seed", act=now.act)
    return Changes({}, (("void", {"act": now.act, "plan": now.plan_hash, "reason": said}),))


def contest(record: Dossier, reason: str) -> Changes:
    """The last result contested; Refused where nothing was drawn yet."""
    said = _reason(reason)
    entry = next((each for each in reversed(record.entries) if each.type in RESULTS), None)
    if entry is None:
        raise Refused("contest.nothing")
    body = {"act": entry.body["act"], "entry": sha256(entry.data), "reason": said}
    return Changes({}, (("contested", body),))


def erase(reason: str) -> Changes:
    """The end of retention; the journal refuses it while a plan waits for its chance."""
    return Changes({}, (("erase", {"reason": _reason(reason)}),))


def _reason(text: str) -> str:
    reason = " ".join(clean(text).split())
    if not reason or len(reason) > LONGEST or not reason.isprintable():
        raise InputInvalid([Defect("ending.reason", "--reason", values={"longest": LONGEST})])
    return reason
