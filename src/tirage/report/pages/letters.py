"""Letters and answers, wave by wave."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.dossier.entries import Frame
from tirage.errors import Refused
from tirage.report.document import Document, Facts, Section
from tirage.report.parts.common import beyond, checked, document, exclusions
from tirage.report.parts.letters import findings, letters, waves
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def page(dossier: VerifiedDossier, wording: Wording) -> Document:
    """The report; Refused where there is no frame."""
    if not dossier.framed:
        raise Refused("report.no_frame")
    if not dossier.traced:
        raise Refused("report.no_guarantors")
    found = waves(dossier.files)
    lead = wording.paragraph(
        "report.verdict.letters",
        "lead",
        letters=sum(wave.drawn or 0 for wave in found),
        waves=len(found),
        volunteers=sum(wave.accepted for wave in found),
    )
    return document(dossier, wording, "letters", lead, _sections(dossier, wording))


def _sections(dossier: VerifiedDossier, wording: Wording) -> Iterator[Section]:
    frame = dossier.last(Frame)
    assert frame is not None
    facts = Facts((wording.fact("frame", frame.people, "count"), wording.fact("head", dossier.head, "hash")))
    yield Section("essentials", wording.text("report.title.essentials"), (facts,))
    yield Section("letters", wording.text("report.title.letters"), tuple(letters(dossier, wording)))
    yield exclusions(dossier, wording)
    yield from findings(dossier, wording)
    yield Section("verification", wording.text("report.title.checks"), (checked(dossier, wording),))
    yield beyond(dossier, wording)
