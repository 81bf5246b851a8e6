"""What a file says by itself: sheet, header, ids, criteria, households, contacts, and what is no person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tirage.discretion import brief
from tirage.people.ids import FIELD
from tirage.people.intake.bands import age_on, band_of, read_age, read_birth
from tirage.people.intake.model import NUMBER, OPEN, Aside, Choice, Coding, Recoding, certain, proposed
from tirage.people.intake.rows import Sheet, below, find_aside, find_header
from tirage.people.intake.values import MOSTLY, coding, fit
from tirage.people.intake.words import ALIKE, CONTACTS, ROLES, key
from tirage.people.pool.read import ID_NAMES
from tirage.quotas.model import Criterion
from tirage.tabular.cells import fold
from tirage.tabular.grid import Grid


@dataclass(repr=False, frozen=True, slots=True)
class Wanted:
    """What a file of volunteers is to tell."""

    criteria: tuple[Criterion, ...]
    household: tuple[str, ...]
    """What the rules name of an address."""
    day: date | None
    """On which ages are counted."""

    def __repr__(self) -> str:
        return brief(self, criteria=len(self.criteria))


def understand(grid: Grid, wanted: Wanted) -> Recoding:
    """What can be told of a file without asking anybody."""
    names = [each.name for each in wanted.criteria]
    sheet, header = find_header(grid, [*names, *wanted.household])
    found = below(grid.sheets[sheet.value], int(header.value))
    assert found is not None, "the header was found among these rows"
    return understand_sheet(grid, found, wanted, sheet, header)


def understand_sheet(grid: Grid, found: Sheet, wanted: Wanted, sheet: Choice, header: Choice) -> Recoding:
    """The same, once it is said which sheet it is, and where its header."""
    names = [each.name for each in wanted.criteria]
    aside = find_aside(found)
    people = without(found, aside)
    criteria = {each.name: _coding(people, each, names) for each in wanted.criteria}
    aside |= unusual(people, criteria, wanted.day)
    used = {each.column.value for each in criteria.values()}
    return Recoding(
        grid.name,
        grid.sha256,
        sheet,
        header,
        _id(people, used),
        criteria,
        {name: _home(people, name) for name in wanted.household},
        _kept(people, names),
        aside,
    )


def without(sheet: Sheet, aside: Mapping[str, Aside]) -> Sheet:
    """The sheet without rows that are set aside, whether that is decided or not."""
    out = {line for each in aside.values() for line in each.lines}
    return Sheet(sheet.titles, tuple(row for row in sheet.rows if row[0] not in out))


def column(sheet: Sheet, title: str) -> tuple[str, ...]:
    """The cells of a column, in the order of the rows; none for a column that is not there."""
    place = sheet.place(title)
    return () if place is None else tuple(cells[place] for _, cells in sheet.rows)


def _coding(sheet: Sheet, criterion: Criterion, names: Sequence[str]) -> Coding:
    chosen = _criterion(sheet, criterion, names)
    return coding(chosen, column(sheet, chosen.value), criterion.categories) if chosen.value else Coding(OPEN)


def _criterion(sheet: Sheet, criterion: Criterion, names: Sequence[str]) -> Choice:
    """The column of a criterion: of its name, of a name that means the same, or of its categories."""
    own = [title for title in sheet.titles if key(title) == key(criterion.name)]
    if len(own) == 1:
        return certain(own[0])
    others = {key(name) for name in names} - {key(criterion.name)}
    alike = frozenset().union(*(group for group in ALIKE if key(criterion.name) in group))
    free = [title for title in sheet.titles if key(title) not in others]
    fits = {title: fit(column(sheet, title), criterion.categories) for title in free}
    for found in (
        [title for title in free if key(title) in alike and fits[title] >= MOSTLY],
        [title for title in free if key(title) in alike],
        [title for title in free if fits[title] >= MOSTLY],
    ):
        if len(found) == 1:
            return proposed(found[0])
        if found:
            return OPEN
    return OPEN


def unusual(sheet: Sheet, criteria: Mapping[str, Coding], day: date | None) -> dict[str, Aside]:
    """Rows whose age is in no band, or cannot be read: somebody is to say that they are left out."""
    outside: list[int] = []
    unread: list[int] = []
    for each in criteria.values():
        place = sheet.place(each.column.value)
        for line, cells in sheet.rows if place is not None and each.read != "values" else ():
            age = age_in(cells[place or 0], each, day)
            if age is None:
                unread.append(line)
            elif band_of(age, each.bands) is None:
                outside.append(line)
    found = {"age-unknown": unread if day is not None or not _by_birth(criteria) else [], "age": outside}
    return {cause: Aside(tuple(sorted(set(lines))), decided=False) for cause, lines in found.items() if lines}


def _by_birth(criteria: Mapping[str, Coding]) -> bool:
    return any(each.read == "birth-date" for each in criteria.values())


def age_in(cell: str, how: Coding, day: date | None) -> int | None:
    """The age that a cell says; None where it says none, or where there is no day to count on."""
    if how.read == "age":
        return read_age(cell)
    born = read_birth(cell)
    age = age_on(born, day) if born is not None and day is not None else None
    return age if age is not None and age >= 0 else None


def _id(sheet: Sheet, used: set[str]) -> Choice:
    """The column of ids, if there is one that tells everyone apart; else they would be numbered."""
    free = [title for title in sheet.titles if title not in used]
    able = [title for title in free if key(title) in ROLES["id"] and _tells_apart(column(sheet, title))]
    named = [title for title in able if fold(title) in ID_NAMES]
    if len(named) == 1:
        return certain(named[0])
    return proposed(able[0]) if len(able) == 1 else OPEN if able else proposed(NUMBER)


def _tells_apart(cells: Sequence[str]) -> bool:
    return len(set(cells)) == len(cells) > 0 and all(FIELD.fullmatch(cell) for cell in cells)


def _home(sheet: Sheet, name: str) -> Choice:
    """The column of a part of an address."""
    own = [title for title in sheet.titles if key(title) == key(name)]
    if len(own) == 1:
        return certain(own[0])
    role = next((words for words in ROLES.values() if key(name) in words), frozenset())
    like = [title for title in sheet.titles if key(title) in role]
    return proposed(like[0]) if len(like) == 1 else OPEN


def _kept(sheet: Sheet, names: Sequence[str]) -> tuple[str, ...]:
    """Columns with names and contacts."""
    words = frozenset().union(*(ROLES[role] for role in CONTACTS))
    criteria = {key(name) for name in names}
    return tuple(title for title in sheet.titles if key(title) in words and key(title) not in criteria)
