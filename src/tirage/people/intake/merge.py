"""What a person decided before, over what is understood of a file now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tirage.people.intake.fields import Field, Wanted
from tirage.people.intake.model import NUMBER, OPEN, Choice, Coding, Recoding, certain
from tirage.people.intake.rows import Sheet, below
from tirage.people.intake.understand import understand_sheet, unusual, with_more, without
from tirage.people.intake.values import coding
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
    old = _with_marks(old, whole, wanted)
    if (sheet.value, header.value) != (fresh.sheet.value, fresh.header.value):
        fresh = understand_sheet(grid, whole, wanted, sheet, header)
    aside = old.aside if same else fresh.aside
    people = without(whole, aside)
    ids = _over(old.id, fresh.id, whole, same=same)
    found = {each.name: _criterion(old, fresh, people, each, wanted, same=same) for each in wanted.fields}
    criteria = {name: each for name, each in found.items() if each is not None}
    return replace(
        fresh,
        sheet=sheet,
        header=header,
        id=ids,
        criteria=criteria,
        household={
            name: _over(old.household.get(name, each), each, whole, same=same)
            for name, each in fresh.household.items()
        },
        keep=old.keep if same else tuple(title for title in old.keep if whole.has(title)),
        aside=with_more(aside, unusual(people, criteria, ids, wanted)),
    )


def _with_marks(old: Recoding, sheet: Sheet, wanted: Wanted) -> Recoding:
    """The recoding, where a question mark of a title or of a category is no proposal: `Majeur ?`."""

    def certain_of(choice: Choice, is_there: Callable[[str], bool]) -> Choice:
        whole = f"{choice.value} ?"
        own = choice.state == "proposed" and not is_there(choice.value) and is_there(whole)
        return certain(whole) if own else choice

    categories = {each.name: each.categories for each in wanted.fields}
    return replace(
        old,
        id=certain_of(old.id, sheet.has),
        criteria={
            name: replace(
                each,
                column=certain_of(each.column, sheet.has),
                values={
                    value: certain_of(said, categories.get(name, ()).__contains__)
                    for value, said in each.values.items()
                },
            )
            for name, each in old.criteria.items()
        },
        household={name: certain_of(each, sheet.has) for name, each in old.household.items()},
    )


def _over(old: Choice, fresh: Choice, sheet: Sheet, *, same: bool) -> Choice:
    """What was decided; in another file only where that column is there too."""
    there = same or old.value == NUMBER or sheet.has(old.value)
    return old if old.state == "certain" and there else fresh


def _criterion(
    before: Recoding, now: Recoding, people: Sheet, field: Field, wanted: Wanted, *, same: bool
) -> Coding | None:
    """How a field is read; None for one that the file may be without, and is."""
    old, fresh = before.criteria.get(field.name), now.criteria.get(field.name)
    if old is None or (fresh is None and not people.has(old.column.value)):
        # Whoever took an optional line out of the recoding of this file wants nothing of that column.
        return None if same and field.optional else fresh
    chosen = _over(old.column, fresh.column if fresh else OPEN, people, same=same)
    cells = people.column(chosen.value)
    told = coding(chosen, cells, field, wanted.day, old) if chosen.value else Coding(chosen)
    values = {value: each for value, each in old.values.items() if each.state == "certain"}
    there = values if same else {value: each for value, each in values.items() if value in told.values}
    return replace(told, values={**told.values, **there})
