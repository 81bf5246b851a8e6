"""Genuine ceremonies pass in every state, and nothing is green that was not checked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.ceremonies import DUE, EARLY, NO_BEACON, Ceremony, held
from support.witnesses import FIRST, vkey

from tirage.verify import Report, verify
from tirage.verify.report import NUMBERS, only
from tirage.verify.words import text

GENUINE = {
    "all of it": Ceremony(),
    "dice alone with a beacon": Ceremony(commits={}, revealed=()),
    "beacon alone, the empty list": Ceremony(commits={}, revealed=(), dice=None, witnessed=EARLY),
    "no beacon": NO_BEACON,
    "one dropped": Ceremony(revealed=("amina", "bruno"), dropped=("chloe",)),
    "one dropped, no beacon": replace(NO_BEACON, revealed=("amina",), dropped=("bruno", "chloe")),
    "a short roll beside a beacon": Ceremony(dice="012 345 678", form="3x1000", witnessed=EARLY),
    "words beside a beacon": Ceremony(dice="dés : 3, 5", form="words", witnessed=EARLY),
    "dice too late": Ceremony(dice=None, dropped=("public",), witnessed=EARLY),
    "nobody in time": Ceremony(
        revealed=(), dice=None, dropped=("amina", "bruno", "chloe", "public"), witnessed=EARLY
    ),
    "a rehearsal": Ceremony(rehearsal=True),
}


def found(report: Report) -> dict[str, str]:
    return {check.code: check.status for check in report.checks}


@pytest.mark.parametrize("name", GENUINE)
def test_a_genuine_ceremony_passes(name):
    report = verify(held(GENUINE[name]))
    assert [check for check in report.checks if check.status == "failed"] == []
    assert report.drawn


def test_every_check_of_a_ceremony_is_made():
    statuses = found(verify(held(Ceremony(witnessed=EARLY)), trust=frozenset({vkey(FIRST)})))
    assert {statuses[code] for code in only("ceremony") - {"beyond.dropped"}} == {"ok"}
    assert "beyond.dropped" not in statuses
    assert len({NUMBERS[code] for code in only("ceremony")}) == len(only("ceremony"))


def test_who_was_dropped_is_said_and_is_not_green():
    report = verify(held(GENUINE["one dropped"]))
    assert found(report)["beyond.dropped"] == "not-checked"
    assert "chloe (panel)" in text(report, "en")


@pytest.mark.parametrize("upto", range(5, 11))
def test_a_ceremony_that_is_under_way_passes_and_its_chance_is_not_green(upto):
    files = held(upto=upto)
    report = verify(files)
    statuses = found(report)
    assert report.ok and not report.drawn, [c for c in report.checks if c.status == "failed"]
    for code in ("seed.seed", "panel.number", "contributions.hash"):
        assert statuses[code] == "not-checked", code
    assert statuses["contributions.who"] == ("ok" if upto >= 9 else "not-checked")
    assert statuses["beacon.signature"] == ("ok" if upto >= 10 else "not-checked")


def test_the_report_says_the_time_of_the_round():
    assert DUE in text(verify(held()), "fr")
