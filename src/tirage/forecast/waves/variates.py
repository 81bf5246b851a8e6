"""Arrays of random variates for simulated waves, made of the streams of `randomness.simulation`.

Counts come by inversion: with the same uniform number, more trials or a larger probability never give a
smaller count. So two numbers of letters are compared in the same futures: what differs is due to the letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from tirage.randomness.simulation import octets

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

_LARGE = 60.0
"""Variance of a binomial from which its quantile is taken by a formula; below, by adding up."""
_CACHED = 24


@lru_cache(maxsize=_CACHED)
def uniforms(name: tuple[str, ...], rows: int, columns: int) -> Floats:
    """Numbers in (0, 1), shape (rows, columns), never written to; the same for the same name and shape."""
    raw = np.frombuffer(octets(rows * columns, *name), dtype=">u8").astype(np.uint64)
    found = ((raw >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
    found = found.reshape(rows, columns)
    found.flags.writeable = False
    return found


@lru_cache(maxsize=_CACHED)
def normals(name: tuple[str, ...], rows: int, columns: int) -> Floats:
    """The standard normal quantiles of `uniforms` of the same arguments."""
    inverse = NormalDist().inv_cdf
    found = np.fromiter(map(inverse, uniforms(name, rows, columns).ravel().tolist()), np.float64)
    found = found.reshape(rows, columns)
    found.flags.writeable = False
    return found


def gammas(shape: Floats, normal: Floats) -> Floats:
    """Gamma variates of scale 1 from standard normal ones, for shapes of 2 or more.

    Wilson and Hilferty: The distribution of chi-square, PNAS 17 (1931).
    """
    found: Floats = shape * np.maximum(1 - 1 / (9 * shape) + normal / (3 * np.sqrt(shape)), 1e-3) ** 3
    return found


def shares(weights: Sequence[float], name: tuple[str, ...], rows: int) -> Floats:
    """Dirichlet variates, shape (rows, categories), each row adding up to 1; a weight may be 0.

    A gamma of a small shape is one of a larger shape times powers of uniforms.
    """
    shape = np.maximum(np.asarray(weights, dtype=np.float64), 1e-9)
    size = len(shape)
    found = gammas(shape + 2, normals((*name, "gamma"), rows, size))
    logs = np.log(uniforms((*name, "first"), rows, size)) / shape
    logs += np.log(uniforms((*name, "second"), rows, size)) / (shape + 1) + np.log(found)
    found = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def binomials(trials: Counts, chance: Floats, name: tuple[str, ...]) -> Counts:
    """Binomial counts, shape of `chance` (rows, columns); `trials` of that shape, or one a column."""
    uniform = uniforms(name, *chance.shape)
    trials = np.broadcast_to(trials, chance.shape)
    # Where successes are many, failures are counted, from the other end.
    if (many := chance > 0.5).any():
        chance, uniform = np.where(many, 1 - chance, chance), np.where(many, 1 - uniform, uniform)
    large = trials * chance * (1 - chance) > _LARGE
    if large.all():
        found = np.zeros(chance.shape, dtype=np.int64)
    else:
        few = np.where(large, 0, trials)
        found = _added(few.ravel(), chance.ravel(), uniform.ravel()).reshape(chance.shape)
    if large.any():
        normal = np.where(many, -1, 1) * normals(name, *chance.shape)
        found[large] = _by_formula(trials[large], chance[large], normal[large])
    return np.where(many, trials - found, found)


def _added(trials: Counts, chance: Floats, uniform: Floats) -> Counts:
    """Quantiles by adding up probabilities until they exceed the uniform number."""
    found = np.zeros(len(trials), dtype=np.int64)
    left = np.arange(len(trials))
    odds = chance / (1 - chance)
    one = np.exp(trials * np.log1p(-chance))
    rest = uniform - one
    for count in range(int(trials.max(initial=0))):
        on = rest > 0
        if np.count_nonzero(on) < 0.7 * len(left):
            left, trials = left[on], trials[on]
            odds, one, rest = odds[on], one[on], rest[on]
        if not left.size:
            break
        one *= odds * np.maximum(trials - count, 0) / (count + 1)
        # Past all trials there is nothing to add: what rounding left ends there.
        found[left] += (rest > 0) & (trials > count)
        rest -= np.where(trials > count, one, 2.0)
    return found


def _by_formula(trials: Counts, chance: Floats, normal: Floats) -> Counts:
    """Quantiles of large binomials: normal, with the first correction for skewness (Cornish and Fisher)."""
    spread = np.sqrt(trials * chance * (1 - chance))
    found = trials * chance + spread * normal + (1 - 2 * chance) * (normal**2 - 1) / 6
    return np.clip(np.rint(found), 0, trials).astype(np.int64)
