"""How likely members are to leave: known answers, and what past terms teach."""

from __future__ import annotations

from fractions import Fraction
from math import exp, lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.assemblies import Assembly
from support.instances import Instance

from tirage.assembly.remaining import current_pool
from tirage.forecast.dropouts import ALL, PRIOR_LEFT, WEIGHT, Dropouts, Tally, learn

GENDERS = (("g", (("f", 1, 2), ("h", 1, 2))),)
SMALL = Instance((("f",), ("f",), ("f",), ("h",), ("h",), ("h",)), ("",) * 6, GENDERS, 3)


def test_the_prior_alone_is_the_same_for_everyone() -> None:
    assert Dropouts().of(("g", "q"), ("f", "n")) == Fraction(13, 100)


def test_the_prior_has_two_thirds_of_its_weight_where_practice_is() -> None:
    """Beta(13, 87) between 10 and 17 %, by Simpson's rule."""
    a, b = PRIOR_LEFT, WEIGHT - PRIOR_LEFT
    scale = lgamma(a + b) - lgamma(a) - lgamma(b)

    def density(x: float) -> float:
        return exp(scale + (a - 1) * log(x) + (b - 1) * log(1 - x))

    n, low, high = 200, 0.10, 0.17
    step = (high - low) / n
    weights = (1 if i in (0, n) else 4 if i % 2 else 2 for i in range(n + 1))
    inside = sum(w * density(low + i * step) for i, w in enumerate(weights)) * step / 3
    assert 0.6 < inside < 0.75


def test_a_flat_rate_is_flat() -> None:
    rates = Dropouts(Fraction(3, 25))
    assert rates.of(("g",), ("f",)) == rates.overall == Fraction(3, 25)
    assert rates.document() == {"flat": "3/25", "learnt": []}


def test_known_rates_by_category() -> None:
    """27 of 100 left: overall 40/200. 20 of 60 women left where 16.2 were expected, 7 of 40 men for 10.8."""
    learnt = {ALL: Tally(27, 100), ("g", "f"): Tally(20, 60), ("g", "h"): Tally(7, 40)}
    rates = Dropouts(learnt=learnt)
    assert rates.overall == Fraction(1, 5)
    women = Fraction(200 + 200, 200 + 162)
    assert rates.rate("g", "f") == Fraction(1, 5) * women
    assert rates.rate("g", "h") == Fraction(1, 5) * Fraction(200 + 70, 200 + 108)
    assert rates.rate("g", "other") == Fraction(1, 5)
    assert rates.of(("g",), ("f",)) == Fraction(1, 5) * women
    assert rates.of(("g", "g"), ("f", "f")) == Fraction(1, 5) * women**2


def test_criteria_that_say_nothing_change_nothing() -> None:
    """A tenth of everyone left, in every category: however many criteria, the rate is that of all."""
    names = [f"c{i}" for i in range(9)]
    learnt = {ALL: Tally(20, 200), **{(name, "x"): Tally(10, 100) for name in names}}
    rates = Dropouts(learnt=learnt)
    assert rates.of(names, ["x"] * 9) == rates.overall == Fraction(11, 100)


def test_nobody_ever_left() -> None:
    rates = Dropouts(learnt={ALL: Tally(0, 100), ("g", "f"): Tally(0, 60)})
    assert rates.overall == rates.of(("g",), ("f",)) == Fraction(13, 200)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=4))
def test_a_rate_is_a_probability_and_rises_with_departures(counts: list[tuple[int, int]]) -> None:
    tallies = [Tally(min(pair), max(pair)) for pair in counts]
    whole = Tally(sum(each.left for each in tallies), sum(each.members for each in tallies))
    criteria = [f"c{i}" for i in range(len(tallies))]
    names = ["x"] * len(tallies)
    learnt = {
        ALL: whole,
        **{(criterion, "x"): each for criterion, each in zip(criteria, tallies, strict=True)},
    }
    rates = Dropouts(learnt=learnt)
    assert 0 < rates.overall < 1
    assert 0 < rates.of(criteria, names) <= 1
    more = Dropouts(learnt={**learnt, ("c0", "x"): Tally(tallies[0].left + 1, tallies[0].members)})
    assert more.rate("c0", "x") > rates.rate("c0", "x")


def test_what_a_past_term_teaches() -> None:
    """Members and former members count once each; a refusal is a departure, the end of a term is none."""
    past = Assembly(SMALL, cohorts=3)
    past.begin()
    first, second, _ = past.life.seated
    past.leave(first)
    past.replace()
    past.leave(second, "refusal")
    past.replace()
    past.end_term()
    pool = current_pool(past.files)
    rates = learn([(pool, past.life)])
    members = past.life.members
    women = {person.pid for person in pool.people if person.features == ("f",)}
    assert rates.learnt[ALL] == Tally(2, len(members)) == Tally(2, 5)
    assert rates.learnt["g", "f"] == Tally(len(women & {first, second}), len(women & members))
    assert learn([]) == Dropouts()
    twice = learn([(pool, past.life)] * 2)
    assert twice.learnt[ALL] == Tally(4, 10)


def test_who_is_likelier_to_leave_leaves_more_often() -> None:
    """Rates reach the simulated departures: of a hundred, women who always leave and men who never do."""
    from tirage.forecast import alternates

    basis = alternates.Basis(None, 4, (("f",), ("h",)) * 2, (1.0, 0.0) * 2, (), "test")  # type: ignore[arg-type]
    stream = alternates._departures(basis, "test")
    assert {next(stream) for _ in range(20)} == {(("h",), ("h",))}
    assert pytest.approx(float(Dropouts(Fraction(1, 8)).overall)) == 0.125
