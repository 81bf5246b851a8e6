"""The defects of quotas as they were read: limits, sums, shares, and crossings against their criteria."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod

from tirage.quotas.drafts import BoundDraft, CriterionDraft, Drafts, Findings, Place
from tirage.quotas.model import ROUNDING, Limits, Quotas, parts
from tirage.tabular.cells import closest, quoted

_WHOLE = re.compile(r"([+-]?[0-9]{1,9})(?:[.,]0{1,9})?")


def whole(text: str, place: Place, findings: Findings) -> int | None:
    """The number of seats in `text`; None, and a finding, where it is not a whole number from 0 up.

    `10.0` and `10,0` are what programs make of 10.
    """
    match = _WHOLE.fullmatch(text)
    if not text:
        findings.add("quotas.number.blank", place)
    elif "%" in text:
        findings.add("quotas.number.percent", place, found=quoted(text))
    elif match is None:
        findings.add("quotas.number.text", place, found=quoted(text))
    elif int(match[1]) < 0:
        findings.add("quotas.number.negative", place, found=text)
    else:
        return int(match[1])
    return None


def check(criteria: Sequence[CriterionDraft], seats: int, findings: Findings) -> None:
    """Add to `findings` every rule above that the drafts break."""
    if seats < 1:
        findings.add("quotas.seats", Place(), seats=str(seats))
    for criterion in criteria:
        if not criterion.name:
            findings.add("quotas.criterion.blank", criterion.place)
        if criterion.sound and not criterion.bounds:
            findings.add("quotas.criterion.empty", criterion.place)
        check_bounds(criterion, seats, findings, complete=bool(criterion.bounds))


def check_bounds(draft: CriterionDraft, seats: int, findings: Findings, *, complete: bool) -> None:
    """The bounds of each category or cell, and their sums; `complete` when every seat is in one of them."""
    for category in draft.bounds:
        _check_category(category, findings)
    if draft.sound and draft.shares:
        _check_shares(draft, complete, findings)
    if seats >= 1:
        _check_sums(draft, seats, complete, findings)


def _check_shares(draft: CriterionDraft, complete: bool, findings: Findings) -> None:
    total = sum(draft.shares, Fraction())
    every = complete and len(draft.shares) == len(draft.bounds)
    if total > 100 + ROUNDING or (every and total < 100 - ROUNDING):
        findings.add("quotas.share.sum", draft.place, total=f"{float(total):g}")


def _check_category(category: BoundDraft, findings: Findings) -> None:
    minimum, maximum = category.minimum, category.maximum
    if not category.name:
        findings.add("quotas.category.blank", category.place)
    if minimum is not None and maximum is not None and minimum > maximum:
        findings.add("quotas.bounds.crossed", category.place, minimum=str(minimum), maximum=str(maximum))
    if category.min_flex is not None and minimum is not None and category.min_flex > minimum:
        findings.add("quotas.flex.minimum", category.place, flex=str(category.min_flex), bound=str(minimum))
    if category.max_flex is not None and maximum is not None and category.max_flex < maximum:
        findings.add("quotas.flex.maximum", category.place, flex=str(category.max_flex), bound=str(maximum))


def _check_sums(criterion: CriterionDraft, seats: int, complete: bool, findings: Findings) -> None:
    """Minimums that sum to more than the seats; maximums, of all its categories, to fewer."""
    minimums = [c.minimum for c in criterion.bounds if c.minimum is not None]
    maximums = [c.maximum for c in criterion.bounds if c.maximum is not None]
    if sum(minimums) > seats:  # true already without the bounds that could not be read
        findings.add(
            "quotas.minimums.above_seats", criterion.place, total=str(sum(minimums)), seats=str(seats)
        )
    every = criterion.sound and complete and len(maximums) == len(criterion.bounds)
    if every and sum(maximums) < seats:
        findings.add(
            "quotas.maximums.below_seats", criterion.place, total=str(sum(maximums)), seats=str(seats)
        )


def build(drafts: Drafts) -> Quotas:
    """The quotas of drafts in which nothing was found."""
    return Quotas.of(
        {
            each.name: {draft.name: _limits(draft) for draft in each.bounds}
            for each in (*drafts.criteria, *drafts.crossings)
        }
    )


def _limits(draft: BoundDraft) -> Limits:
    assert draft.minimum is not None, "a missing bound is a finding"
    assert draft.maximum is not None, "a missing bound is a finding"
    return draft.minimum, draft.maximum, draft.min_flex, draft.max_flex


def check_crossings(drafts: Drafts, seats: int, findings: Findings) -> None:
    """Add to `findings` every rule above that the drafts break."""
    criteria = {criterion.name: criterion for criterion in drafts.criteria}
    crossed = {name for crossing in drafts.crossings for name in parts(crossing.name)}
    for criterion in drafts.criteria:
        for each in (criterion, *(criterion.bounds if criterion.name in crossed else ())):
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
    if crossing.sound and not crossing.bounds:
        findings.add("quotas.crossing.empty", crossing.place)
    crossing.sound = crossing.sound and bool(of)
    if of:
        _check_cells(crossing, of, findings)
    # 0 where it is not known how many cells there are: what lacks a cell may hold any number of seats.
    whole = prod(len(criterion.bounds) for criterion in of) if all(each.sound for each in of) else 0
    check_bounds(crossing, seats, findings, complete=len(crossing.bounds) == whole > 0)
    if crossing.sound:
        for place, criterion in enumerate(of):
            for category in criterion.bounds:
                cells = [cell for cell in crossing.bounds if parts(cell.name)[place] == category.name]
                every = len(cells) * len(criterion.bounds) == whole > 0
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
        findings.add("quotas.crossing.itself", crossing.place, criterion=quoted(name))
    for name in sorted(set(of) - criteria.keys()):
        nearest = closest(name, criteria)
        findings.add("quotas.crossing.criterion", crossing.place, criterion=quoted(name), closest=nearest)
    sound = len(set(of)) == len(of) and set(of) <= criteria.keys()
    return [criteria[name] for name in of] if sound else []


def _check_cells(crossing: CriterionDraft, of: Sequence[CriterionDraft], findings: Findings) -> None:
    """The names of the cells; one that is blank or wrong makes the crossing unsound."""
    before = len(findings.defects)
    first: dict[tuple[str, ...], int | None] = {}
    for cell in crossing.bounds:
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
    cell: BoundDraft, names: Sequence[str], of: Sequence[CriterionDraft], findings: Findings
) -> None:
    for name, criterion in zip(names, of, strict=True):
        known = [category.name for category in criterion.bounds]
        if known and name not in known:
            values = {"category": quoted(name), "criterion": quoted(criterion.name)}
            findings.add("quotas.crossing.category", cell.place, closest=closest(name, known), **values)


def _check_margin(
    crossing: CriterionDraft,
    category: BoundDraft,
    cells: Sequence[BoundDraft],
    findings: Findings,
    *,
    every: bool,
) -> None:
    """The cells of one category against its own bounds; `every` when they are all that it has."""
    minimums = [cell.minimum for cell in cells if cell.minimum is not None]
    maximums = [cell.maximum for cell in cells if cell.maximum is not None]
    name, most, least = quoted(category.name), sum(maximums), sum(minimums)
    if category.maximum is not None and least > category.maximum:
        values = {"category": name, "total": str(least), "bound": str(category.maximum)}
        findings.add("quotas.crossing.minimums", crossing.place, **values)
    known = every and len(maximums) == len(cells)
    if known and category.minimum is not None and most < category.minimum:
        values = {"category": name, "total": str(most), "bound": str(category.minimum)}
        findings.add("quotas.crossing.maximums", crossing.place, **values)
