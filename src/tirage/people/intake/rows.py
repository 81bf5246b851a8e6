"""Which rows of a sheet are the header, sums and notes, and which are people."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tirage.discretion import brief
from tirage.people.intake.model import Aside, Choice, certain, proposed
from tirage.people.intake.words import ALIKE, JOIN, NO, ROLES, TICKED, TOTALS, UNTICKED, YES, key
from tirage.tabular.grid import Grid, Row

_LOOKED_AT = 40
"""Rows among which the header is."""
_KNOWN = frozenset().union(*ROLES.values(), *ALIKE)


@dataclass(repr=False, frozen=True, slots=True)
class Sheet:
    """One sheet below its header."""

    titles: tuple[str, ...]
    """Of the columns: as they stand, `#3` for one without a name, `Genre #3` for one with another's."""
    rows: tuple[Row, ...]
    """Below the header, those without any text left out."""

    def __repr__(self) -> str:
        return brief(self, rows=len(self.rows), columns=len(self.titles))

    def places(self, title: str) -> tuple[int, ...]:
        """The positions of a column, or of several joined by ` | `; none where one is not there."""
        if title in self.titles:
            return (self.titles.index(title),)
        parts = title.split(JOIN)
        there = len(parts) > 1 and all(part in self.titles for part in parts)
        return tuple(map(self.titles.index, parts)) if there else ()

    def has(self, title: str) -> bool:
        """Whether there is a column of that title, or several of that name together."""
        return bool(self.places(title))

    def cell(self, cells: Sequence[str], title: str) -> str:
        """What a row says in a column; of several, the titles of those ticked, and what others have."""
        places = self.places(title)
        if len(places) == 1:
            return cells[places[0]]
        said = (_ticked(cells[place], self.titles[place]) for place in places)
        return "; ".join(each for each in said if each)

    def column(self, title: str) -> tuple[str, ...]:
        """The cells of a column, in the order of the rows; none for a column that is not there."""
        return tuple(self.cell(cells, title) for _, cells in self.rows) if self.has(title) else ()


def _ticked(cell: str, title: str) -> str:
    return title if is_tick(cell) else "" if is_no_tick(cell) else cell


def is_tick(cell: str) -> bool:
    """Whether a cell says yes, as in a column of one answer of several."""
    return cell in TICKED or key(cell) in YES


def is_no_tick(cell: str) -> bool:
    """Whether it says no, or nothing."""
    return not cell or cell in UNTICKED or key(cell) in NO


def find_header(grid: Grid, names: Collection[str]) -> tuple[Choice, Choice]:
    """The sheet, and the line of the header, by the words in it; `names`: of criteria and households."""
    known = _KNOWN | {key(name) for name in names}
    best = {name: _best(rows, known) for name, rows in grid.sheets.items()}
    name = max(best, key=lambda each: (best[each][1], len(grid.sheets[each])))
    line, hits = best[name]
    sheet = certain(name) if len(best) == 1 else proposed(name)
    rows = grid.sheets[name][:_LOOKED_AT]
    others = [each for each, cells in rows if each != line and _hits(cells, known) >= max(1, hits)]
    first = line == rows[0][0] and hits > 0
    sure = not others and (first or hits > 1)
    return sheet, certain(str(line)) if sure else proposed(str(line))


def _best(rows: Sequence[Row], known: Collection[str]) -> tuple[int, int]:
    """The line most like a header, and how many of its cells are known."""
    scored = [(_hits(cells, known), sum(map(bool, cells)), -line) for line, cells in rows[:_LOOKED_AT]]
    hits, _, line = max(scored)
    return -line, hits


def _hits(cells: Sequence[str], known: Collection[str]) -> int:
    return sum(key(cell) in known for cell in set(cells) if cell)


def below(rows: Sequence[Row], header: int) -> Sheet | None:
    """The sheet below the line of its header; None where that line is not there."""
    titles = next((cells for line, cells in rows if line == header), None)
    if titles is None:
        return None
    written = [" ".join(title.split()) for title in titles]
    named = [
        title if title and written.count(title) == 1 else f"{title} #{i + 1}".strip()
        for i, title in enumerate(written)
    ]
    return Sheet(tuple(named), tuple(row for row in rows if row[0] > header))


def find_aside(sheet: Sheet) -> dict[str, Aside]:
    """Rows that are no volunteer's: the header once more, sums; and notes, which somebody is to confirm."""
    header = tuple("" if title.startswith("#") else key(title) for title in sheet.titles)
    found: dict[str, list[int]] = {}
    for line, cells in sheet.rows:
        keys = tuple(map(key, cells))
        filled = [each for each in keys if each]
        if filled and keys == header:
            found.setdefault("header", []).append(line)
        elif filled and _is_sum(filled):
            found.setdefault("total", []).append(line)
        elif len(filled) <= 1 < len(header) - 1:
            found.setdefault("note", []).append(line)
    return {cause: Aside(tuple(lines), decided=cause != "note") for cause, lines in found.items()}


def _is_sum(filled: Sequence[str]) -> bool:
    """Whether a row begins with such a word and has nothing but figures beside it."""
    first, *others = filled
    named = any(first == word or first.startswith(f"{word} ") for word in TOTALS)
    return named and all(not each.strip("0123456789 .,%€£+") for each in others)
