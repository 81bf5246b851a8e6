"""Who sits, for everybody: references, days and cohorts, without a name, a contact or a profile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tirage.assembly.stays import Member, roster
from tirage.report.document import Column, Document, Section, Table, Value
from tirage.report.parts.common import checked, document
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import NONE, Wording


def page(dossier: VerifiedDossier, wording: Wording) -> Document:
    """The report, as of the last entry of the journal; Refused before the draw."""
    dossier.need_draw()
    last = dossier.entries[-1].time
    day = date.fromisoformat(last[:10])
    sitting = roster(dossier.files, dossier.entries, day, day)
    counts = {"count": len(sitting), "date": wording.day_of(last)}
    verdict = wording.paragraph("report.verdict.members", "lead", **counts)
    return document(dossier, wording, "members", verdict, _sections(dossier, sitting, wording))


def _sections(dossier: VerifiedDossier, sitting: tuple[Member, ...], wording: Wording) -> Iterator[Section]:
    if sitting:
        yield Section("members", wording.text("report.title.sitting"), (_table(dossier, sitting, wording),))
    yield Section("verification", wording.text("report.title.checks"), (checked(dossier, wording),))


def _table(dossier: VerifiedDossier, sitting: tuple[Member, ...], wording: Wording) -> Table:
    names = dossier.references
    cohorts = any(each.cohort for each in sitting)
    keys = ("reference", "since", "until", *(("cohort",) if cohorts else ()))
    rows: list[tuple[Value, ...]] = []
    for each in sitting:
        until = wording.day(each.until) if each.until is not None else NONE
        cells = (names.get(each.pid, each.pid), wording.day_of(each.drawn), until)
        rows.append((*cells, str(each.cohort)) if cohorts else cells)
    columns = tuple(Column(key, wording.text(f"members.column.{key}")) for key in keys)
    return Table("members", wording.text("members.list.members"), columns, tuple(rows))
