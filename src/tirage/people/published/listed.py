"""Panels as a file lists them, whatever its form, before anybody knows who the ids are.

Forms: a row a panel, with or without a header, a number, a probability; a column a panel; a row a member,
beside the panel's number; ones and zeros; JSON. A panel's probability is what is written, never put right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.people.published.kinds import (
    COPIES,
    NUMBERED,
    PANEL,
    PROBABILITY,
    SIZE,
    id_place,
    is_matrix,
    place_of,
)
from tirage.people.published.numbers import probability
from tirage.people.published.sheets import Sheet, cells_of, named

MOST_COPIES = 1_000_000
_APART = re.compile(r"[,;|\s]+")


@dataclass(repr=False, frozen=True, slots=True)
class Row:
    """One panel as it is listed."""

    label: str
    line: int | None
    """None in a file without lines."""
    ids: tuple[str, ...]
    weight: str | None = None
    copies: str | None = None

    def __repr__(self) -> str:
        return brief(self, people=len(self.ids))


def rows_of(sheet: Sheet, column: str | None) -> tuple[Row, ...]:
    """The panels of a file that is a list of panels; InputInvalid where one has two probabilities."""
    if sheet.document is not None:
        return tuple(_of_json(sheet.document))
    keys = sheet.keys
    if keys and all(map(NUMBERED.fullmatch, keys)):
        return tuple(_numbered(sheet))
    identity, panel = id_place(sheet, column), place_of(keys, PANEL)
    if panel is not None and identity is not None and identity != panel:
        return _long(sheet, identity, panel)
    if identity is not None and is_matrix(sheet, identity):
        return tuple(_matrix(sheet, identity))
    if panel is not None or place_of(keys, PROBABILITY) is not None:
        return tuple(_wide(sheet, panel))
    return tuple(Row(str(i), line, cells) for i, (line, cells) in enumerate(_all(sheet), 1))


def _all(sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    yield from zip(sheet.lines, sheet.rows, strict=True)


def _filled(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell for cell in cells if cell)


def _numbered(sheet: Sheet) -> Iterator[Row]:
    """As many rows as names above them: a row a panel, as sortition-algorithms writes it; else a column."""
    if len(sheet.body) == len(sheet.header):
        for name, (line, cells) in zip(sheet.header, sheet.body, strict=True):
            yield Row(name, line, _filled(cells))
        return
    for place, name in enumerate(sheet.header):
        yield Row(name, None, _filled([cell for _, cell in cells_of(sheet, place)]))


def _matrix(sheet: Sheet, identity: int) -> Iterator[Row]:
    ids = [pid for _, pid in cells_of(sheet, identity)]
    for place, name in enumerate(sheet.header):
        if place != identity:
            members = zip(ids, cells_of(sheet, place), strict=True)
            yield Row(name, None, tuple(pid for pid, (_, cell) in members if cell == "1"))


def _long(sheet: Sheet, identity: int, panel: int) -> tuple[Row, ...]:
    """A row a member: panels in the order of their first."""
    weight, copies = (place_of(sheet.keys, names) for names in (PROBABILITY, COPIES))
    firsts: dict[str, Row] = {}
    members: defaultdict[str, list[str]] = defaultdict(list)
    two: list[int] = []
    for line, cells in sheet.body:
        name, pid, said, times = (_cell(cells, place) for place in (panel, identity, weight, copies))
        row = firsts.setdefault(name or "", Row(name or "", line, (), said, times))
        two += [line] if (row.weight, row.copies) != (said, times) else []
        members[row.label].append(pid or "")
    if two:
        raise InputInvalid([Defect("published.two_weights", sheet.name, line) for line in two])
    return tuple(replace(row, ids=tuple(members[label])) for label, row in firsts.items())


def _wide(sheet: Sheet, panel: int | None) -> Iterator[Row]:
    """A row a panel, its members in cells of their own or in one."""
    keys = sheet.keys
    weight, copies = (place_of(keys, names) for names in (PROBABILITY, COPIES))
    apart = {panel, weight, copies, *(place for place, name in enumerate(keys) if name in SIZE)}
    for number, (line, cells) in enumerate(sheet.body, 1):
        members = _filled([cell for place, cell in enumerate(cells) if place not in apart])
        label = _cell(cells, panel) or str(number)
        yield Row(label, line, _ids(members), _cell(cells, weight), _cell(cells, copies))


def _cell(cells: Sequence[str], place: int | None) -> str | None:
    return None if place is None else cells[place] if place < len(cells) else ""


def _ids(members: Sequence[str]) -> tuple[str, ...]:
    """The ids in the cells of a panel; those of one cell are parted by commas, spaces and their like."""
    if len(members) != 1:
        return tuple(members)
    bare = members[0].removeprefix("frozenset").strip("[](){} ")
    return tuple(each.strip("'\"") for each in _APART.split(bare) if each.strip("'\""))


def _of_json(document: Any) -> Iterator[Row]:  # noqa: ANN401 - whatever JSON has
    """`[[id, …], …]`, or an object with `panels` (or `committees`), and perhaps `probabilities`."""
    panels = named(document, "panels", "committees", "portfolio")
    weights = named(document, "probabilities", "probs", "weights", "output probs")
    number = 0
    for number, each in enumerate(document if panels is None else panels, 1):
        members = named(each, "members", "ids", "panel", "people") if isinstance(each, dict) else each
        said = named(each, "probability", "weight", "p") if isinstance(each, dict) else None
        if isinstance(weights, list):
            said = weights[number - 1] if number <= len(weights) else ""
        label = named(each, "number", "name", "id") if isinstance(each, dict) else None
        ids = tuple(map(str, members)) if isinstance(members, list) else ()
        yield Row(str(label or number), None, ids, None if said is None else str(said))
    for more, said in enumerate(weights[number:] if isinstance(weights, list) else (), number + 1):
        # A probability of no panel counts in their sum, as one of a panel without members.
        yield Row(str(more), None, (), str(said))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the probabilities of all rows come to."""

    weights: tuple[Fraction, ...] | None
    rounding: Fraction


def weights_of(rows: Sequence[Row], name: str) -> Weighed:
    """The probability of each panel; those of copies are copies over their sum.

    Raises InputInvalid for what is no probability, or no number of copies, and where some panels have none.
    """
    if any(row.copies is not None for row in rows):
        counts = [_count(row.copies or "") for row in rows]
        _check(rows, counts, "published.copies", name)
        known = [count or 0 for count in counts]
        return Weighed(tuple(Fraction(count, sum(known) or 1) for count in known), Fraction(0))
    if all(row.weight is None for row in rows):
        return Weighed(None, Fraction(0))
    found = [probability(row.weight or "") for row in rows]
    _check(rows, found, "published.probability", name)
    pairs = [each or (Fraction(0), Fraction(0)) for each in found]
    return Weighed(tuple(value for value, _ in pairs), sum((more for _, more in pairs), Fraction(0)))


def _count(text: str) -> int | None:
    value = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
    return value if value is not None and value <= MOST_COPIES else None


def _check(rows: Sequence[Row], found: Sequence[object], code: str, name: str) -> None:
    wrong = [row for row, each in zip(rows, found, strict=True) if each is None]
    if wrong:
        raise InputInvalid([Defect(code, name, row.line) for row in wrong])
