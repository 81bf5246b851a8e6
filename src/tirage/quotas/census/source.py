"""A table as it was downloaded: every row of a file, CSV, TSV, workbook or JSON, and where its figures are.

Nothing is decided of it here but which row is the header, where that can be told: the one under whose names
the figures stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.i18n.note import Note
from tirage.quotas.census.labels import role_of
from tirage.quotas.census.numbers import printed
from tirage.tabular.cells import clean, fold
from tirage.tabular.encodings import decode
from tirage.tabular.files import AS_IT_COMES, Manner, read_bytes, shown
from tirage.tabular.grid import read_grid

Row = tuple[int, tuple[str, ...]]
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")
_JOINED = re.compile(r"([\w,]+)\\([A-Za-z_]+)")
"""`freq,unit,sex,age,geo\\TIME_PERIOD`: several columns of labels in the first one."""
_TABBED = re.compile(rb"[\w,]+\\[A-Za-z_]+\t")
"""The same at the beginning of a file of tabs, whose commas part nothing else."""
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
FAR = 60
"""Rows among which a header is looked for."""


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of one sheet."""

    name: str
    file: str
    sha256: str
    sheet: str
    rows: tuple[Row, ...]
    """(line, cells), all of one width."""
    notes: tuple[Note, ...] = ()

    def header(self) -> int:
        """Line of the row under whose names the figures stand; 0 where there is none."""
        scored = [(self._score(place), -place) for place in range(min(FAR, len(self.rows)))]
        best = max(scored, default=(0, 0))
        return self.rows[-best[1]][0] if best[0] > 0 else 0

    def _score(self, place: int) -> int:
        names = self.rows[place][1]
        said = [name for name in names if name]
        figures = sum(1 for name in said if printed(name) and not _YEAR.fullmatch(name))
        if len(said) < 2 or 2 * figures >= len(said):
            return 0
        score = 0
        for _, cells in self.rows[place + 1 :]:
            for name, cell in zip(names, cells, strict=True):
                if cell and printed(cell):
                    score += 1 if name else -2
        return score

    def below(self, line: int) -> tuple[tuple[str, ...], tuple[Row, ...]] | None:
        """The names of the columns in this line, and the rows below; None where there is no such line.

        A column without a name is left out; labels that stand together in the first one are parted.
        """
        place = next((i for i, row in enumerate(self.rows) if row[0] == line), None)
        if place is None:
            return None
        names = _apart(self.rows[place][1], self.rows[place - 1][1] if place else ())
        rows: Iterator[Row] = iter(self.rows[place + 1 :])
        if match := _JOINED.fullmatch(names[0]):
            own = match[1].split(",")
            names = (*own, *names[1:])
            rows = ((number, (*_parted(cells[0], len(own)), *cells[1:])) for number, cells in rows)
        kept = [i for i, name in enumerate(names) if name]
        return tuple(names[i] for i in kept), tuple(
            (number, tuple(cells[i] for i in kept)) for number, cells in rows
        )

    def above(self, line: int) -> str:
        """The title: the first cell of the first row above the header; empty for a word alone."""
        first = next((cells for number, cells in self.rows if number < line), ())
        title = next((cell for cell in first if cell), "")
        return title if " " in title else ""


def _apart(names: Sequence[str], above: Sequence[str]) -> tuple[str, ...]:
    """Names that come twice with what stands above them, as under `2021` and `2022`; else with a number.

    >>> _apart(["Âge", "H", "F", "H", "F"], ["", "2021", "", "2022", ""])
    ('Âge', '2021 H', '2021 F', '2022 H', '2022 F')
    """
    twice = {name for name in names if name and names.count(name) > 1}
    over, found = "", list[str]()
    for place, name in enumerate(names):
        over = (above[place] if place < len(above) else "") or over
        full = f"{over} {name}".strip() if name in twice else name
        again = found.count(full) if full else 0
        found.append(f"{full} ({again + 1})" if again else full)
    return tuple(found)


def _parted(cell: str, width: int) -> tuple[str, ...]:
    parts = [part.strip() for part in cell.split(",")]
    return (*parts[:width], *[""] * (width - len(parts)))


def read_source(path: Path, manner: Manner = AS_IT_COMES) -> Source:
    """The rows of a file; raises InputInvalid where nothing can be read, or a workbook has several sheets."""
    data, file = read_bytes(path), shown(path)
    if _JSON.match(data):
        return _of_json(data, file)
    if _TABBED.match(data):
        return _of_tabs(data, file, manner)
    grid = read_grid(data, file, manner)
    sheet = manner.sheet or next(iter(grid.sheets))
    if sheet not in grid.sheets or (manner.sheet is None and len(grid.sheets) > 1):
        values = {"found": ", ".join(grid.sheets)}
        raise InputInvalid([Defect("census.sheets", str(file), values=values)])
    return Source(grid.name, str(file), grid.sha256, sheet, grid.sheets[sheet], grid.remarks(sheet))


def _of_tabs(data: bytes, file: Path, manner: Manner) -> Source:
    """A file of tabs with columns of labels in its first one, as Eurostat has them."""
    said, _ = decode(data, str(file), manner.encoding)
    lines = [[clean(cell) for cell in line.split("\t")] for line in said.splitlines()]
    width = max(map(len, lines))
    rows = ((number, (*cells, *[""] * (width - len(cells)))) for number, cells in enumerate(lines, 1))
    return Source(
        file.name, str(file), sha256(data).hexdigest(), "", tuple(row for row in rows if any(row[1]))
    )


def _of_json(data: bytes, file: Path) -> Source:
    """A list of records, each a row; what is itself a list or a mapping is left out."""
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise InputInvalid([Defect("census.json", str(file))]) from error
    if isinstance(found, Mapping):
        found = next((each for each in found.values() if isinstance(each, list)), None)
    if not isinstance(found, list) or not found or not all(isinstance(each, Mapping) for each in found):
        raise InputInvalid([Defect("census.json", str(file))])
    names = list(
        dict.fromkeys(
            name for each in found for name, value in each.items() if not isinstance(value, (list, Mapping))
        )
    )
    rows: list[Sequence[str]] = [names, *([_text(each.get(name)) for name in names] for each in found)]
    numbered = tuple((line, tuple(cells)) for line, cells in enumerate(rows, 1))
    return Source(file.name, str(file), sha256(data).hexdigest(), "", numbered)


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, (list, Mapping)) else str(value)


@dataclass(slots=True)
class Columns:
    """The columns of a table, by what stands in them."""

    names: Sequence[str]
    rows: Sequence[Row]
    figures: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)

    def column(self, place: int) -> list[str]:
        """The cells of one column."""
        return [cells[place] for _, cells in self.rows]

    def varying(self) -> list[int]:
        """Columns of labels with several values, of those that say the same in other words the plainest."""
        kept: list[int] = []
        for place in self.labels:
            values = self.column(place)
            if len(set(values)) < 2:
                continue
            same = next((i for i in kept if _one_to_one(self.column(i), values)), None)
            if same is None:
                kept.append(place)
            elif _plainness(self.names[place], values) > _plainness(self.names[same], self.column(same)):
                kept[kept.index(same)] = place
        return kept


def columns_of(names: Sequence[str], rows: Sequence[Row]) -> Columns:
    """Columns of figures and of labels; rows without any figure are titles and notes."""
    found = Columns(names, rows)
    for place, name in enumerate(names):
        cells = [cell for cell in found.column(place) if cell]
        if role_of(name) == "aside" or not cells:
            continue
        figures = [each for cell in cells if (each := printed(cell))]
        coded = role_of(name) in {"place", "time", "other", "sex", "age"} or _counted([*map(fold, cells)])
        coded |= len(cells) > 1 and len(set(found.column(place)) - {""}) == 1
        if 2 * len(figures) >= len(cells) and any(each.text for each in figures) and not coded:
            found.figures.append(place)
        else:
            found.labels.append(place)
    for place in [*found.figures]:
        # The numbers of what another column says in words.
        values = found.column(place)
        if 1 < len(set(values)) < len(values) and any(
            _one_to_one(values, found.column(label)) for label in found.labels
        ):
            found.figures.remove(place)
            found.labels.append(place)
    found.labels.sort()
    found.rows = [row for row in rows if any(row[1][place] for place in found.figures)]
    return found


def _counted(cells: Sequence[str]) -> bool:
    """Whether a column numbers its rows: 1, 2, 3… in any order."""
    return len(cells) > 2 and sorted(cells) == sorted(map(str, range(1, len(cells) + 1)))


def _one_to_one(some: Sequence[str], others: Sequence[str]) -> bool:
    pairs = len(set(zip(some, others, strict=True)))
    return pairs == len(set(some)) == len(set(others))


def _plainness(name: str, values: Sequence[str]) -> tuple[bool, bool, float]:
    """A column of words is plainer than one of codes."""
    letters = sum(any(sign.isalpha() for sign in value) for value in values)
    return 2 * letters > len(values), role_of(name) != "place", sum(map(len, values)) / (len(values) or 1)
