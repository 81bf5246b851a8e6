"""The alternates on record: who is left of them, and what the choice was worth beside others."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tirage.assembly.remaining import first_pool, still_there
from tirage.assembly.state import read_state
from tirage.forecast.dropouts import ALL, Dropouts, Tally
from tirage.report.document import Block, Names, Section, Table
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording

CHOICES = ("designed", "scaled", "random", "everyone")


def alternates(known: VerifiedDossier, voice: Wording) -> Section:
    """The section; one sentence where none are on record."""
    title = voice.text("report.title.alternates")
    body = known.act("alternates")
    if not body:
        return Section("alternates", title, (voice.paragraph("report.alternates.none", "note"),))
    left = still_there(first_pool(known.files), read_state(known.files, known.entries))
    facts = {"list": body["list"], "count": body["count"], "people": body["people"], "left": len(left)}
    found: list[Block] = [voice.paragraph("report.alternates.some", **facts)]
    if left:
        found.append(Names("alternates", voice.text("report.caption.alternates"), left))
    found.append(_worth(body, voice))
    dropouts = _dropouts(body["dropout"])
    rate = voice.percent(dropouts.overall)
    code = "learnt" if dropouts.learnt else "flat" if dropouts.flat is not None else "prior"
    found.append(voice.paragraph(f"report.dropouts.{code}", rate=rate))
    if dropouts.learnt:
        found.append(_rates(dropouts, voice))
    return Section("alternates", title, tuple(found))


def _worth(body: Mapping[str, Any], voice: Wording) -> Table:
    """How many of the simulated departures each choice makes good."""
    tried = body["tried"]
    columns = (voice.column("choice"), voice.column("repaired", "count"), voice.column("share", "percent"))
    rows = tuple(
        (voice.text(f"report.choice.{name}"), body["repaired"][name], Fraction(body["repaired"][name], tried))
        for name in CHOICES
    )
    return Table("comparison", voice.text("report.caption.comparison", tried=tried), columns, rows)


def _dropouts(document: Mapping[str, Any]) -> Dropouts:
    """What members were taken to leave with, from the journal."""
    learnt = {
        (row["criterion"], row["category"]): Tally(row["left"], row["members"]) for row in document["learnt"]
    }
    return Dropouts(Fraction(document["flat"]) if document["flat"] else None, learnt)


def _rates(dropouts: Dropouts, voice: Wording) -> Table:
    columns = (
        voice.column("category"),
        voice.column("criterion"),
        voice.column("left", "count"),
        voice.column("members", "count"),
        voice.column("rate", "percent"),
    )
    rows = tuple(
        (category, criterion, past.left, past.members, dropouts.rate(criterion, category))
        for (criterion, category), past in sorted(dropouts.learnt.items())
        if (criterion, category) != ALL
    )
    return Table("dropouts", voice.text("report.caption.dropouts"), columns, rows)
