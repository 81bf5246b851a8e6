"""The one way from an act to the disk: plan, then chance, then result.

Everything is worked out first, on the dossier as it would be, and written at the end in one transaction: an
act that is refused leaves the dossier as it was. What this keeps:

- A plan and its chance come in one command or one second in a rehearsal only: whoever knew the dice could
  choose the plan.
- What was rolled has drawn nothing in this dossier before, and no commitment stands in an earlier plan.
- The round of the beacon is still to come, when the work on the plan begins and when it ends; where it alone
  would draw, somebody else attests that.
- A plan that is fixed is gone on with as it stands, or not at all where one of its files was altered.
- Whoever is at the desk says yes before a roll counts for ever, once nothing else can refuse it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from tirage.acts.commit import commit, extend
from tirage.acts.interface import AGREED, ActWithChance, Clock, Consent, Dice, Note, Question
from tirage.assembly.record import Dossier
from tirage.dossier.outcome import Changes
from tirage.draws import rolls
from tirage.draws.chance import proceed
from tirage.errors import Refused, by_clocks, told
from tirage.i18n.moments import Instant
from tirage.shown import Shown


@dataclass(frozen=True, slots=True)
class Conducted(Shown):
    """An act as far as it has come."""

    dossier: Dossier
    act: str
    """`panel`, `letters/1`, `replacements/2`…"""
    notes: tuple[Note, ...] = ()
    """What the person at the desk should know: how the dice were read, that a rehearsal did all at once."""


def conduct(
    dossier: Dossier, act: ActWithChance, dice: Dice, *, clock: Clock, tool: str, consent: Consent = AGREED
) -> Conducted:
    """Plan an act, or draw it if its plan is fixed and all of its chance is in; a rehearsal may do both.

    `dossier` may hold changes that are not written yet; they are written with the act. Raises Refused for a
    plan and its chance in one command, for what was rolled before and for altered files, and what the act
    itself and `consent` raise; nothing is written then.
    """
    return write(work_out(dossier, act, dice, clock=clock, tool=tool, consent=consent))


def write(done: Conducted, first: Callable[[], None] | None = None) -> Conducted:
    """Write what `work_out` has worked out; `first`: what is done before, once nothing refuses it."""
    with told(done.notes):
        return replace(done, dossier=commit(done.dossier, first=first))


def work_out(
    dossier: Dossier, act: ActWithChance, dice: Dice, *, clock: Clock, tool: str, consent: Consent = AGREED
) -> Conducted:
    """The same, with a dossier that is not written."""
    notes: tuple[Note, ...] = ()
    planned = dossier.is_planned(act.name)
    if not planned and dice is not None:
        if not dossier.rehearsal:
            raise Refused("draw.at_once", then=act.command)
        notes = (Note("note.at_once"),)
    if planned:
        dossier.check_unaltered(act.name)
    elif act.sources.due is not None:
        notes += (Note("note.beacon", {"due": Instant(act.sources.due)}),)
    notes += _read(dossier, dossier.ceremony.terms.form if planned else act.sources.form, dice)
    with told(notes), by_clocks(dossier.zone):
        if not planned:
            dossier = _planned(dossier, act, clock, tool)
        dossier = _drawn(dossier, act, dice, clock, tool, consent)
    return Conducted(dossier, act.name, notes)


def record(
    dossier: Dossier,
    changes: Changes,
    *,
    clock: Clock,
    tool: str,
    consent: Consent = AGREED,
    question: Question | None = None,
) -> Dossier:
    """Write the changes of an act without chance, once its question has its yes; the dossier after it."""
    if question is not None:
        ask(consent, question, dossier)
    return extend(dossier, changes, time=clock(rehearsal=dossier.rehearsal), tool=tool)


def ask(consent: Consent, question: Question, dossier: Dossier) -> None:
    """Return once the question, about this dossier, has its yes; Refused where it has not."""
    consent(replace(question, dossier=dossier, rehearsal=dossier.rehearsal))


def today_of(dossier: Dossier, clock: Clock) -> date:
    """The day on which an act of this dossier takes place now."""
    return date.fromisoformat(clock(rehearsal=dossier.rehearsal)[:10])


def _read(dossier: Dossier, form: str, dice: Dice) -> tuple[Note, ...]:
    """What was rolled counts as; refused, before any work, where it is not of the plan's form."""
    if isinstance(dice, int):
        rolls.check_by_hand(form)
    if not isinstance(dice, str):
        return ()
    value = rolls.public_roll(form, dice, "--seed").value
    dossier.check_fresh(value)
    return (Note("note.value", {"value": value}),)


def _planned(dossier: Dossier, act: ActWithChance, clock: Clock, tool: str) -> Dossier:
    """The dossier with the plan, which is not written yet."""
    act.sources.check_unused(dossier.terms)
    act.sources.check_future(clock(rehearsal=dossier.rehearsal))
    changes = act.plan(dossier)
    # The work may have taken hours.
    time = clock(rehearsal=dossier.rehearsal)
    act.sources.check_future(time)
    return dossier.after(changes, time=time, tool=tool)


def _drawn(
    dossier: Dossier, act: ActWithChance, dice: Dice, clock: Clock, tool: str, consent: Consent
) -> Dossier:
    """The dossier with what was rolled, and the result once nothing is missing; not written yet."""
    changes = _changes(dossier, act, dice, clock(rehearsal=dossier.rehearsal))
    if not changes.acts:
        return dossier
    by = "chance" if dice is None else "number" if isinstance(dice, int) else "roll"
    ask(consent, Question(by, {"dice": dice}), dossier)
    # The answer may have taken hours: the time is that of the yes, and what is too late by then is too late.
    time = clock(rehearsal=dossier.rehearsal)
    if not isinstance(dice, int):
        proceed(dossier.ceremony, dice, time)
    return dossier.after(changes, time=time, tool=tool)


def _changes(dossier: Dossier, act: ActWithChance, dice: Dice, time: str) -> Changes:
    """What was rolled, and the result once nothing is missing; no act where nothing can go on."""
    if isinstance(dice, int):
        dossier.check_closed(time)
        return act.result(dossier, dice)
    ceremony = dossier.ceremony
    rolled, chance = proceed(ceremony, dice, time)
    if chance is not None and not rolled:
        from tirage.acts.records.marks import check_marked

        check_marked(dossier, ceremony)
    if rolled or chance is not None:
        dossier.check_closed(time)
    changes = act.result(dossier, chance) if chance is not None else Changes({})
    return changes.after(rolled)
