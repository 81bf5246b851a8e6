"""The life of the assembly since the draw: who sits, who left, what was drawn, and until when."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.assembly.state import AssemblyState
from tirage.report.document import Document, Facts, Paragraph, Section
from tirage.report.pages.lifetime import lifetime
from tirage.report.parts import life as living
from tirage.report.parts.alternates import alternates
from tirage.report.parts.common import checked, document, essentials
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def page(dossier: VerifiedDossier, wording: Wording) -> Document:
    """The report; Refused before the draw."""
    dossier.need_draw()
    life = dossier.state
    return document(
        dossier, wording, "life", _verdict(dossier, wording, life), _sections(dossier, wording, life)
    )


def _verdict(dossier: VerifiedDossier, wording: Wording, life: AssemblyState) -> Paragraph:
    """Who sits, and whether every quota is met today."""
    if life.closed is not None:
        end = wording.day(life.closed)
        return wording.paragraph("report.verdict.life.closed", "lead", end=end, members=len(life.last))
    if not life.former_members:
        return wording.paragraph("report.verdict.life", "lead", seats=dossier.outline.seats)
    if not dossier.complete:
        return living.held(wording, life, "lead")
    results = [line.met for line in living.lines_today(dossier, life)]
    facts = {"members": len(life.seated), "vacant": len(life.vacant)}
    if not results:
        return living.held(wording, life, "lead")
    if not all(results):
        counts = {"unmet": results.count(False), "quotas": len(results)}
        return wording.paragraph("report.verdict.life.unmet", "bad", **facts, **counts)
    code = "report.verdict.life.open" if life.vacant else "report.verdict.life.whole"
    return wording.paragraph(code, "good", **facts)


def _sections(dossier: VerifiedDossier, wording: Wording, life: AssemblyState) -> Iterator[Section]:
    last = wording.fact("last", wording.moment(dossier.entries[-1].time))
    facts = Facts((*essentials(dossier, wording).rows, last))
    yield Section("essentials", wording.text("report.title.essentials"), (facts,))
    yield living.sitting(dossier, wording, life)
    yield living.departures(dossier, wording)
    yield living.draws(dossier, wording)
    yield from lifetime(dossier, wording)
    yield living.term(dossier, wording, life)
    if dossier.complete:
        yield alternates(dossier, wording)
    yield Section("verification", wording.text("report.title.checks"), (checked(dossier, wording),))
