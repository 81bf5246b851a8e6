"""The public roll of a plan: which forms it may have, and what was rolled, read by it (SPEC §4)."""

from __future__ import annotations

from tirage.errors import Defect, InputInvalid, Refused, typed
from tirage.randomness.rolls import HAND, Misread, PublicRoll, RollForm, read_roll, roll_form

OPTION = "--roll"
_SHOWN = 20
"""Signs that an error repeats."""


def check_form(name: str, source: str = OPTION) -> RollForm:
    """The form of that name; InputInvalid, naming `source`, where it is none."""
    form = roll_form(name)
    if form is None:
        raise InputInvalid([Defect("roll.form", source, values={"value": typed(name)})])
    return form


def check_enough(form: RollForm, *, sealed: bool, beacon: bool, seats: bool = True) -> None:
    """Refused where a plan cannot rest on rolls of that form.

    A plan could be made for a roll of few outcomes, so it has 2^50 of them or a beacon beside it. By hand the
    number of a panel is drawn, all panels being as likely: there is nothing to bring beside it, and only a
    draw of `seats` has panels.
    """
    if form.by_hand:
        if sealed or beacon or not seats:
            raise Refused("roll.hand_alone")
    elif not form.enough and not beacon:
        raise Refused("roll.few", form=form.name, bits=form.outcomes.bit_length() - 1)


def public_roll(name: str, text: str, source: str) -> PublicRoll:
    """What was rolled, by the form of the plan.

    InputInvalid, naming `source`, with everything that is wrong; Refused under a plan by hand.
    """
    form = check_form(name)
    if form.by_hand:
        raise Refused("roll.by_hand")
    if not text.strip():
        raise InputInvalid([Defect("option.seed", source)])
    try:
        return read_roll(form, text)
    except Misread as misread:
        raise InputInvalid(_defects(form, misread, source)) from None


def _defects(form: RollForm, misread: Misread, source: str) -> list[Defect]:
    values = {"form": form.name, "lowest": form.lowest, "highest": form.highest}
    wrong = [f"'{typed(sign)}' ({place})" for place, sign in misread.signs.items()]
    told = ", ".join([*wrong[:_SHOWN], "…"] if len(wrong) > _SHOWN else wrong)
    defects = [Defect("roll.sign", source, values={**values, "signs": told})] if wrong else []
    digits = form.count * form.width
    if misread.length != digits:
        counted = {"length": misread.length, "digits": digits}
        defects.append(Defect("roll.length", source, values={**values, **counted}))
    return defects


def check_by_hand(name: str) -> None:
    """Refused where a plan is for a roll: after it nobody chooses between a number and a seed."""
    if name != HAND:
        raise Refused("roll.not_by_hand", form=name)
