"""How the chance of a plan is drawn in public, and what is typed of it: by the form that the plan fixes."""

from __future__ import annotations

from tirage.assembly.record import Dossier
from tirage.dossier.documents.plans import SeatsPlan
from tirage.dossier.layout import PLAN, path_in_draw
from tirage.randomness.rolls import RollForm, roll_form
from tirage.report.wording import Wording


def how(dossier: Dossier, wording: Wording) -> dict[str, str]:
    """`how`: what is done in public under the last plan; `given`: the option that takes it."""
    ceremony = dossier.ceremony
    form = roll_form(ceremony.terms.form)
    assert form is not None, "a plan that was read"
    if form.by_hand:
        plan = SeatsPlan.from_bytes(dossier.files[path_in_draw(PLAN, ceremony.act)])
        balls = len(str(plan.inputs.panels - 1))
        return {"how": wording.text("roll.how.hand", balls=balls), "given": wording.text("roll.given.hand")}
    return {"how": rolled(form, wording), "given": wording.text("roll.given.seed")}


def mode(form: RollForm, wording: Wording) -> str:
    """How a number came about, as a paper says it once it has: `20 dice rolled in public`."""
    by = "hand" if form.by_hand else "words" if not form.count else "dice" if form.lowest else "numbers"
    return wording.text(f"deed.by.{by}", count=form.count)


def rolled(form: RollForm, wording: Wording) -> str:
    """What is rolled, by its form."""
    if not form.count:
        return wording.text("roll.how.words")
    kind = "dice" if form.lowest else "numbers"
    highest = str(form.highest) * form.width
    return wording.text(f"roll.how.{kind}", count=form.count, highest=highest)
