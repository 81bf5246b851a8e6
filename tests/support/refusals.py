"""What the tests of inputs share: reading that must be refused, and small files of every kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import xlsxwriter

from tirage.errors import Defect, InputInvalid
from tirage.i18n.catalogue import COMPLETE, explain
from tirage.quotas.model import Quotas

Sheet = Sequence[Sequence[object]]

QUOTAS_YAML = """\
tirage: quotas/1
source: Insee, RP2022
criteria:
  genre:
    Femme: {minimum: 49, maximum: 51}
    Homme: {minimum: 49, maximum: 51, min_flex: 40, max_flex: 60}
  diplôme:
    bac: {share: 12.2 %, tolerance: 1}     # 12.2 seats: 12 - 1 to 13 + 1
    autres: {share: 87.8 %}
"""


def refused(read: Callable[[], object]) -> list[Defect]:
    """The defects for which `read` raises InputInvalid; each must render in every language."""
    with pytest.raises(InputInvalid) as caught:
        read()
    for defect in caught.value.defects:
        for language in COMPLETE:
            sentences = explain(defect, language)
            assert all(sentences.values())
            assert not any("None" in sentence for sentence in sentences.values()), sentences
    return list(caught.value.defects)


def codes(defects: Sequence[Defect]) -> list[tuple[str, int | None]]:
    """(code, line) of each defect, in order."""
    return [(defect.code, defect.line) for defect in defects]


def file(folder: Path, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
    """A file with exactly this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def quotas(**criteria: str) -> Quotas:
    """`quotas(genre="Femme:1-2 Homme:0-2")`: criteria with categories and bounds."""
    return Quotas.of({name: dict(map(_limits, text.split())) for name, text in criteria.items()})


def _limits(text: str) -> tuple[str, tuple[int, int]]:
    name, _, bounds = text.rpartition(":")
    minimum, _, maximum = bounds.partition("-")
    return name, (int(minimum), int(maximum))


def criteria(*lines: str) -> str:
    """A YAML text with these lines under `criteria:`, the first of which is line 3."""
    return "tirage: quotas/1\ncriteria:\n" + "".join(f"  {line}\n" for line in lines)


def xlsx(folder: Path, name: str, **sheets: Sheet) -> Path:
    """A workbook of these sheets, written by xlsxwriter; strings stay strings."""
    path = folder / name
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd/mm/yyyy"}
    with xlsxwriter.Workbook(path, options) as workbook:
        for title, rows in sheets.items():
            sheet = workbook.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for short, full in (("office", "office"), ("table", "table"), ("text", "text"))
)


def ods(folder: Path, name: str, **sheets: Sheet) -> Path:
    """The smallest OpenDocument spreadsheet: a mimetype and a content."""
    tables = "".join(
        f'<table:table table:name="{t}">{_ods_rows(rows)}</table:table>' for t, rows in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f'<office:document-content {_NAMESPACES} office:version="1.3">{body}</office:document-content>'
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return file(folder, name, buffer.getvalue())


def _ods_rows(rows: Sheet) -> str:
    return "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)


def _ods_cell(value: object) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = escape(str(value))
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
