"""Crossings, whatever file states them: names taken apart, and the rules beyond those of `checks`.

A crossing has two criteria of the file or more, no two alike; the same criteria are crossed once, in whatever
order. A cell names one category of each, in the order of the crossing, and comes once. Its minimums must fit
into the maximum of every category that they share, and where a category has all its cells, their maximums
must hold its minimum. A name with the sign ` × ` in it would not be taken apart again as it was put together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import prod

from tirage.people.cells import closest, shown
from tirage.quotas.checks import bounds, check_bounds
from tirage.quotas.drafts import CategoryDraft, CriterionDraft, Drafts, Findings
from tirage.quotas.model import SIGN, Cell, Crossing

_SIGN = re.compile(rf"\s+{SIGN.strip()}\s+")


def parts(name: str) -> tuple[str, ...]:
    """`genre × secteur` → its names; a name without the sign, or with no space around it, is left whole.

    >>> parts("Femme × 16e"), parts("3×8")
    (('Femme', '16e'), ('3×8',))
    """
    return tuple(_SIGN.split(name))


def check_crossings(drafts: Drafts, seats: int, findings: Findings) -> None:
    """Add to `findings` every rule above that the drafts break."""
    criteria = {criterion.name: criterion for criterion in drafts.criteria}
    crossed = {name for crossing in drafts.crossings for name in parts(crossing.name)}
    for criterion in drafts.criteria:
        for each in (criterion, *(criterion.categories if criterion.name in crossed else ())):
            if len(parts(each.name)) > 1:
                findings.add("quotas.crossing.sign", each.place)
    first: dict[frozenset[str], int | None] = {}
    for crossing in drafts.crossings:
        of = _named(crossing, criteria, findings)
        names = frozenset(criterion.name for criterion in of)
        if of and names in first:
            findings.add("quotas.crossing.duplicate", crossing.place, first=first[names])
        first.setdefault(names, crossing.place.line)
        _check_crossing(crossing, of, seats, findings)


def _check_crossing(
    crossing: CriterionDraft, of: Sequence[CriterionDraft], seats: int, findings: Findings
) -> None:
    """A crossing of these criteria; none where its name is not sound."""
    if crossing.sound and not crossing.categories:
        findings.add("quotas.crossing.empty", crossing.place)
    crossing.sound = crossing.sound and bool(of)
    if of:
        _check_cells(crossing, of, findings)
    # 0 where it is not known how many cells there are: what lacks a cell may hold any number of seats.
    whole = prod(len(criterion.categories) for criterion in of) if all(each.sound for each in of) else 0
    check_bounds(crossing, seats, findings, complete=len(crossing.categories) == whole > 0)
    if crossing.sound:
        for place, criterion in enumerate(of):
            for category in criterion.categories:
                cells = [cell for cell in crossing.categories if parts(cell.name)[place] == category.name]
                every = len(cells) * len(criterion.categories) == whole > 0
                _check_margin(crossing, category, cells, findings, every=every)


def _named(
    crossing: CriterionDraft, criteria: Mapping[str, CriterionDraft], findings: Findings
) -> list[CriterionDraft]:
    """The criteria that a crossing names; none, and a finding, where it does not name them as it must."""
    of = parts(crossing.name)
    if len(of) < 2:
        findings.add("quotas.crossing.single", crossing.place)
        return []
    for name in sorted({name for name in of if of.count(name) > 1}):
        findings.add("quotas.crossing.itself", crossing.place, criterion=shown(name))
    for name in sorted(set(of) - criteria.keys()):
        nearest = closest(name, criteria)
        findings.add("quotas.crossing.criterion", crossing.place, criterion=shown(name), closest=nearest)
    sound = len(set(of)) == len(of) and set(of) <= criteria.keys()
    return [criteria[name] for name in of] if sound else []


def _check_cells(crossing: CriterionDraft, of: Sequence[CriterionDraft], findings: Findings) -> None:
    """The names of the cells; one that is blank or wrong makes the crossing unsound."""
    before = len(findings.defects)
    first: dict[tuple[str, ...], int | None] = {}
    for cell in crossing.categories:
        names = parts(cell.name)
        if not cell.name:
            crossing.sound = False
        elif len(names) != len(of):
            found, wanted = str(len(names)), str(len(of))
            findings.add("quotas.crossing.parts", cell.place, found=found, wanted=wanted)
        elif names in first:
            findings.add("quotas.category.duplicate", cell.place, first=first[names])
        else:
            first[names] = cell.place.line
            _check_names(cell, names, of, findings)
    crossing.sound = crossing.sound and len(findings.defects) == before


def _check_names(
    cell: CategoryDraft, names: Sequence[str], of: Sequence[CriterionDraft], findings: Findings
) -> None:
    for name, criterion in zip(names, of, strict=True):
        known = [category.name for category in criterion.categories]
        if known and name not in known:
            values = {"category": shown(name), "criterion": shown(criterion.name)}
            findings.add("quotas.crossing.category", cell.place, closest=closest(name, known), **values)


def _check_margin(
    crossing: CriterionDraft,
    category: CategoryDraft,
    cells: Sequence[CategoryDraft],
    findings: Findings,
    *,
    every: bool,
) -> None:
    """The cells of one category against its own bounds; `every` when they are all that it has."""
    minimums = [cell.minimum for cell in cells if cell.minimum is not None]
    maximums = [cell.maximum for cell in cells if cell.maximum is not None]
    name, most, least = shown(category.name), sum(maximums), sum(minimums)
    if category.maximum is not None and least > category.maximum:
        values = {"category": name, "total": str(least), "bound": str(category.maximum)}
        findings.add("quotas.crossing.minimums", crossing.place, **values)
    known = every and len(maximums) == len(cells)
    if known and category.minimum is not None and most < category.minimum:
        values = {"category": name, "total": str(most), "bound": str(category.minimum)}
        findings.add("quotas.crossing.maximums", crossing.place, **values)


def build_crossings(crossings: Sequence[CriterionDraft]) -> tuple[Crossing, ...]:
    """The crossings of drafts in which nothing was found."""
    return tuple(
        Crossing(parts(each.name), tuple(Cell(parts(cell.name), *bounds(cell)) for cell in each.categories))
        for each in crossings
    )
