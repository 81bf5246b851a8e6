"""Letters by stratum: in proportion, in whole numbers, never above the people there are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirage.forecast.allocation import Stratum, allocate

SEATS = {"roll": 80, "cards": 20}


def cells(sizes: Sequence[int], rates: Sequence[int], stream: str = "roll") -> list[Stratum]:
    """Two criteria, three by two categories."""
    labels = list(product("abc", "FM"))
    return [
        Stratum(f"{stream}/{a}/{b}", stream, (a, b), size, 1000 * rate)
        for (a, b), size, rate in zip(labels, sizes, rates, strict=True)
    ]


def test_the_same_chance_for_everyone() -> None:
    found = allocate(cells([1000, 2000, 3000, 1000, 2000, 1000], [50] * 6), 100, Fraction(0), {"roll": 1})
    assert list(found.values()) == [10, 20, 30, 10, 20, 10]


def test_the_same_number_of_volunteers_for_every_thousand_people() -> None:
    own = cells([1000] * 6, [20, 40, 20, 40, 20, 40])
    found = allocate(own, 90, Fraction(1), {"roll": 1})
    assert list(found.values()) == [20, 10, 20, 10, 20, 10]
    halfway = allocate(own, 90, Fraction(1, 2), {"roll": 1})
    assert 15 < halfway["roll/a/F"] < 20


def test_streams_get_letters_by_their_seats_and_their_answers() -> None:
    own = [*cells([10**6] * 6, [100] * 6), *cells([10**6] * 6, [50] * 6, "cards")]
    found = allocate(own, 1200, Fraction(0), SEATS)
    cards = sum(count for code, count in found.items() if code.startswith("cards"))
    assert (sum(found.values()), cards) == (1200, 400)


@pytest.mark.parametrize(
    ("seats", "letters"),
    [
        # Shares of 10 letters: 2.6, 3.3 and 4.1; the one over goes to the largest remainder.
        ({"z": 26, "m": 33, "a": 41}, {"z": 3, "m": 3, "a": 4}),
        ({"z": 41, "m": 33, "a": 26}, {"z": 4, "m": 3, "a": 3}),
        # 2.7, 2.7 and 4.6: two are over, and the share that is the largest has the smallest remainder.
        ({"z": 27, "m": 27, "a": 46}, {"z": 3, "m": 3, "a": 4}),
        # 2.5, 2.5 and 5: between equals the name decides, wherever the stream stands.
        ({"z": 25, "m": 25, "a": 50}, {"z": 2, "m": 3, "a": 5}),
        ({"m": 25, "z": 25, "a": 50}, {"z": 2, "m": 3, "a": 5}),
    ],
)
def test_the_letters_left_over_go_to_the_largest_remainders(
    seats: dict[str, int], letters: dict[str, int]
) -> None:
    own = [Stratum(f"{stream}/a", stream, ("a",), 1000, 100_000) for stream in seats]
    assert allocate(own, 10, Fraction(0), seats) == {
        f"{stream}/a": count for stream, count in letters.items()
    }


def test_a_stream_without_seats_gets_no_letter() -> None:
    own = [*cells([10] * 6, [100] * 6), *cells([10] * 6, [50] * 6, "other")]
    assert not any(count for code, count in allocate(own, 30, Fraction(0), SEATS).items() if "other" in code)


def test_a_stratum_that_is_too_small_is_written_to_as_a_whole() -> None:
    found = allocate(cells([1, 1000, 1000, 1000, 1000, 1000], [1, *[500] * 5]), 500, Fraction(1), {"roll": 1})
    assert found["roll/a/F"] == 1
    assert sum(found.values()) == 500


sizes = st.lists(st.integers(0, 400), min_size=6, max_size=6)
rates = st.lists(st.integers(1, 999), min_size=6, max_size=6)


@settings(max_examples=60, deadline=None)
@given(sizes, rates, sizes, rates, st.integers(0, 900), st.fractions(0, 1, max_denominator=4))
def test_whole_numbers_that_add_up(
    one: list[int], two: list[int], three: list[int], four: list[int], total: int, alpha: Fraction
) -> None:
    own = [*cells(one, two), *cells(three, four, "cards")]
    found = allocate(own, total, alpha, SEATS)
    assert all(0 <= found[cell.code] <= cell.eligible for cell in own)
    assert sum(found.values()) == min(total, sum(cell.eligible for cell in own))


@settings(max_examples=40, deadline=None)
@given(sizes, rates, st.integers(1, 300))
def test_no_category_is_a_letter_off(one: list[int], two: list[int], total: int) -> None:
    own = [cell for cell in cells(one, two) if cell.eligible >= 1]
    if sum(cell.eligible for cell in own) <= total:
        return
    found = allocate(own, total, Fraction(0), {"roll": 1})
    people = sum(cell.eligible for cell in own)
    for criterion in (0, 1):
        for category in {cell.labels[criterion] for cell in own}:
            inside = [cell for cell in own if cell.labels[criterion] == category]
            exact = Fraction(total * sum(cell.eligible for cell in inside), people)
            assert abs(sum(found[cell.code] for cell in inside) - exact) < 1
