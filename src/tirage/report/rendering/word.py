"""The blank sheet of a DOCX: A4, one language, page numbers, no picture, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as Grid
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as Line

from tirage.i18n.languages import Language

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed date: the same report is the same bytes
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The only date of every file within: the oldest that a ZIP can say."""
NARROW, WIDE = 9, 60
"""Signs that a column has room for at least, and at most."""
PLACES = {"fr": "fr-FR", "en": "en-GB"}
"""A word processor corrects the spelling of a language in a country; others are named as they are."""
INK = RGBColor(0x1C, 0x27, 0x33)
FONT, FIGURES = "Arial", "Courier New"
"""Faces that every office has, in metrics at least."""


def sheet(title: str, language: Language) -> Paper:
    """An empty A4 document in this language, without the picture that the template brings."""
    paper = docx.Document()
    for key, rel in list(paper.part.package.rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del paper.part.package.rels[key]
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(20)
    core = paper.core_properties
    core.title, core.author, core.comments = title, "tirage", ""
    core.language = PLACES.get(language, language)
    core.created = core.modified = CREATED
    core.last_modified_by = ""
    _styles(paper, language)
    return paper


def _styles(paper: Paper, language: Language) -> None:
    """One face in one ink; headings stay with what they head; the language is that of every run."""
    sizes = {"Normal": 10, "Title": 20, "Subtitle": 12, "Heading 1": 13, "Caption": 9.5}
    for name, size in sizes.items():
        style: Any = paper.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    normal: Any = paper.styles["Normal"]
    normal.paragraph_format.space_after = Pt(4)
    caption: Any = paper.styles["Caption"]
    caption.paragraph_format.keep_with_next = True
    for spoken in paper.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), PLACES.get(language, language))
    rule = paper.styles["Title"].element.find(qn("w:pPr")).find(qn("w:pBdr"))
    rule.getparent().remove(rule)


def number_pages(line: Line) -> None:
    """`3 / 7`, as fields that the reader's program fills in."""
    for place, field in enumerate(("PAGE", "NUMPAGES")):
        line.add_run(" / " if place else "")
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        shown, digit = OxmlElement("w:r"), OxmlElement("w:t")
        digit.text = "1"
        shown.append(digit)
        simple.append(shown)
        line._p.append(simple)  # noqa: SLF001 - the one way to a field
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def merge_field(line: Line, name: str) -> None:
    """A field that a mail merge fills from the column of that name, shown as `«name»` until then."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), f' MERGEFIELD "{name}" ')
    shown, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = f"«{name}»"
    shown.append(words)
    simple.append(shown)
    line._p.append(simple)  # noqa: SLF001 - the one way to a field


def numbered(paper: Paper, lines: Sequence[Line], start: int) -> None:
    """These lines as one list that counts from `start`, whatever list came before."""
    numbering = paper.part.numbering_part.element
    style: Any = paper.styles["List Number"]
    pattern = numbering.num_having_numId(style.element.pPr.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(pattern)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    for line in lines:
        line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number.numId  # noqa: SLF001


def headed(grid: Grid) -> None:
    """The first row is a header and stands on every page; no row is cut in two."""
    for place, row in enumerate(grid.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no name for it
        for name in ("w:tblHeader", "w:cantSplit") if place == 0 else ("w:cantSplit",):
            properties.append(OxmlElement(name))


def share(grid: Grid, signs: Sequence[int]) -> None:
    """The width of the page shared among the columns by the signs of their longest cells, within reason."""
    weights = [min(max(each, NARROW), WIDE) for each in signs]
    for column, weight in zip(grid.columns, weights, strict=True):
        width = Mm(170 * weight // sum(weights))
        column.width = width
        for cell in column.cells:
            cell.width = width


def underlined(cell: Cell) -> None:
    """A dotted line at the foot of a cell, to write on."""
    borders = OxmlElement("w:tcBorders")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "dotted"), ("sz", "6"), ("color", "1C2733")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - python-docx has no name for it


def written(paper: Paper) -> bytes:
    """The bytes of the file, in which no clock has left its time."""
    saved, packed = io.BytesIO(), io.BytesIO()
    paper.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Of no system: the bytes are the same wherever they are written.
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()
