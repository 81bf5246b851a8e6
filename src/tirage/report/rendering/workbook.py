"""A document as an XLSX workbook: a first sheet of words and facts, then one sheet for each table.

Numbers are numbers, so that a spreadsheet in any language shows them its own way; text is text, so that a
category called `=cmd…` is one; and there is no date in the file, so the same report is the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from functools import singledispatch

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tirage.report.document import (
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
from tirage.report.wording import formatted, plain

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook has no time zone
LONGEST, WIDEST, MARGIN = 31, 60, 2
"""Signs of a sheet's name, and of a column's width."""
_FORMATS = {
    "count": "#,##0",
    "number": "0.0",
    "decimal": "0.00",
    "signed": "+0.0;-0.0;0.0",
    "percent": "0.00%",
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def render(document: Document) -> bytes:
    """The bytes of the workbook."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(buffer, options)
    workbook.set_properties({"title": plain(document.title), "created": CREATED})
    formats = {kind: workbook.add_format({"num_format": shape}) for kind, shape in _FORMATS.items()}
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
    taken: set[str] = set()
    _words(workbook.add_worksheet(_name(document.title, taken)), document, bold, wrap)
    for _, table in document.tables:
        _table(workbook.add_worksheet(_name(table.caption, taken)), table, document, bold, formats)
    workbook.close()
    return buffer.getvalue()


def _name(title: str, taken: set[str]) -> str:
    """A sheet's name: 31 signs at most, none that a spreadsheet forbids, no two alike."""
    bare = _FORBIDDEN.sub(" ", plain(title)).strip(" '") or "-"
    name, place = bare[:LONGEST].strip(" '"), 2
    while name.casefold() in taken:
        end = f" ({place})"
        name, place = bare[: LONGEST - len(end)].rstrip() + end, place + 1
    taken.add(name.casefold())
    return name


def _words(sheet: Worksheet, document: Document, bold: Format, wrap: Format) -> None:
    """The first sheet: title, verdict, then every block in a label and a value."""
    sheet.set_column(0, 0, 44, wrap)
    sheet.set_column(1, 1, 80, wrap)
    lines: list[tuple[str, Value, bool]] = [(document.title, document.subtitle, True)]
    lines += [(document.rehearsal, None, True)] if document.rehearsal else []
    lines += [(document.verdict.words, None, True)] if document.verdict.words else []
    if document.head:
        lines.append((document.head_label, formatted(document.head, "hash", document.language), False))
    for section in document.sections:
        lines += [("", None, False), (section.title, None, True)]
        for block in section.blocks:
            lines += [(label, value, False) for label, value in _lines(block, document)]
    for row, (label, value, strong) in enumerate(lines):
        sheet.write_string(row, 0, plain(label), bold if strong else wrap)
        if isinstance(value, int) and not isinstance(value, bool):
            sheet.write_number(row, 1, value, wrap)
        elif value is not None:
            sheet.write_string(row, 1, plain(str(value)), wrap)
    sheet.freeze_panes(1, 0)


@singledispatch
def _lines(block: Block, _: Document) -> Iterator[tuple[str, Value]]:
    """What the first sheet has of a block: a label, and what is beside it."""
    raise TypeError(type(block))


@_lines.register
def _(block: Paragraph, _: Document) -> Iterator[tuple[str, Value]]:
    yield block.words, None


@_lines.register
def _(block: Items, _: Document) -> Iterator[tuple[str, Value]]:
    for words in block.words:
        yield words, None


@_lines.register
def _(block: Facts, document: Document) -> Iterator[tuple[str, Value]]:
    for fact in block.rows:
        number = isinstance(fact.value, int) and not isinstance(fact.value, bool)
        yield fact.label, fact.value if number else formatted(fact.value, fact.kind, document.language)


@_lines.register
def _(block: Steps, document: Document) -> Iterator[tuple[str, Value]]:
    for row in block.rows:
        digest = formatted(row.digest, "hash", document.language) if row.digest else None
        yield f"{row.number}. {row.time} — {row.words}", digest


@_lines.register
def _(block: Table, _: Document) -> Iterator[tuple[str, Value]]:
    yield block.caption, None


@_lines.register
def _(block: Picture, _: Document) -> Iterator[tuple[str, Value]]:
    yield block.words, None


@_lines.register
def _(block: Names, _: Document) -> Iterator[tuple[str, Value]]:
    yield block.caption, None
    for name in block.names:
        yield "", name


@_lines.register
def _(block: Blanks, _: Document) -> Iterator[tuple[str, Value]]:
    yield from block.rows


@_lines.register
def _(block: Signatures, _: Document) -> Iterator[tuple[str, Value]]:
    yield block.caption, None
    for name in block.names:
        yield name, None


def _table(
    sheet: Worksheet, table: Table, document: Document, bold: Format, formats: dict[str, Format]
) -> None:
    """One sheet a table, its first row and column frozen; pictures are left out."""
    kept = [i for i, column in enumerate(table.columns) if column.kind not in {"band", "bar"}]
    for place, i in enumerate(kept):
        column = table.columns[i]
        sheet.write_string(0, place, plain(column.title), bold)
        widest = max(
            [
                len(column.title),
                *(len(formatted(row[i], column.kind, document.language)) for row in table.rows),
            ]
        )
        sheet.set_column(place, place, min(widest + MARGIN, WIDEST), formats.get(column.kind))
        for line, row in enumerate(table.rows, 1):
            value: Value = row[i]
            value = value.value if isinstance(value, Marked) else value
            if isinstance(value, (int, float, Fraction)) and not isinstance(value, bool):
                sheet.write_number(line, place, float(value), formats.get(column.kind))
            elif value is not None:
                sheet.write_string(line, place, formatted(value, column.kind, document.language))
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
