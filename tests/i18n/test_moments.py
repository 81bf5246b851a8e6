"""Times of the journal by the clocks of a place, in words."""

from __future__ import annotations

import pytest

from tirage.i18n.moments import moment
from tirage.report.wording import Wording

MORNING = "2026-11-23T09:05:07Z"


@pytest.mark.parametrize(
    ("time", "zone", "french", "english"),
    [
        (MORNING, "", "23 novembre 2026 à 9_h_05 (UTC)", "23 November 2026, 09:05 (UTC)"),
        (
            MORNING,
            "Europe/Paris",
            "23 novembre 2026 à 10_h_05 (Paris, UTC+1)",
            "23 November 2026, 10:05 (Paris, UTC+1)",
        ),
        (
            "2027-07-31T22:30:00Z",
            "Europe/Brussels",
            "1er août 2027 à 0_h_30 (Bruxelles, UTC+2)",
            "1 August 2027, 00:30 (Brussels, UTC+2)",
        ),
        (
            "2027-01-01T02:00:00Z",
            "America/Cayenne",
            "31 décembre 2026 à 23_h_00 (Cayenne, UTC−3)",
            "31 December 2026, 23:00 (Cayenne, UTC−3)",
        ),
    ],
)
def test_an_act_is_told_by_the_clocks_of_the_assembly(
    time: str, zone: str, french: str, english: str
) -> None:
    """The day is that of the place too, where midnight falls between."""
    assert Wording("fr").at(zone).moment(time) == french.replace("_", "\u00a0")
    assert Wording("en").at(zone).moment(time) == english


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    """On the last Sunday of October, 02:30 in Paris comes twice."""
    first, second = (
        Wording("en").at("Europe/Paris").moment(f"2026-10-25T{hour}:30:00Z") for hour in ("00", "01")
    )
    assert "02:30" in first and "02:30" in second
    assert first != second


@pytest.mark.parametrize("zone", ["", "UTC", "Etc/UTC", "Mars/Olympus", "../../passwd", "Europe", "\0", "é"])
def test_where_the_zone_is_not_known_it_is_utc_and_says_so(zone: str) -> None:
    assert moment(MORNING, zone, "en").zone == "UTC"
    assert moment(MORNING, zone, "en").hour == "09:05"


def test_the_ends_of_the_calendar_have_no_hour_beyond() -> None:
    assert moment("9999-12-31T23:59:59Z", "Europe/Paris", "en").hour == "23:59"
    assert moment("0001-01-01T00:00:00Z", "America/Cayenne", "en").hour == "00:00"
