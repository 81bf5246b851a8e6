"""The screen of `tirage record addresses`: what was put right, and the files for the printing house."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.acts.letters.addresses import RecordedAddresses
from tirage.dossier.chain import head
from tirage.dossier.layout import corrected_path
from tirage.report.document import Document, Paragraph, Section
from tirage.report.wording import Wording


def page(found: RecordedAddresses, wording: Wording) -> Document:
    """How many letters have another line, and where they all are."""
    facts = {
        "wave": found.wave,
        "round": found.round,
        "rows": found.rows,
        "letters": found.letters,
        "to_correct": found.to_correct,
    }
    top = head(found.dossier.entries)
    title = wording.text("addresses.title", **facts)
    sections = (Section("addresses", "", tuple(_said(found, wording))),)
    return Document("addresses", wording.language, title, sections, {**facts, "journal_head": top})


def _said(found: RecordedAddresses, wording: Wording) -> Iterator[Paragraph]:
    path = corrected_path(found.wave, found.round).removesuffix(".csv")
    yield wording.paragraph("addresses.files", path=path, letters=found.letters)
    if found.to_correct:
        yield wording.paragraph("letters.to_correct", "note", count=found.to_correct)
    yield wording.head(found.dossier.entries)
