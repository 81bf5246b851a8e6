"""The volunteers of a file under a recoding that a person has decided on, and what is wrong with both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tirage.discretion import brief
from tirage.people.intake.bands import band_of
from tirage.people.intake.model import LEFT_OUT, NUMBER, Coding, Recoding
from tirage.people.intake.rows import Sheet
from tirage.people.intake.understand import Wanted, age_in, column, without
from tirage.quotas.model import Criterion
from tirage.tabular.cells import closest, quoted

FIRST = 5
"""Lines named of each value."""
ID = "id"
"""Title of the column of ids."""

Tallies = Mapping[str, Mapping[str, tuple[int, Sequence[int]]]]
"""Criterion → what stands in its column (or the band of it) → rows, and the first of their lines."""
Fault = tuple[str, tuple[str, ...], dict[str, object]]
"""Code of a defect, the keys of the recoding down to its place, its values."""


@dataclass(repr=False, frozen=True, slots=True)
class Prepared:
    """A list of volunteers, made from a file."""

    header: tuple[str, ...]
    """`id`, the criteria, the household, names and contacts."""
    rows: tuple[tuple[str, ...], ...]
    read: int
    """Rows below the header, kept and left out together."""
    causes: Mapping[str, int]
    """Those left out, by cause."""

    def __repr__(self) -> str:
        return brief(self, rows=len(self.rows), columns=len(self.header))


def tallies(sheet: Sheet, recoding: Recoding, day: date | None) -> Tallies:
    """How often what stands in the file, of rows that are not set aside."""
    people = without(sheet, recoding.aside)
    return {name: _tally(people, coding, day) for name, coding in recoding.criteria.items()}


def _tally(people: Sheet, coding: Coding, day: date | None) -> dict[str, tuple[int, Sequence[int]]]:
    lines: dict[str, list[int]] = {}
    for (line, _), cell in zip(people.rows, column(people, coding.column.value), strict=False):
        said = cell if coding.read == "values" else _category(cell, coding, day) or ""
        lines.setdefault(said, []).append(line)
    return {said: (len(found), found[:FIRST]) for said, found in lines.items()}


def _category(cell: str, coding: Coding, day: date | None) -> str | None:
    """The category that a cell stands for, or `-`; None where the recoding does not say."""
    if coding.read == "values":
        found = coding.values.get(cell)
        return found.value if found is not None and found.state == "certain" else None
    age = age_in(cell, coding, day)
    return None if age is None else band_of(age, coding.bands)


def faults(sheet: Sheet, recoding: Recoding, wanted: Wanted) -> Iterator[Fault]:
    """What the file or the quotas do not have of what the recoding says."""
    for name in (each.name for each in wanted.criteria if each.name not in recoding.criteria):
        yield "recoding.criterion", ("criteria",), {"criterion": quoted(name)}
    for name in (name for name in wanted.household if name not in recoding.household):
        yield "recoding.criterion", ("household",), {"criterion": quoted(name)}
    for place, title in _columns(recoding):
        if sheet.place(title) is None:
            values: dict[str, object] = {"column": quoted(title), "closest": closest(title, sheet.titles)}
            yield "recoding.column", place, values
    for criterion in wanted.criteria:
        coding = recoding.criteria.get(criterion.name)
        if coding is not None and sheet.place(coding.column.value) is not None:
            yield from _of_values(sheet, recoding, criterion, wanted.day)


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


def _of_values(sheet: Sheet, recoding: Recoding, criterion: Criterion, day: date | None) -> Iterator[Fault]:
    """Values that the recoding does not say, or that it gives a category that there is not."""
    name, allowed = criterion.name, {*criterion.categories, LEFT_OUT}
    coding = recoding.criteria[name]
    sure = [(value, each.value) for value, each in coding.values.items() if each.state == "certain"]
    said = [(("values", value), category) for value, category in sure]
    said += [(("bands", category), category) for category in coding.bands]
    for place, category in said:
        if category not in allowed:
            nearest = closest(category, criterion.categories)
            values: dict[str, object] = {"category": quoted(category), "closest": nearest}
            yield "recoding.category", ("criteria", name, *place), {**values, "criterion": quoted(name)}
    if coding.read == "birth-date" and day is None:
        yield "recoding.day", ("criteria", name, "read"), {"criterion": quoted(name)}
    elif coding.read != "values":
        people = without(sheet, recoding.aside)
        cells = zip(people.rows, column(people, coding.column.value), strict=True)
        lines = [line for (line, _), cell in cells if _category(cell, coding, day) is None]
        first = ", ".join(map(str, lines[:FIRST]))
        if lines:
            values = {"criterion": quoted(name), "count": len(lines), "lines": first}
            yield "recoding.age", ("criteria", name), values


def apply(sheet: Sheet, recoding: Recoding, day: date | None) -> Prepared:
    """The volunteers; the recoding has no faults."""
    causes = Counter({cause: len(each.lines) for cause, each in recoding.aside.items() if each.lines})
    people = without(sheet, recoding.aside)
    homes = [(name, chosen.value) for name, chosen in recoding.household.items()]
    titles = (ID, *recoding.criteria, *(name for name, _ in homes))
    kept = [title for title in recoding.keep if title not in titles]
    places = {title: people.place(title) or 0 for title in (*(own for _, own in homes), *kept)}
    rows: list[tuple[str, ...]] = []
    for _, cells in people.rows:
        found = [
            _category(cells[people.place(each.column.value) or 0], each, day)
            for each in recoding.criteria.values()
        ]
        features = [each or LEFT_OUT for each in found]
        if LEFT_OUT in features:
            causes["left-out"] += 1
            continue
        pid = "" if recoding.id.value == NUMBER else cells[people.place(recoding.id.value) or 0]
        home = [cells[places[own]] for _, own in homes]
        rows.append((pid, *features, *home, *(cells[places[title]] for title in kept)))
    if recoding.id.value == NUMBER:
        digits = max(3, len(str(len(rows))))
        rows = [(f"V{rank:0{digits}}", *row[1:]) for rank, row in enumerate(rows, 1)]
    return Prepared((*titles, *kept), tuple(rows), len(sheet.rows), dict(sorted(causes.items())))
