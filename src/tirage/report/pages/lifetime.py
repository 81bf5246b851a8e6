"""The chance of each group over the whole life: letter, answer, and every draw of seats on record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from tirage.analysis.lifetime import Lifetime, lifetimes
from tirage.dossier.layout import RULES
from tirage.report.document import Block, Section, Table, Value
from tirage.report.parts.letters import Part, parts
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def lifetime(dossier: VerifiedDossier, wording: Wording) -> Iterator[Section]:
    """One section, once there is more to say than of the panel; none where the pool is not here."""
    found = lifetimes(dossier.files, dossier.entries) if dossier.complete else ()
    people = _people(dossier)
    if not found or not (people or any(each.later for each in found)):
        return
    blocks: list[Block] = [
        wording.paragraph("report.lifetime.listed" if people else "report.lifetime", "note")
    ]
    for name, group in groupby(found, lambda each: each.criterion):
        blocks.append(_table(name, list(group), people, wording))
    yield Section("lifetime", wording.text("report.title.lifetime"), tuple(blocks))


def _people(dossier: VerifiedDossier) -> dict[tuple[str, str], Part]:
    """Criterion and category → people of the frame and letters, of what the lists tell."""
    if not dossier.traced:
        return {}
    found = {(part.criterion, part.category): part for part in parts(dossier.files)}
    for criterion in json.loads(dossier.files[RULES]).get("criteria", ()):
        if criterion["from"] == "stream":
            for category in criterion["categories"]:
                if ("", category["means"]) in found:
                    found[criterion["name"], category["name"]] = found["", category["means"]]
    return found


def _table(name: str, found: list[Lifetime], people: dict[tuple[str, str], Part], wording: Wording) -> Table:
    """One row a category; people and letters where the lists tell them."""
    known = [people.get((each.criterion, each.category)) for each in found]
    listed = all(known)
    columns = [wording.column("category")]
    if listed:
        columns += [wording.column("residents", "count"), wording.column("letters", "count")]
    columns += [
        wording.column("volunteers", "count"),
        wording.column("expected_panel", "figure"),
        wording.column("expected_later", "figure"),
        wording.column("of_volunteers", "percent"),
    ]
    if listed:
        columns.append(wording.column("of_residents", "figure"))
    rows: list[tuple[Value, ...]] = []
    for each, part in zip(found, known, strict=True):
        row: list[Value] = [each.category]
        row += [part.people, part.letters] if listed and part else []
        row += [each.volunteers, wording.decimal(each.panel), wording.decimal(each.later)]
        row.append(each.seats / each.volunteers)
        row += [_one_in(each.seats / part.people, wording)] if listed and part else []
        rows.append(tuple(row))
    caption = wording.text(f"report.caption.lifetime{'.listed' if listed else ''}", name=name)
    return Table("lifetime", caption, tuple(columns), tuple(rows), "cards")


def _one_in(chance: Fraction, wording: Wording) -> str:
    return wording.text("ends.one_in", count=round(1 / chance)) if chance else "—"
