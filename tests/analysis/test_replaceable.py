"""Members whom nobody could follow: counted over the panels of a plan, or of some of them, and said."""

from __future__ import annotations

from fractions import Fraction

import pytest
from support.recount import Record
from support.reporting import petit

from tirage.analysis import replaceable
from tirage.report.document import Paragraph
from tirage.report.parts import lottery
from tirage.report.wording import Wording


def test_the_figures_of_a_plan_are_those_of_a_second_count() -> None:
    files = petit()
    found, draw = replaceable.replaceable(files), Record(files).draw("panel")
    assert found is not None
    counts, panels = [len(each) for each in draw.alone], len(draw.panels)
    assert (found.mean, found.worst, found.best) == (Fraction(sum(counts), panels), max(counts), min(counts))
    assert found.looser == 0 < found.mean
    women = next(each for each in found.lacking if each.category == "Femme")
    assert women.alone == Fraction(
        sum(draw.counted(sorted(each), "genre", "Femme") for each in draw.alone), panels
    )


def test_of_many_panels_some_are_looked_at_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaceable, "PAIRS", 1)
    monkeypatch.setattr(replaceable, "FEWEST", 10)
    found = replaceable.replaceable(petit())
    assert found is not None
    assert (found.panels, found.examined) == (39, 10)
    assert said(found)[-1] == "Counted on 10 of the 39 panels."


def test_a_pack_without_its_pool_says_nothing() -> None:
    files = {name: data for name, data in petit().items() if not name.startswith("guarantors/")}
    assert replaceable.replaceable(files) is None
    assert said(None) == []


def said(found: replaceable.Replaceable | None) -> list[str]:
    return [each.words for each in lottery.replaceable(found, Wording("en")) if isinstance(each, Paragraph)]
