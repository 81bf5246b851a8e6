"""The life of the assembly since the draw: vacancies, replacements, renewals, as far as recorded."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.report.blocks import Document, Section
from tirage.report.checked import checked
from tirage.report.common import document, essentials
from tirage.report.context import Context
from tirage.report.voice import Voice


def page(known: Context, voice: Voice) -> Document:
    """The report; Refused before the draw."""
    known.need_draw()
    lead = voice.paragraph("report.verdict.life", "lead", seats=known.summary.seats)
    return document(known, voice, "life", lead, _sections(known, voice))


def _sections(known: Context, voice: Voice) -> Iterator[Section]:
    yield Section("essentials", voice.text("report.title.essentials"), (essentials(known, voice),))
    for key in ("vacancies", "replacements", "renewals"):
        none = (voice.paragraph(f"report.{key}.none", "note"),)
        yield Section(key, voice.text(f"report.title.{key}"), none)
    yield Section("verification", voice.text("report.title.checks"), (checked(known, voice),))
