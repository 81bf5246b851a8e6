"""What was rolled, asked for where a plan waits for it: nobody needs to type a command with dice in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirage.cli.asking import Asking, in_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tirage.acts.conduct import Conducted
    from tirage.acts.interface import Dice
    from tirage.assembly.record import Dossier
    from tirage.cli.output import Output
    from tirage.randomness.rolls import RollForm


def go_on(
    done: Conducted,
    talk: Output,
    again: Callable[[Path, Dice], Conducted],
    show: Callable[[Conducted], None],
    *,
    asking: bool,
) -> None:
    """Show what was done; where its plan waits for the public roll, ask for that, and draw by it.

    `again(folder, dice)` draws; `asking`: whether anything may be asked.
    """
    show(done)
    roll = roll_for(done.dossier, done.act, talk) if asking else None
    if roll is not None:
        show(again(done.dossier.path, roll))


def roll_for(dossier: Dossier, act: str, talk: Output) -> Dice:
    """What was drawn in public for the plan that waits for it, as somebody types it; None for later.

    Nobody is asked in a script, in a rehearsal, with `--json`, and where something else comes first.
    """
    if not asks(dossier, act, talk):
        return None
    from tirage.randomness.rolls import roll_form
    from tirage.report.parts.rolls import how

    form = roll_form(dossier.ceremony.terms.form)
    assert form is not None, "a plan that was read"
    ask = Asking(talk)
    ask.say("\n" + talk.text("asking.roll", how=how(dossier, talk.wording)["how"]))
    roll = _number(ask, dossier, talk) if form.by_hand else _roll(ask, form, talk)
    if roll is None:
        ask.say(talk.text("asking.roll.later"))
    return roll


def asks(dossier: Dossier, act: str, talk: Output) -> bool:
    """Whether somebody is there to be asked for the roll of that act, and it is time for it."""
    return in_terminal() and not (talk.as_json or dossier.rehearsal) and _waits(dossier, act)


def _waits(dossier: Dossier, act: str) -> bool:
    """Whether that act is planned, and the public roll is the next to come."""
    from tirage.draws.chance import PUBLIC

    if dossier.pending != act:
        return False
    ceremony = dossier.ceremony
    alone = ceremony.missing == (PUBLIC,)
    return alone or (PUBLIC in ceremony.missing and ceremony.terms.round is not None)


def _roll(ask: Asking, form: RollForm, talk: Output) -> str | None:
    if not form.count:
        return ask.line(talk.text("asking.roll.words")) or None
    ask.say(talk.text("asking.roll.keys"))
    lawful = [str(digit) for digit in range(form.lowest, form.highest + 1)]
    return ask.digits(form.count * form.width, form.group, lawful)


def _number(ask: Asking, dossier: Dossier, talk: Output) -> int | None:
    from tirage.dossier.documents.plans import SeatsPlan
    from tirage.dossier.layout import PLAN, path_in_draw

    plan = SeatsPlan.from_bytes(dossier.files[path_in_draw(PLAN, dossier.ceremony.act)])
    last = str(plan.inputs.panels - 1)
    ask.say(talk.text("asking.roll.keys"))
    while (number := ask.digits(len(last), len(last), "0123456789")) is not None:
        if int(number) <= int(last):
            return int(number)
        ask.say(talk.text("asking.roll.number", number=number, first="0" * len(last), last=last))
    return None
