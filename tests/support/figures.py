"""The figures of papers, held against the record: what nobody accounts for is told.

Papers are read in English Markdown, as anybody could; nothing of the report's own code counts here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from support.expected_facts import Paper, facts
from support.expected_grids import GRIDS
from support.expected_lines import SENTENCES
from support.papers import Grid, Line, read_paper
from support.recount import Record
from tirage.errors import Refused
from tirage.report.deeds.draws import draws
from tirage.report.document import Document
from tirage.report.opened import read_verified
from tirage.report.pages import Kind
from tirage.report.rendering import markdown
from tirage.report.reports import report
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording
from tirage.verify.words import line as verifier_line

LIMITS = re.compile("What this report cannot say|Annex [0-9] – Checks")
"""Sections whose sentences are the verifier's."""
WORDS = {"document", "check", "category", "criterion", "alternates", "annex", "where", "reason"}
"""Columns of words, whose digits are those of a name or a sentence."""
DIGIT = re.compile(r"\d")


def papers(dossier: VerifiedDossier, language: str) -> Iterator[tuple[str, Document]]:
    """Each report and deed that the dossier has, with the draw that it is of."""
    for kind in Kind:
        acts = [each.act for each in draws(dossier)] if kind is Kind.proces_verbal else [""]
        for act in acts:
            try:
                yield act or "panel", report(kind, dossier, Wording(language), act=act)
            except Refused:
                continue


def unaccounted(paper: Paper, text: str) -> list[str]:
    """The figures of a paper in Markdown that are not those of the record."""
    labels = facts(paper)
    own = {_bare(verifier_line(check, "en")) for check in paper.verified.checks}
    found, section = [], 0
    for part in read_paper(text):
        if isinstance(part, Grid):
            found += _grid(paper, part)
            continue
        if part.words == part.section and (heading := re.fullmatch(r"(\d+)\. .*", part.words)):
            section += 1
            found += [] if int(heading[1]) == section else [part.words]
        elif DIGIT.search(part.words) and not _line(paper, part, labels, own):
            found.append(part.words)
    return found


def _bare(words: str) -> str:
    """Letters and digits alone, to find a line of the verifier again."""
    return re.sub(r"\W+", "", words)


def _line(paper: Paper, part: Line, labels: dict[str, list[str]], own: set[str]) -> bool:
    words = part.words if " — " in part.words else re.sub(r"^\d+\. ", "", part.words)
    for pattern, rule in SENTENCES:
        if (said := re.fullmatch(pattern, words)) and said.groups():
            try:
                return said.groups() == rule(paper, said)
            except (AssertionError, LookupError, StopIteration, ValueError):
                return False
    label, _, value = words.partition(": ")
    if labels.get(label):
        expected = labels[label]
        return value == (expected.pop(0) if len(expected) > 1 else expected[0])
    if re.match(r"Annex \d+ – ", words):
        return True
    # What no software can say: each figure is one of the verifier's.
    said_by = "".join(own)
    return LIMITS.fullmatch(part.section) is not None and all(
        _bare(figure) in said_by for figure in re.findall(r"[\w.^/]*\d[\w.^/]*", words)
    )


def _grid(paper: Paper, grid: Grid) -> list[str]:
    for pattern, rule in GRIDS:
        if said := re.fullmatch(pattern, grid.caption):
            expected = rule(paper, said)
            if len(expected) != len(grid.rows):
                return [f"{grid.caption}: {len(grid.rows)} rows, expected {len(expected)}"]
            return [
                f"{grid.caption}: {title} {cell!r}, expected {row.get(title)!r}"
                for row, cells in zip(expected, grid.rows, strict=True)
                for title, cell in zip(grid.titles, cells, strict=True)
                if (title in row or (DIGIT.search(cell) and title not in WORDS)) and row.get(title) != cell
            ]
    return (
        []
        if not any(DIGIT.search(cell) for row in grid.rows for cell in row)
        else [f"{grid.caption}: a table"]
    )


def check_papers(folder: Path) -> None:
    """Every figure of every paper of every dossier below a folder."""
    dossiers = [journal.parent for journal in sorted(folder.rglob("journal"))]
    assert {each: wrong_figures(read_verified(each)) for each in dossiers} == {each: {} for each in dossiers}


def wrong_figures(dossier: VerifiedDossier) -> dict[tuple[str, str], list[str]]:
    """Kind of paper and draw → its figures that are not those of the record."""
    record, found = Record(dossier.files), {}
    for act, paper in papers(dossier, "en"):
        text = markdown.render(paper).decode()
        if wrong := unaccounted(Paper(record, dossier.verified, act), text):
            found[paper.kind, act] = wrong
    return found
