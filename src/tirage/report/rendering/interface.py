"""The formats that a document can be written in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from tirage.report.document import Document


class Format(StrEnum):
    """Each format, by the ending of its files."""

    html = "html"
    pdf = "pdf"
    xlsx = "xlsx"
    json = "json"
    md = "md"


BINARY = {Format.pdf, Format.xlsx}
"""Formats that are no text."""


def by_name(file: Path | None) -> Format:
    """The format that a file is named for; HTML where it is named for none, or there is no file."""
    ending = file.suffix.removeprefix(".").lower() if file else ""
    return Format(ending) if ending in set(Format) else Format.html


def render(document: Document, chosen: Format) -> bytes:
    """The bytes of the document; Refused for a PDF without weasyprint."""
    from tirage.report.rendering import data, html, markdown, pdf, workbook

    renderings = {
        Format.html: html.render,
        Format.pdf: pdf.render,
        Format.xlsx: workbook.render,
        Format.json: data.render,
        Format.md: markdown.render,
    }
    return renderings[chosen](document)
