"""Expected volunteers: the formula against exact sums and against the simulation."""

from __future__ import annotations

from fractions import Fraction
from math import comb, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirage.forecast.volunteers import Batch, at_least, expectations, simulate
from tirage.randomness.simulation import numbers

CRITERIA = ("genre", "diplôme")
ANSWERS = {"diplôme": {"bac": 0.25, "autre": 0.75}}
BATCHES = (Batch(("F", ""), 400, 7.5, 92.5), Batch(("M", ""), 600, 5.0, 95.0))
MINIMUMS = {("genre", "F"): 20, ("genre", "M"): 20, ("diplôme", "bac"): 10}


def urn(n: int, a: int, b: int) -> list[Fraction]:
    """P(v of n) for whole a and b, by counting the ways of Pólya's urn."""

    def up(x: int, k: int) -> Fraction:
        product = Fraction(1)
        for i in range(k):
            product *= x + i
        return product

    return [comb(n, v) * up(a, v) * up(b, n - v) / up(a + b, n) for v in range(n + 1)]


@given(st.integers(1, 30), st.integers(1, 9), st.integers(1, 9), st.integers(0, 31))
def test_the_tail_is_that_of_the_beta_binomial(n: int, a: int, b: int, wanted: int) -> None:
    exact = urn(n, a, b)
    mean = Fraction(n * a, a + b)
    variance = sum(p * (v - mean) ** 2 for v, p in enumerate(exact))
    assert at_least(wanted, n, float(mean), float(variance)) == pytest.approx(
        float(sum(exact[wanted:], Fraction(0))), abs=1e-6
    )


def test_without_clinging_it_is_the_binomial() -> None:
    exact = sum(comb(50, v) * 0.1**v * 0.9 ** (50 - v) for v in range(8, 51))
    assert at_least(8, 50, 5.0, 4.5) == pytest.approx(exact, abs=1e-5)


def test_means_add_up_and_an_answer_thins_them() -> None:
    women, men, bac = expectations(BATCHES, CRITERIA, MINIMUMS, ANSWERS, {})
    assert women.mean == pytest.approx(30)
    assert men.mean == pytest.approx(30)
    assert bac.mean == pytest.approx(15)
    assert women.low < women.mean
    already = {("genre", "F"): 20}
    assert expectations(BATCHES, CRITERIA, MINIMUMS, ANSWERS, already)[0].enough == 1


def test_one_time_in_twenty_there_are_fewer() -> None:
    """By the normal quantile, taken from another source than the number in the formula."""
    women, men, bac = expectations(BATCHES, CRITERIA, MINIMUMS, ANSWERS, {})
    quantile = NormalDist().inv_cdf(1 / 20)
    # Variances of the beta-binomial: n·p·(1 − p)·(a + b + n) / (a + b + 1).
    first, second = 400 * 0.075 * 0.925 * 500 / 101, 600 * 0.05 * 0.95 * 700 / 101
    assert women.low == pytest.approx(30 + quantile * sqrt(first), abs=0.005)
    assert men.low == pytest.approx(30 + quantile * sqrt(second), abs=0.005)
    thinned = (first + second) / 16 + 60 * 0.25 * 0.75
    assert bac.low == pytest.approx(15 + quantile * sqrt(thinned), abs=0.005)


def test_formula_and_simulation_agree() -> None:
    counts = []

    def judge(people: object) -> bool:
        rows = list(people)  # type: ignore[call-overload]
        counts.append(sum(features[0] == "F" for features in rows))
        return counts[-1] >= 20

    found = simulate(BATCHES, CRITERIA, ANSWERS, (), judge, pools=400, name="test")
    women = expectations(BATCHES, CRITERIA, MINIMUMS, ANSWERS, {})[0]
    assert found.met / found.pools == pytest.approx(women.enough, abs=0.07)
    assert sum(counts) / len(counts) == pytest.approx(women.mean, rel=0.1)
    assert sum(found.volunteers) / found.pools == pytest.approx(60, rel=0.1)


def test_the_same_name_is_the_same_future() -> None:
    one, two, other = (
        simulate(BATCHES, CRITERIA, ANSWERS, (), lambda _people: True, pools=5, name=name) for name in "aab"
    )
    assert one == two != other
    assert next(numbers("x")) != next(numbers("x", "0"))
