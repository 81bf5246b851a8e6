"""Chances as a file states them: by person, in the order of the respondents, or without a word of whose."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tirage.errors import Defect, InputInvalid
from tirage.people.pool.model import PoolFile
from tirage.people.published.ids import Names, by_line, resolved
from tirage.people.published.kinds import BY_ROW, PROBABILITY, id_place, place_of
from tirage.people.published.model import Curve
from tirage.people.published.numbers import probability
from tirage.people.published.sheets import Sheet, cells_of


def by_row(sheet: Sheet) -> bool:
    """Whether the chances of a file stand in the order of the respondents, without ids."""
    return set(sheet.keys) >= BY_ROW


def stated(sheet: Sheet, file: PoolFile, names: Names, column: str | None) -> dict[str, Fraction]:
    """Everyone's chance; InputInvalid for what is no chance, for an unknown id, and unless all have one."""
    place = place_of(sheet.keys, PROBABILITY)
    assert place is not None, "a file of chances has such a column"
    values = _values(sheet, place)
    if by_row(sheet):
        pids = by_line(file)
    else:
        identity = id_place(sheet, column)
        assert identity is not None, "a file of chances by person has ids"
        ids = [(line, (cell,)) for line, cell in cells_of(sheet, identity)]
        pids = [pid for (pid,) in resolved(ids, names, sheet.name)]
    if len(set(pids)) != len(values) or len(pids) != len(file.pool.people):
        counts = {"chances": len(values), "people": len(file.pool.people)}
        raise InputInvalid([Defect("published.chances", sheet.name, values=counts)])
    return dict(zip(pids, values, strict=True))


def total(sheet: Sheet) -> Fraction:
    """The sum of all chances."""
    return sum(_values(sheet, place_of(sheet.keys, PROBABILITY) or 0), Fraction(0))


def curves(sheet: Sheet) -> tuple[Curve, ...]:
    """The chances of each algorithm, ascending, in the order of the file."""
    place, name = place_of(sheet.keys, {"selection probability"}), place_of(sheet.keys, {"algorithm"})
    assert place is not None
    assert name is not None
    found: dict[str, list[Fraction]] = {}
    labels = [cell for _, cell in cells_of(sheet, name)]
    for label, value in zip(labels, _values(sheet, place), strict=True):
        found.setdefault(label, []).append(value)
    return tuple(Curve(label, tuple(sorted(values))) for label, values in found.items())


def _values(sheet: Sheet, place: int) -> Sequence[Fraction]:
    read = [(line, probability(cell)) for line, cell in cells_of(sheet, place)]
    if wrong := [line for line, value in read if value is None]:
        raise InputInvalid([Defect("published.probability", sheet.name, line) for line in wrong])
    return [value[0] for _, value in read if value is not None]
