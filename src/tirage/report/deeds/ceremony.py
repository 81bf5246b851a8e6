"""A draw told step by step, in the past tense, and what chance gave: a sentence is an act of the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tirage.assembly.departures import CORRECTION, corrected, words_of
from tirage.dossier.chain import Entry, bodies
from tirage.dossier.documents.plans import LaterPlan
from tirage.dossier.entries import Beacon, Dropped, Revealed, Rolled, Vacancy
from tirage.dossier.layout import RESULTS
from tirage.draws.chance import read_chance_sources
from tirage.i18n.catalogue import catalogue
from tirage.i18n.note import Note
from tirage.randomness.rolls import roll_form
from tirage.report.deeds.draws import STANDBY, SUCCESSIONS, DrawOnRecord
from tirage.report.document import Block, Fact, Facts, Step, Steps, Table, Value
from tirage.report.parts import lottery
from tirage.report.parts.rolls import mode
from tirage.report.wording import Wording

FEW = 3
"""Acts of one kind that are all told; of more, how many there were."""
ALWAYS = {
    *("contribution", "beacon", "plan", "panel", "replacement", "renewal", "letters", "void", "contested"),
    *("standby", "successor", "passed", "lapse"),
}
"""Types whose acts are told one by one, however many there are."""


def blocks(draw: DrawOnRecord, wording: Wording) -> Iterator[Block]:
    """The acts from the draw before to this one; who had left by then, as a table."""
    counts = Counter(entry.type for entry in draw.entries)
    told: set[str] = set()
    steps = []
    for entry in draw.entries:
        many = counts[entry.type] > FEW and entry.type not in ALWAYS
        if many and entry.type in told:
            continue
        told.add(entry.type)
        words = _many(entry, counts, wording) if many else sentence(draw, entry, wording)
        steps.append(Step(entry.number, wording.moment(entry.time), words))
    yield Steps(tuple(steps))
    if rows := tuple(_left(draw, wording)):
        columns = (wording.column("reference"), wording.column("cause"), wording.column("effective"))
        yield Table("left", wording.text("deed.caption.left"), columns, rows)


def _many(entry: Entry, counts: Counter[str], wording: Wording) -> str:
    code = f"deed.acts.{entry.type}"
    known = code in catalogue("en")
    return wording.text(code if known else "deed.acts.other", count=counts[entry.type], type=entry.type)


def sentence(draw: DrawOnRecord, entry: Entry, wording: Wording) -> str:
    """An act in words; one of a later version of the journal, by its type."""
    body: dict[str, Any] = dict(entry.body)
    variant = {
        "contribution": f".{body.get('kind')}",
        "open": ".next" if "after" in body else "",
        "anchor": ".stamp" if "stamp" in body else ".note" if "note" in body else "",
        "quotas": ".changed" if "changes" in body else "",
        "regulation": ".changed" if "changed" in body else "",
    }
    if entry.type == CORRECTION:
        what, said = words_of(entry, draw.known, draw.references)
        return wording.text(f"deed.act.{what}", **said)
    code = f"deed.act.{entry.type}{variant.get(entry.type, '')}"
    if code not in catalogue("en"):
        return wording.text("deed.act.other", type=entry.type)
    names = ("people", "kept", "panels", "count", "text", "id", "reason", "months", "cohorts", "members")
    facts = {name: body.get(name, "") for name in (*names, "fitting", "files", "rows")}
    facts["round"] = str(body.get("round", ""))
    facts["what"] = called(str(body.get("act") or "panel"), wording)
    if "kind" in body and f"life.kind.{body['kind']}" in catalogue("en"):
        facts["kind"] = Note(f"life.kind.{body['kind']}")
    if "pid" in body:
        # Whoever stepped back before there was a pool has no reference.
        facts["person"] = draw.references.get(body["pid"]) or wording.text("deed.volunteer")
    if "vacancy" in body:
        facts["before"] = draw.references.get(body["vacancy"]) or wording.text("deed.volunteer")
    if "number" in body and draw.seats and entry.type in RESULTS.values():
        facts["number"] = lottery.numbered(draw.outline, int(body["number"]))
    return wording.text(code, **facts)


def called(act: str, wording: Wording) -> str:
    """What a draw is called in the middle of a sentence."""
    kind, _, number = act.partition("/")
    return wording.text(f"deed.of.{kind}", number=int(number or 1))


def _left(draw: DrawOnRecord, wording: Wording) -> Iterator[tuple[Value, ...]]:
    """Those whose seats this draw fills: reference, cause, day."""
    if not isinstance(draw.plan, LaterPlan) or draw.kind == "cohorts":
        return
    left = {each.pid: each for each in bodies(corrected(draw.dossier.entries), Vacancy)}
    for pid in draw.plan.inputs.vacancies:
        if pid in left:
            date = wording.day(left[pid].date)
            yield draw.references[pid], wording.text(f"life.kind.{left[pid].kind}"), date


def chance(draw: DrawOnRecord, wording: Wording) -> Iterator[Block]:
    """How it was drawn, who brought chance, in what order, and the number that it gave."""
    if draw.kind == "cohorts":
        panel = next(entry for entry in draw.known if entry.type == "panel")
        yield wording.paragraph(f"deed.chance.cohorts.{panel.body['by']}")
        return
    if draw.kind == SUCCESSIONS:
        yield wording.paragraph("deed.chance.successions")
        return
    sources = read_chance_sources(draw.plan)
    form = roll_form(sources.form)
    assert form is not None, "a plan that was verified"
    rows = [wording.fact("by", mode(form, wording))]
    for name, commit in sources.sealed.items():
        rows.append(Fact(f"commit-{name}", wording.text("report.fact.commit", id=name), commit, "hash"))
    if sources.round is not None:
        rows.append(wording.fact("round", str(sources.round)))
    rows += _brought(draw, wording)
    if "seed" in draw.result.body:
        rows.append(wording.fact("seed", str(draw.result.body["seed"]), "hash"))
    if draw.seats:
        rows.append(wording.fact("number", numbered(draw)))
    yield Facts(tuple(rows))
    if form.by_hand:
        yield wording.paragraph("report.hand")
    elif draw.seats:
        yield wording.paragraph("deed.seed", panels=draw.outline.panels)
    elif draw.kind == STANDBY:
        yield wording.paragraph("deed.seed.standby")
    else:
        yield wording.paragraph("deed.seed.letters")


def numbered(draw: DrawOnRecord) -> str:
    """The number of the panel that was drawn, with the zeros that the balls had."""
    assert draw.outline.draw is not None, "a draw of seats that has its result"
    return lottery.numbered(draw.outline, draw.outline.draw.number)


def _brought(draw: DrawOnRecord, wording: Wording) -> Iterator[Fact]:
    """What each brought, in the order of the record: text and value, or nothing where it was dropped."""
    for body in (entry.content for entry in draw.entries if entry.type in {"beacon", "contribution"}):
        match body:
            case Beacon(act=draw.act, signature=signature):
                yield wording.fact("signature", signature, "hash")
            case Dropped(act=draw.act, id=name):
                label = wording.text("report.fact.value", id=name)
                yield Fact(f"value-{name}", label, wording.text("report.dropped"))
            case Rolled(act=draw.act, id=name, value=value) | Revealed(act=draw.act, id=name, value=value):
                if isinstance(body, Rolled):
                    yield wording.fact("rolled", body.text)
                yield Fact(f"value-{name}", wording.text("report.fact.value", id=name), value, "hash")
