"""A document as DOCX, which a legal service opens in its word processor and completes.

Headings are headings, tables have a header row that each page repeats, blanks are lines to write on, and a
hash is two lines of four groups. Nothing moves: there is no picture, no macro, no field but page numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatchmethod

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph as Line

from tirage.dossier.chain import groups
from tirage.i18n.catalogue import text
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
    Section,
    Signatures,
    Steps,
    Table,
    Value,
    ValueKind,
)
from tirage.report.rendering import word
from tirage.report.wording import formatted, plain

MERGED = re.compile(r"«([^«»\s](?:[^«»]*[^«»\s])?)»")
"""A field of a mail merge as it is shown: a quotation has spaces within its marks."""
HALF = 4
"""Groups of a hash in a line."""
TO_SIGN = Mm(25)
ROOMY = 12
"""Signatures that have as much room; more have less, so that all stand with what is signed."""
LABEL = (35, 65)
"""Shares of the width of a label and of what stands beside it."""


def render(document: Document) -> bytes:
    """The bytes of the file."""
    paper = _Paper(document)
    paper.head()
    for section in document.sections:
        paper.section(section)
    paper.foot()
    return word.written(paper.sheet)


class _Paper:
    """The sheet, and the document that is written on it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sheet = word.sheet(plain(document.title), document.language)

    def head(self) -> None:
        """Title, name of the assembly, the warning of a rehearsal, the verdict."""
        document = self.document
        if document.rehearsal:
            self.line(document.rehearsal, strong=True)
        self.line(document.title, "Title")
        if document.subtitle:
            self.line(document.subtitle, "Subtitle")
        if document.verdict.words:
            self.line(document.verdict.words, strong=True)

    def foot(self) -> None:
        """On every page: the warning of a rehearsal, the head of the journal, the number of the page."""
        if self.document.rehearsal:
            self.sheet.sections[0].header.paragraphs[0].add_run(self.document.rehearsal).bold = True
        footer = self.sheet.sections[0].footer.paragraphs[0]
        if self.document.head:
            footer.add_run(f"{plain(self.document.head_label)} ").font.size = Pt(7)
            self._hash(footer, self.document.head, 6.5)
        word.number_pages(self.sheet.sections[0].footer.add_paragraph())

    def section(self, section: Section) -> None:
        """A heading and what is under it."""
        # The last element is the page itself.
        first = len(self.sheet.element.body) - 1
        if section.title:
            heading = self.line(section.title, "Heading 1")
            heading.paragraph_format.page_break_before = section.placing == "annex"
        for block in section.blocks:
            self.block(block)
        if section.placing == "together":
            self._keep(first)

    def line(self, words: str, style: str = "Normal", *, strong: bool = False) -> Line:
        """One paragraph more."""
        line = self.sheet.add_paragraph(style=style)
        for said, name in self._runs(words):
            if name:
                word.merge_field(line, plain(name))
            elif said:
                line.add_run(plain(said)).bold = True if strong else None
        return line

    def _runs(self, words: str) -> Iterator[tuple[str, str]]:
        """A text in parts: words, or in a letter the name of a field of the mail merge."""
        if self.document.kind != "letter":
            yield words, ""
            return
        for place, part in enumerate(MERGED.split(words)):
            yield ("", part) if place % 2 else (part, "")

    @singledispatchmethod
    def block(self, block: Block) -> None:
        """A block under those that are there."""
        raise TypeError(type(block))

    @block.register
    def _(self, block: Paragraph) -> None:
        self.line(block.words, strong=block.tone in {"lead", "good", "bad"})

    @block.register
    def _(self, block: Items) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        lines = [self.line(words, style) for words in block.words]
        if block.ordered:
            word.numbered(self.sheet, lines, block.start)

    @block.register
    def _(self, block: Facts) -> None:
        grid = self._grid(len(block.rows), 2)
        for row, fact in zip(grid.rows, block.rows, strict=True):
            row.cells[0].paragraphs[0].add_run(plain(fact.label))
            self._value(row.cells[1].paragraphs[0], fact.value, fact.kind)
        word.share(grid, LABEL)

    @block.register
    def _(self, block: Steps) -> None:
        for row in block.rows:
            line = self.line("")
            line.paragraph_format.keep_together = True
            line.add_run(f"{row.number}. {plain(row.time)} — ").bold = True
            line.add_run(plain(row.words))
            if row.digest:
                line.add_run().add_break(WD_BREAK.LINE)
                self._hash(line, row.digest)

    @block.register
    def _(self, block: Picture) -> None:
        self.line(block.words)

    @block.register
    def _(self, block: Names) -> None:
        self.line(block.caption, "Caption")
        line = self.sheet.add_paragraph()
        line.add_run(" · ".join(map(plain, block.names))).font.name = word.FIGURES

    @block.register
    def _(self, block: Blanks) -> None:
        grid = self._grid(len(block.rows), 2)
        for row, (label, value) in zip(grid.rows, block.rows, strict=True):
            row.height = Mm(9)
            row.cells[0].paragraphs[0].add_run(plain(label))
            row.cells[1].paragraphs[0].add_run(plain(value)).bold = True
            if not value:
                word.underlined(row.cells[1])
        word.share(grid, LABEL)

    @block.register
    def _(self, block: Signatures) -> None:
        self.line(block.caption, "Caption")
        across, height = (2, TO_SIGN) if len(block.names) <= ROOMY else (3, Mm(18))
        grid = self._grid(-(-len(block.names) // across), across, "Table Grid")
        for row in grid.rows:
            row.height = height
        cells = [cell for row in grid.rows for cell in row.cells]
        for cell, name in zip(cells, block.names, strict=False):
            named = plain(name) if name else text("report.blank.name", self.document.language)
            cell.paragraphs[0].add_run(named)

    @block.register
    def _(self, table: Table) -> None:
        kept = [i for i, column in enumerate(table.columns) if column.kind not in {"band", "bar"}]
        if table.caption:
            self.line(table.caption, "Caption")
        grid = self._grid(1 + len(table.rows), len(kept), "Table Grid")
        for place, i in enumerate(kept):
            column = table.columns[i]
            cells = grid.columns[place].cells
            cells[0].paragraphs[0].add_run(plain(column.title)).bold = True
            for cell, row in zip(cells[1:], table.rows, strict=True):
                self._value(cell.paragraphs[0], row[i], column.kind)
            for cell in cells:
                cell.paragraphs[0].paragraph_format.space_after = Pt(1)
                if column.kind in NUMERIC and place:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        word.headed(grid)
        word.share(grid, [self._widest(table, i) for i in kept])
        self.sheet.add_paragraph().paragraph_format.space_after = Pt(2)

    def _grid(self, rows: int, columns: int, style: str = "Normal Table") -> Grid:
        grid: Grid = self.sheet.add_table(rows, columns, style=style)
        return grid

    def _widest(self, table: Table, i: int) -> int:
        """Signs of the longest cell of a column, of the halves of a hash, and of the words of its title."""
        column, language = table.columns[i], self.document.language
        cells = [formatted(row[i], column.kind, language) for row in table.rows]
        signs = max(map(len, cells), default=0) // (2 if column.kind == "hash" else 1)
        return max([signs, *map(len, column.title.split())])

    def _value(self, line: Line, value: Value, kind: ValueKind) -> None:
        if kind == "hash" and isinstance(value, str):
            self._hash(line, value)
        else:
            line.add_run(formatted(value, kind, self.document.language))

    def _hash(self, line: Line, digest: str, size: float = 8) -> None:
        """Groups that no line breaks, four of them in each."""
        parts = groups(digest).split(" ")
        for start in range(0, len(parts), HALF):
            run = line.add_run("\u00a0".join(parts[start : start + HALF]))
            run.font.name, run.font.size = word.FIGURES, Pt(size)
            if start + HALF < len(parts):
                run.add_break(WD_BREAK.LINE)

    def _keep(self, first: int) -> None:
        """All that was written since the `first` element stays on one page."""
        for element in list(self.sheet.element.body)[first:-1]:
            for found in list(element.iter(qn("w:p"))):
                Line(found, self.sheet._body).paragraph_format.keep_with_next = True  # noqa: SLF001
