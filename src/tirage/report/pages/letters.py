"""Letters and answers, wave by wave."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.errors import Refused
from tirage.report.blocks import Document, Facts, Section
from tirage.report.checked import beyond, checked
from tirage.report.common import document, exclusions
from tirage.report.context import Context
from tirage.report.mail import waves
from tirage.report.mail_tables import letters
from tirage.report.voice import Voice


def page(known: Context, voice: Voice) -> Document:
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


def _sections(known: Context, voice: Voice) -> Iterator[Section]:
    frame = known.act("frame")
    facts = Facts((voice.fact("frame", frame["people"], "count"), voice.fact("head", known.head, "hash")))
    yield Section("essentials", voice.text("report.title.essentials"), (facts,))
    yield Section("letters", voice.text("report.title.letters"), tuple(letters(known, voice)))
    yield exclusions(known, voice)
    yield Section("verification", voice.text("report.title.checks"), (checked(known, voice),))
    yield beyond(known, voice)
