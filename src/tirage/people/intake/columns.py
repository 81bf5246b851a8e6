"""Which column of a file says what: ids, criteria, households, contacts; one, or several together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from tirage.people.ids import FIELD, read_code
from tirage.people.intake.fields import Field, Wanted
from tirage.people.intake.model import NUMBER, OPEN, Choice, certain, proposed
from tirage.people.intake.rows import Sheet, is_no_tick, is_tick
from tirage.people.intake.values import HALF, MOSTLY, fit, is_many, ticked_by
from tirage.people.intake.words import CONTACTS, JOIN, ROLES, key
from tirage.people.pool.read import ID_NAMES
from tirage.people.private.directory import GIVEN
from tirage.people.titles import has_role, is_called
from tirage.tabular.cells import fold

_PLACES = ("postcode", "city", "street")
_SHORT = 3
"""Letters of a word that a title may have by chance."""
_PARTS = 12
"""Columns of one question at most."""


def of_field(sheet: Sheet, field: Field, names: Sequence[str]) -> Choice:
    """The column of a field: of its name, of a name that means the same, of its categories, or several."""
    own = [title for title in sheet.titles if key(title) == key(field.name)]
    if len(own) == 1:
        return OPEN if is_many(sheet.column(own[0]), field) else certain(own[0])
    others = {key(name) for name in names} - {key(field.name)}
    free = [title for title in sheet.titles if key(title) not in others and not _has(title, field.avoids)]
    if ticked := _ticked(sheet, field, free):
        return proposed(JOIN.join(ticked))
    alike = [title for title in free if _means(title, field)]
    fits = {title: fit(sheet.column(title), field) for title in free}
    for found in (
        [title for title in alike if fits[title] >= MOSTLY],
        [title for title in alike if key(title) in field.titles and _may_be(sheet.column(title), field)],
        [title for title in alike if _may_be(sheet.column(title), field)],
    ):
        if len(found) == 1:
            return proposed(found[0])
        if found:
            return _together(sheet, found)
    if field.speaks:
        found = [title for title in free if _has(title, field.speaks) and fits[title] >= HALF]
        return proposed(found[0]) if len(found) == 1 else OPEN
    return OPEN if field.optional or field.is_day else _by_cells(sheet, free, fits, field)


def _may_be(cells: Sequence[str], field: Field) -> bool:
    """Whether a column of the right title may be the one, by its cells."""
    return fit(cells, field) >= HALF if field.speaks else not is_many(cells, field)


def _by_cells(sheet: Sheet, titles: Sequence[str], fits: Mapping[str, float], field: Field) -> Choice:
    """The only column that says the categories, whatever it is called; of places the best of them.

    Where none does, the only one whose title speaks of the field: what its cells mean is asked next.
    """
    found = [title for title in titles if fits[title] >= MOSTLY]
    found = found or [title for title in titles if _mentions(title, field) and fits[title] >= HALF]
    if len(found) > 1 and field.tables:
        # A postcode says more than the name of a city, and an address may be of another town.
        ranked = [title for role in _PLACES for title in found if key(title) in ROLES[role]]
        found = ranked[:1]
    speaking = (title for title in titles if _mentions(title, field))
    found = found or [title for title in speaking if not is_many(sheet.column(title), field)]
    return proposed(found[0]) if len(found) == 1 else OPEN


def _means(title: str, field: Field) -> bool:
    """Whether a title is one of the field's, or one of these with something behind it: `Genre (autre)`."""
    said = key(title)
    return any(said == name or said.startswith(f"{name} ") for name in field.titles | {key(field.name)})


def _mentions(title: str, field: Field) -> bool:
    """Whether a title speaks of the field: `Quel est votre diplôme ?`."""
    return _has(title, {name for name in field.titles | {key(field.name)} if len(name) > _SHORT})


def _has(title: str, words: Collection[str]) -> bool:
    """Whether one of these words stands in a title."""
    said = f" {key(title)} "
    return any(f" {word} " in said for word in words)


def _together(sheet: Sheet, titles: Sequence[str]) -> Choice:
    """Several columns of which no row has two filled are one, filled by different people."""
    apart = all(
        not (sheet.cell(cells, one) and sheet.cell(cells, other))
        for one, other in combinations(titles, 2)
        for _, cells in sheet.rows
    )
    return proposed(JOIN.join(titles)) if apart and len(titles) <= _PARTS else OPEN


def _ticked(sheet: Sheet, field: Field, titles: Sequence[str]) -> list[str]:
    """One column a category, with a tick where it is somebody's; none unless there are two such columns."""
    own = [title for title in titles if ticked_by(title, field) and _is_of_ticks(sheet.column(title))]
    categories = {ticked_by(title, field) for title in own}
    return own if 1 < len(own) == len(categories) else []


def _is_of_ticks(cells: Sequence[str]) -> bool:
    return any(map(is_tick, cells)) and all(is_tick(cell) or is_no_tick(cell) for cell in cells)


def of_ids(sheet: Sheet, wanted: Wanted, used: Collection[str]) -> Choice:
    """The column of ids that tells everyone apart, else they would be numbered; of answers, of codes."""
    free = [title for title in sheet.titles if title not in used]
    if wanted.codes:
        return _of_codes(sheet, free, wanted.codes)
    able = [title for title in free if key(title) in ROLES["id"] and _tells_apart(sheet.column(title))]
    named = [title for title in able if fold(title) in ID_NAMES]
    if len(named) == 1:
        return certain(named[0])
    return proposed(able[0]) if len(able) == 1 else OPEN if able else proposed(NUMBER)


def _of_codes(sheet: Sheet, titles: Sequence[str], codes: Collection[str]) -> Choice:
    """The column in which codes of letters stand: certain by what is in it, proposed by its title."""
    hits = {title: sum((read_code(cell) or "") in codes for cell in sheet.column(title)) for title in titles}
    found = [title for title in titles if hits[title]]
    if len(found) == 1:
        return certain(found[0])
    named = [title for title in (found or titles) if key(title) in ROLES["code"]]
    return proposed(named[0]) if len(named) == 1 else OPEN


def _tells_apart(cells: Sequence[str]) -> bool:
    return len(set(cells)) == len(cells) > 0 and all(FIELD.fullmatch(cell) for cell in cells)


def of_home(sheet: Sheet, name: str) -> Choice:
    """The column of a part of an address."""
    own = [title for title in sheet.titles if key(title) == key(name)]
    if len(own) == 1:
        return certain(own[0])
    role = [each for each in ROLES if is_called(name, each)][:1]
    like = [title for title in sheet.titles if any(is_called(title, each) for each in role)]
    return proposed(like[0]) if len(like) == 1 else OPEN


def kept(sheet: Sheet, wanted: Wanted) -> Iterator[str]:
    """Columns with names and contacts; of answers only contacts: names are known from the lists."""
    roles = GIVEN if wanted.codes else CONTACTS
    names = {key(each.name) for each in wanted.fields}
    yield from (
        title
        for title in sheet.titles
        if key(title) not in names and any(has_role(title, role) for role in roles)
    )
