"""The same report in every format: sound, harmless, complete, and the same bytes from the same dossier."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from python_calamine import CalamineWorkbook
from support.reporting import (
    HOSTILE,
    KINDS,
    RENDERINGS,
    SCRIPT,
    document,
    framed,
    hostile,
    large,
    petit,
    table,
)
from support.schemas import schema

from tirage.i18n.catalogue import COMPLETE, Language
from tirage.report.document import Band, Document, Section, Step, Steps
from tirage.report.pictures import drawings
from tirage.report.rendering import data, html, markdown, pdf, workbook
from tirage.report.wording import plain

ROOT = Path(__file__).parents[2]
Files = Mapping[str, bytes]
VOID = {"meta", "br", "line", "rect", "circle", "path"}


@pytest.fixture(scope="module")
def small() -> dict[str, bytes]:
    return petit()


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return hostile(tmp_path_factory.mktemp("hostile"))


class Page(HTMLParser):
    """The elements of a page, and whether every one that opens closes again in its place."""

    def __init__(self, markup: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(markup.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_sound_and_asks_for_nothing(kind: str, language: Language, nasty: Files) -> None:
    page = Page(html.render(document(nasty, kind, language)))
    assert not page.open
    assert page.all("html") == [{"lang": language}]
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "form", "base"}
    attributes = [(name, value or "") for _, each in page.tags for name, value in each.items()]
    assert not [name for name, _ in attributes if name.startswith("on") or name in {"src", "style", "srcset"}]
    assert all(value.startswith("#") for name, value in attributes if name == "href")
    assert "url(" not in "".join(page.words)
    assert "@import" not in "".join(page.words)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_can_be_heard(kind: str, small: Files) -> None:
    """Headings without a gap, every table with a caption and scopes, every picture hidden or named."""
    page = Page(html.render(document(small, kind)))
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1
    assert set(headings[1:]) == {2}
    assert len(page.all("caption")) == len(page.all("table"))
    assert {each.get("scope") for each in page.all("th")} <= {"col", "row"}
    pictures = [each for each in page.all("svg") if "class" in each]
    assert all(each.get("aria-hidden") == "true" or each.get("aria-label") for each in pictures)
    ids = [each["id"] for _, each in page.tags if "id" in each]
    assert len(ids) == len(set(ids))
    assert {each["href"] for each in page.all("a")} <= {f"#{name}" for name in ids}
    assert len(page.all("title")) == len(page.all("main")) == 1


def test_every_block_of_a_report_is_in_every_format(small: Files) -> None:
    found = document(small, "proces-verbal", place="Mairie du 11e")
    written = {name: module.render(found) for name, module in RENDERINGS.items()}
    words = {
        "html": re.sub(r"\s+", " ", "".join(Page(written["html"]).words)),
        "md": re.sub(r"\\(.)", r"\1", written["md"].decode()),
        "json": written["json"].decode(),
        "xlsx": _strings(written["xlsx"]),
    }
    members = small["public/panel.csv"].decode().split()[1:]
    assert len(members) == 6
    for said in ("Mairie du 11e", *members, found.verdict.words, *(each.title for each in found.sections)):
        assert not [name for name, text in words.items() if plain(said) not in text], said
    for table_of in (each for _, each in found.tables):
        assert not [name for name, text in words.items() if table_of.caption not in text]


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_are_text_in_every_format(kind: str, nasty: Files) -> None:
    found = document(nasty, kind)
    page = html.render(found).decode()
    assert "<img" not in page
    assert "{{" not in page.replace("{{ 7*7 }}", "")
    assert "49{" not in page
    lines = markdown.render(found).decode()
    assert SCRIPT not in lines
    assert not re.search(r"(?<!\\)[<>]", re.sub(r"`[^`]*`", "", lines))
    json.loads(data.render(found))
    sheets = _sheets(workbook.render(found))
    assert not [name for name, sheet in sheets.items() if "<f>" in sheet or "<f " in sheet]


def test_the_names_stand_whole(nasty: Files) -> None:
    found = document(nasty, "quotas")
    page = "".join(Page(html.render(found)).words)
    book = _strings(workbook.render(found))
    for name in HOSTILE:
        assert plain(name) in page
        assert plain(name) in book
        assert any(row["category"] == name for row in table(found, "quotas"))


def test_what_turns_the_reading_direction_is_shown_as_a_sign() -> None:
    assert plain("a\u202eb\u200f\x00") == "a\\u202eb\\u200f\\x00"
    assert plain("15\u00a0% 1\u202f000 é « 水 »") == "15\u00a0% 1\u202f000 é « 水 »"


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_markdown_has_as_many_cells_in_each_row(kind: str, nasty: Files) -> None:
    blocks: list[list[int]] = [[]]
    for line in markdown.render(document(nasty, kind)).decode().splitlines():
        if line.startswith("|"):
            blocks[-1].append(len(re.findall(r"(?<!\\)\|", line)))
        elif blocks[-1]:
            blocks.append([])
    assert len(blocks) > 1 or kind == "life"
    assert all(len(set(block)) == 1 for block in blocks if block)


def test_a_workbook_is_read_again_cell_by_cell(small: Files) -> None:
    found = document(small, "quotas")
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook.render(found)))
    tables = [each for _, each in found.tables]
    assert len(book.sheet_names) == 1 + len(tables)
    assert all(len(name) <= 31 for name in book.sheet_names)
    for place, each in enumerate(tables, 1):
        header, *lines = book.get_sheet_by_index(place).to_python()
        kept = [i for i, column in enumerate(each.columns) if column.kind not in {"band", "bar"}]
        assert header == [each.columns[i].title for i in kept]
        for line, row in zip(lines, each.rows, strict=True):
            for cell, i in zip(line, kept, strict=True):
                numeric = each.columns[i].kind in {"count", "percent", "signed"} and row[i] is not None
                assert isinstance(cell, float) == numeric
                if numeric:
                    assert cell == pytest.approx(float(row[i]))  # type: ignore[arg-type]


def test_a_workbook_keeps_its_header_in_sight_and_has_no_day(small: Files) -> None:
    written = workbook.render(document(small, "quotas"))
    sheets = _sheets(written)
    assert all('state="frozen"' in sheet for sheet in sheets.values())
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


@pytest.mark.parametrize("name", sorted(RENDERINGS))
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_report_twice_is_the_same_bytes(kind: str, name: str, small: Files) -> None:
    render = RENDERINGS[name].render
    assert render(document(small, kind)) == render(document(dict(reversed(small.items())), kind))


def test_another_hash_seed_changes_nothing(small: Files) -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from support.reporting import KINDS, RENDERINGS, document, framed, petit\n"
        "reports = [document(petit(), kind) for kind in KINDS] + [document(framed(), 'letters')]\n"
        "print(*(hashlib.sha256(r.render(d)).hexdigest() for d in reports for r in RENDERINGS.values()))\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, str(Path(__file__).parents[1])]
    said = {
        subprocess.run(
            command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    reports = [document(small, kind) for kind in KINDS] + [document(framed(), "letters")]
    mine = [hashlib.sha256(r.render(d)).hexdigest() for d in reports for r in RENDERINGS.values()]
    assert said == {" ".join(mine) + "\n"}


def test_forty_categories_and_a_thousand_seats_are_all_there(tmp_path: Path) -> None:
    found = document(large(tmp_path), "quotas")
    assert len(table(found, "quotas")) == 40
    assert "1\u202f000" in html.render(found).decode()
    assert found.sections[-1].key == "pairs"


def test_the_json_keeps_to_its_schema(small: Files, nasty: Files) -> None:
    fits = Draft202012Validator(schema("report"))
    documents = [document(files, kind) for files in (small, nasty) for kind in KINDS]
    for each in (*documents, document(framed(), "letters"), document(petit(draws=False), "quotas")):
        fits.validate(json.loads(data.render(each)))


@pytest.mark.usefixtures("weasyprint")
def test_a_pdf_is_tagged_has_a_language_and_is_the_same_twice(small: Files) -> None:
    from pypdf import PdfReader

    found = document(small, "proces-verbal")
    written = pdf.render(found)
    assert written == pdf.render(found)
    reader = PdfReader(io.BytesIO(written))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    words = " ".join(page.extract_text() for page in reader.pages)
    assert "Procès-verbal" in words
    assert found.head[:8] in words


@pytest.mark.usefixtures("weasyprint")
def test_a_pdf_of_hostile_names_asks_for_nothing(nasty: Files) -> None:
    assert pdf.render(document(nasty, "quotas")).startswith(b"%PDF")


def test_an_act_may_be_told_without_its_hash() -> None:
    def shown(digest: str) -> tuple[str, str, str]:
        steps = Steps((Step(1, "09:00:00", "Opened.", digest),))
        sections = (Section("day", "2026-11-23", (steps,)),)
        told = Document("history", "en", "", sections, head="cd" * 32, head_label="Head:")
        whole = html.render(told).decode(), markdown.render(told).decode()
        cells = CalamineWorkbook.from_filelike(io.BytesIO(workbook.render(told)))
        sheets = [cells.get_sheet_by_name(name).to_python() for name in cells.sheet_names]
        return *whole, str(sheets)

    for without, having in zip(shown(""), shown("ab" * 32), strict=True):
        assert "Opened." in without and "abababab" not in without
        assert "abababab" in having
    assert '<span class="hash"></span>' not in shown("")[0] and "``" not in shown("")[1]


def test_a_dot_outside_its_band_is_another_sign() -> None:
    inside = drawings.band(Band(*map(Fraction, (2, 4, 3, 10))))
    outside = drawings.band(Band(*map(Fraction, (2, 4, 5, 10))))
    assert 'class="in"' in inside
    assert 'class="out"' not in inside
    assert 'class="out"' in outside


def _sheets(written: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return {name: archive.read(name).decode() for name in names}


def _strings(written: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    cells = (
        cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    )
    return "\n".join(str(cell) for cell in cells)
