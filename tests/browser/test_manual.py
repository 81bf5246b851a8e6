"""The manual as a site: whole in both languages, every link leads somewhere, nobody else is asked."""

from __future__ import annotations

import importlib
import itertools
import posixpath
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from support import browsing
from support.browsing import coloured, objections

ROOT = Path(__file__).parents[2]
TAG = re.compile(r"<(a|link|script|img|iframe|source)\b([^>]*)>")
PATH = re.compile(r'\b(?:href|src)="?([^"\s>]+)')
IDS = re.compile(r'\b(?:id|name)="?([^"\s>]+)')
KINDS = {
    "home": "index.html",
    "guide": "first-draw.html",
    "long": "officials.html",
    "words": "glossary.html",
    "commands": "commands/draw.html",
    "tables": "specification.html",
    "errors": "errors/index.html",
}
"""Kind of page → one of them."""


@pytest.fixture(scope="module")
def maker() -> Iterator[ModuleType]:
    """The program that makes the site."""
    sys.path.insert(0, str(ROOT / "docs"))
    yield importlib.import_module("manual")
    sys.path.remove(str(ROOT / "docs"))


@pytest.fixture(scope="module")
def site(maker: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both manuals, with a few pages of errors; a single warning would have stopped it."""
    folder = tmp_path_factory.mktemp("site")
    maker.build(folder, 12)
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> Mapping[str, str]:
    """Address → HTML."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")
    }


def opened(chromium: webdriver.Chrome, page: Path, width: int, scheme: str = "light") -> None:
    coloured(chromium, scheme)
    browsing.opened(chromium, page, width)


def test_both_languages_have_the_same_pages(pages: Mapping[str, str]) -> None:
    french, english = (
        {name.removeprefix(f"{each}/") for name in pages if name.startswith(f"{each}/")}
        for each in ("fr", "en")
    )
    assert french == english
    assert {"index.html", "residents.html", "faq.html", "commands/check.html"} <= french


def test_every_page_of_ours_can_be_found_without_a_search(maker: ModuleType) -> None:
    told = maker.navigation()
    named = {f"{name}.md" for section in told["section"] for name in section["pages"]}
    for language in ("fr", "en"):
        assert {path.name for path in (ROOT / "docs" / language).glob("*.md")} <= named
        assert {f"{name}.md" for name in told["titles"][language]} <= named


def test_every_link_and_every_anchor_leads_somewhere(site: Path, pages: Mapping[str, str]) -> None:
    anchors = {name: set(map(unquote, IDS.findall(text))) for name, text in pages.items()}
    broken, counted = [], 0
    for name, text in pages.items():
        if name.endswith("404.html"):  # its links begin at the root of a server
            continue
        for tag, attributes in TAG.findall(text):
            for target in PATH.findall(attributes):
                if re.match(r"(?:https?|mailto):", target):
                    assert tag == "a", (name, target)  # nothing is fetched from elsewhere
                    continue
                counted += 1
                path, _, anchor = unquote(target).partition("#")
                found = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
                if not (site / found).is_file() or (anchor and anchor not in anchors.get(found, {anchor})):
                    broken.append((name, target))
    assert broken == []
    assert counted > 5000


def test_the_theme_fetches_nothing_from_elsewhere(site: Path) -> None:
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    assert styles
    assert [
        found for text in styles for found in re.findall(r"(?:@import|url\(['\"]?https?:)[^;]{0,80}", text)
    ] == []


def test_every_page_has_one_title_and_headings_in_their_order(pages: Mapping[str, str]) -> None:
    wrong = []
    for name, text in pages.items():
        article = text.partition("<article")[2].partition("</article>")[0]
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", article)]
        if article and (levels.count(1) != 1 or levels[0] != 1):
            wrong.append((name, levels))
        wrong += [(name, levels) for before, after in itertools.pairwise(levels) if after > before + 1]
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_as_wide_as_a_telephone_and_has_no_barrier(
    kind: str, site: Path, chromium: webdriver.Chrome, axe: str
) -> None:
    for language, width, scheme in (("fr", 360, "light"), ("en", 1280, "dark")):
        opened(chromium, site / language / KINDS[kind], width, scheme)
        assert chromium.execute_script("return document.documentElement.scrollWidth") <= width
        assert objections(chromium, axe) == [], (language, width, scheme)
        asked = chromium.execute_script(
            "return performance.getEntriesByType('resource').map(each => each.name)"
        )
        assert [url for url in asked if not url.startswith("file:")] == []


def test_the_first_page_leads_to_both_languages(site: Path, chromium: webdriver.Chrome, axe: str) -> None:
    opened(chromium, site / "index.html", 360)
    assert objections(chromium, axe) == []
    links = chromium.find_elements(By.TAG_NAME, "a")
    assert [link.get_attribute("hreflang") for link in links] == ["fr", "en"]
    links[0].click()
    assert chromium.current_url == (site / "fr" / "index.html").as_uri()
    # The same page in the other language, from any page.
    opened(chromium, site / "fr" / "commands" / "draw.html", 1280)
    chromium.find_element(By.CSS_SELECTOR, "a[hreflang=en]").click()
    assert chromium.current_url == (site / "en" / "commands" / "draw.html").as_uri()


@pytest.mark.parametrize(("language", "word"), [("fr", "suppléant"), ("en", "alternate")])
def test_the_search_finds_a_word_without_a_server(
    language: str, word: str, site: Path, chromium: webdriver.Chrome, axe: str
) -> None:
    opened(chromium, site / language / "first-draw.html", 1280)
    field = chromium.find_element(By.CSS_SELECTOR, ".md-search__input")
    field.click()
    field.send_keys(word)

    def first() -> list[str]:
        links = chromium.find_elements(By.CSS_SELECTOR, ".md-search-result__item a")
        return [str(link.get_attribute("href")) for link in links[:5]]

    # What is found of the first letters alone stands there before.
    WebDriverWait(chromium, 60, ignored_exceptions=[StaleElementReferenceException]).until(
        lambda _: any("glossary.html" in address for address in first())
    )
    assert objections(chromium, axe) == []


def test_what_is_copied_is_the_command(site: Path, chromium: webdriver.Chrome) -> None:
    opened(chromium, site / "en" / "first-draw.html", 1280)
    code = chromium.find_element(By.CSS_SELECTOR, ".language-console code")
    assert code.get_attribute("innerText").strip() == "tirage synth pool volunteers.csv --people 200"


def test_a_link_that_leads_nowhere_stops_the_manual(maker: ModuleType) -> None:
    manual = maker.Manual("en")
    places = {"docs/en/faq.md": "faq.md"}
    assert manual._turned("docs/en/faq.md", "[a](../fr/faq.md#b)", places) == "[a](faq.md)"
    with pytest.raises(maker.BrokenLink):
        manual._turned("docs/en/faq.md", "[a](nowhere.md)", places)
