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
from tirage.dossier.documents.plans import PanelPlan
from tirage.dossier.entries import Beacon, Dropped, Revealed, Rolled
from tirage.dossier.layout import PANEL, PLAN
from tirage.draws.chance import read_chance_sources
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
from tirage.report.parts import delivered, representation
from tirage.report.parts.chances import proof_sentences
from tirage.report.parts.common import (
    beyond,
    changes,
    checks,
    document,
    essentials,
    exclusions,
    household,
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


def page(dossier: VerifiedDossier, wording: Wording, scene: Scene) -> Document:
    """The procès-verbal; Refused before the draw."""
    dossier.need_draw()
    return document(
        dossier, wording, "proces-verbal", verdict(dossier, wording), _sections(dossier, wording, scene)
    )


def _sections(dossier: VerifiedDossier, wording: Wording, scene: Scene) -> Iterator[Section]:
    """Scene, rules, changes, exclusions, chance, panel, checks, and room to sign."""
    yield _section(wording, "scene", _scene(wording, scene))
    rules = (Items(tuple(_rules(dossier, wording))), essentials(dossier, wording))
    yield _section(wording, "rules", *rules)
    yield from changes(dossier, wording)
    yield exclusions(dossier, wording)
    yield _section(
        wording, "ceremony", wording.paragraph("report.ceremony"), Steps(tuple(_steps(dossier, wording)))
    )
    yield _section(wording, "chance", *_chance(dossier, wording))
    members = tuple(row[0] for row in csv_rows(dossier.files[PANEL])[1:])
    caption = wording.text("report.caption.members", count=len(members))
    result = representation.overview(dossier, wording)
    yield _section(wording, "result", Names("members", caption, members), result)
    yield _section(wording, "incidents", *_incidents(wording, scene))
    yield checks(dossier, wording)
    yield beyond(dossier, wording)
    yield _section(wording, "conclusion", *_conclusion(wording, scene))


def _section(wording: Wording, key: str, *blocks: Block) -> Section:
    return Section(key, wording.text(f"report.title.{key}"), blocks)


def _scene(wording: Wording, scene: Scene) -> Blanks:
    present = scene.present or ("",) * SIGNATURES
    rows = [
        (wording.text("report.blank.place"), scene.place),
        (wording.text("report.blank.date"), scene.date),
    ]
    rows += [(wording.text("report.blank.present"), name) for name in present]
    return Blanks(tuple(rows))


def _rules(dossier: VerifiedDossier, wording: Wording) -> Iterator[str]:
    summary = dossier.summary
    yield wording.text("report.rule.seats", seats=summary.seats, people=summary.people)
    yield wording.text("report.rule.quotas", quotas=len(summary.quotas))
    yield _household(dossier, wording)
    yield wording.text("report.rule.panels", panels=summary.panels)
    yield from delivered.sentences(summary, wording)
    yield from proof_sentences(dossier, wording)


def _household(dossier: VerifiedDossier, wording: Wording) -> str:
    """Whether two people of one household may sit, by the rule that says so."""
    found = household(dossier)
    if found.seats:
        return wording.text("report.rule.household", columns=", ".join(found.seats))
    if found.letters:
        parts = (wording.text(f"report.household.{part}") for part in found.letters)
        return wording.text("report.rule.letters", columns=", ".join(parts))
    return wording.text("report.rule.everyone")


def _steps(dossier: VerifiedDossier, wording: Wording) -> Iterator[Step]:
    """The acts of the journal, the files received being told as one."""
    rolls = [entry for entry in dossier.entries if entry.type == "roll"]
    for entry in dossier.entries:
        if entry.type == "roll" and entry is not rolls[-1]:
            continue
        words = (
            wording.text("report.act.rolls", files=len(rolls))
            if entry.type == "roll"
            else _act(dossier, entry, wording)
        )
        yield Step(entry.number, wording.moment(entry.time), words, sha256(entry.data))


def _act(dossier: VerifiedDossier, entry: Entry, wording: Wording) -> str:
    """An act in words; one that this report does not know, by its type."""
    body: dict[str, Any] = dict(entry.body)
    kind = f".{body['kind']}" if entry.type == "contribution" else ".note" if "note" in body else ""
    code = f"report.act.{entry.type}{kind}"
    if code not in catalogue("en"):
        return wording.text("report.act.other", type=entry.type)
    of, _, wave = str(body.get("act") or "panel").partition("/")
    names = ("people", "kept", "panels", "count", "text", "id", "reason")
    facts = {name: body.get(name, "") for name in names}
    # A round is a name, not a quantity: its thousands are not set apart.
    facts["round"] = str(body.get("round", ""))
    facts["what"] = wording.text(f"report.for.{of}", wave=wave)
    return wording.text(code, **facts, number=numbered(dossier))


def _chance(dossier: VerifiedDossier, wording: Wording) -> Iterator[Block]:
    """Who brought chance, in what order, and the number that it gave."""
    found = dossier.summary.draw
    assert found is not None
    if found.by == "hand":
        yield Facts((wording.fact("number", numbered(dossier)),))
        yield wording.paragraph("report.hand")
        return
    rows = [*_committed(dossier, wording), *_brought(dossier, wording)]
    rows.append(wording.fact("seed", found.seed, "hash"))
    rows.append(wording.fact("number", numbered(dossier)))
    yield Facts(tuple(rows))
    yield wording.paragraph("report.seed", panels=dossier.summary.panels)


def _committed(dossier: VerifiedDossier, wording: Wording) -> Iterator[Fact]:
    """What the plan fixed of the chance to come: sealed values, and the round of the beacon."""
    sources = read_chance_sources(PanelPlan.from_bytes(dossier.files[PLAN]))
    for name, commit in sources.sealed.items():
        label = wording.text("report.fact.commit", id=name)
        yield Fact(f"commit-{name}", label, commit, "hash")
    if sources.round is not None:
        yield wording.fact("round", str(sources.round))


def _brought(dossier: VerifiedDossier, wording: Wording) -> Iterator[Fact]:
    """What each brought, in the order of the record: text and value, or nothing where it was dropped."""
    for body in (entry.content for entry in dossier.entries if entry.type in {"beacon", "contribution"}):
        match body:
            case Beacon(act="panel", signature=signature):
                yield wording.fact("signature", signature, "hash")
            case Dropped(act="panel", id=name):
                label = wording.text("report.fact.value", id=name)
                yield Fact(f"value-{name}", label, wording.text("report.dropped"))
            case Rolled(act="panel", id=name, value=value) | Revealed(act="panel", id=name, value=value):
                if isinstance(body, Rolled):
                    yield wording.fact("rolled", body.text)
                yield Fact(f"value-{name}", wording.text("report.fact.value", id=name), value, "hash")


def _incidents(wording: Wording, scene: Scene) -> Iterator[Block]:
    yield wording.paragraph("report.incidents.record")
    if scene.incidents:
        yield Items(scene.incidents, ordered=True)
    else:
        label = wording.text("report.blank.incident")
        yield Blanks(((label, ""),) * BLANK_LINES)


def _conclusion(wording: Wording, scene: Scene) -> Iterator[Block]:
    yield wording.paragraph("report.conclusion")
    yield Items((wording.text("report.conclusion.sound"), wording.text("report.conclusion.again")))
    names = scene.present or ("",) * SIGNATURES
    yield Signatures(wording.text("report.caption.signatures"), names)
