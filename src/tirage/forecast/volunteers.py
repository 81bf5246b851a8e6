"""Volunteers that a wave of letters promises, by a formula and by simulation.

By the formula, the volunteers of a category are a sum of beta-binomial counts, taken as one with the same
mean and variance. By the simulation, letter after letter follows Pólya's urn, which is the beta-binomial
itself; then the quotas are tried on the pool so made. In every pool tried the quotas could be met as soon as
each category alone had volunteers enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp, lgamma, log, sqrt

from tirage.randomness.simulation import numbers

EVERYONE = ("", "")
"""Criterion and category of what is expected of all volunteers together."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Letters to people of the same features, with the prior of their response."""

    features: tuple[str, ...]
    """Categories known before any answer, by criterion; "" where only the answer tells."""
    letters: int
    answered: float
    """Beta prior: volunteers so far, in letters' worth."""
    silent: float
    """Beta prior: letters without a volunteer, likewise; the undeliverable are among them."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """Volunteers of one category; of everyone, where criterion and category are empty."""

    criterion: str
    category: str
    minimum: int
    mean: float
    low: float
    """One time in twenty there are fewer."""
    enough: float
    """Probability of at least `minimum` volunteers."""


def expectations(
    batches: Sequence[Batch],
    criteria: Sequence[str],
    minimums: Mapping[tuple[str, str], int],
    answers: Mapping[str, Mapping[str, float]],
    already: Mapping[tuple[str, str], int],
) -> tuple[Expectation, ...]:
    """By the formula, one a category, in the order of `minimums`.

    `answers`: criterion → category → share among volunteers, for what only the answers tell; `already`: those
    who volunteered in earlier waves.
    """
    found = []
    for (criterion, category), minimum in minimums.items():
        share = answers.get(criterion, {}).get(category, 0.0) if criterion in answers else 1.0
        anyone = criterion in answers or (criterion, category) == EVERYONE
        place = 0 if anyone else criteria.index(criterion)
        own = [batch for batch in batches if anyone or batch.features[place] == category]
        mean, variance = _moments(own)
        # A thinned count: each volunteer has the category with probability `share`.
        mean, variance = mean * share, variance * share**2 + mean * share * (1 - share)
        letters = sum(batch.letters for batch in own)
        had = already.get((criterion, category), 0)
        found.append(
            Expectation(
                criterion,
                category,
                minimum,
                had + mean,
                had + max(0.0, mean - 1.645 * sqrt(variance)),
                at_least(minimum - had, letters, mean, variance),
            )
        )
    return tuple(found)


def _moments(batches: Sequence[Batch]) -> tuple[float, float]:
    """Mean and variance of the volunteers from independent beta-binomial batches."""
    mean = variance = 0.0
    for batch in batches:
        weight = batch.answered + batch.silent
        share = batch.answered / weight
        own = batch.letters * share
        mean += own
        variance += own * (1 - share) * (weight + batch.letters) / (weight + 1)
    return mean, variance


def at_least(wanted: int, letters: int, mean: float, variance: float) -> float:
    """P(V ≥ wanted) of the beta-binomial V on 0…letters with this mean and variance.

    >>> at_least(0, 10, 1, 1), at_least(11, 10, 1, 1)
    (1.0, 0.0)
    >>> round(at_least(1, 2, 1, 0.5), 6)
    0.75
    """
    if wanted <= 0:
        return 1.0
    if wanted > letters or mean <= 0:
        return 0.0
    if mean >= letters:
        return 1.0
    share = mean / letters
    binomial = letters * share * (1 - share)
    # How far answers cling together: 0 is independent, 1 all or none.
    clinging = (variance / binomial - 1) / (letters - 1) if letters > 1 else 0.0
    clinging = min(max(clinging, 1e-9), 1 - 1e-9)
    a, b = share * (1 - clinging) / clinging, (1 - share) * (1 - clinging) / clinging
    below = sum(exp(_log_probability(v, letters, a, b)) for v in range(wanted))
    return min(1.0, max(0.0, 1.0 - below))


def _log_probability(v: int, n: int, a: float, b: float) -> float:
    """Of v out of n under a beta-binomial."""
    if a + b > 1e7:
        # So close to the binomial that the beta functions would cancel.
        share = a / (a + b)
        return lgamma(n + 1) - lgamma(v + 1) - lgamma(n - v + 1) + v * log(share) + (n - v) * log(1 - share)
    return (
        (lgamma(n + 1) - lgamma(v + 1) - lgamma(n - v + 1))
        + (lgamma(v + a) + lgamma(n - v + b) - lgamma(n + a + b))
        - (lgamma(a) + lgamma(b) - lgamma(a + b))
    )


@dataclass(frozen=True, slots=True)
class Simulated:
    """What happened in simulated waves."""

    pools: int
    met: int
    """Pools in which the quotas could be met."""
    volunteers: tuple[int, ...]
    """Of each pool, ascending."""


def simulate(
    batches: Sequence[Batch],
    criteria: Sequence[str],
    answers: Mapping[str, Mapping[str, float]],
    already: Sequence[tuple[str, ...]],
    can_be_met: Callable[[Sequence[tuple[str, ...]]], bool],
    *,
    pools: int,
    name: str,
) -> Simulated:
    """`pools` waves, the same ones for the same `name`; `can_be_met` judges a pool by everyone's features."""
    met, sizes = 0, []
    for number in range(pools):
        people = [*already, *_wave(batches, criteria, answers, numbers(name, str(number)))]
        sizes.append(len(people))
        met += can_be_met(people)
    return Simulated(pools, met, tuple(sorted(sizes)))


def _wave(
    batches: Sequence[Batch],
    criteria: Sequence[str],
    answers: Mapping[str, Mapping[str, float]],
    chance: Iterator[float],
) -> Iterator[tuple[str, ...]]:
    """The volunteers of one wave, by their features."""
    for batch in batches:
        yes, no = batch.answered, batch.silent
        for value in islice(chance, batch.letters):
            if value * (yes + no) < yes:
                yes += 1
                yield tuple(
                    _one_of(answers[criterion], next(chance)) if criterion in answers else feature
                    for criterion, feature in zip(criteria, batch.features, strict=True)
                )
            else:
                no += 1


def _one_of(shares: Mapping[str, float], value: float) -> str:
    """The category that a number from 0 to 1 falls on."""
    value *= sum(shares.values())
    for category, share in shares.items():
        value -= share
        if value < 0:
            return category
    return list(shares)[-1]
