"""What is lawful and seldom meant is doubted, and what is usual is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.assemblies import Assembly
from support.instances import Instance

from tirage.acts.interface import Question
from tirage.acts.life.plausible import doubts_of_day, doubts_of_term
from tirage.assembly.term import Term
from tirage.i18n.catalogue import COMPLETE, text
from tirage.report.document import Paragraph
from tirage.report.pages.question import page
from tirage.report.wording import Wording

QUOTAS = (("g", (("f", 1, 2), ("h", 1, 2))),)
FEATURES = (("f",), ("f",), ("h",), ("h",), ("f",), ("h",))
TODAY = date(2026, 12, 1)


@pytest.fixture
def assembly() -> Assembly:
    found = Assembly(Instance(FEATURES, ("",) * len(FEATURES), QUOTAS, 3))
    found.begin(months=12, start=date(2027, 2, 1))
    return found


def codes(assembly: Assembly, day: date, today: date, *, departs: bool = True) -> list[str]:
    found = doubts_of_day(assembly.record, day, today, departs=departs)
    for language in COMPLETE:
        assert all(text(doubt.code, language, **doubt.values) for doubt in found)
    return [doubt.code for doubt in found]


def test_a_day_is_doubted_long_ago_before_the_term_or_before_the_last_act(assembly: Assembly) -> None:
    start, today = date(2027, 2, 1), assembly.today + timedelta(days=200)
    assembly.wait_until(today - timedelta(days=3))
    assembly.accept(assembly.life.seated[0])
    assert codes(assembly, today, today) == codes(assembly, today - timedelta(days=2), today) == []
    assert codes(assembly, today - timedelta(days=9), today) == ["doubt.before_last"]
    # Absences are told of in any order.
    assert codes(assembly, today - timedelta(days=9), today, departs=False) == []
    assert codes(assembly, start - timedelta(days=1), today, departs=False) == [
        "doubt.far",
        "doubt.before_term",
    ]


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        (Term(TODAY, 12), []),
        (Term(date(2026, 9, 1), 18, 3), []),
        (Term(date(2027, 12, 1), 12), ["doubt.start.ahead"]),
        (Term(date(2026, 1, 1), 18), ["doubt.start.past"]),
        (Term(date(2025, 11, 1), 12), ["doubt.start.past", "doubt.over"]),
        (Term(TODAY, 365, by_rules=True), ["doubt.months"]),
    ],
)
def test_a_term_is_doubted_far_from_today_or_far_too_long(term: Term, wanted: list[str]) -> None:
    found = doubts_of_term(term, TODAY)
    assert [doubt.code for doubt in found] == wanted
    for language in COMPLETE:
        assert all(text(doubt.code, language, **doubt.values) for doubt in found)


def test_the_question_says_what_is_doubted() -> None:
    doubts = doubts_of_term(Term(date(2031, 1, 1), 12), TODAY)
    values = {"start": "2031-01-01", "end": "2032-01-01", "months": 12, "cohorts": 1}
    shown = page(Question("term", values, doubts=doubts), Wording("en"))
    (section,) = shown.sections
    assert [block.words for block in section.blocks if isinstance(block, Paragraph)][1] == (
        "The term begins in 1,492 days only, on 1 January 2031. Is that the day?"
    )
