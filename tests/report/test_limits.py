"""What limits the least chance is one explanation: before the draw, at the draw and in its reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.instances import Instance, tiny, write
from support.reporting import drawn

from tirage.analysis import limits as explained
from tirage.analysis.limits import limits
from tirage.analysis.quota_costs import diagnose
from tirage.draws.lottery import Request
from tirage.people.pool.read import read_pool
from tirage.quotas.read import read_quotas
from tirage.report.document import Paragraph
from tirage.report.pages import quota_check
from tirage.report.parts import lottery
from tirage.report.summary import summarise
from tirage.report.wording import Wording

ENGLISH = Wording("en")

HOUSEHOLDS = Instance(
    features=(("child", "s"), ("adult", "s"), ("child", "d"), ("child", "d"), ("adult", "d")),
    households=("1A", "3A", "2A", "2A", "1A"),
    quotas=(("age", (("child", 1, 2), ("adult", 1, 2))), ("franchise", (("s", 1, 2), ("d", 1, 2)))),
    seats=2,
)
"""Two of the three who can be drawn share a household: half a chance each, quotas or none."""


def before(bare: Instance, folder: Path) -> list[str]:
    """The sentence of `quotas check`."""
    people, table = write(bare, folder / "check")
    quotas = read_quotas(table, seats=bare.seats).quotas
    pool = read_pool(people, quotas, household=["address1"]).pool
    page = quota_check.page(diagnose(pool, quotas, bare.seats), pool, ENGLISH)
    words = [block.words for block in page.sections[0].blocks if isinstance(block, Paragraph)]
    return [each for each in words if each.startswith("What limits it")]


def at_the_draw(bare: Instance, folder: Path, panels: int) -> list[str]:
    """The sentence of `draw panel` and of the reports."""
    people, table = write(bare, folder / "draw")
    asked = read_quotas(table, seats=bare.seats)
    pool = read_pool(people, asked.quotas, household=["address1"])
    found = drawn(pool, asked, Request(seats=bare.seats, panels=panels), draws=False)
    said = lottery.guarantee(summarise(found), found, ENGLISH)
    return [each for each in said if each.startswith("What limits it")]


def test_seats_and_households_are_not_told_as_quotas(tmp_path: Path) -> None:
    (said,) = before(HOUSEHOLDS, tmp_path)
    assert at_the_draw(HOUSEHOLDS, tmp_path, 20) == [said]
    assert "the number of seats and the households" in said
    assert "without any quota it would be 50.00% too" in said
    assert "franchise" not in said


def test_without_households_it_is_the_number_of_seats(tmp_path: Path) -> None:
    alone = replace(
        HOUSEHOLDS,
        features=tuple((age,) for age, _ in HOUSEHOLDS.features),
        households=("",) * 5,
        quotas=(("age", (("child", 0, 2), ("adult", 0, 2))),),
    )
    (said,) = before(alone, tmp_path)
    assert at_the_draw(alone, tmp_path, 20) == [said]
    assert said.startswith("What limits it: the number of seats, and no quota; ") and "40.00% too" in said


def test_a_quota_that_limits_is_named_with_those_who_can_be_drawn(tmp_path: Path) -> None:
    few = Instance((("f",),) * 8 + (("h",),) * 2, ("",) * 10, (("g", (("f", 2, 2), ("h", 2, 2))),), 4)
    (said,) = before(few, tmp_path)
    assert at_the_draw(few, tmp_path, 20) == [said]
    assert "(without any quota it would be 40.00%)" in said
    assert "8 people “f” (g) for 2 seats at most" in said or "2 people “h” (g) for 2 seats at least" in said


@pytest.mark.parametrize("seed", range(24))
def test_both_say_the_same_of_any_pool(seed: int, tmp_path: Path) -> None:
    bare = tiny(seed)
    # Nothing is named at the draw where whole panels give less than the quotas would allow.
    assert at_the_draw(bare, tmp_path, 100) in ([], before(bare, tmp_path))


def test_at_the_draw_nothing_is_solved_for_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not where somebody can never be drawn either: the certificate has the proof of the others."""
    monkeypatch.setattr(explained, "_looked_for", None)
    (said,) = at_the_draw(tiny(11), tmp_path, 100)
    assert said.startswith("What limits it, apart from those whom no panel can hold: ")


@pytest.mark.parametrize("seed", range(24))
def test_without_any_quota_the_formula_is_that_of_the_program(seed: int, tmp_path: Path) -> None:
    bare = tiny(seed)
    people, table = write(bare, tmp_path)
    quotas = read_quotas(table, seats=bare.seats).quotas
    pool = read_pool(people, quotas, household=["address1"]).pool
    # Everyone can be drawn where nothing but the household is a rule.
    free = replace(
        quotas, bounds=tuple(replace(each, minimum=0, maximum=bare.seats) for each in quotas.bounds)
    )
    found = limits(pool, free, bare.seats)
    assert (found.without_quotas, found.rows) == (found.value, ())
