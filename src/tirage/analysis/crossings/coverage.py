"""Every pair of criteria, cell by cell, whether a quota asks for it or not: volunteers and their seats.

Seats expected are those of the published lottery, exactly: the panels that hold these people, added up, over
all panels. So the cells of a pair add up to the seats.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from tirage.dossier.documents.plans import SeatsPlan
from tirage.dossier.layout import CHANCES, PANEL, PLAN, POOL, QUOTAS
from tirage.draws.documents import csv_rows
from tirage.errors import Defect, InputInvalid
from tirage.quotas.census.figures import Census as CensusTable
from tirage.quotas.model import SIGN, Criterion, Quotas, parts, published
from tirage.tabular.cells import quoted

Features = tuple[str, ...]
Category = tuple[str, str]
"""Criterion, category."""
Census = Mapping[tuple[Category, Category], Fraction]
"""Share of the population in both categories, from 0 to 1, the criteria in any order."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The people who have two categories at once."""

    categories: tuple[str, str]
    volunteers: int
    expected: Fraction
    """Seats, on average over the lottery."""
    drawn: int | None
    """Seats in the panel; None before the draw."""
    census: Fraction | None
    """Seats that their share of the population would be; None where no census says it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two criteria and all their cells, those of nobody too."""

    of: tuple[str, str]
    """In the order of the quotas."""
    cells: tuple[Cell, ...]
    """By category of the first criterion, then of the second, in the order of the quotas."""


@dataclass(frozen=True, slots=True)
class _Counts:
    """Volunteers, panels that hold them and seats, by the features of people."""

    volunteers: Counter[Features]
    held: Counter[Features]
    """Panels that hold them, added up."""
    drawn: Counter[Features] | None
    panels: int
    seats: int


def coverage(files: Mapping[str, bytes], census: Census | None = None) -> tuple[Pair, ...]:
    """All pairs, from the files of a dossier with its guarantors' part; none where there is one criterion."""
    criteria = published(json.loads(files[QUOTAS])).criteria
    counts = _counts(files)
    return tuple(
        Pair((criteria[a].name, criteria[b].name), tuple(_cells(criteria, a, b, counts, census or {})))
        for a, b in combinations(range(len(criteria)), 2)
    )


def shares(census: CensusTable, quotas: Quotas, file: str) -> Census:
    """What a census table says of the pairs of criteria that the quotas have.

    Raises InputInvalid where it has none of them, or a category that the quotas do not have; `file` names it.
    """
    categories = {each.name: set(each.categories) for each in quotas.criteria}
    found: dict[tuple[Category, Category], Fraction] = {}
    defects = []
    for name in census.crossings:
        of = parts(name)
        if len(of) != 2 or any(each not in categories for each in of):
            continue
        for cell, share in census.weights(name).items():
            one, other = zip(of, parts(cell), strict=True)
            if one[1] in categories[one[0]] and other[1] in categories[other[0]]:
                found[one, other] = share
            else:
                defects.append(Defect("census.cell", file, None, quoted(name), {"found": quoted(cell)}))
    if not found and not defects:
        known = ", ".join(SIGN.join(pair) for pair in combinations(categories, 2)) or "—"
        values = {"found": ", ".join(census.crossings) or "—", "known": known}
        defects.append(Defect("census.no_pair", file, values=values))
    if defects:
        raise InputInvalid(defects)
    return found


def _counts(files: Mapping[str, bytes]) -> _Counts:
    inputs = SeatsPlan.from_bytes(files[PLAN]).inputs
    features = {row[0]: tuple(row[2:]) for row in csv_rows(files[POOL])[1:]}
    held: Counter[Features] = Counter()
    for pid, panels, *_ in csv_rows(files[CHANCES])[1:]:
        held[features[pid]] += int(panels)
    drawn = Counter(features[row[0]] for row in csv_rows(files[PANEL])[1:]) if PANEL in files else None
    return _Counts(Counter(features.values()), held, drawn, inputs.panels, inputs.seats)


def _cells(criteria: Sequence[Criterion], a: int, b: int, counts: _Counts, census: Census) -> Iterator[Cell]:
    """Every cell of the criteria with the numbers `a` and `b`, in the order of their categories."""
    volunteers, held = _crossed(counts.volunteers, a, b), _crossed(counts.held, a, b)
    drawn = None if counts.drawn is None else _crossed(counts.drawn, a, b)
    for one, other in product(criteria[a].categories, criteria[b].categories):
        cell = one, other
        share = _share(census, (criteria[a].name, one), (criteria[b].name, other))
        yield Cell(
            cell,
            volunteers[cell],
            Fraction(held[cell], counts.panels),
            None if drawn is None else drawn[cell],
            None if share is None else share * counts.seats,
        )


def _crossed(counts: Mapping[Features, int], a: int, b: int) -> Counter[tuple[str, str]]:
    """Counts by features, added up by two of them."""
    found: Counter[tuple[str, str]] = Counter()
    for features, count in counts.items():
        found[features[a], features[b]] += count
    return found


def _share(census: Census, one: Category, other: Category) -> Fraction | None:
    return census.get((one, other), census.get((other, one)))
