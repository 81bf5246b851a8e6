"""The procès-verbal of the draw, to be printed on A4, completed by hand and signed by all those present.

Its parts are those that the French arrêté of 5 December 2022 lists for an electronic draw: totals, exclusions
by cause, the anonymised result, every technical incident, the checks made, the conclusion, signatures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tirage.dossier.canonical import sha256
from tirage.dossier.chain import Entry
from tirage.dossier.layout import PANEL, PLAN
from tirage.draws.documents import csv_rows
from tirage.i18n.catalogue import catalogue
from tirage.report.document import (
    Blanks,
    Block,
    Document,
    Fact,
    Facts,
    Items,
    Names,
    Section,
    Signatures,
    Step,
    Steps,
)
from tirage.report.parts import representation
from tirage.report.parts.chances import proof_sentences
from tirage.report.parts.common import (
    beyond,
    changes,
    checks,
    document,
    essentials,
    exclusions,
    household,
    moment,
    numbered,
    verdict,
)
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording

SIGNATURES = 6
"""Places to sign where nobody was named."""
BLANK_LINES = 3
"""Lines for incidents where none was named."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the record does not know; empty where it is to be written by hand."""

    place: str = ""
    date: str = ""
    present: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()


NO_SCENE = Scene()
"""Everything is to be written by hand."""


def page(known: VerifiedDossier, voice: Wording, scene: Scene) -> Document:
    """The procès-verbal; Refused before the draw."""
    known.need_draw()
    return document(known, voice, "proces-verbal", verdict(known, voice), _sections(known, voice, scene))


def _sections(known: VerifiedDossier, voice: Wording, scene: Scene) -> Iterator[Section]:
    yield _section(voice, "scene", _scene(voice, scene))
    rules = (Items(tuple(_rules(known, voice))), essentials(known, voice))
    yield _section(voice, "rules", *rules)
    yield from changes(known, voice)
    yield exclusions(known, voice)
    yield _section(voice, "ceremony", voice.paragraph("report.ceremony"), Steps(tuple(_steps(known, voice))))
    yield _section(voice, "chance", *_chance(known, voice))
    members = tuple(row[0] for row in csv_rows(known.files[PANEL])[1:])
    caption = voice.text("report.caption.members", count=len(members))
    result = representation.overview(known, voice)
    yield _section(voice, "result", Names("members", caption, members), result)
    yield _section(voice, "incidents", *_incidents(voice, scene))
    yield checks(known, voice)
    yield beyond(known, voice)
    yield _section(voice, "conclusion", *_conclusion(voice, scene))


def _section(voice: Wording, key: str, *blocks: Block) -> Section:
    return Section(key, voice.text(f"report.title.{key}"), blocks)


def _scene(voice: Wording, scene: Scene) -> Blanks:
    present = scene.present or ("",) * SIGNATURES
    rows = [(voice.text("report.blank.place"), scene.place), (voice.text("report.blank.date"), scene.date)]
    rows += [(voice.text("report.blank.present"), name) for name in present]
    return Blanks(tuple(rows))


def _rules(known: VerifiedDossier, voice: Wording) -> Iterator[str]:
    summary = known.summary
    yield voice.text("report.rule.seats", seats=summary.seats, people=summary.people)
    yield voice.text("report.rule.quotas", quotas=len(summary.quotas))
    yield _household(known, voice)
    yield voice.text("report.rule.panels", panels=summary.panels)
    yield from proof_sentences(known, voice)


def _household(known: VerifiedDossier, voice: Wording) -> str:
    """Whether two people of one household may sit, by the rule that says so."""
    found = household(known)
    if found.seats:
        return voice.text("report.rule.household", columns=", ".join(found.seats))
    if found.letters:
        parts = (voice.text(f"report.household.{part}") for part in found.letters)
        return voice.text("report.rule.letters", columns=", ".join(parts))
    return voice.text("report.rule.everyone")


def _steps(known: VerifiedDossier, voice: Wording) -> Iterator[Step]:
    """The acts of the journal, the files received being told as one."""
    rolls = [entry for entry in known.entries if entry.type == "roll"]
    for entry in known.entries:
        if entry.type == "roll" and entry is not rolls[-1]:
            continue
        words = (
            voice.text("report.act.rolls", files=len(rolls))
            if entry.type == "roll"
            else _act(known, entry, voice)
        )
        yield Step(entry.number, moment(entry.time, voice), words, sha256(entry.data))


def _act(known: VerifiedDossier, entry: Entry, voice: Wording) -> str:
    """An act in words; one that this report does not know, by its type."""
    body: dict[str, Any] = dict(entry.body)
    kind = f".{body['kind']}" if entry.type == "contribution" else ""
    code = f"report.act.{entry.type}{kind}"
    if code not in catalogue("en"):
        return voice.text("report.act.other", type=entry.type)
    of, _, wave = str(body.get("act") or "panel").partition("/")
    names = ("people", "kept", "panels", "count", "text", "id", "reason")
    facts = {name: body.get(name, "") for name in names}
    # A round is a name, not a quantity: its thousands are not set apart.
    facts["round"] = str(body.get("round", ""))
    facts["what"] = voice.text(f"report.for.{of}", wave=wave)
    return voice.text(code, **facts, number=numbered(known))


def _chance(known: VerifiedDossier, voice: Wording) -> Iterator[Block]:
    found = known.summary.draw
    assert found is not None
    if found.by == "hand":
        yield Facts((voice.fact("number", numbered(known)),))
        yield voice.paragraph("report.hand")
        return
    rows = [*_committed(known, voice), *_brought(known, voice)]
    rows.append(voice.fact("seed", found.seed, "hash"))
    rows.append(voice.fact("number", numbered(known)))
    yield Facts(tuple(rows))
    yield voice.paragraph("report.seed", panels=known.summary.panels)


def _committed(known: VerifiedDossier, voice: Wording) -> Iterator[Fact]:
    """What the plan fixed of the chance to come: sealed values, and the round of the beacon."""
    plan = known.document(PLAN)
    for each in plan["contributors"]:
        if "commit" in each:
            label = voice.text("report.fact.commit", id=each["id"])
            yield Fact(f"commit-{each['id']}", label, each["commit"], "hash")
    if plan["beacon"]:
        yield voice.fact("round", str(plan["beacon"]["round"]))


def _brought(known: VerifiedDossier, voice: Wording) -> Iterator[Fact]:
    """What each brought, in the order of the record: text and value, or nothing where it was dropped."""
    for entry in known.entries:
        body: dict[str, Any] = dict(entry.body)
        if body.get("act") != "panel":
            continue
        if entry.type == "beacon":
            yield voice.fact("signature", body["signature"], "hash")
        elif entry.type == "contribution" and body["kind"] == "dropped":
            label = voice.text("report.fact.value", id=body["id"])
            yield Fact(f"value-{body['id']}", label, voice.text("report.dropped"))
        elif entry.type == "contribution":
            if "text" in body:
                yield voice.fact("rolled", body["text"])
            yield Fact(
                f"value-{body['id']}", voice.text("report.fact.value", id=body["id"]), body["value"], "hash"
            )


def _incidents(voice: Wording, scene: Scene) -> Iterator[Block]:
    yield voice.paragraph("report.incidents.record")
    if scene.incidents:
        yield Items(scene.incidents, ordered=True)
    else:
        label = voice.text("report.blank.incident")
        yield Blanks(((label, ""),) * BLANK_LINES)


def _conclusion(voice: Wording, scene: Scene) -> Iterator[Block]:
    yield voice.paragraph("report.conclusion")
    yield Items((voice.text("report.conclusion.sound"), voice.text("report.conclusion.again")))
    names = scene.present or ("",) * SIGNATURES
    yield Signatures(voice.text("report.caption.signatures"), names)
