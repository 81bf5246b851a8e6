"""Every figure of every paper follows from the record: counted again, cell by cell and sentence by sentence.

English Markdown is read and compared; French and HTML are held to the same figures. The papers of the
executed year are read where the year is (`tests/test_executed_docs.py`).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest
from support.ceremonies import Ceremony, held
from support.expected_facts import Paper
from support.figures import LIMITS, papers, unaccounted, wrong_figures
from support.genuine import DOSSIERS as GENUINE
from support.recount import Record
from support.reporting import framed, petit

from tirage.i18n.catalogue import COMPLETE, text
from tirage.report.rendering import html as as_html
from tirage.report.rendering import markdown
from tirage.report.verified import VerifiedDossier, verified_dossier
from tirage.verify import verify

NAMES = (
    "life",
    "waiting",
    "letters",
    "by hand",
    "crossings",
    "households",
    "ceremony",
    "scarce",
    "corrected",
)
DOSSIERS: dict[str, Callable[[], Mapping[str, bytes]]] = {
    "petit": petit,
    "framed": framed,
    **{name: GENUINE[name] for name in NAMES},
}


def verified(name: str) -> VerifiedDossier:
    files = DOSSIERS[name]()
    return verified_dossier(files, verify(files))


@pytest.fixture(scope="module", params=DOSSIERS)
def dossier(request: pytest.FixtureRequest) -> VerifiedDossier:
    return verified(request.param)


def test_every_figure_of_every_paper_follows_from_the_record(dossier: VerifiedDossier) -> None:
    assert wrong_figures(dossier) == {}


def test_hours_are_those_of_the_place_that_the_rules_name() -> None:
    found = verified("petit")
    rules = json.dumps({"name": "Conseil", "organiser": "Mairie", "city": "Lyon", "timezone": "Europe/Paris"})
    there = replace(found, files={**found.files, "public/rules.json": rules.encode()})
    assert wrong_figures(there) == {}
    elsewhere = Record(found.files)
    # The list of members has days and no hour.
    for act, paper in [each for each in papers(there, "en") if each[1].kind != "members"]:
        said = markdown.render(paper).decode()
        assert "10:06 (Paris, UTC+1)" in said
        assert any("10:06" in each for each in unaccounted(Paper(elsewhere, found.verified, act), said))


@pytest.mark.parametrize("language", COMPLETE)
def test_a_rehearsal_is_marked_on_every_paper(language: str) -> None:
    files = held(Ceremony(rehearsal=True))
    found = verified_dossier(files, verify(files))
    made = [paper for _, paper in papers(found, language)]
    assert {paper.kind for paper in made} >= {"quotas", "public", "life", "proces-verbal"}
    for paper in made:
        mark = text("show.rehearsal", language)
        assert mark in markdown.render(paper).decode()
        assert mark in html.unescape(as_html.render(paper).decode())


def test_a_paper_has_the_same_figures_in_french_and_as_a_page(dossier: VerifiedDossier) -> None:
    for (act, english), (_, french) in zip(papers(dossier, "en"), papers(dossier, "fr"), strict=True):
        wanted = figures(markdown.render(english).decode(), "en")
        assert figures(markdown.render(french).decode(), "fr") == wanted, (english.kind, act)
        assert figures(visible(as_html.render(english).decode()), "en") >= wanted, (english.kind, act)


def figures(text: str, language: str) -> set[str]:
    """Every figure of a text, as English writes it; hours as in `09:05`.

    Without the numbers of lists, which a page counts by itself. The report of the verifier is in the language
    of the paper, so its hash is another.
    """
    text = re.sub(r"(?m)^(\d+\. |.*tirage verify --json.*$)", "", text)
    if language == "fr":
        text = re.sub(r"(\d+)\u00a0h\u00a0(\d\d)", lambda hour: f"{int(hour[1]):02}:{hour[2]}", text)
        text = re.sub(r"(?<=\d)\u202f(?=\d)", "", text)
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
        text = text.replace("1er", "1")
    else:
        text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return set(re.findall(r"\d+(?:[.:/]\d+)*", text))


def visible(page: str) -> str:
    """The words of a page, without its pictures."""
    page = re.sub(r"<(style|svg)\b.*?</\1>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", " ", page))


@pytest.mark.parametrize("name", ["petit", "life", "letters"])
def test_a_figure_that_is_changed_is_seen(name: str) -> None:
    """One digit in so many, in each kind of paper."""
    found = verified(name)
    record = Record(found.files)
    for act, paper in papers(found, "en"):
        text = markdown.render(paper).decode()
        context = Paper(record, found.verified, act)
        assert unaccounted(context, text) == []
        for place in list(_places(text))[::37]:
            changed = f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}"
            around = text[max(place - 60, 0) : place + 20]
            assert unaccounted(context, changed), (paper.kind, act, around)


def _places(text: str) -> Iterator[int]:
    """Where a digit stands that a paper has from the record, not from the order of a list or of annexes."""
    section, start = "", 0
    for line in text.splitlines(keepends=True):
        if line.startswith("#"):
            section = line.strip("# \n")
        elif not LIMITS.match(section) and not line.startswith("|--"):
            skipped = re.match(r"(\d+\. (?!.* — ))?", line)
            assert skipped is not None
            yield from (
                start + hit.start() for hit in re.finditer(r"\d", line) if hit.start() >= skipped.end()
            )
        start += len(line)
