"""The table `criterion, category, residents, letters`: how many live here, and how many were written to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.people.pool.model import Pool
from tirage.quotas.model import Criterion, Quotas
from tirage.tabular.cells import closest, fold, quoted
from tirage.tabular.files import Manner
from tirage.tabular.headers import naming
from tirage.tabular.tables import Table, scan

HEADERS = {
    "criterion": ("criterion", "critere"),
    "category": ("category", "modalite"),
    "residents": ("residents", "habitants"),
    "letters": ("letters", "courriers"),
}
"""Columns of the file, by what they are called once folded."""

Category = tuple[str, str]
"""Criterion and category."""
Named = tuple[int, str, str]
"""Line, criterion, category."""

_WHOLE = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Count:
    """Residents and letters of one category, and the line of the file that says so."""

    line: int
    criterion: str
    category: str
    residents: int
    letters: int | None


def volunteers(pool: Pool, quotas: Quotas) -> dict[Category, int]:
    """How many volunteers each category has."""
    people = quotas.count(person.features for person in pool.people)
    return {(row.criterion, row.category): n for row, n in zip(quotas.bounds, people, strict=True)}


def read_counts(
    file: Path, manner: Manner, quotas: Quotas | None, volunteers: Mapping[Category, int]
) -> list[Count]:
    """The lines of the file; InputInvalid with everything that is wrong in it. Arguments as for `counts`."""
    table, defects = scan(file, replace(manner, sheet=None), naming(*HEADERS.values()))
    found, more = counts(table, str(file), quotas, volunteers)
    if defects or more:
        raise InputInvalid([*defects, *more])
    return found


def counts(
    table: Table, file: str, quotas: Quotas | None, volunteers: Mapping[Category, int]
) -> tuple[list[Count], list[Defect]]:
    """The lines of a table `criterion, category, residents, letters`, and everything that is wrong in them.

    `volunteers` by criterion and category. Without quotas, the file is judged by itself.
    """
    columns, defects = _columns(table, file)
    if len(columns) < len(HEADERS):
        return [], defects
    rows = [(line, {name: cells[i] for name, i in columns.items()}) for line, cells in table.rows]
    found: list[Count] = []
    for line, row in rows:
        count, wrong = _count(line, row, file)
        defects += wrong
        found += [count] if count else []
    # A line with a wrong number still says what it is about.
    named = [(line, row["criterion"], row["category"]) for line, row in rows]
    defects += _twice(named, file)
    defects += _blanks(found, file)
    if quotas is not None:
        defects += _named(named, file, quotas)
        defects += _volunteers(found, file, volunteers)
    if not defects:
        # A wrong line makes a wrong total: it is said only where no line is.
        defects += _totals(found, file)
    return found, sorted(defects, key=lambda defect: defect.line or 0)


def _columns(table: Table, file: str) -> tuple[dict[str, int], list[Defect]]:
    """Place of each column that is needed, and a defect for each that is missing."""
    folded = [fold(name) for name in table.header]
    places = {
        name: next((i for i, header in enumerate(folded) if header in known), None)
        for name, known in HEADERS.items()
    }
    missing = [name for name, place in places.items() if place is None]
    defects = [
        Defect("ends.column", file, None, name, {"column": name, "closest": closest(name, table.header)})
        for name in missing
    ]
    return {name: place for name, place in places.items() if place is not None}, defects


def _count(line: int, row: Mapping[str, str], file: str) -> tuple[Count | None, list[Defect]]:
    """The row as numbers, None where a number is wrong; and what is wrong."""
    numbers: dict[str, int | None] = {}
    defects = []
    for name in ("residents", "letters"):
        text = "".join(row[name].split())  # thousands may be set apart
        blank = name == "letters" and not text
        if not blank and not _WHOLE.fullmatch(text):
            defects.append(
                Defect("ends.number", file, line, name, {"found": quoted(row[name]), "column": name})
            )
        numbers[name] = None if blank or defects else int(text)
    residents, letters = numbers["residents"], numbers["letters"]
    if residents == 0:
        defects.append(Defect("ends.residents.none", file, line, "residents"))
    if residents and letters is not None and letters > residents:
        values = {"letters": letters, "residents": residents}
        defects.append(Defect("ends.letters.above", file, line, "letters", values))
    if defects or residents is None:
        return None, defects
    return Count(line, row["criterion"], row["category"], residents, letters), []


def _twice(named: Sequence[Named], file: str) -> Iterator[Defect]:
    first: dict[Category, int] = {}
    for line, criterion, category in named:
        if (criterion, category) in first:
            values = {"category": quoted(category), "first": first[criterion, category]}
            yield Defect("ends.twice", file, line, quoted(criterion), values)
        first.setdefault((criterion, category), line)


def _blanks(found: Sequence[Count], file: str) -> Iterator[Defect]:
    """Letters of some categories of a criterion, and not of others."""
    for criterion in dict.fromkeys(count.criterion for count in found):
        given = [count.letters for count in found if count.criterion == criterion]
        if 0 < given.count(None) < len(given):
            values = {"criterion": quoted(criterion), "blank": given.count(None)}
            yield Defect("ends.letters.some", file, None, quoted(criterion), values)


def _totals(found: Sequence[Count], file: str) -> Iterator[Defect]:
    """Letters that do not add up to the same for each criterion."""
    totals: dict[str, int] = {}
    for count in found:
        if count.letters is not None:
            totals[count.criterion] = totals.get(count.criterion, 0) + count.letters
    for criterion, total in totals.items():
        other, others = next(iter(totals.items()))
        if total != others:
            values = {
                "criterion": quoted(criterion),
                "total": total,
                "other": quoted(other),
                "others": others,
            }
            yield Defect("ends.letters.totals", file, None, quoted(criterion), values)


def _named(named: Sequence[Named], file: str, quotas: Quotas) -> Iterator[Defect]:
    """Criteria and categories that the quotas do not know, and categories that a criterion lacks."""
    criteria = {criterion.name: criterion for criterion in quotas.criteria}
    for line, criterion, category in named:
        values = {"criterion": quoted(criterion), "category": quoted(category)}
        if criterion not in criteria:
            values["closest"] = closest(criterion, criteria)
            yield Defect("ends.criterion", file, line, "criterion", values)
        elif category not in (names := _names(criteria[criterion])):
            values["closest"] = closest(category, names)
            yield Defect("ends.category", file, line, "category", values)
    for name in dict.fromkeys(criterion for _, criterion, _ in named if criterion in criteria):
        there = {category for _, criterion, category in named if criterion == name}
        for category in _names(criteria[name]):
            if category not in there:
                values = {"criterion": quoted(name), "category": quoted(category)}
                yield Defect("ends.category.missing", file, None, quoted(name), values)


def _volunteers(found: Sequence[Count], file: str, volunteers: Mapping[Category, int]) -> Iterator[Defect]:
    """More volunteers than letters."""
    for count in found:
        came = volunteers.get((count.criterion, count.category), 0)
        most = count.residents if count.letters is None else count.letters
        if came > most:
            values = {"volunteers": came, "most": most, "category": quoted(count.category)}
            yield Defect("ends.volunteers", file, count.line, quoted(count.criterion), values)


def _names(criterion: Criterion) -> list[str]:
    return list(criterion.categories)
