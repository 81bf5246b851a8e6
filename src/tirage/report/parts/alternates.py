"""The alternates on record: who is left of them, and what the choice was worth beside others."""

from __future__ import annotations

from fractions import Fraction

from tirage.assembly.remaining import current_pool, still_there
from tirage.dossier.entries import Alternates, Dropout
from tirage.forecast.dropouts import ALL, Dropouts, Tally
from tirage.report.document import Block, Names, Section, Table
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def alternates(dossier: VerifiedDossier, wording: Wording) -> Section:
    """The section; one sentence where none are on record."""
    title = wording.text("report.title.alternates")
    body = dossier.last(Alternates)
    if body is None:
        return Section("alternates", title, (wording.paragraph("report.alternates.none", "note"),))
    left = still_there(current_pool(dossier.files), dossier.state)
    facts = {"list": body.list, "count": body.count, "people": body.people, "left": len(left)}
    found: list[Block] = [wording.paragraph("report.alternates.some", **facts)]
    if left:
        found.append(Names("alternates", wording.text("report.caption.alternates"), left))
    found.append(_worth(body, wording))
    dropouts = _dropouts(body.dropout)
    rate = wording.percent(dropouts.overall)
    code = "learnt" if dropouts.learnt else "flat" if dropouts.flat is not None else "prior"
    found.append(wording.paragraph(f"report.dropouts.{code}", rate=rate))
    if dropouts.learnt:
        found.append(_rates(dropouts, wording))
    return Section("alternates", title, tuple(found))


def _worth(body: Alternates, wording: Wording) -> Table:
    """How many of the simulated departures each choice makes good."""
    columns = (
        wording.column("choice"),
        wording.column("repaired", "count"),
        wording.column("share", "percent"),
    )
    rows = tuple(
        (wording.text(f"report.choice.{name}"), count, Fraction(count, body.tried))
        for name, count in body.repaired
    )
    return Table("comparison", wording.text("report.caption.comparison", tried=body.tried), columns, rows)


def _dropouts(found: Dropout) -> Dropouts:
    """What members were taken to leave with, from the journal."""
    learnt = {(row.criterion, row.category): Tally(row.left, row.members) for row in found.learnt}
    return Dropouts(Fraction(found.flat) if found.flat else None, learnt)


def _rates(dropouts: Dropouts, wording: Wording) -> Table:
    columns = (
        wording.column("category"),
        wording.column("criterion"),
        wording.column("left", "count"),
        wording.column("members", "count"),
        wording.column("rate", "percent"),
    )
    rows = tuple(
        (category, criterion, past.left, past.members, dropouts.rate(criterion, category))
        for (criterion, category), past in sorted(dropouts.learnt.items())
        if (criterion, category) != ALL
    )
    return Table("dropouts", wording.text("report.caption.dropouts"), columns, rows)
