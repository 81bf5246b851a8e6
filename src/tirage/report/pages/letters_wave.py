"""The screen of `tirage draw letters`: the last wave, planned or drawn, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tirage.assembly.letters import WaveOnRecord, last_wave
from tirage.assembly.record import Dossier
from tirage.dossier.chain import groups, head
from tirage.report.document import Document, Paragraph, Section
from tirage.report.parts.rolls import how
from tirage.report.wording import Wording


def page(dossier: Dossier, wording: Wording) -> Document:
    """The hashes to be read aloud, then the next step."""
    wave = last_wave(dossier)
    facts = data(dossier, wave)
    title = wording.text("letters.drawn" if wave.drawn else "letters.fixed", **facts)
    hashes = tuple(
        Paragraph(f"{wording.text(code)} {groups(facts[key])}")
        for code, key in (("show.plan", "plan"), ("show.head", "journal_head"))
    )
    sections = (Section("hashes", "", hashes), Section("next", "", tuple(_next(dossier, wave, wording))))
    rehearsal = wording.text("show.rehearsal") if dossier.rehearsal else ""
    return Document("letters", wording.language, title, sections, facts, rehearsal=rehearsal)


def data(dossier: Dossier, wave: WaveOnRecord) -> dict[str, Any]:
    """The wave as JSON values; `to_correct` once it is drawn."""
    return {
        "dossier": str(dossier.path),
        "wave": wave.number,
        "letters": wave.letters,
        "planned": wave.planned,
        "strata": wave.strata,
        "drawn": wave.drawn,
        "rehearsal": dossier.rehearsal,
        "plan": wave.plan,
        "ceremony": not dossier.ceremony.terms.plain,
        "journal_head": head(dossier.entries),
        **({"to_correct": wave.to_correct} if wave.drawn else {}),
    }


def _next(dossier: Dossier, wave: WaveOnRecord, wording: Wording) -> Iterator[Paragraph]:
    path = dossier.path
    if not wave.drawn:
        code = "letters.next.plan" if dossier.ceremony.terms.plain else "show.next.ceremony"
        yield wording.paragraph(code, path=path, **how(dossier, wording))
        return
    if wave.letters < wave.planned:
        yield wording.paragraph("letters.fewer", "note", planned=wave.planned, letters=wave.letters)
    yield wording.paragraph("letters.files", wave=wave.number)
    if wave.to_correct:
        yield wording.paragraph("letters.to_correct", "note", count=wave.to_correct)
    yield wording.paragraph("letters.next.drawn", path=path)
