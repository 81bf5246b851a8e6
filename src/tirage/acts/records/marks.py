"""Marks from outside, as the verifier sees them: what others attest of the journal, and when."""

from __future__ import annotations

from tirage.assembly.record import Dossier
from tirage.dossier.entries import Plan
from tirage.draws.chance import PUBLIC, Ceremony
from tirage.errors import Refused
from tirage.randomness.rolls import roll_form
from tirage.verify.checks.record.anchors import ANCHORS
from tirage.verify.checks.record.journal import JOURNAL
from tirage.verify.checks.record.marks import MARKS, Marks
from tirage.verify.checks.record.witnesses import WITNESSES
from tirage.verify.kernel import Table

_ATTESTED = Table(ANCHORS, WITNESSES)
_RECORD = Table(JOURNAL, ANCHORS, WITNESSES, MARKS)


def check_anchors(dossier: Dossier) -> None:
    """Refused where a verifier would find fault with what is attested: its time, most often."""
    known = {"files": dossier.files}
    known["journal"] = _RECORD.derive(known, "journal", [])
    faults = [check for check in _ATTESTED.run(known) if check.status == "failed"]
    if faults:
        raise Refused("anchor.clock", found=faults[0].got)


def check_marked(dossier: Dossier, ceremony: Ceremony) -> None:
    """Refused where the beacon alone would draw, and nobody attests that the plan stood before its round."""
    if not is_marked(dossier, ceremony):
        raise Refused("ceremony.unmarked", round=ceremony.terms.round, due=ceremony.terms.due)


def is_marked(dossier: Dossier, ceremony: Ceremony) -> bool:
    """Whether somebody attests that the plan stood before its round, or the beacon does not draw alone.

    Nobody could tell otherwise whether the plan was made for a round that was known. It is not alone where
    the public roll was brought, in a form with outcomes enough.
    """
    due, form = ceremony.terms.due, roll_form(ceremony.terms.form)
    if due is None or (PUBLIC in ceremony.values and form is not None and form.enough):
        return True
    plans = [number for number, each in enumerate(dossier.entries) if _is_plan(each.content, ceremony.act)]
    marks = _RECORD.derive({"files": dossier.files}, "marks", Marks({}))
    planned = _RECORD.derive({"files": dossier.files}, "journal", [])[plans[-1]]
    return bool(marks.over(planned, due))


def _is_plan(body: object, act: str) -> bool:
    return isinstance(body, Plan) and body.act == act
