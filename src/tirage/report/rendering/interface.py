"""The formats that a document can be written in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.report.document import Document


class Format(StrEnum):
    """Each format, by the ending of its files."""

    html = "html"
    pdf = "pdf"
    docx = "docx"
    xlsx = "xlsx"
    json = "json"
    md = "md"


BINARY = {Format.pdf, Format.docx, Format.xlsx}
"""Formats that are no text."""


def by_name(file: Path) -> Format:
    """The format that a file is named for; InputInvalid where it is named for none."""
    ending = file.suffix.removeprefix(".").lower()
    if ending not in set(Format):
        raise InputInvalid([Defect("report.ending", str(file), values={"found": file.suffix or file.name})])
    return Format(ending)


def render(document: Document, chosen: Format) -> bytes:
    """The bytes of the document; Refused for a PDF without weasyprint."""
    from tirage.report.rendering import data, docx, html, markdown, pdf, workbook

    renderings = {
        Format.html: html.render,
        Format.pdf: pdf.render,
        Format.docx: docx.render,
        Format.xlsx: workbook.render,
        Format.json: data.render,
        Format.md: markdown.render,
    }
    return renderings[chosen](document)
