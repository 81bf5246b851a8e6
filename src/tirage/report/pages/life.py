"""The life of the assembly since the draw: vacancies, replacements, renewals, as far as recorded."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.assembly.life import read_life
from tirage.assembly.paths import PANEL, at
from tirage.assembly.tables import csv_rows
from tirage.report.alternates import alternates
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
    for key, (count, vacant) in _figures(known).items():
        some = voice.paragraph(f"report.{key}.some", count=count, vacant=vacant)
        said = some if count else voice.paragraph(f"report.{key}.none", "note")
        yield Section(key, voice.text(f"report.title.{key}"), (said,))
    yield alternates(known, voice)
    yield Section("verification", voice.text("report.title.checks"), (checked(known, voice),))


def _figures(known: Context) -> dict[str, tuple[int, int]]:
    """Departures and seats open today; draws of each kind, and the seats that they filled."""
    life = read_life(known.files, known.entries)
    found = {"vacancies": (len(life.left), len(life.vacant))}
    for key, kind in (("replacements", "replacement"), ("renewals", "renewal")):
        acts = [str(entry.body["act"]) for entry in known.entries if entry.type == kind]
        seats = sum(len(csv_rows(known.files[at(PANEL, act)])) - 1 for act in acts)
        found[key] = (len(acts), seats)
    return found
