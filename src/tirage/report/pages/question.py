"""The screen before what cannot be undone: whom it is about, what was typed, what will be so for ever.

It may hold a name, so it is shown on a terminal and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

from tirage.acts.interface import Dice, Question
from tirage.acts.life.persons import portrait
from tirage.assembly.record import Dossier
from tirage.assembly.remaining import references_in
from tirage.dossier.chain import groups
from tirage.dossier.documents.plans import SeatsPlan
from tirage.dossier.layout import PLAN, is_draw_of_seats, path_in_draw, wave_of
from tirage.draws.chance import PUBLIC
from tirage.i18n.note import Note
from tirage.randomness.rolls import grouped, read_roll, roll_form
from tirage.report.document import Document, Fact, Facts, Paragraph, Section
from tirage.report.wording import NONE, Wording

DATES = ("date", "day", "start", "end")


def page(question: Question, wording: Wording) -> Document:
    """The question, without what is to be answered."""
    sections = tuple(_sections(question, wording))
    return Document("question", wording.language, "", sections)


def _sections(question: Question, wording: Wording) -> Iterator[Section]:
    if question.pid and question.dossier is not None:
        yield Section("person", "", (_person(question.dossier, question.pid, wording),))
    said = [_said(question, wording)]
    said += [wording.paragraph(doubt.code, "bad", **doubt.values) for doubt in question.doubts]
    yield Section("question", "", tuple(said))


def _person(dossier: Dossier, pid: str, wording: Wording) -> Facts:
    who = portrait(dossier, pid)
    reference = references_in(dossier.files).get(pid, pid)
    rows = {"name": who.name or NONE, "pid": reference, **who.features}
    if who.since:
        rows["since"] = wording.day(who.since)
    ours = {key: wording.text(f"question.person.{key}") for key in ("name", "pid", "since")}
    return Facts(tuple(Fact(key, ours.get(key, key), value) for key, value in rows.items()))


def _said(question: Question, wording: Wording) -> Paragraph:
    """What is about to be so for ever."""
    values = dict(question.values)
    code = f"question.{question.code}"
    if "dice" in values and question.dossier is not None:
        code, values = _of_chance(question.dossier, values["dice"], code)  # type: ignore[arg-type]
    if "kind" in values:
        values["kind"] = wording.text(f"life.kind.{values['kind']}")
    if "digest" in values:
        values["groups"] = groups(str(values["digest"]))
        values["changed"] = ", ".join(map(str, values["changed"]))  # type: ignore[call-overload]
    dated = {name: wording.day(str(values[name])) for name in DATES if name in values}
    return wording.paragraph(code, "lead", **{**values, **dated})


def _of_chance(dossier: Dossier, dice: Dice, code: str) -> tuple[str, dict[str, object]]:
    """The sentence of what was drawn in public, and its values."""
    ceremony = dossier.ceremony
    values: dict[str, object] = {"decides": _decides(dossier, ceremony.act)}
    if isinstance(dice, int):
        return code, {**values, **_number(dossier, ceremony.act, dice)}
    form = roll_form(ceremony.terms.form)
    if dice is None or form is None:
        return code, values
    roll = read_roll(form, dice).text
    if not form.count:
        code, count = f"{code}.words", len(roll.split())
    else:
        digits = "".join(roll.split())
        roll, count = grouped(digits, form.group), len(digits)
    alone = ceremony.terms.round is None and set(ceremony.missing) == {PUBLIC}
    rest = Note("question.alone" if alone else "question.with_rest")
    return code, {**values, "roll": roll, "count": count, "rest": rest}


def _number(dossier: Dossier, act: str, number: int) -> dict[str, object]:
    panels = _plan(dossier, act).inputs.panels
    width = len(str(panels - 1))
    return {
        "number": f"{number:0{width}}",
        "first": f"{0:0{width}}",
        "last": str(panels - 1),
    }


def _decides(dossier: Dossier, act: str) -> Note:
    """What the chance of an act decides."""
    if (kind := act.partition("/")[0]) in {"standby", "alternates"}:
        return Note(f"question.decides.{kind}")
    if not is_draw_of_seats(act):
        return Note("question.decides.letters", {"wave": wave_of(act)})
    inputs = _plan(dossier, act).inputs
    return Note(f"question.decides.{kind}", {"seats": inputs.seats, "panels": inputs.panels})


def _plan(dossier: Dossier, act: str) -> SeatsPlan:
    return SeatsPlan.from_bytes(dossier.files[path_in_draw(PLAN, act)])
