"""Quota rows, numbered from 0 in the order of `public/quotas.json`: those of criteria, then of crossings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...kernel import Files, Inapplicable, Table, never
from ...reading.documents import Malformed, parse_json
from ...reading.shapes import exactly, is_count, is_text, list_of, record, shaped
from ...report import Said

FILE = "public/quotas.json"
QUOTAS = Table()
"""The quotas of a draw of seats, part of check 1.4."""
_BOUNDS = {"minimum": is_count, "maximum": is_count}
_CRITERION = {"name": is_text, "categories": list_of(record({"name": is_text, **_BOUNDS}))}
_CELL = {"categories": list_of(is_text), **_BOUNDS}
_CROSSING = {"of": list_of(is_text), "cells": list_of(record(_CELL))}
_QUOTAS = {"spec": exactly("tirage/2"), "criteria": list_of(record(_CRITERION))}
_CROSSED = {**_QUOTAS, "crossings": list_of(record(_CROSSING))}


@dataclass(frozen=True, slots=True)
class Crossing:
    """Rows on several criteria at once."""

    columns: tuple[int, ...]
    """Numbers of its criteria."""
    index: dict[tuple[str, ...], int]
    """Row number by the categories of a cell."""


@dataclass(frozen=True, slots=True)
class Quotas:
    """The rows, column by column."""

    criteria: tuple[str, ...]
    """Names of the criteria."""
    rows: tuple[tuple[str, str], ...]
    """(criterion, category) of each row; of a cell, both put together with ` × `."""
    minimum: tuple[int, ...]
    maximum: tuple[int, ...]
    index: tuple[dict[str, int], ...]
    """For each criterion, row number by category."""
    crossings: tuple[Crossing, ...]

    def rows_of(self, features: Sequence[str]) -> tuple[int, ...]:
        """The rows that count a person with these features, which are categories of the criteria."""
        found = [index[value] for value, index in zip(features, self.index, strict=True)]
        for crossing in self.crossings:
            row = crossing.index.get(tuple(features[c] for c in crossing.columns))
            found += [] if row is None else [row]
        return tuple(found)

    def outside(self, seats: list[int]) -> str:
        """The first row whose seats are outside its quota, such as `age 60+: 3 (0–2)`; else empty."""
        for row, taken in enumerate(seats):
            if not self.minimum[row] <= taken <= self.maximum[row]:
                return f"{' '.join(self.rows[row])}: {taken} ({self.minimum[row]}–{self.maximum[row]})"
        return ""


@dataclass(slots=True)
class _Rows:
    """Rows as they are numbered."""

    names: list[tuple[str, str]] = field(default_factory=list)
    minimum: list[int] = field(default_factory=list)
    maximum: list[int] = field(default_factory=list)

    def add(self, group: str, part: str, bounds: Mapping[str, Any]) -> int:
        """The number of a new row; Malformed for a minimum above its maximum."""
        if bounds["minimum"] > bounds["maximum"]:
            raise Malformed("minimum-above-maximum", part)
        self.names.append((group, part))
        self.minimum.append(bounds["minimum"])
        self.maximum.append(bounds["maximum"])
        return len(self.names) - 1


def read_quotas(data: bytes) -> Quotas:
    """The quotas of a canonical document.

    Malformed for names used twice, a minimum above its maximum, a crossing of what the criteria do not have.
    """
    value = parse_json(data)
    crossed = isinstance(value, dict) and "crossings" in value
    document = shaped(value, _CROSSED if crossed else _QUOTAS)
    if crossed and not document["crossings"]:
        raise Malformed("wrong-value", "crossings")
    rows = _Rows()
    names = [criterion["name"] for criterion in document["criteria"]]
    index = [_indexed(criterion, rows) for criterion in document["criteria"]]
    crossings = [_crossing(each, names, index, rows) for each in document.get("crossings", ())]
    _refuse_repeated([*names, *(_joined(each["of"]) for each in document.get("crossings", ()))])
    _refuse_repeated([_joined([names[c] for c in sorted(each.columns)]) for each in crossings])
    return Quotas(
        tuple(names),
        tuple(rows.names),
        tuple(rows.minimum),
        tuple(rows.maximum),
        tuple(index),
        tuple(crossings),
    )


@QUOTAS.fact("documents.shape")
def quotas(files: Files) -> Quotas:
    """The quotas of the draw, once their document can be read."""
    return read_quotas(files.get(FILE, b""))


@QUOTAS.check("documents.shape", FILE, due=never)
def check_shape(quotas: Quotas) -> Said:
    """A line only where the quotas cannot be read: those of the journal stand for all documents."""
    raise Inapplicable


def _indexed(criterion: Mapping[str, Any], rows: _Rows) -> dict[str, int]:
    _refuse_repeated([category["name"] for category in criterion["categories"]])
    return {c["name"]: rows.add(criterion["name"], c["name"], c) for c in criterion["categories"]}


def _crossing(
    crossing: Mapping[str, Any], names: list[str], index: list[dict[str, int]], rows: _Rows
) -> Crossing:
    of = crossing["of"]
    _refuse_repeated(of)
    for name in of:
        if name not in names:
            raise Malformed("unknown-criterion", name)
    if len(of) < 2 or not crossing["cells"]:
        raise Malformed("wrong-value", "crossings")
    columns = tuple(names.index(name) for name in of)
    cells: dict[tuple[str, ...], int] = {}
    for cell in crossing["cells"]:
        categories = tuple(cell["categories"])
        if len(categories) != len(columns):
            raise Malformed("wrong-value", "categories")
        for category, c in zip(categories, columns, strict=True):
            if category not in index[c]:
                raise Malformed("unknown-category", category)
        if categories in cells:
            raise Malformed("repeated", _joined(categories))
        cells[categories] = rows.add(_joined(of), _joined(categories), cell)
    return Crossing(columns, cells)


def _joined(names: Sequence[str]) -> str:
    return " × ".join(names)


def _refuse_repeated(names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Malformed("repeated", name)
        seen.add(name)
