"""A check that has nothing to check has no line, and the household rule is told once."""

from __future__ import annotations

import pytest
from support.reporting import PETIT, RENDERINGS, Files, document, known, made, petit, recorded, table

from tirage.draws.chance import ChanceSources
from tirage.draws.draw_up import draw, draw_up, opening, plan
from tirage.draws.lottery import Request
from tirage.people.pool.read import read_pool
from tirage.quotas.read import read_quotas
from tirage.report.document import Items

HAND = {"contributions.value", "contributions.hash", "seed.seed", "seed.stage-seed"}
"""Checks of what is brought and of the seed."""


def outcomes(files: Files) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in table(document(files, "proces-verbal", "en"), "checks"):
        found.setdefault(row["check"], set()).add(row["result"])
    return found


def rules(files: Files, language: str = "en") -> tuple[str, ...]:
    sections = document(files, "proces-verbal", language).sections
    (section,) = (each for each in sections if each.key == "rules")
    assert isinstance(section.blocks[0], Items)
    return section.blocks[0].words


@pytest.fixture(scope="module")
def several() -> dict[str, bytes]:
    """Several people of one household may sit."""
    return made(PETIT / "volontaires.csv", PETIT / "quotas.csv", 6, 39)


@pytest.fixture(scope="module")
def by_hand() -> dict[str, bytes]:
    asked = read_quotas(PETIT / "quotas.csv", seats=6)
    pool = read_pool(PETIT / "volontaires.csv", asked.quotas, household=["adresse"])
    request = Request(seats=6, panels=39, terms=ChanceSources(form="hand"))
    planned = plan(pool, asked, request, draw_up(pool.pool, asked.quotas, request))
    return recorded([planned.after((opening(),)), draw(planned.files, planned.files["private/pool.csv"], 7)])


def test_no_beacon_no_tick() -> None:
    assert "4.1" not in outcomes(petit())


def test_no_household_rule_no_tick(several: Files) -> None:
    assert "7.7" not in outcomes(several)
    assert outcomes(petit())["7.7"] == {"passed"}


def test_a_number_drawn_by_hand_has_no_seed(by_hand: Files) -> None:
    found = outcomes(by_hand)
    assert HAND.isdisjoint(check.code for check in known(by_hand).verified.checks)
    assert found["3.1"] == found["9.1"] == {"passed"}


def test_what_is_counted_is_what_the_table_shows() -> None:
    found = known(petit())
    rows = table(document(petit(), "proces-verbal", "en"), "checks")
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["result"]] = counts.get(row["result"], 0) + row["times"]
    page = RENDERINGS["md"].render(document(petit(), "quotas", "en")).decode()
    assert f"{counts['passed']} checks passed, none failed; " in page
    assert sum(counts.values()) == sum(not c.code.startswith("beyond.") for c in found.verified.checks)


def test_the_rule_of_households_is_the_one_of_the_plan(several: Files) -> None:
    assert any("several people" in each.lower() for each in rules(several))
    assert "One person a household at most (adresse)." in rules(petit())
