"""The reports in a real browser: nothing wider than the screen, nothing cut on paper, no barriers."""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader
from selenium import webdriver
from support.browsing import objections, opened
from support.genuine import lived
from support.reporting import KINDS, document, framed, hostile, known, large, made, petit

from tirage.report.pages import quotas
from tirage.report.rendering import html
from tirage.report.wording import Wording

PARIS = ["1er", *(f"{n}e" for n in range(2, 21))]
WIDTHS = (360, 768, 1280, 1920)
WIDE = """
const far = innerWidth;
return [...document.querySelectorAll('body *')]
  .filter(each => !each.closest('.scroll table') && getComputedStyle(each).clipPath === 'none')
  .filter(each => !each.closest('thead, caption') || each.getBoundingClientRect().width > 1)
  .filter(each => each.getBoundingClientRect().right > far + 1 && !each.closest('[style*=clip]'))
  .map(each => each.tagName + ' ' + each.textContent.slice(0, 40));
"""


SQUEEZED = """
return [...document.querySelectorAll('caption, th, td, dt, dd, li')]
  .filter(each => each.getBoundingClientRect().width > 1 && each.innerText.length > 12)
  .filter(each => each.getBoundingClientRect().height > 12 * each.getBoundingClientRect().width)
  .map(each => each.tagName + ' ' + each.textContent.slice(0, 40));
"""
NARROWEST = """
const bands = [...document.querySelectorAll('svg.band')];
return Math.min(...bands.map(each => each.getBoundingClientRect().width));
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Name → file of a page."""
    folder = tmp_path_factory.mktemp("pages")
    small, nasty = petit(), hostile(tmp_path_factory.mktemp("hostile"))
    documents = {f"{kind}-fr": document(small, kind) for kind in KINDS}
    documents["quotas-en"] = document(small, "quotas", "en")
    documents |= {f"hostile-{kind}": document(nasty, kind) for kind in ("quotas", "proces-verbal")}
    documents["letters"] = document(framed(), "letters")
    documents["deed-of-letters"] = document(
        framed(), "proces-verbal", present=["Mme A., commissaire de justice"]
    )
    documents["deed-of-replacements"] = document(lived(), "proces-verbal", "en", "replacements/1")
    documents["deed-of-cohorts"] = document(lived(), "proces-verbal", "fr", "cohorts")
    documents["large"] = document(large(tmp_path_factory.mktemp("large")), "quotas")
    documents["large-proces-verbal"] = document(large(tmp_path_factory.mktemp("more")), "proces-verbal")
    documents["paris"] = quotas.page(known(paris(tmp_path_factory.mktemp("paris"))), Wording("fr"))
    for name, each in documents.items():
        (folder / f"{name}.html").write_bytes(html.render(each))
    return {name: folder / f"{name}.html" for name in documents}


def paris(folder: Path) -> dict[str, bytes]:
    """A dossier with the twenty arrondissements, and crossings."""
    people = "".join(f"P{i:03},{PARIS[i % 20]},{'FH'[i // 20 % 2]}\n" for i in range(160))
    (folder / "pool.csv").write_text(f"id,arrondissement,genre\n{people}", encoding="utf-8")
    rows = "".join(f"arrondissement,{name},1,4\n" for name in PARIS)
    crossing = "genre × arrondissement,F × 5e,1,2\n"
    text = f"feature,value,min,max\ngenre,F,18,22\ngenre,H,18,22\n{rows}{crossing}"
    (folder / "quotas.csv").write_text(text, encoding="utf-8")
    return made(folder / "pool.csv", folder / "quotas.csv", 40, 20)


NAMES = [*(f"{kind}-fr" for kind in KINDS), "quotas-en", "hostile-quotas", "hostile-proces-verbal"]
NAMES += ["letters", "large", "large-proces-verbal", "paris"]
DEEDS = ["deed-of-letters", "deed-of-replacements", "deed-of-cohorts"]
NAMES += DEEDS


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_the_screen(
    name: str, width: int, pages: Mapping[str, Path], chromium: webdriver.Chrome
) -> None:
    opened(chromium, pages[name], width)
    assert chromium.execute_script("return innerWidth") == width
    assert chromium.execute_script("return document.documentElement.scrollWidth") <= width
    assert chromium.execute_script(WIDE) == []
    assert chromium.execute_script(SQUEEZED) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_axe_has_nothing_to_object_to(
    name: str, width: int, pages: Mapping[str, Path], chromium: webdriver.Chrome, axe: str
) -> None:
    opened(chromium, pages[name], width)
    assert objections(chromium, axe) == []


def test_axe_objects_to_a_page_that_is_wrong(tmp_path: Path, chromium: webdriver.Chrome, axe: str) -> None:
    (tmp_path / "bad.html").write_text(
        "<!doctype html><title></title><main style='color:#ccc;background:#fff'>grey<img src=y></main>",
        encoding="utf-8",
    )
    opened(chromium, tmp_path / "bad.html", 360)
    found = {rule for rule, _ in objections(chromium, axe)}
    assert {"image-alt", "html-has-lang", "color-contrast"} <= found


def test_the_verdict_is_seen_without_scrolling_even_on_a_phone(
    pages: Mapping[str, Path], chromium: webdriver.Chrome
) -> None:
    for width in WIDTHS:
        opened(chromium, pages["quotas-fr"], width)
        bottom = "return document.querySelector('.verdict').getBoundingClientRect().bottom"
        assert chromium.execute_script(bottom) < 400


def test_the_bands_have_the_length_of_their_cell(
    pages: Mapping[str, Path], chromium: webdriver.Chrome
) -> None:
    """A picture that collapsed would say nothing: on a phone it has the width of the page."""
    opened(chromium, pages["paris"], 360)
    assert chromium.execute_script(NARROWEST) > 250
    opened(chromium, pages["paris"], 1280)
    assert chromium.execute_script(NARROWEST) > 120


def test_the_map_has_its_twenty_tiles(pages: Mapping[str, Path], chromium: webdriver.Chrome) -> None:
    opened(chromium, pages["paris"], 360)
    tiles = chromium.execute_script(
        "return [...document.querySelectorAll('svg.places text.where')].map(each => each.textContent)"
    )
    assert sorted(tiles) == sorted(PARIS)
    assert chromium.execute_script("return document.querySelectorAll('svg.places rect').length") == 20


@pytest.mark.parametrize("name", ["quotas-fr", "proces-verbal-fr", "hostile-quotas", "large", "paris"])
def test_the_browser_prints_it_on_a4(
    name: str, pages: Mapping[str, Path], chromium: webdriver.Chrome
) -> None:
    opened(chromium, pages[name], 1280)
    options = {"preferCSSPageSize": True, "printBackground": True}
    printed = base64.b64decode(chromium.execute_cdp_cmd("Page.printToPDF", options)["data"])
    reader = PdfReader(io.BytesIO(printed))
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages} == {(595, 842)}
    # Ligatures are taken apart: ﬁ is f and i.
    words = "".join(_bare(page.extract_text()) for page in reader.pages)
    titles = "return [...document.querySelectorAll('h2')].map(each => each.textContent)"
    for title in chromium.execute_script(titles):
        assert _bare(title)[:40] in words


@pytest.mark.parametrize("name", [*DEEDS, "proces-verbal-fr", "hostile-proces-verbal", "large-proces-verbal"])
def test_a_browser_prints_the_signatures_with_the_conclusion(
    name: str, pages: Mapping[str, Path], chromium: webdriver.Chrome
) -> None:
    """Whoever has no weasyprint prints the page: the same rules of the sheet hold there."""
    opened(chromium, pages[name], 1280)
    options = {"preferCSSPageSize": True, "printBackground": True}
    printed = base64.b64decode(chromium.execute_cdp_cmd("Page.printToPDF", options)["data"])
    sheets = [_bare(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(printed)).pages]
    last = "return [...document.querySelectorAll('.together > *')].map(each => each.innerText)"
    parts = [_bare(each) for each in chromium.execute_script(last)]
    assert len(parts) >= 4
    assert len([sheet for sheet in sheets if all(part in sheet for part in parts)]) == 1


def test_a_page_runs_no_script_and_asks_for_no_file(
    pages: Mapping[str, Path], chromium: webdriver.Chrome
) -> None:
    opened(chromium, pages["hostile-quotas"], 768)
    assert chromium.execute_script("return document.scripts.length") == 0
    assert chromium.execute_script("return performance.getEntriesByType('resource').length") == 0


def _bare(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())
