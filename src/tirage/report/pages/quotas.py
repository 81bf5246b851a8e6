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


def page(known: VerifiedDossier, voice: Wording) -> Document:
    """The report; Refused where no plan is fixed."""
    known.need_plan()
    return document(known, voice, "quotas", verdict(known, voice), _sections(known, voice))


def _sections(known: VerifiedDossier, voice: Wording) -> Iterator[Section]:
    first: list[Block] = [representation.overview(known, voice), essentials(known, voice)]
    if known.census is None:
        first.append(voice.paragraph("report.no_census", "note"))
    yield Section("essentials", voice.text("report.title.essentials"), tuple(first))
    yield from representation.sections(known, voice)
    yield from changes(known, voice)
    elsewhere = "report.letters.left_out" if known.framed else "report.letters.elsewhere"
    none = (voice.paragraph(elsewhere, "note"),)
    mail = tuple(letters(known, voice)) if known.framed and known.traced else none
    yield Section("letters", voice.text("report.title.letters"), mail)
    yield chances.section(known, voice)
    yield chances.proof(known, voice)
    yield alternates(known, voice)
    yield exclusions(known, voice)
    yield Section("verification", voice.text("report.title.checks"), (checked(known, voice),))
    yield beyond(known, voice)
    yield representation.pairs(known, voice)
