"""What a person decided before, over what is understood of a file now."""

from __future__ import annotations

from dataclasses import replace

from tirage.people.intake.model import NUMBER, Choice, Coding, Recoding
from tirage.people.intake.rows import Sheet, below
from tirage.people.intake.understand import Wanted, column, understand_sheet, without
from tirage.people.intake.values import coding
from tirage.quotas.model import Criterion
from tirage.tabular.grid import Grid


def merged(old: Recoding, fresh: Recoding, grid: Grid, wanted: Wanted) -> Recoding:
    """The recoding of `grid`, with every decision of `old` that still has its place.

    Of the same file everything that was decided stands; of another one (a later version) the lines are
    others, so the header and what is set aside are found anew.
    """
    same = old.sha256 == fresh.sha256
    sheet = old.sheet if old.sheet.state == "certain" and old.sheet.value in grid.sheets else fresh.sheet
    header = old.header if same and old.header.state == "certain" else fresh.header
    whole = below(grid.sheets[sheet.value], int(header.value))
    if whole is None:
        return replace(fresh, header=header)
    if (sheet.value, header.value) != (fresh.sheet.value, fresh.header.value):
        fresh = understand_sheet(grid, whole, wanted, sheet, header)
    aside = old.aside if same else fresh.aside
    people = without(whole, aside)
    return replace(
        fresh,
        sheet=sheet,
        header=header,
        id=_over(old.id, fresh.id, whole, same=same),
        criteria={each.name: _criterion(old, fresh, people, each, same=same) for each in wanted.criteria},
        household={
            name: _over(old.household.get(name, each), each, whole, same=same)
            for name, each in fresh.household.items()
        },
        keep=old.keep if same else tuple(title for title in old.keep if whole.place(title) is not None),
        aside=aside,
    )


def _over(old: Choice, fresh: Choice, sheet: Sheet, *, same: bool) -> Choice:
    """What was decided; in another file only where that column is there too."""
    there = same or old.value == NUMBER or sheet.place(old.value) is not None
    return old if old.state == "certain" and there else fresh


def _criterion(before: Recoding, now: Recoding, people: Sheet, criterion: Criterion, *, same: bool) -> Coding:
    old, fresh = before.criteria.get(criterion.name), now.criteria[criterion.name]
    if old is None:
        return fresh
    chosen = _over(old.column, fresh.column, people, same=same)
    if chosen.value != fresh.column.value:
        fresh = coding(chosen, column(people, chosen.value), criterion.categories)
    if old.bands:
        return replace(old, column=chosen)
    values = dict(fresh.values)
    values |= {value: each for value, each in old.values.items() if each.state == "certain"}
    return Coding(chosen, fresh.read, values if same else {v: values[v] for v in fresh.values}, fresh.bands)
