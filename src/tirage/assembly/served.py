"""Whom the panels of a chain of assemblies have served: seats by category, over the terms.

A term counts for a criterion where its panel had the same categories: where quotas have changed in between,
there is nothing to compare.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tirage.assembly.paths import SEATS
from tirage.assembly.record import Record
from tirage.assembly.succession import chain_from, formers
from tirage.assembly.tables import csv_rows
from tirage.quotas.apportionment import Served


@dataclass(frozen=True, slots=True)
class Row:
    """A category of the last panel, over all terms that counted it."""

    criterion: str
    category: str
    terms: int
    held: int
    """Seats in the panels of these terms, as they were drawn."""
    minimum: int
    """The minimums of these terms together."""
    maximum: int


def whole_chain(path: Path) -> tuple[Record, ...]:
    """Every assembly of the chain that a dossier belongs to, the first one first."""
    chain = chain_from(path)
    return (*formers(chain[0]), *chain)


def rows(chain: Sequence[Record]) -> list[Row]:
    """The categories of the last panel drawn; nothing where none was."""
    panels = [csv_rows(found.files[SEATS])[1:] for found in chain if SEATS in found.files]
    found: list[Row] = []
    for criterion, categories in _categories(panels[-1]).items() if panels else ():
        total = {category: Row(criterion, category, 0, 0, 0, 0) for category in categories}
        for panel in panels:
            if set(_categories(panel).get(criterion, ())) == set(categories):
                for of, category, low, seats, high in panel:
                    if of == criterion:
                        total[category] = _added(total[category], int(low), int(seats), int(high))
        found += total.values()
    return found


def served(chain: Sequence[Record], categories: Mapping[str, Collection[str]]) -> dict[str, Served]:
    """By criterion, what panels with these categories gave; nothing for a criterion that no panel had so."""
    panels = [csv_rows(found.files[SEATS])[1:] for found in chain if SEATS in found.files]
    totals: dict[str, Served] = {}
    for criterion, names in categories.items():
        alike = [each for each in panels if set(_categories(each).get(criterion, ())) == set(names)]
        held = {
            name: sum(int(row[3]) for each in alike for row in each if row[:2] == [criterion, name])
            for name in names
        }
        if alike:
            totals[criterion] = Served(held, len(alike))
    return totals


def _categories(panel: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for criterion, category, *_ in panel:
        found.setdefault(criterion, []).append(category)
    return found


def _added(row: Row, low: int, seats: int, high: int) -> Row:
    return replace(
        row,
        terms=row.terms + 1,
        held=row.held + seats,
        minimum=row.minimum + low,
        maximum=row.maximum + high,
    )
