"""A census table: how many people of each category, or which share; every defect of it at once.

Columns critère, modalité, and effectif or part (a percentage with its sign), in French or English; source and
année where they are known; a column of totals (Ensemble) counts where no other does. A crossing is a
criterion `genre × secteur` with categories `Femme × 16e`. Totals are no categories (`totals`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.i18n.note import Note
from tirage.quotas.census.figures import Census, Figure, Remark, ages
from tirage.quotas.census.totals import TOTALS, left_out
from tirage.quotas.meant import filled
from tirage.quotas.model import ROUNDING, parts, percent
from tirage.tabular.cells import fold, listed, quoted
from tirage.tabular.files import AS_IT_COMES, Manner, shown
from tirage.tabular.headers import naming
from tirage.tabular.tables import Table, scan

_COLUMNS = {
    "criterion": ("critere", "criteres", "criterion", "feature", "variable", "characteristic"),
    "category": ("modalite", "modalites", "categorie", "category", "value"),
    "count": ("effectif", "effectifs", "count", "population", "people", "nombre", "obs_value"),
    "share": (
        *("part", "share", "pourcentage", "percent", "percentage"),
        *("%", "part (%)", "part en %", "pourcentage (%)", "share (%)", "percent (%)"),
    ),
    "source": ("source",),
    "year": ("annee", "year"),
}
_COUNT = re.compile(r"((?:[0-9]{1,3}(?:[^\S\n][0-9]{3})+|[0-9]{1,12}))(?:[.,]([0-9]{1,20}))?")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
"""Thousands to some, decimals to others: not for a rule to say."""


def read_census(path: Path, manner: Manner = AS_IT_COMES) -> Census:
    """The census table in `path`, CSV, XLSX or ODS; raises InputInvalid with every defect."""
    amount = (*_COLUMNS["count"], *_COLUMNS["share"], *TOTALS)
    table, defects = scan(path, manner, naming(_COLUMNS["criterion"], _COLUMNS["category"], amount))
    file = str(shown(path))
    census = Census(notes=table.notes)
    places, missing = _places(table, file, census)
    if defects or missing:
        raise InputInvalid([*defects, *missing])
    kinds: dict[str, set[str]] = {}
    written = ((line, _cells_of(cells, places, table.header)) for line, cells in table.rows)
    rows, notes = filled(written, "criterion", "category", table.name)
    census.remarks += (Remark(note.code, "", 0, note.values) for note in notes)
    for line, cell in rows:
        _read_row(cell, line, file, census, kinds, defects)
    for name, found in kinds.items():
        if len(found) > 1:
            defects.append(Defect("census.mixed", file, None, quoted(name)))
        elif found == {"share"}:
            census.shares.add(name)
    # Of rows that could not all be read, nothing can be said to be a sum.
    defects += left_out(census, file) if not defects else ()
    defects += whole(census, file)
    if defects:
        raise InputInvalid(sorted(defects, key=lambda defect: defect.line or 0))
    return census


def _places(table: Table, file: str, census: Census) -> tuple[dict[str, int | None], list[Defect]]:
    """Where the columns stand, that of totals in place of counts; a defect for each missing."""
    places = {name: _column(table, headers) for name, headers in _COLUMNS.items()}
    lacking = [name for name in ("criterion", "category") if places[name] is None]
    if places["count"] is None and places["share"] is None:
        summed = places["count"] = _column(table, tuple(TOTALS))
        if summed is None:
            lacking.append("amount")
        else:
            column = {"found": quoted(table.header[summed])}
            census.remarks.append(Remark("census.total.column", "", 1, column))
    if not lacking:
        return places, []
    values = {"columns": [Note(f"census.name.{name}") for name in lacking], "found": listed(table.header)}
    return places, [Defect("census.column", file, table.header_line, None, values)]


def _cells_of(
    cells: Sequence[str], places: Mapping[str, int | None], header: Sequence[str]
) -> dict[str, str]:
    """The cells of a row by what they say; a share under `part (%)` has its sign from there."""
    found = {name: cells[place] if place is not None else "" for name, place in places.items()}
    place = places["share"]
    if place is not None and "%" in header[place] and found["share"] and "%" not in found["share"]:
        found["share"] += " %"
    return found


def _column(table: Table, headers: Sequence[str]) -> int | None:
    return next((i for i, name in enumerate(table.header) if fold(name) in headers), None)


def _read_row(
    cell: dict[str, str],
    line: int,
    file: str,
    census: Census,
    kinds: dict[str, set[str]],
    defects: list[Defect],
) -> None:
    """Add the figure of one row to `census`, and whether it was a count or a share to `kinds`."""
    name, category = cell["criterion"], cell["category"]
    blank = [key for key in ("criterion", "category") if not cell[key]]
    blank += ["count"] if not cell["count"] and not cell["share"] else []
    defects += (Defect("census.blank", file, line, _COLUMNS[key][0]) for key in blank)
    if blank:
        return
    amount: Fraction | None
    if cell["count"]:
        text = cell["count"]
        amount = people(text)
        kind, code = "count", "census.count"
    else:
        text, kind, code = cell["share"], "share", "census.share"
        amount = percent(text)
    kinds.setdefault(name, set()).add(kind)
    if cell["count"] and cell["share"]:
        kinds[name].add("share")
    if amount is None:
        # One stands for all that are wrong in the same way: their lines are said together.
        example = next((each.values["found"] for each in defects if each.code == code), quoted(text))
        defects.append(Defect(code, file, line, _COLUMNS[kind][0], {"found": example}))
        return
    into = census.crossings if len(parts(name)) > 1 else census.criteria
    source = ", ".join(part for part in (cell["source"], cell["year"]) if part)
    into.setdefault(name, []).append(Figure(category, line, amount, source))


def people(text: str) -> Fraction | None:
    """The count that is written, exactly, with a comma or a point before decimals; None for anything else.

    Counts of a census survey are estimates with decimals. `12,345` is none: it may be twelve thousand.

    >>> people("52 000"), people("1234,56"), people("12,345"), people("-5")
    (Fraction(52000, 1), Fraction(30864, 25), None, None)
    """
    match = _COUNT.fullmatch(text)
    if match is None or _TWO_WAYS.fullmatch(text):
        return None
    return Fraction(f"{''.join(match[1].split())}.{match[2] or 0}")


def whole(census: Census, file: str) -> Iterator[Defect]:
    """What only the whole table shows."""
    yield from _spellings(list(census.criteria), file, None)
    for name, figures in (census.criteria | census.crossings).items():
        yield from _spellings([figure.category for figure in figures], file, figures)
        total = sum((figure.amount for figure in figures), Fraction(0))
        if not total:
            yield Defect("census.nobody", file, figures[0].line, quoted(name))
        if name in census.shares and abs(total - 100) > ROUNDING:
            yield Defect("census.sum", file, figures[0].line, quoted(name), {"total": f"{float(total):g}"})
        elif name in census.shares and total != 100:
            values = {"total": f"{float(total):g}"}
            census.remarks.append(Remark("census.rounded", quoted(name), figures[0].line, values))
    for name, figures in census.criteria.items():
        yield from _bands(name, figures, file, census)
    for name, figures in census.crossings.items():
        yield from _cells(name, figures, file, census)


def _spellings(texts: Sequence[str], file: str, figures: Sequence[Figure] | None) -> Iterator[Defect]:
    """A category given twice, or in two spellings."""
    first: dict[str, str] = {}
    for place, text in enumerate(texts):
        key = fold(text)
        if key in first:
            line = figures[place].line if figures else None
            yield Defect(
                "census.twice", file, line, None, {"found": quoted(text), "other": quoted(first[key])}
            )
        first.setdefault(key, text)


def _bands(name: str, figures: Sequence[Figure], file: str, census: Census) -> Iterator[Defect]:
    """Bands of age that overlap, which is wrong, or leave a gap, which may be meant."""
    bands = [(*band, figure) for figure in figures if (band := ages(figure.category)) is not None]
    if len(bands) < 2 or len(bands) < len(figures):
        return
    bands.sort(key=lambda band: band[:2])
    for (_, high, before), (low, _, figure) in pairwise(bands):
        values = {"found": quoted(figure.category), "other": quoted(before.category)}
        if low <= high:
            yield Defect("census.overlap", file, figure.line, quoted(name), values)
        elif low > high + 1:
            census.remarks.append(Remark("census.gap", quoted(name), figure.line, values))


def _cells(name: str, figures: Sequence[Figure], file: str, census: Census) -> Iterator[Defect]:
    """Cells of criteria or categories that the table does not have."""
    of = parts(name)
    unknown = [each for each in of if each not in census.criteria]
    for each in unknown:
        yield Defect("census.crossing", file, figures[0].line, quoted(name), {"found": quoted(each)})
    for figure in figures if not unknown else ():
        cell = parts(figure.category)
        names = [{one.category for one in census.criteria[each]} for each in of]
        if len(cell) != len(of) or any(part not in known for part, known in zip(cell, names, strict=False)):
            yield Defect("census.cell", file, figure.line, quoted(name), {"found": quoted(figure.category)})
