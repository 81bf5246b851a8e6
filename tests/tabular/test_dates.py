"""Days as the field writes them: day first, never a century guessed."""

from __future__ import annotations

from datetime import date

import pytest

from tirage.tabular.dates import is_month_first, is_short, read_day

THE_DAY = date(2027, 1, 31)


@pytest.mark.parametrize(
    "cell",
    [
        *("31/01/2027", "31/1/2027", "31.01.2027", "31-01-2027", "31 01 2027", "2027-01-31", "2027/01/31"),
        *("2027-01-31 00:00:00", "2027-01-31T09:30:00Z", "31/01/2027 14:32:07", "31/01/2027 à 14h32"),
        *("31 janvier 2027", "31 JANV. 2027", "dimanche 31 janvier 2027", "31\u00a0janvier\u00a02027"),
        *("31 January 2027", "31st January 2027", "Jan 31, 2027", "Sun, 31 Jan 2027", "31-Jan-2027"),
    ],
)
def test_a_day_is_read_whatever_it_is_written_like(cell: str) -> None:
    assert read_day(cell) == THE_DAY


@pytest.mark.parametrize(
    "cell",
    [
        "31/01/27",
        "31-01-27",
        "01/31/2027",
        "30/02/2027",
        "2027",
        "46053",
        "janvier 2027",
        "",
        "31/01-2027",
        "31 x 2027",
    ],
)
def test_what_may_be_another_day_is_none(cell: str) -> None:
    assert read_day(cell) is None


def test_a_year_of_two_digits_is_of_the_hundred_years_that_are_said() -> None:
    assert read_day("31/01/27", years=(1928, 2027)) == THE_DAY
    assert read_day("31/01/28", years=(1928, 2027)) == date(1928, 1, 31)
    assert is_short("31/01/27") and not is_short("31/01/2027") and not is_short("27")


def test_the_month_stands_first_only_if_it_is_said() -> None:
    assert read_day("01/31/2027", month_first=True) == THE_DAY
    assert (
        read_day("2027-01-31", month_first=True) == read_day("31 janvier 2027", month_first=True) == THE_DAY
    )
    assert (
        is_month_first("01/31/2027") and not is_month_first("31/01/2027") and not is_month_first("03/04/2027")
    )
