"""A report as DOCX, read again by another hand: its XML, part by part."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import docx as office
import pytest
from support.reporting import FORMULA, SCRIPT, document, hostile, petit

from tirage.report.document import Document, Items, Names, Section, Signatures
from tirage.report.rendering import docx
from tirage.report.wording import formatted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def small() -> dict[str, bytes]:
    return petit()


def parts(written: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def body(written: bytes) -> ET.Element:
    return ET.fromstring(parts(written)["word/document.xml"])


def words(element: ET.Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def test_every_table_of_a_report_stands_whole_and_repeats_its_header(small: Files) -> None:
    found = document(small, "quotas")
    grids = list(body(docx.render(found)).iter(f"{W}tbl"))
    headed = [grid for grid in grids if grid.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None]
    assert len(headed) == sum(1 for _ in found.tables) > 3
    for grid, (_, table) in zip(headed, found.tables, strict=True):
        kept = [i for i, column in enumerate(table.columns) if column.kind not in {"band", "bar"}]
        rows = [[words(cell) for cell in row.iter(f"{W}tc")] for row in grid.iter(f"{W}tr")]
        assert rows[0] == [table.columns[i].title for i in kept]
        told = [[formatted(row[i], table.columns[i].kind, "fr") for i in kept] for row in table.rows]
        assert rows[1:] == told
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in grid.iter(f"{W}tr"))


def test_headings_are_headings_and_the_language_is_said(small: Files) -> None:
    found = document(small, "quotas")
    read = office.Document(io.BytesIO(docx.render(found)))
    titles = [each.text for each in read.paragraphs if str(each.style.name) == "Heading 1"]
    assert titles == [section.title for section in found.sections]
    assert read.paragraphs[0].style.name == "Title"
    assert {each.get(f"{W}val") for each in read.styles.element.iter(f"{W}lang")} == {"fr-FR"}
    assert (read.core_properties.language, read.core_properties.title) == ("fr-FR", found.title)


def test_it_is_a4_without_a_picture_and_without_a_day(small: Files) -> None:
    found = parts(docx.render(document(small, "quotas")))
    assert not [name for name in found if re.search(r"media|thumbnail|\.(jpe?g|png|emf)$", name)]
    size = body(docx.render(document(small, "quotas"))).find(f".//{W}pgSz")
    assert size is not None
    assert {round(int(size.get(f"{W}{side}", "0")) * 127 / 7200) for side in "wh"} == {210, 297}
    assert b"2000-01-01T00:00:00Z" in found["docProps/core.xml"]
    assert not re.search(rb"20[1-9]\d-\d\d-\d\dT", b"".join(found.values()))


def test_a_hash_is_two_lines_of_four_groups_that_nothing_breaks(small: Files) -> None:
    found = document(small, "quotas")
    told = body(docx.render(found))
    halves = [words(run) for run in told.iter(f"{W}r") if re.match("[0-9a-f]{8}\u00a0", words(run))]
    assert halves and len(halves) % 2 == 0
    assert all(re.fullmatch("([0-9a-f]{8}\u00a0){3}[0-9a-f]{8}", half) for half in halves)
    joined = {(a + b).replace("\u00a0", "") for a, b in zip(halves[::2], halves[1::2], strict=True)}
    plan = next(
        fact.value
        for section in found.sections
        for block in section.blocks
        for fact in getattr(block, "rows", ())
        if getattr(fact, "key", "") == "plan"
    )
    assert plan in joined


def test_hostile_names_are_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    written = docx.render(document(hostile(tmp_path_factory.mktemp("hostile")), "quotas"))
    told = words(body(written))
    assert SCRIPT in told
    assert FORMULA in told
    assert "\u202e" not in told


def paper(*sections: Section) -> bytes:
    return docx.render(Document("x", "en", "Paper", sections))


def test_what_stands_together_stays_on_one_page() -> None:
    blocks = (Items(("a", "b")), Signatures("To sign", ("", "A")))
    told = body(paper(Section("first", "First", ()), Section("end", "End", blocks, "together")))
    lines = [each for each in told.iter(f"{W}p") if words(each)]
    kept = [words(each) for each in lines if each.find(f"{W}pPr/{W}keepNext") is not None]
    assert kept == ["End", "a", "b", "To sign", "Name:", "A"]


def test_an_annex_begins_a_page() -> None:
    told = body(paper(Section("one", "One", ()), Section("two", "Two", (Names("n", "N", ("p",)),), "annex")))
    broken = {
        words(each)
        for each in told.iter(f"{W}p")
        if (found := each.find(f"{W}pPr/{W}pageBreakBefore")) is not None and found.get(f"{W}val") != "0"
    }
    assert broken == {"Two"}


def test_each_numbered_list_counts_from_its_own_start() -> None:
    told = parts(
        paper(Section("x", "X", (Items(("a",), ordered=True), Items(("b",), ordered=True, start=7))))
    )
    lines = ET.fromstring(told["word/document.xml"]).iter(f"{W}numId")
    ids = [each.get(f"{W}val") for each in lines]
    assert len(set(ids)) == 2
    lists = ET.fromstring(told["word/numbering.xml"]).iter(f"{W}num")
    starts = {
        each.get(f"{W}numId"): start.get(f"{W}val")
        for each in lists
        if (start := each.find(f"{W}lvlOverride/{W}startOverride")) is not None
    }
    assert [starts[each] for each in ids] == ["1", "7"]
