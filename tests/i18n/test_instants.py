"""Times in errors are told by the clocks of the assembly, and stay what they are in data."""

from __future__ import annotations

import pytest

from tirage.draws.chance import ChanceSources
from tirage.errors import Refused, by_clocks
from tirage.randomness.beacon import due_time
from tirage.report.pages.error import data, page
from tirage.report.rendering import markdown
from tirage.report.wording import Wording

ROUND = 30_000_000


def refused(zone: str) -> Refused:
    with pytest.raises(Refused) as caught, by_clocks(zone):
        ChanceSources({}, ROUND).check_future("2027-03-01T09:05:00Z")
    return caught.value


def test_an_error_about_a_beacon_tells_hours_by_the_clocks_of_the_assembly() -> None:
    error = refused("Europe/Paris")
    wording = Wording("fr").at(error.zone)
    said = markdown.render(page(error, wording)).decode()
    assert wording.moment(due_time(ROUND)) in said
    assert wording.moment("2027-03-01T09:05:00Z") in said
    assert "Paris, UTC+1" in said
    assert "2027-03-01T09:05:00Z" not in said


def test_without_a_zone_hours_are_told_in_utc() -> None:
    assert "(UTC)" in str(refused(""))
    assert "T09:05" not in str(refused(""))


def test_data_have_the_times_as_the_journal_has_them() -> None:
    values = data(refused("Europe/Paris"), Wording("fr"))["values"]
    assert values["due"] == due_time(ROUND)
    assert values["time"] == "2027-03-01T09:05:00Z"
    assert type(values["due"]) is str
