"""The rules that quotas keep, whatever file they come from.

Bounds are whole numbers, 0 ≤ minimum ≤ maximum; a flex bound is no tighter than the bound it may replace;
over each criterion, Σ minimums ≤ seats ≤ Σ maximums, without which no panel exists. What a crossing keeps
besides is in `crossings`. Whether the people of a
pool can meet all criteria together is another question, asked later of a solver.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from tirage.people.cells import shown
from tirage.quotas.drafts import CategoryDraft, CriterionDraft, Findings, Place
from tirage.quotas.model import Category, Criterion
from tirage.quotas.shares import ROUNDING

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")


def whole(text: str, place: Place, findings: Findings) -> int | None:
    """The number of seats in `text`; None, and a finding, where it is not a whole number from 0 up."""
    if not text:
        findings.add("quotas.number.blank", place)
    elif not _WHOLE.fullmatch(text):
        findings.add("quotas.number.text", place, found=shown(text))
    elif int(text) < 0:
        findings.add("quotas.number.negative", place, found=text)
    else:
        return int(text)
    return None


def check(criteria: Sequence[CriterionDraft], seats: int, findings: Findings) -> None:
    """Add to `findings` every rule above that the drafts break."""
    if seats < 1:
        findings.add("quotas.seats", Place(), seats=str(seats))
    if not criteria and not findings.defects:
        findings.add("quotas.empty", Place())
    for criterion in criteria:
        if not criterion.name:
            findings.add("quotas.criterion.blank", criterion.place)
        if criterion.sound and not criterion.categories:
            findings.add("quotas.criterion.empty", criterion.place)
        check_bounds(criterion, seats, findings, complete=bool(criterion.categories))


def check_bounds(draft: CriterionDraft, seats: int, findings: Findings, *, complete: bool) -> None:
    """The bounds of each category or cell, and their sums; `complete` when every seat is in one of them."""
    for category in draft.categories:
        _check_category(category, findings)
    if draft.sound and draft.shares:
        _check_shares(draft, complete, findings)
    if seats >= 1:
        _check_sums(draft, seats, complete, findings)


def _check_shares(draft: CriterionDraft, complete: bool, findings: Findings) -> None:
    total = sum(draft.shares, Fraction())
    every = complete and len(draft.shares) == len(draft.categories)
    if total > 100 + ROUNDING or (every and total < 100 - ROUNDING):
        findings.add("quotas.share.sum", draft.place, total=f"{float(total):g}")


def _check_category(category: CategoryDraft, findings: Findings) -> None:
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
    minimums = [c.minimum for c in criterion.categories if c.minimum is not None]
    maximums = [c.maximum for c in criterion.categories if c.maximum is not None]
    if sum(minimums) > seats:  # true already without the bounds that could not be read
        findings.add(
            "quotas.minimums.above_seats", criterion.place, total=str(sum(minimums)), seats=str(seats)
        )
    every = criterion.sound and complete and len(maximums) == len(criterion.categories)
    if every and sum(maximums) < seats:
        findings.add(
            "quotas.maximums.below_seats", criterion.place, total=str(sum(maximums)), seats=str(seats)
        )


def build(criteria: Sequence[CriterionDraft]) -> tuple[Criterion, ...]:
    """The criteria of drafts in which nothing was found."""
    return tuple(
        Criterion(c.name, tuple(Category(d.name, *bounds(d)) for d in c.categories)) for c in criteria
    )


def bounds(draft: CategoryDraft) -> tuple[int, int, int | None, int | None]:
    """Minimum, maximum and flex of a draft in which nothing was found."""
    assert draft.minimum is not None, "a missing bound is a finding"
    assert draft.maximum is not None, "a missing bound is a finding"
    return draft.minimum, draft.maximum, draft.min_flex, draft.max_flex
