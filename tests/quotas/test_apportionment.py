"""Seats from shares: they add up, each is its exact number rounded, crossings agree with their margins."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirage.quotas.census.apportionment import (
    Served,
    Tolerance,
    apportion,
    cross,
    largest_remainder,
    targeted,
)

weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any)


def shares(numbers: list[int]) -> dict[str, Fraction]:
    return {f"c{i}": Fraction(number, sum(numbers)) for i, number in enumerate(numbers)}


@given(weights, st.integers(1, 500))
def test_largest_remainder_adds_up_and_keeps_the_quota_rule(numbers: list[int], seats: int) -> None:
    given_shares = shares(numbers)
    found = largest_remainder(given_shares, seats)
    assert sum(found.values()) == seats
    assert all(abs(found[name] - share * seats) < 1 for name, share in given_shares.items())


def test_the_seats_of_paris() -> None:
    centre, *others = 94472, 55252, 40389, 48015, 35317, 57271, 83873, 138170, 138024, 181271, 136455, 229713
    people = [centre, *others, 159386, 159212, 183127, 178691, 185140]
    found = largest_remainder(shares(people), 100)
    assert list(found.values()) == [4, 3, 2, 2, 2, 3, 4, 6, 6, 9, 6, 11, 8, 8, 9, 8, 9]


@given(weights, st.integers(1, 200), st.integers(0, 5), st.fractions(0, 1, max_denominator=20))
def test_a_wider_tolerance_is_never_tighter(
    numbers: list[int], seats: int, room: int, part: Fraction
) -> None:
    narrow = apportion(shares(numbers), {}, seats, Tolerance(room, part))
    wide = apportion(shares(numbers), {}, seats, Tolerance(room + 1, part + Fraction(1, 10)))
    for one, other in zip(narrow, wide, strict=True):
        assert 0 <= other.minimum <= one.minimum <= one.seats <= one.maximum <= other.maximum
        assert one.cut == (one.seats < Tolerance(room, part).of(one.seats))


def test_a_target_takes_the_place_of_the_census() -> None:
    census = {"F": Fraction(54, 100), "M": Fraction(45, 100), "X": Fraction(1, 100)}
    found = targeted(census, {"F": Fraction(1, 2)})
    assert found == {"F": Fraction(1, 2), "M": Fraction(45, 92), "X": Fraction(1, 92)}
    with pytest.raises(ValueError, match="targets"):
        targeted(census, {"F": Fraction(3, 4), "M": Fraction(1, 2)})
    with pytest.raises(ValueError, match="targets"):
        targeted({"F": Fraction(1)}, {"F": Fraction(1, 2)})


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 1000), min_size=6, max_size=6),
    st.integers(5, 120),
    st.sampled_from([None, Fraction(1, 2)]),
)
def test_a_crossing_agrees_with_its_margins(numbers: list[int], seats: int, target: Fraction | None) -> None:
    names = [f"{a} × {b}" for a, b in product("FM", "123")]
    total = sum(numbers)
    cells = {name: Fraction(number, total) for name, number in zip(names, numbers, strict=True)}
    gender = {a: sum(cells[f"{a} × {b}"] for b in "123") for a in "FM"}
    age = {b: sum(cells[f"{a} × {b}"] for a in "FM") for b in "123"}
    margins = [
        apportion(gender, {"F": target} if target else {}, seats, Tolerance()),
        apportion(age, {}, seats, Tolerance()),
    ]
    found = {row.category: row.seats for row in cross(cells, margins, seats, Tolerance())}
    assert all(value >= 0 for value in found.values())
    for place, margin in enumerate(margins):
        for row in margin:
            inside = [value for name, value in found.items() if name.split(" × ")[place] == row.category]
            assert sum(inside) == row.seats


def apart(shares: dict[str, Fraction], before: Served, seats: int, found: dict[str, int]) -> Fraction:
    """Σ |seats held − seats due| over the terms."""
    owed = {name: before.due(share, seats) - before.held[name] for name, share in shares.items()}
    return sum((abs(owed[name] - found[name]) for name in shares), Fraction(0))


@given(st.data(), st.lists(st.integers(0, 30), min_size=2, max_size=5).filter(any), st.integers(1, 9))
def test_no_rounding_serves_the_categories_better_over_the_terms(
    data: st.DataObject, numbers: list[int], seats: int
) -> None:
    """Brute force: every way of rounding up as many as must be."""
    given_shares = shares(numbers)
    held = {name: data.draw(st.integers(0, 12)) for name in given_shares}
    before = Served(held, 3)
    found = largest_remainder(given_shares, seats, before)
    down = {name: int(share * seats) for name, share in given_shares.items()}
    parted = [name for name, share in given_shares.items() if share * seats > down[name]]
    assert sum(found.values()) == seats
    assert all(found[name] - down[name] in ({0, 1} if name in parted else {0}) for name in given_shares)
    up = seats - sum(down.values())
    others = [down | {name: down[name] + 1 for name in chosen} for chosen in combinations(parted, up)]
    least = min(apart(given_shares, before, seats, other) for other in others)
    assert apart(given_shares, before, seats, found) == least


@given(weights, st.integers(1, 200))
def test_without_terms_before_it_is_the_largest_remainder(numbers: list[int], seats: int) -> None:
    found = largest_remainder(shares(numbers), seats)
    remainders = {name: share * seats % 1 for name, share in shares(numbers).items()}
    up = [remainders[name] for name in found if found[name] > share_floor(shares(numbers)[name] * seats)]
    down = [remainders[name] for name in found if found[name] <= share_floor(shares(numbers)[name] * seats)]
    assert not up or not down or min(up) >= max(down)


def share_floor(value: Fraction) -> int:
    return value.numerator // value.denominator


def test_a_category_worth_two_fifths_of_a_seat_is_served_over_the_years() -> None:
    """Alone, the rounding never gives it a seat; over ten terms it has the four that are due."""
    census = {"rare": Fraction(4, 1000), "one": Fraction(498, 1000), "other": Fraction(498, 1000)}
    assert largest_remainder(census, 100)["rare"] == 0
    held = dict.fromkeys(census, 0)
    for term in range(1, 11):
        found = largest_remainder(census, 100, Served(dict(held), term - 1))
        held = {name: held[name] + found[name] for name in census}
        assert all(abs(held[name] - share * 100 * term) < 1 for name, share in census.items())
    assert held == {"rare": 4, "one": 498, "other": 498}
