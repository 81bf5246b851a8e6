"""What a file says by itself: sheet, header, columns, values, and what is no person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tirage.people.ids import read_code
from tirage.people.intake import columns
from tirage.people.intake.bands import band_of
from tirage.people.intake.fields import Field, Wanted
from tirage.people.intake.model import OPEN, Aside, Choice, Coding, Recoding
from tirage.people.intake.rows import Sheet, below, find_aside, find_header
from tirage.people.intake.values import ages_in, coding, is_waiting, place_of
from tirage.people.intake.words import JOIN
from tirage.tabular.grid import Grid


def understand(grid: Grid, wanted: Wanted) -> Recoding:
    """What can be told of a file without asking anybody."""
    sheet, header = find_header(grid, [*(each.name for each in wanted.fields), *wanted.household])
    found = below(grid.sheets[sheet.value], int(header.value))
    assert found is not None, "the header was found among these rows"
    return understand_sheet(grid, found, wanted, sheet, header)


def understand_sheet(grid: Grid, found: Sheet, wanted: Wanted, sheet: Choice, header: Choice) -> Recoding:
    """The same, once it is said which sheet it is, and where its header."""
    aside = find_aside(found)
    people = without(found, aside)
    criteria = codings(people, wanted)
    used = {part for each in criteria.values() for part in each.column.value.split(JOIN)}
    ids = columns.of_ids(people, wanted, used)
    homes = {name: columns.of_home(people, name) for name in wanted.household}
    kept = tuple(columns.kept(people, wanted))
    aside = with_more(aside, unusual(people, criteria, ids, wanted))
    return Recoding(grid.name, grid.sha256, sheet, header, ids, criteria, homes, kept, aside)


def without(sheet: Sheet, aside: Mapping[str, Aside]) -> Sheet:
    """The sheet without rows that are set aside, whether that is decided or not."""
    out = {line for each in aside.values() for line in each.lines}
    return Sheet(sheet.titles, tuple(row for row in sheet.rows if row[0] not in out))


def codings(people: Sheet, wanted: Wanted) -> dict[str, Coding]:
    """How each field is read; without those that a file may be without, and is."""
    names = [each.name for each in wanted.fields]
    found = {each.name: _coding(people, each, names, wanted.day) for each in wanted.fields}
    optional = {each.name for each in wanted.fields if each.optional}
    return {name: each for name, each in found.items() if each.column.value or name not in optional}


def _coding(sheet: Sheet, field: Field, names: list[str], day: date | None) -> Coding:
    chosen = columns.of_field(sheet, field, names)
    return coding(chosen, sheet.column(chosen.value), field, day) if chosen.value else Coding(OPEN)


def unusual(people: Sheet, criteria: Mapping[str, Coding], ids: Choice, wanted: Wanted) -> dict[str, Aside]:
    """Rows whose age is in no band or cannot be read, or whose code no letter has: somebody is to say so."""
    found: dict[str, set[int]] = {"age-unknown": set(), "age": set(), "code": set(), "place": set()}
    for field in wanted.fields:
        each = criteria.get(field.name, Coding(OPEN))
        if each.geography is not None and each.geography.value and people.has(each.column.value):
            rows = ((line, people.cell(cells, each.column.value)) for line, cells in people.rows)
            found["place"] |= {line for line, cell in rows if _is_nowhere(cell, each, field)}
        if each.read in {"age", "birth-date"} and people.has(each.column.value):
            for line, cells in people.rows:
                cause = _why_no_age(people.cell(cells, each.column.value), each, wanted.day)
                found.get(cause, set()).add(line)
    if wanted.codes and people.has(ids.value):
        codes = ((line, read_code(people.cell(cells, ids.value))) for line, cells in people.rows)
        found["code"] = {line for line, code in codes if (code or "") not in wanted.codes}
    return {cause: Aside(tuple(sorted(lines)), decided=False) for cause, lines in found.items() if lines}


def _is_nowhere(cell: str, how: Coding, field: Field) -> bool:
    """Whether the table of a column does not tell where somebody lives, and nobody has."""
    return cell not in how.values and not (field.silent and not cell) and place_of(cell, how, field) is None


def _why_no_age(cell: str, how: Coding, day: date | None) -> str:
    """`age` beyond every band, `age-unknown`; empty for one in a band, or while something is not decided."""
    if cell in how.values or is_waiting(cell, how) or (how.read == "birth-date" and day is None):
        return ""
    ages = ages_in(cell, how, day)
    if ages is None:
        return "age-unknown"
    return "" if band_of(ages[0], how.bands) is not None else "age"


def with_more(aside: Mapping[str, Aside], more: Mapping[str, Aside]) -> dict[str, Aside]:
    """Rows to be set aside, with others that nobody has decided on yet."""
    found = dict(aside)
    for cause, each in more.items():
        before = found.get(cause, Aside((), decided=True)).lines
        found[cause] = Aside(tuple(sorted({*before, *each.lines})), decided=False)
    return found
