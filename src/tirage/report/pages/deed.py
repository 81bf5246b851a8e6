"""The procès-verbal of one draw, in the form that a bailiff knows: to be printed on A4, completed and signed.

One builder for every draw: letters, panel, replacements, renewal, cohorts. Its parts are those that the
French arrêté of 5 December 2022 lists for an electronic draw: totals, exclusions by cause, the anonymised
result, every technical incident, the checks made, the conclusion, signatures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tirage.dossier.canonical import sha256
from tirage.dossier.layout import strata_path
from tirage.report.deeds import annexes, ceremony, record, rules
from tirage.report.deeds.annexes import Annex
from tirage.report.deeds.draws import STANDBY, SUCCESSIONS, DrawOnRecord, turns
from tirage.report.document import (
    Blanks,
    Block,
    Document,
    Fact,
    Facts,
    Items,
    Paragraph,
    Section,
    Signatures,
    Table,
)
from tirage.report.parts.common import changes, counted, document, exclusions
from tirage.report.parts.letters import findings
from tirage.report.wording import Wording
from tirage.verify import program

PRESENT = 6
"""Places for those present, and to sign; blank for whoever was not named."""
BLANK_LINES = 3
"""Lines for incidents; one remains however many were named."""
LONG = {"strata": 30, "received": 8}
"""Rows of a table that stands in the body; a longer one is an annex."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the record does not know; empty where it is to be written by hand."""

    place: str = ""
    date: str = ""
    present: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()

    @property
    def everyone(self) -> tuple[str, ...]:
        """Those who were named, then blanks for whoever was not."""
        return (*self.present, *("",) * (PRESENT - len(self.present)))


NO_SCENE = Scene()
"""Everything is to be written by hand."""


def page(draw: DrawOnRecord, wording: Wording, scene: Scene = NO_SCENE) -> Document:
    """The deed; Refused where the letters of a wave were not counted by stratum here."""
    made = document(draw.dossier, wording, "proces-verbal", rules.verdict(draw, wording), iter(()))
    body, found = _body(draw, wording, scene)
    numbered = (replace(each, title=f"{place}. {each.title}") for place, each in enumerate(body, 1))
    return replace(
        made,
        title=wording.text(f"deed.title.{draw.kind}", number=draw.number),
        sections=(*made.sections, *numbered, *annexes.sections(found, wording)),
    )


def _body(draw: DrawOnRecord, wording: Wording, scene: Scene) -> tuple[list[Section], list[Annex]]:
    """The sections to be signed, and the annexes that they name."""
    found = list(annexes.people(draw, wording))
    ruled = tuple(_or_annex(draw, rules.blocks(draw, wording), found, wording))
    received = tuple(_or_annex(draw, _received(draw, wording), found, wording))
    found.append(annexes.verification(draw, wording))
    body = [
        _section(wording, "scene", _scene(draw, wording, scene)),
        _section(wording, "rules", *ruled),
        *(changes(draw.then, wording) if draw.kind == "panel" else ()),
        _section(wording, "received", *received),
        *([exclusions(draw.then, wording)] if draw.act in {"panel", "letters/1"} else []),
        *(findings(draw.then, wording) if draw.act in {"panel", "letters/1"} else ()),
        _section(wording, "fixed", *record.fixed(draw, wording)),
        _section(wording, "ceremony", *ceremony.blocks(draw, wording)),
        _section(wording, "chance", *ceremony.chance(draw, wording)),
        _section(wording, "result", *_result(draw, wording)),
        _section(wording, "incidents", *_incidents(draw, wording, scene)),
        _section(wording, "checks", _checked(draw, wording, len(found))),
        _section(wording, "program", _programs(draw, wording)),
        _section(wording, "annexes", annexes.listed(found, wording)),
        replace(_section(wording, "conclusion", *_conclusion(draw, wording, scene)), placing="together"),
    ]
    return body, found


def _section(wording: Wording, key: str, *blocks: Block) -> Section:
    return Section(key, wording.text(f"deed.section.{key}"), blocks)


def _or_annex(
    draw: DrawOnRecord, blocks: Iterator[Block], found: list[Annex], wording: Wording
) -> Iterator[Block]:
    """The blocks; of a long table a sentence, and the table among the annexes."""
    for block in blocks:
        if not isinstance(block, Table) or len(block.rows) <= LONG.get(block.key, len(block.rows)):
            yield block
            continue
        path = strata_path(draw.number) if block.key == "strata" else ""
        digest = sha256(draw.dossier.files[path]) if path else ""
        found.append(annexes.long(draw, block.key, path, digest, block))
        yield wording.paragraph(f"deed.apart.{block.key}", rows=len(block.rows), annex=len(found))


def _scene(draw: DrawOnRecord, wording: Wording, scene: Scene) -> Blanks:
    """Assembly, organiser, place, moment, and who was there."""
    known = {
        "assembly": draw.dossier.name,
        "organiser": draw.dossier.named.organiser,
        "place": scene.place or draw.dossier.named.city,
        "date": scene.date or wording.text("deed.date", time=wording.moment(draw.result.time)),
    }
    rows = [(wording.text(f"deed.blank.{key}"), value) for key, value in known.items()]
    rows += [(wording.text("deed.blank.present"), name) for name in scene.everyone]
    return Blanks(tuple(rows))


def _received(draw: DrawOnRecord, wording: Wording) -> Iterator[Block]:
    table = record.received(draw, wording)
    if table.rows:
        yield table
    else:
        yield wording.paragraph("deed.received.none")


def _result(draw: DrawOnRecord, wording: Wording) -> Iterator[Block]:
    """How many were drawn, by what number, and where they are listed."""
    time = wording.moment(draw.result.time)
    if draw.kind == "letters":
        count = int(str(draw.result.body["count"]))
        yield wording.paragraph("deed.result.letters", count=count, time=time)
        yield Facts((wording.fact("letters_file", str(draw.result.body["sha256"]), "hash"),))
    elif draw.kind == "cohorts":
        yield wording.paragraph("deed.result.cohorts", time=time)
    elif draw.kind in {STANDBY, SUCCESSIONS}:
        yield wording.paragraph(f"deed.result.{draw.kind}", count=len(turns(draw)), time=time)
    else:
        assert draw.outline.draw is not None, "a draw of seats that has its result"
        count = len(draw.outline.draw.panel)
        number = ceremony.numbered(draw)
        yield wording.paragraph(f"deed.result.{draw.kind}", count=count, number=number, time=time)
    yield Facts((wording.fact("head_result", sha256(draw.result.data), "hash"),))


def _incidents(draw: DrawOnRecord, wording: Wording, scene: Scene) -> Iterator[Block]:
    """What the record has against the draw, and room for what it cannot know."""
    silent = [entry.body["id"] for entry in draw.entries if entry.body.get("kind") == "dropped"]
    said = [wording.text("deed.incident.dropped", id=name) for name in silent]
    said += [wording.text("deed.incident.contested", reason=each.reason) for each in draw.contests]
    if said:
        yield Items(tuple(said))
    yield wording.paragraph("deed.incidents")
    if scene.incidents:
        yield Items(scene.incidents, ordered=True)
    left = max(1, BLANK_LINES - len(scene.incidents))
    yield Blanks(((wording.text("deed.blank.incident"), ""),) * left)


def _checked(draw: DrawOnRecord, wording: Wording, annex: int) -> Paragraph:
    """The checks of a program of its own, in one sentence."""
    code = "deed.checked.pack" if draw.dossier.partial else "deed.checked"
    return wording.paragraph(code, **counted(draw.dossier), annex=annex)


def _programs(draw: DrawOnRecord, wording: Wording) -> Facts:
    """Version and fingerprint of the programs that fixed, drew and checked."""
    rows: list[Fact] = []
    tools = dict.fromkeys((draw.plan_entry.tool, draw.result.tool))
    for place, tool in enumerate(tools, 1):
        name, version, digest, *solver = f"{tool}  ".split(" ", 3)
        said = " ".join(filter(None, (name, version, *solver))).strip()
        rows.append(Fact(f"drawn-by-{place}", wording.text("deed.fact.drawn_by"), said))
        rows.append(Fact(f"drawn-hash-{place}", wording.text("deed.fact.fingerprint"), digest, "hash"))
    rows.append(Fact("checked-by", wording.text("deed.fact.checked_by"), program.version()))
    rows.append(Fact("checked-hash", wording.text("deed.fact.fingerprint"), program.fingerprint(), "hash"))
    return Facts(tuple(rows))


def _conclusion(draw: DrawOnRecord, wording: Wording, scene: Scene) -> Iterator[Block]:
    """What those present find, and room to sign; a rehearsal concludes nothing."""
    if draw.dossier.rehearsal:
        yield wording.paragraph("deed.conclusion.rehearsal")
    else:
        yield wording.paragraph("deed.conclusion")
        yield Items(tuple(wording.text(f"deed.conclusion.{each}") for each in ("sound", "reserved")))
        yield Blanks(((wording.text("deed.blank.reservation"), ""),) * 2)
    yield Signatures(wording.text("deed.caption.signatures"), scene.everyone)
