"""A document as Markdown: nothing in a name or a sentence is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch

from tirage.dossier.chain import groups
from tirage.report.document import (
    NUMERIC,
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
)
from tirage.report.wording import formatted, plain

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_START = re.compile(r"^(\d+)([.)])(?= |$)|^([-+=:])")
LINE = "…" * 20
"""To be filled in by hand."""


def render(document: Document) -> bytes:
    """The bytes of the report."""
    lines = [f"# {escaped(document.title)}", ""]
    lines += [escaped(document.subtitle), ""] if document.subtitle else []
    for strong in filter(None, (document.rehearsal, document.verdict.words)):
        lines += [f"**{escaped(strong)}**", ""]
    for section in document.sections:
        lines += [f"## {escaped(section.title)}", ""] if section.title else []
        for block in section.blocks:
            lines += [*_lines(block, document), ""]
    if document.head:
        lines.append(f"{escaped(document.head_label)} `{groups(document.head)}`")
    return ("\n".join(lines) + "\n").encode()


def escaped(words: str) -> str:
    r"""The words as Markdown that shows them as they stand.

    >>> escaped("<script> | [/b] 1*2")
    '\\<script\\> \\| \\[/b\\] 1\\*2'
    """
    one = " ".join(_MARKUP.sub(r"\\\1", plain(words)).split(" "))
    return _START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", one)


@singledispatch
def _lines(block: Block, _: Document) -> Iterator[str]:
    """The lines of a block."""
    raise TypeError(type(block))


@_lines.register
def _(block: Paragraph, _: Document) -> Iterator[str]:
    yield escaped(block.words)


@_lines.register
def _(block: Items, _: Document) -> Iterator[str]:
    for place, words in enumerate(block.words, block.start):
        yield f"{place}. {escaped(words)}" if block.ordered else f"- {escaped(words)}"


@_lines.register
def _(block: Facts, document: Document) -> Iterator[str]:
    for fact in block.rows:
        said = formatted(fact.value, fact.kind, document.language)
        value = f"`{said}`" if fact.kind == "hash" else escaped(said)
        yield f"- {escaped(fact.label)}{document.colon} {value}"


@_lines.register
def _(block: Steps, _: Document) -> Iterator[str]:
    for row in block.rows:
        digest = f" `{groups(row.digest)}`" if row.digest else ""
        yield f"- {row.number}. {escaped(row.time)} — {escaped(row.words)}{digest}"


@_lines.register
def _(block: Picture, _: Document) -> Iterator[str]:
    yield escaped(block.words)


@_lines.register
def _(block: Names, _: Document) -> Iterator[str]:
    yield from (escaped(block.caption), "", " · ".join(map(escaped, block.names)))


@_lines.register
def _(block: Blanks, document: Document) -> Iterator[str]:
    for label, value in block.rows:
        yield f"- {escaped(label)}{document.colon} {escaped(value or LINE)}"


@_lines.register
def _(block: Signatures, _: Document) -> Iterator[str]:
    yield from (escaped(block.caption), "")
    for name in block.names:
        yield f"- {escaped(name or LINE)}"


@_lines.register
def _(table: Table, document: Document) -> Iterator[str]:
    kept = [i for i, column in enumerate(table.columns) if column.kind not in {"band", "bar"}]
    yield from (escaped(table.caption), "")
    yield "| " + " | ".join(escaped(table.columns[i].title) for i in kept) + " |"
    yield "|" + "|".join("---:" if table.columns[i].kind in NUMERIC else "---" for i in kept) + "|"
    for row in table.rows:
        cells = (escaped(formatted(row[i], table.columns[i].kind, document.language)) for i in kept)
        yield "| " + " | ".join(cells) + " |"
