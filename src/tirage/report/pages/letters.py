"""Letters and answers, wave by wave."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.errors import Refused
from tirage.report.document import Document, Facts, Section
from tirage.report.parts.common import beyond, checked, document, exclusions
from tirage.report.parts.letters import letters, waves
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def page(known: VerifiedDossier, voice: Wording) -> Document:
    """The report; Refused where there is no frame."""
    if not known.framed:
        raise Refused("report.no_frame")
    if not known.traced:
        raise Refused("report.no_guarantors")
    found = waves(known.files)
    lead = voice.paragraph(
        "report.verdict.letters",
        "lead",
        letters=sum(wave.drawn or 0 for wave in found),
        waves=len(found),
        volunteers=sum(wave.accepted for wave in found),
    )
    return document(known, voice, "letters", lead, _sections(known, voice))


def _sections(known: VerifiedDossier, voice: Wording) -> Iterator[Section]:
    frame = known.act("frame")
    facts = Facts((voice.fact("frame", frame["people"], "count"), voice.fact("head", known.head, "hash")))
    yield Section("essentials", voice.text("report.title.essentials"), (facts,))
    yield Section("letters", voice.text("report.title.letters"), tuple(letters(known, voice)))
    yield exclusions(known, voice)
    yield Section("verification", voice.text("report.title.checks"), (checked(known, voice),))
    yield beyond(known, voice)
