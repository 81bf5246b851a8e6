"""The life of the assembly since the draw: who sits, who left, what was drawn, and until when."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.assembly.state import AssemblyState, read_state
from tirage.report.document import Document, Facts, Paragraph, Section
from tirage.report.parts import life as living
from tirage.report.parts.alternates import alternates
from tirage.report.parts.common import checked, day, document, essentials, moment
from tirage.report.parts.representation import met
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def page(known: VerifiedDossier, voice: Wording) -> Document:
    """The report; Refused before the draw."""
    known.need_draw()
    life = read_state(known.files, known.entries)
    return document(known, voice, "life", _verdict(known, voice, life), _sections(known, voice, life))


def _verdict(known: VerifiedDossier, voice: Wording, life: AssemblyState) -> Paragraph:
    """Who sits, and whether every quota is met today."""
    if life.closed is not None:
        end = day(life.closed.isoformat(), voice)
        return voice.paragraph("report.verdict.life.closed", "lead", end=end, members=len(life.last))
    if not life.former_members:
        return voice.paragraph("report.verdict.life", "lead", seats=known.summary.seats)
    results = [met(line) for line in living.lines_today(known, life)]
    facts = {"members": len(life.seated), "vacant": len(life.vacant)}
    if not all(results):
        counts = {"unmet": results.count(False), "quotas": len(results)}
        return voice.paragraph("report.verdict.life.unmet", "bad", **facts, **counts)
    code = "report.verdict.life.open" if life.vacant else "report.verdict.life.whole"
    return voice.paragraph(code, "good", **facts)


def _sections(known: VerifiedDossier, voice: Wording, life: AssemblyState) -> Iterator[Section]:
    last = voice.fact("last", moment(known.entries[-1].time, voice))
    facts = Facts((*essentials(known, voice).rows, last))
    yield Section("essentials", voice.text("report.title.essentials"), (facts,))
    yield living.sitting(known, voice, life)
    yield living.departures(known, voice, life)
    yield living.draws(known, voice)
    yield living.term(known, voice, life)
    yield alternates(known, voice)
    yield Section("verification", voice.text("report.title.checks"), (checked(known, voice),))
