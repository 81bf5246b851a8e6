"""The quota report, for those who sign: is every quota met, at what price in chances, and what is proved."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.report.document import Block, Document, Section
from tirage.report.parts import chances, representation
from tirage.report.parts.alternates import alternates
from tirage.report.parts.common import beyond, changes, checked, document, essentials, exclusions, verdict
from tirage.report.parts.letters import letters
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def page(dossier: VerifiedDossier, wording: Wording) -> Document:
    """The report; Refused where no plan is fixed. Without the pool, what the rest tells."""
    dossier.need_plan()
    return document(dossier, wording, "quotas", verdict(dossier, wording), _sections(dossier, wording))


def _sections(dossier: VerifiedDossier, wording: Wording) -> Iterator[Section]:
    """Essentials, representation, changes, letters, chances, proof, alternates, exclusions, checks, pairs."""
    first: list[Block] = [representation.overview(dossier, wording), essentials(dossier, wording)]
    if dossier.census is None and dossier.outline.quotas:
        first.append(wording.paragraph("report.no_census", "note"))
    yield Section("essentials", wording.text("report.title.essentials"), tuple(first))
    yield from representation.sections(dossier, wording)
    yield from changes(dossier, wording)
    elsewhere = "report.letters.left_out" if dossier.framed else "report.letters.elsewhere"
    none = (wording.paragraph(elsewhere, "note"),)
    mail = tuple(letters(dossier, wording)) if dossier.framed and dossier.traced else none
    yield Section("letters", wording.text("report.title.letters"), mail)
    if dossier.complete:
        yield chances.section(dossier, wording)
        yield chances.proof(dossier, wording)
        yield alternates(dossier, wording)
    yield exclusions(dossier, wording)
    yield Section("verification", wording.text("report.title.checks"), (checked(dossier, wording),))
    yield beyond(dossier, wording)
    if dossier.complete and dossier.outline.quotas:
        yield representation.pairs(dossier, wording)
