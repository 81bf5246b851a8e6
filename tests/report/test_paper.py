"""A deed on A4, page by page: what belongs together stands on one page, whoever was present."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader
from support.genuine import lived
from support.reporting import document, large, petit

from tirage.report.document import Document, Facts, Section, Table
from tirage.report.rendering import pdf
from tirage.report.wording import formatted

pytestmark = pytest.mark.slow
Deed = tuple[Document, list[str]]
PRESENT = [("Mme A.",), tuple(f"Personne {n}, qualité" for n in range(1, 25))]
"""Who was there: tables and blanks begin elsewhere on their pages each time."""


@pytest.fixture(scope="module", params=range(len(PRESENT) + 3))
def deed(request: pytest.FixtureRequest, weasyprint: None, tmp_path_factory: pytest.TempPathFactory) -> Deed:
    """The document, and the words of each of its pages."""
    if request.param < len(PRESENT):
        found = document(petit(), "proces-verbal", present=PRESENT[request.param])
    elif request.param == len(PRESENT):
        found = document(large(tmp_path_factory.mktemp("large"), 60, 240), "proces-verbal")
    else:
        act = ("replacements/1", "cohorts")[request.param - len(PRESENT) - 1]
        found = document(lived(), "proces-verbal", act=act)
    reader = PdfReader(io.BytesIO(pdf.render(found)))
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages}
    assert sizes == {(595, 842)}
    return found, [bare(page.extract_text()) for page in reader.pages]


def bare(words: str) -> str:
    """Without spaces and ligatures: lines break where they will."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def section(found: Document, key: str) -> Section:
    return next(each for each in found.sections if each.key == key)


def page_of(pages: list[str], words: str) -> int:
    (place,) = (n for n, page in enumerate(pages) if bare(words) in page)
    return place


def test_the_signatures_stand_with_the_conclusion(deed: Deed) -> None:
    found, pages = deed
    last = section(found, "conclusion")
    page = pages[page_of(pages, last.title)]
    room = page[page.index(bare(last.title)) :]
    names = last.blocks[-1].names  # type: ignore[union-attr]
    assert bare("Signatures de toutes les personnes présentes") in room
    assert bare("que le tirage est régulier et son résultat définitif") in room
    for name in filter(None, names):
        assert bare(name) in room
    assert room.count("Nom:") == names.count("")


def test_a_label_and_its_value_stand_on_one_page(deed: Deed) -> None:
    found, pages = deed
    facts = [
        (fact.label, formatted(fact.value, fact.kind, "fr"))
        for each in found.sections
        for block in each.blocks
        if isinstance(block, Facts)
        for fact in block.rows
    ]
    assert len(facts) >= 6
    for label, value in facts:
        assert any(bare(label) + bare(value) in page for page in pages), label


def test_a_heading_stands_with_what_it_heads(deed: Deed) -> None:
    found, pages = deed
    for each in found.sections:
        page = pages[page_of(pages, each.title)]
        after = page[page.index(bare(each.title)) + len(bare(each.title)) :]
        # What is left at the foot of the page is its number alone.
        assert not re.fullmatch(r"(Têtedujournal:[0-9a-f]{64})?\d+/\d+", after), each.title


def test_a_table_repeats_its_header_and_leaves_no_row_alone(deed: Deed) -> None:
    found, pages = deed
    for table in (block for each in found.sections for block in each.blocks if isinstance(block, Table)):
        if table.key in {"annexes", "received", "fixed"} or len(table.rows) < 4:
            continue
        header = bare("".join(column.title for column in table.columns))
        rows = [
            bare("".join(formatted(v, c.kind, "fr") for v, c in zip(row, table.columns, strict=True)))
            for row in table.rows
        ]
        counts = [sum(row in page for row in rows) for page in pages]
        held = [n for n, count in enumerate(counts) if count and header in pages[n]]
        assert sum(counts[n] for n in held) >= len(rows)
        assert all(counts[n] > 1 for n in held), table.key


def test_annexes_begin_their_own_pages(deed: Deed) -> None:
    found, pages = deed
    titles = [each.title for each in found.sections if each.placing == "annex"]
    assert len(titles) == 2
    for title in titles:
        assert (
            pages[page_of(pages, title)]
            .lstrip("0123456789/")
            .removeprefix(head(found))
            .startswith(bare(title))
        )


def head(found: Document) -> str:
    return bare(f"{found.head_label}{formatted(found.head, 'hash', 'fr')}")


@pytest.mark.usefixtures("weasyprint")
def test_no_line_breaks_a_group_of_a_hash() -> None:
    found = document(petit(), "proces-verbal")
    lines = [
        line.strip()
        for page in PdfReader(io.BytesIO(pdf.render(found))).pages
        for line in page.extract_text().splitlines()
    ]
    plan = next(
        str(fact.value)
        for block in section(found, "fixed").blocks
        if isinstance(block, Facts)
        for fact in block.rows
        if fact.key == "plan"
    )
    halves = [" ".join(re.findall(".{8}", half)) for half in (plan[:32], plan[32:])]
    assert all(any(half in line for line in lines) for half in halves)
