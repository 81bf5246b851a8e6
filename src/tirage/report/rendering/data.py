"""A document as JSON: the same in every language but for its words, with numbers as numbers."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from tirage.report.blocks import (
    Band,
    Bar,
    Blanks,
    Block,
    Document,
    Facts,
    Items,
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
    """The bytes of the report; a fraction is text in lowest terms, and what has no value is null."""
    whole = {
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
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"words": block.words}
        case Items():
            return {"items": list(block.words)}
        case Table():
            return _table(block)
        case Facts():
            return {"facts": {fact.key: _value(fact.value) for fact in block.rows}}
        case Steps():
            return {
                "steps": [
                    {"number": row.number, "time": row.time, "words": row.words, "sha256": row.digest}
                    for row in block.rows
                ]
            }
        case Picture():
            return {"picture": block.key, "words": block.words}
        case Names():
            return {"names": block.key, "caption": block.caption, "values": list(block.names)}
        case Blanks():
            return {"blanks": [{"label": label, "value": value or None} for label, value in block.rows]}
        case Signatures():
            return {"signatures": [name or None for name in block.names]}


def _table(table: Table) -> dict[str, Any]:
    columns = [(i, column) for i, column in enumerate(table.columns) if column.kind not in {"band", "bar"}]
    return {
        "table": table.key,
        "caption": table.caption,
        "columns": [{"key": column.key, "title": column.title} for _, column in columns],
        "rows": [{column.key: _value(row[i]) for i, column in columns} for row in table.rows],
    }


def _value(value: Value) -> str | int | bool | None:
    if isinstance(value, Fraction):
        return str(value)
    # What a band or a bar shows stands in the columns beside it.
    return None if isinstance(value, (Band, Bar)) else value
