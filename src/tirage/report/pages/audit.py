"""The screen of `tirage audit`: what no proof in a dossier shows, and what a solver makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from tirage.acts.records.audit import Audited, Claim
from tirage.feasibility.relaxation import UNIT
from tirage.report.document import Block, Column, Document, Section, Table, chained
from tirage.report.wording import Wording


def page(chain: Sequence[Audited], wording: Wording) -> Document:
    """The claims of an assembly, and of every next assembly in it."""
    sections = tuple(
        Section("audit", wording.assembly(each.dossier.path, place), tuple(_blocks(each, wording)))
        for place, each in enumerate(chain)
    )
    values = chained([{"claims": [_values(claim) for claim in each.claims]} for each in chain])
    return Document("audit", wording.language, "", sections, values)


def _values(claim: Claim) -> dict[str, Any]:
    """Sums as text: they may be larger than what JSON holds."""
    sums = {
        name: None if value is None else str(value)
        for name, value in (("best", claim.best), ("proved", claim.proved), ("found", claim.found))
    }
    return {**asdict(claim), **sums}


def _blocks(each: Audited, wording: Wording) -> Iterator[Block]:
    if not each.claims:
        yield wording.paragraph("audit.nothing", "good")
        return
    yield _table(each.claims, wording)
    for verdict in ("refuted", "undecided", "open", "proved"):
        if count := each.count(verdict):
            tone = {"refuted": "bad", "proved": "good"}.get(verdict, "note")
            yield wording.paragraph(f"audit.{verdict}", tone, count=count)  # type: ignore[arg-type]


def _table(claims: Sequence[Claim], wording: Wording) -> Table:
    names = ("act", "about", "best", "proved", "verdict", "found")
    kinds = ("group", "text", "figure", "figure", "text", "figure")
    columns = tuple(
        Column(name, wording.text(f"audit.column.{name}"), kind)  # type: ignore[arg-type]
        for name, kind in zip(names, kinds, strict=True)
    )
    return Table("claims", "", columns, tuple(_row(claim, wording) for claim in claims))


def _row(claim: Claim, wording: Wording) -> tuple[str, ...]:
    is_cut = claim.about.isdigit()
    about = wording.text("audit.cut" if is_cut else f"audit.about.{claim.about}", number=claim.about)
    # What a change weighs is told as seats of a maximum.
    unit = UNIT if claim.about == "least" else 1
    best, proved, found = (
        "" if each is None else str(Fraction(each, unit)) for each in (claim.best, claim.proved, claim.found)
    )
    return (claim.act, about, best, proved, wording.text(f"audit.verdict.{claim.verdict}"), found)
