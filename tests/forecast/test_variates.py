"""Variates of simulated waves: quantiles against exact sums, moments against formulas."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pytest

from tirage.forecast.waves.variates import binomials, gammas, normals, shares, uniforms
from tirage.randomness.simulation import numbers

ROWS = 20_000


def quantile(trials: int, chance: Fraction, uniform: float) -> int:
    """The least count whose exact distribution function reaches `uniform`."""
    total = Fraction(0)
    for count in range(trials + 1):
        total += comb(trials, count) * chance**count * (1 - chance) ** (trials - count)
        if total >= Fraction(uniform):
            return count
    return trials


@pytest.mark.parametrize(
    ("trials", "chance", "off"),
    [(0, "1/5", 0), (1, "3/10", 0), (20, "7/100", 0), (9, "9/10", 0), (300, "1/10", 0), (450, "1/4", 1)],
)
def test_counts_are_quantiles_of_the_binomial(trials: int, chance: str, off: int) -> None:
    """Exact where few are expected, and within one where the formula stands in."""
    name = ("test", str(trials))
    share = Fraction(chance)
    found = binomials(np.array([trials]), np.full((40, 1), float(share)), name)[:, 0]
    for count, uniform in zip(found, uniforms(name, 40, 1)[:, 0], strict=True):
        exact = quantile(trials, share, uniform)
        if share > Fraction(1, 2):
            # Failures are counted, from the other end.
            exact = trials - quantile(trials, 1 - share, 1 - uniform)
        assert abs(int(count) - exact) <= off


def test_nobody_and_everybody() -> None:
    chance = np.array([[0.0, 1.0]] * 50)
    assert binomials(np.array([7, 7]), chance, ("ends",)).tolist() == [[0, 7]] * 50


def test_more_letters_never_bring_fewer() -> None:
    chance = np.full((200, 3), 0.07)
    few, more = (binomials(np.array([n, n, n]), chance, ("grow",)) for n in (40, 41))
    assert (few <= more).all() and (few < more).any()


def test_shares_are_dirichlet() -> None:
    weights = np.array([3.0, 2.0, 95.0, 0.3, 0.0])
    found = shares(tuple(weights), ("dirichlet",), ROWS)
    mean = weights / weights.sum()
    assert found.sum(axis=1) == pytest.approx(np.ones(ROWS))
    assert found.mean(axis=0) == pytest.approx(mean, rel=0.06, abs=1e-9)
    assert found.var(axis=0) == pytest.approx(mean * (1 - mean) / (weights.sum() + 1), rel=0.08, abs=1e-9)


def test_gammas_have_their_moments() -> None:
    found = gammas(np.array(3.0), normals(("gamma",), ROWS, 1))
    assert (found.mean(), found.var()) == pytest.approx((3.0, 3.0), rel=0.03)


def test_the_numbers_are_those_of_the_stream() -> None:
    """So they are the same on every machine: SHA-256 and nothing else."""
    own = uniforms(("a", "b"), 3, 2).ravel().tolist()
    stream = numbers("a", "b")
    assert own == pytest.approx([next(stream) for _ in range(6)], abs=1e-15)
    assert own != uniforms(("a", "c"), 3, 2).ravel().tolist()
