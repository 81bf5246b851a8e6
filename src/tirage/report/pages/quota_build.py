"""The screen of `tirage quotas build`: seats from a census, how they were rounded, and over the terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from tirage.quotas.census.apportionment import Seats
from tirage.quotas.census.build import Built
from tirage.report.document import Block, Document, Section, Table
from tirage.report.rendering.data import plain
from tirage.report.wording import Wording


def page(built: Built, wording: Wording) -> Document:
    """The seats of every category, and what former panels leave due where a chain is known."""
    whole = built.criteria | built.crossings
    blocks: list[Block] = [_table(whole, built.seats, wording), *_served(built, wording)]
    if any(row.cut for rows in whole.values() for row in rows):
        blocks.append(wording.paragraph("build.cut"))
    return Document("quota-build", wording.language, "", (Section("seats", "", tuple(blocks)),), data(built))


def data(built: Built) -> dict[str, Any]:
    """The quotas as JSON values; fractions as text."""
    document = {"seats": built.seats, "criteria": _rows(built.criteria), "crossings": _rows(built.crossings)}
    over = [
        {"name": name, "terms": before.terms, "categories": plain(_over_terms(built, name))}
        for name, before in built.served.items()
    ]
    return {**document, **({"served": over} if over else {})}


def _rows(found: Mapping[str, Sequence[Seats]]) -> list[dict[str, object]]:
    return [
        {"name": name, "categories": [plain(asdict(row)) for row in rows]} for name, rows in found.items()
    ]


def _over_terms(built: Built, name: str) -> list[dict[str, Any]]:
    """Seats held and due over the terms, that of these quotas included."""
    before = built.served[name]
    return [
        {
            "category": row.category,
            "held": before.held[row.category] + row.seats,
            "due": before.due(row.share, built.seats),
        }
        for row in built.criteria[name]
    ]


def _table(whole: Mapping[str, Sequence[Seats]], seats: int, wording: Wording) -> Table:
    """One row a category or cell: census, share aimed at, exact seats, seats, limits, deviation in points."""
    columns = (
        wording.screen_column("show.criterion", "group"),
        wording.screen_column("show.category"),
        wording.screen_column("build.census", "percent"),
        wording.screen_column("build.aimed", "percent"),
        wording.screen_column("build.exact", "decimal"),
        wording.screen_column("build.seats", "count"),
        wording.screen_column("show.minimum", "figure"),
        wording.screen_column("show.maximum", "count"),
        wording.screen_column("build.deviation", "decimal"),
    )
    rows = tuple(
        (
            name,
            row.category,
            row.census,
            row.share,
            row.exact,
            row.seats,
            f"{row.minimum}{'*' if row.cut else ''}",
            row.maximum,
            (Fraction(row.seats, seats) - row.share) * 100,
        )
        for name, rows in whole.items()
        for row in rows
    )
    return Table("seats", "", columns, rows)


def _served(built: Built, wording: Wording) -> Iterator[Block]:
    """The seats of each category over the terms, beside those due."""
    if not built.served:
        return
    columns = (
        wording.screen_column("show.criterion", "group"),
        wording.screen_column("show.category"),
        wording.screen_column("served.terms", "count"),
        wording.screen_column("served.held", "count"),
        wording.screen_column("served.due", "decimal"),
    )
    rows = tuple(
        (name, row["category"], before.terms + 1, row["held"], row["due"])
        for name, before in built.served.items()
        for row in _over_terms(built, name)
    )
    yield Table("served", wording.text("served.title"), columns, rows)
