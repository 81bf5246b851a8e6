"""Combinations of two categories that the panels of a plan hold: counted a second time, and said."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from support.recount import Record
from support.reporting import petit

from tirage.analysis.crossings import diversity as counting
from tirage.analysis.crossings.diversity import Diversity, diversity
from tirage.report.document import Paragraph
from tirage.report.parts import lottery
from tirage.report.wording import Wording


def test_the_figures_of_a_plan_are_those_of_a_second_count() -> None:
    files = petit()
    found, draw = diversity(files), Record(files).draw("panel")
    assert found is not None
    present = [len(each) for each in draw.crossed]
    assert (found.cells, found.panels, found.seats) == (len(draw.crossings), 39, 6)
    assert (found.mean, found.worst, found.best) == (Fraction(sum(present), 39), min(present), max(present))
    total = sum(draw.crossed, Counter())
    assert found.possible == Fraction(sum(min(39, each) for each in total.values()), 39)
    assert found.mean < found.possible and 0 < found.least_apart < found.apart
    assert not found.preferred


def test_of_many_panels_some_are_looked_at_and_the_bound_is_that_of_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = diversity(petit())
    monkeypatch.setattr(counting, "MEMBERS", 1)
    monkeypatch.setattr(counting, "FEWEST", 10)
    found = diversity(petit())
    assert found is not None and whole is not None
    assert (found.panels, found.examined, found.possible) == (39, 10, whole.possible)
    assert said(found)[-1] == "Counted on 10 of the 39 panels."


def test_without_a_pool_nothing_is_said() -> None:
    files = {name: data for name, data in petit().items() if not name.startswith("guarantors/")}
    assert diversity(files) is None and said(None) == []


def said(found: Diversity | None) -> list[str]:
    return [each.words for each in lottery.diversity(found, Wording("en")) if isinstance(each, Paragraph)]
