"""A document as JSON: the same in every language but for its words, with numbers as numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import singledispatch
from typing import Any

from tirage.report.document import (
    Band,
    Bar,
    Blanks,
    Block,
    Document,
    Facts,
    Items,
    Marked,
    Names,
    Paragraph,
    Picture,
    Signatures,
    Steps,
    Table,
    Value,
)

VERSION = "report/1"


def render(document: Document) -> bytes:
    """The bytes of the report."""
    return (json.dumps(values(document), ensure_ascii=False, indent=1) + "\n").encode()


def values(document: Document) -> dict[str, Any]:
    """The document as JSON values: its own, where it has some, else those of all its blocks.

    A fraction is text in lowest terms, and what has no value is null.
    """
    if document.data is not None:
        return {"tirage": f"{document.kind}/1", **document.data}
    return {
        "tirage": VERSION,
        "kind": document.kind,
        "language": document.language,
        "title": document.title,
        "subtitle": document.subtitle,
        "rehearsal": bool(document.rehearsal),
        "verdict": document.verdict.words,
        "head": document.head,
        "sections": [
            {"key": each.key, "title": each.title, "blocks": [_block(block) for block in each.blocks]}
            for each in document.sections
        ],
    }


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON has
    """The same in values that JSON has: fractions as text in lowest terms, tuples as lists."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


@singledispatch
def _block(block: Block) -> dict[str, Any]:
    raise TypeError(type(block))


@_block.register
def _(block: Paragraph) -> dict[str, Any]:
    return {"words": block.words}


@_block.register
def _(block: Items) -> dict[str, Any]:
    return {"items": list(block.words)}


@_block.register
def _(block: Facts) -> dict[str, Any]:
    return {"facts": {fact.key: _value(fact.value) for fact in block.rows}}


@_block.register
def _(block: Steps) -> dict[str, Any]:
    rows = [{"number": r.number, "time": r.time, "words": r.words, "sha256": r.digest} for r in block.rows]
    return {"steps": rows}


@_block.register
def _(block: Picture) -> dict[str, Any]:
    return {"picture": block.key, "words": block.words}


@_block.register
def _(block: Names) -> dict[str, Any]:
    return {"names": block.key, "caption": block.caption, "values": list(block.names)}


@_block.register
def _(block: Blanks) -> dict[str, Any]:
    return {"blanks": [{"label": label, "value": value or None} for label, value in block.rows]}


@_block.register
def _(block: Signatures) -> dict[str, Any]:
    return {"signatures": [name or None for name in block.names]}


@_block.register
def _(table: Table) -> dict[str, Any]:
    columns = [(i, column) for i, column in enumerate(table.columns) if column.kind not in {"band", "bar"}]
    return {
        "table": table.key,
        "caption": table.caption,
        "columns": [{"key": column.key, "title": column.title} for _, column in columns],
        "rows": [{column.key: _value(row[i]) for i, column in columns} for row in table.rows],
    }


def _value(value: Value) -> str | float | bool | None:
    if isinstance(value, Marked):
        return _value(value.value)
    if isinstance(value, Fraction):
        return str(value)
    # What a band or a bar shows stands in the columns beside it.
    return None if isinstance(value, (Band, Bar)) else value
