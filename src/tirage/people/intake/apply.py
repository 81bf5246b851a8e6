"""The volunteers of a file under a recoding that a person has decided on, and what is wrong with both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tirage.discretion import brief
from tirage.people.intake.bands import band_of
from tirage.people.intake.fields import Field, Wanted
from tirage.people.intake.model import DAY_FIRST, LEFT_OUT, MONTH_FIRST, NUMBER, Choice, Coding, Recoding
from tirage.people.intake.rows import Sheet
from tirage.people.intake.understand import without
from tirage.people.intake.values import ages_in, day_in, is_waiting, place_of
from tirage.tabular.cells import closest, quoted
from tirage.tabular.dates import read_day

FIRST = 5
"""Lines named of each value."""
ID = "id"
"""Title of the column of ids."""
CODE = "code"
"""Title of the column of codes, of answers."""
_HUNDRED = re.compile(r"([12]\d{3})-([12]\d{3})", re.ASCII)

Tally = Mapping[str, tuple[int, Sequence[int]]]
"""What stands in a column (or the band of it) → rows, and the first of their lines."""
Tallies = Mapping[str, Tally]
"""By criterion."""
Fault = tuple[str, tuple[str, ...], dict[str, object]]
"""Code of a defect, the keys of the recoding down to its place, its values."""


@dataclass(repr=False, frozen=True, slots=True)
class Prepared:
    """A list of volunteers, made from a file."""

    header: tuple[str, ...]
    """`id` (or `code`), the criteria, the household, names and contacts."""
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    """Of the file, one a row."""
    read: int
    """Rows below the header, kept and left out together."""
    causes: Mapping[str, int]
    """Those left out, by cause."""

    def __repr__(self) -> str:
        return brief(self, rows=len(self.rows), columns=len(self.header))


def tallies(sheet: Sheet, recoding: Recoding, wanted: Wanted) -> Tallies:
    """How often what stands in the file, of rows that are not set aside."""
    people = without(sheet, recoding.aside)
    fields = {each.name: each for each in wanted.fields}
    return {
        name: _tally(people, coding, fields[name], wanted.day)
        for name, coding in recoding.criteria.items()
        if name in fields
    }


def _tally(people: Sheet, coding: Coding, field: Field, day: date | None) -> Tally:
    lines: dict[str, list[int]] = {}
    for (line, _), cell in zip(people.rows, people.column(coding.column.value), strict=False):
        by_itself = coding.read == "values" or cell in coding.values
        said = cell if by_itself else _category(cell, coding, field, day) or ""
        lines.setdefault(said, []).append(line)
    return {said: (len(found), found[:FIRST]) for said, found in lines.items()}


def _category(cell: str, coding: Coding, field: Field, day: date | None) -> str | None:
    """The category that a cell stands for, or `-`; None where the recoding does not say."""
    if (found := coding.values.get(cell)) is not None:
        return found.value if found.state == "certain" else None
    if coding.read == "values":
        return None
    if coding.read == "place":
        return place_of(cell, coding, field) or (LEFT_OUT if field.silent and not cell else None)
    if coding.read == "date":
        said = day_in(cell, coding)
        return LEFT_OUT if not cell else None if said is None else said.isoformat()
    ages = ages_in(cell, coding, day)
    bands = set() if ages is None else {band_of(age, coding.bands) for age in ages}
    return bands.pop() if len(bands) == 1 else None


def faults(sheet: Sheet, recoding: Recoding, wanted: Wanted) -> Iterator[Fault]:
    """What the file or the quotas do not have of what the recoding says."""
    for each in wanted.fields:
        if each.name not in recoding.criteria and not each.optional:
            yield "recoding.criterion", ("criteria",), {"criterion": quoted(each.name)}
    for name in (name for name in wanted.household if name not in recoding.household):
        yield "recoding.criterion", ("household",), {"criterion": quoted(name)}
    for place, title in _columns(recoding):
        if not sheet.has(title):
            values: dict[str, object] = {"column": quoted(title), "closest": closest(title, sheet.titles)}
            yield "recoding.column", place, values
    if wanted.codes and recoding.id.value == NUMBER:
        yield "recoding.code", ("id",), {}
    for field in wanted.fields:
        coding = recoding.criteria.get(field.name)
        if coding is not None and sheet.has(coding.column.value):
            yield from _of_values(sheet, recoding, field, wanted.day)


def _columns(recoding: Recoding) -> Iterator[tuple[tuple[str, ...], str]]:
    """The columns that are decided on."""
    named = [(place, choice) for place, choice in recoding.choices() if _is_column(place)]
    yield from (
        (place, choice.value)
        for place, choice in named
        if choice.state == "certain" and (place, choice.value) != (("id",), NUMBER)
    )
    yield from ((("keep",), title) for title in recoding.keep)


def _is_column(place: tuple[str, ...]) -> bool:
    return place[0] in {"id", "household"} or (place[0] == "criteria" and place[2:] == ("column",))


def _of_values(sheet: Sheet, recoding: Recoding, field: Field, day: date | None) -> Iterator[Fault]:
    """Values that the recoding does not say, or that it gives a category that there is not."""
    name, coding = field.name, recoding.criteria[field.name]
    sure = [(value, each.value) for value, each in coding.values.items() if each.state == "certain"]
    said = [(("values", value), category) for value, category in sure]
    said += [(("bands", category), category) for category in coding.bands]
    for place, category in said:
        if not _is_said(category, field):
            nearest = closest(category, field.categories)
            values: dict[str, object] = {"category": quoted(category), "closest": nearest}
            yield "recoding.category", ("criteria", name, *place), {**values, "criterion": quoted(name)}
    for key, choice in (("order", coding.order), ("years", coding.years)):
        if choice is not None and choice.state == "certain" and not _is_of(key, choice):
            yield f"recoding.{key}", ("criteria", name, key), {"found": quoted(choice.value)}
            return
    table = coding.geography
    if table is not None and table.state == "certain" and table.value not in field.tables:
        values = {"found": quoted(table.value), "criterion": quoted(name)}
        yield "recoding.geography", ("criteria", name, "geography"), values
    elif coding.read == "birth-date" and day is None:
        yield "recoding.day", ("criteria", name, "read"), {"criterion": quoted(name)}
    elif not (coding.read == "values" and field.closed):
        yield from _unsaid(without(sheet, recoding.aside), coding, field, day)


def _is_said(category: str, field: Field) -> bool:
    return category in {*field.categories, LEFT_OUT} or (field.is_day and read_day(category) is not None)


def _is_of(key: str, choice: Choice) -> bool:
    """Whether an order of dates, or a hundred years, is what it says."""
    if key == "order":
        return choice.value in {DAY_FIRST, MONTH_FIRST}
    found = _HUNDRED.fullmatch(choice.value)
    return found is not None and int(found[2]) - int(found[1]) == 99


def _unsaid(people: Sheet, coding: Coding, field: Field, day: date | None) -> Iterator[Fault]:
    """The rows of which the recoding does not say what they are."""
    cells = zip(people.rows, people.column(coding.column.value), strict=True)
    lines = [
        line
        for (line, _), cell in cells
        if cell not in coding.values
        and not is_waiting(cell, coding)
        and _category(cell, coding, field, day) is None
    ]
    first = ", ".join(map(str, lines[:FIRST]))
    code = {"values": "recoding.value", "place": "recoding.place"}.get(coding.read, "recoding.age")
    if lines and (coding.geography is None or coding.geography.value):
        name = quoted(field.name)
        yield code, ("criteria", field.name), {"criterion": name, "count": len(lines), "lines": first}


def apply(sheet: Sheet, recoding: Recoding, wanted: Wanted) -> Prepared:
    """The volunteers, or the answers; the recoding has no faults."""
    causes = Counter({cause: len(each.lines) for cause, each in recoding.aside.items() if each.lines})
    people = without(sheet, recoding.aside)
    homes = [(name, chosen.value) for name, chosen in recoding.household.items()]
    silent = {each.name for each in wanted.fields if each.silent}
    fields = {each.name: each for each in wanted.fields}
    titles = (CODE if wanted.codes else ID, *recoding.criteria, *(name for name, _ in homes))
    kept = [title for title in recoding.keep if title not in titles]
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    for line, cells in people.rows:
        said = {
            name: _category(people.cell(cells, each.column.value), each, fields[name], wanted.day) or LEFT_OUT
            for name, each in recoding.criteria.items()
        }
        if any(category == LEFT_OUT and name not in silent for name, category in said.items()):
            causes["left-out"] += 1
            continue
        pid = "" if recoding.id.value == NUMBER else people.cell(cells, recoding.id.value)
        features = ["" if category == LEFT_OUT else category for category in said.values()]
        others = (*(own for _, own in homes), *kept)
        rows.append((pid, *features, *(people.cell(cells, title) for title in others)))
        lines.append(line)
    if recoding.id.value == NUMBER:
        digits = max(3, len(str(len(rows))))
        rows = [(f"V{rank:0{digits}}", *row[1:]) for rank, row in enumerate(rows, 1)]
    causes_by_name = dict(sorted(causes.items()))
    return Prepared((*titles, *kept), tuple(rows), tuple(lines), len(sheet.rows), causes_by_name)
