"""How a column of volunteers is read: which category each of its values says, and what says none.

A value is a category where it is written alike (`cells.spelling`: case, accents, kinds of dash, quote and
space), and no other category is; an age, or the ages of a band, where all categories are bands. What is read
so is told, with its rows; anything else is a defect, one a value. A birth date is never quoted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tirage.discretion import brief
from tirage.errors import Defect
from tirage.i18n.note import Note
from tirage.i18n.numbers import few
from tirage.people.intake.bands import Band, band_of, read_age, read_band, read_bands
from tirage.tabular.cells import closest, quoted, spelling
from tirage.tabular.dates import read_day

_YEAR = re.compile(r"(?:19|20)[0-9]{2}", re.ASCII)
MOST = 80
"""Different values of a column of categories; of one that somebody has chosen there may be more."""
TOLD = 20
"""Other spellings that are told of one column."""


@dataclass(repr=False, slots=True)
class ColumnRead:
    """The categories of one column, and what was found on the way."""

    categories: dict[str, str] = field(default_factory=dict)
    """What stands in the file → its category, where the two differ."""
    defects: list[Defect] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def __repr__(self) -> str:
        return brief(self, defects=len(self.defects), notes=len(self.notes))


def read_column(
    name: str, categories: Sequence[str], cells: Iterable[tuple[int, str]], file: str
) -> ColumnRead:
    """The column of the criterion `name`; `cells`: line and text of everybody."""
    known, others = frozenset(categories), defaultdict[str, list[int]](list)
    for line, cell in cells:
        if cell not in known:
            others[cell].append(line)
    column, bands = ColumnRead(), read_bands(categories)
    same = _once((spelling(category), category) for category in categories)
    aged = {band: category for category, band in bands.items()}
    ages: dict[str, list[int]] = {}
    strange: list[tuple[str, list[int]]] = []
    for value, lines in others.items():
        category = same.get(spelling(value)) or aged.get(read_band(value) or (0, -1))
        if category is not None:
            column.categories[value] = category
            column.notes.append(_told(name, value, category, lines))
        elif bands and read_age(spelling(value)) is not None:
            ages[value] = lines
        else:
            strange.append((value, lines))
    if len(column.notes) > TOLD:
        more = len(column.notes) - TOLD
        column.notes[TOLD:] = [Note("note.read_more", {"column": quoted(name), "count": more})]
    wrong = [_strange(name, value, categories, lines, file, bands=bool(bands)) for value, lines in strange]
    column.defects += _few(wrong, name, file)
    _read_ages(name, ages, bands, file, column)
    return column


def _once(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Key → name, for the keys that one name alone has."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return {key: names[0] for key, names in found.items() if len(names) == 1}


def _told(name: str, value: str, category: str, lines: Sequence[int]) -> Note:
    values = {"column": quoted(name), "found": quoted(value), "category": quoted(category)}
    return Note("note.read_as", {**values, "rows": len(lines), "lines": few(lines)})


def _few(wrong: Sequence[Defect], name: str, file: str) -> list[Defect]:
    """The defects of a column; of more different values than a column of categories has, one for all.

    They are another column's then, perhaps names, and none is quoted.
    """
    unknown = [each for each in wrong if each.code == "pool.value.unknown"]
    if len(unknown) <= MOST:
        return list(wrong)
    rows = tuple(sorted(line for each in unknown for line in each.lines))
    values = {"column": quoted(name), "count": len(unknown)}
    free = Defect("pool.value.free", file, rows[0], quoted(name), values, rows)
    return [free, *(each for each in wrong if each.code != "pool.value.unknown")]


def _strange(
    name: str, value: str, categories: Sequence[str], lines: Sequence[int], file: str, *, bands: bool
) -> Defect:
    """The defect of a value that is no category; `bands`: whether the categories are ages."""
    column, rows = quoted(name), tuple(lines)
    values: dict[str, object] = {"column": column}
    if not value:
        return Defect("pool.value.blank", file, rows[0], column, values, rows)
    if read_day(value) is not None or (bands and _YEAR.fullmatch(value)):
        return Defect("pool.value.birth", file, rows[0], column, values, rows)
    values |= {"value": quoted(value), "closest": closest(value, categories)}
    return Defect("pool.value.unknown", file, rows[0], column, values, rows)


def _read_ages(
    name: str,
    ages: Mapping[str, list[int]],
    bands: Mapping[str, Band],
    file: str,
    column: ColumnRead,
) -> None:
    """Ages in years, read into the bands of the categories; one defect for those outside all of them."""
    inside, outside = 0, dict[int, list[int]]()
    for value, lines in ages.items():
        age = read_age(spelling(value)) or 0
        category = band_of(age, bands)
        if category is None:
            outside.setdefault(age, []).extend(lines)
        else:
            column.categories[value] = category
            inside += len(lines)
    if inside:
        column.notes.append(Note("note.ages", {"column": quoted(name), "rows": inside}))
    if outside:
        rows = tuple(sorted(line for lines in outside.values() for line in lines))
        values = {"column": quoted(name), "ages": ", ".join(map(str, sorted(outside)))}
        column.defects.append(Defect("pool.value.age", file, rows[0], quoted(name), values, rows))
