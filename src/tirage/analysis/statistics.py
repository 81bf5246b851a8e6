"""Figures of a distribution of chances: fractions wherever there is one, floats only to be shown.

Chances are given by groups, `(chance, people)`, in any order; people of several groups may have the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, fsum, log, sqrt

NORMAL = 1.959963984540054
"""Standard deviations that hold 95 % of a normal distribution."""

Groups = Sequence[tuple[Fraction, int]]
"""Chances, and how many people have each."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of the chances of a pool; chances are fractions of one."""

    people: int
    """Everyone, those without any chance among them."""
    never: int
    """People whose chance is 0, whether or not a panel could hold them."""
    certain: int
    """People whose chance is 1."""
    least: Fraction
    """The smallest chance of those whom some panel can hold."""
    at_least: int
    """People who have it."""
    largest: Fraction
    at_largest: int
    mean: Fraction
    """Over everyone: seats over people."""
    gini: Fraction
    """Over everyone; 0 where all chances are equal."""
    geometric_mean: float
    """Over the people whom some panel can hold."""


@dataclass(frozen=True, slots=True)
class Range:
    """The chances of the people of one category."""

    people: int
    least: Fraction
    largest: Fraction
    mean: Fraction


def figures(groups: Groups, possible: Groups | None = None) -> Figures:
    """All figures of a distribution; the groups hold somebody with a chance above 0.

    `possible`: the groups of the people whom some panel can hold, at 0 where the lottery leaves them out; by
    default those above 0.
    """
    whole = spread(groups)
    held = [(chance, people) for chance, people in groups if chance]
    drawable = [(chance, people) for chance, people in (held if possible is None else possible) if people]
    least = min(chance for chance, _ in drawable)
    return Figures(
        people=whole.people,
        never=whole.people - sum(people for _, people in held),
        certain=sum(people for chance, people in drawable if chance == 1),
        least=least,
        at_least=sum(people for chance, people in drawable if chance == least),
        largest=whole.largest,
        at_largest=sum(people for chance, people in drawable if chance == whole.largest),
        mean=whole.mean,
        gini=gini(groups),
        geometric_mean=geometric_mean(drawable),
    )


def spread(groups: Groups) -> Range:
    """Smallest, largest and mean chance; the groups hold somebody."""
    held = [(chance, people) for chance, people in groups if people]
    people = sum(people for _, people in held)
    return Range(
        people,
        min(chance for chance, _ in held),
        max(chance for chance, _ in held),
        total(held) / people,
    )


def total(groups: Iterable[tuple[Fraction, int]]) -> Fraction:
    """The sum of everyone's chance: the seats that these people can expect."""
    return sum((chance * people for chance, people in groups), Fraction(0))


def gini(groups: Groups) -> Fraction:
    """Half the mean difference between two people, over the mean; from 0 to below 1.

    >>> gini([(Fraction(1, 2), 3)]), gini([(Fraction(0), 1), (Fraction(1), 1)])
    (Fraction(0, 1), Fraction(1, 2))
    """
    people = sum(count for _, count in groups)
    before, weighted = 0, Fraction(0)
    for chance, count in sorted(groups):
        # The i-th of n people, in order, counts 2i − n − 1 times.
        weighted += chance * count * (2 * before + count - people)
        before += count
    return weighted / (people * total(groups))


def geometric_mean(groups: Groups) -> float:
    """The n-th root of the product of n people's chances; 0 where somebody has none.

    >>> round(geometric_mean([(Fraction(1, 4), 1), (Fraction(1), 1)]), 12)
    0.5
    """
    if any(not chance and people for chance, people in groups):
        return 0.0
    people = sum(count for _, count in groups)
    logs = (count * (log(chance.numerator) - log(chance.denominator)) for chance, count in groups)
    return exp(fsum(logs) / people)


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of a rate (Wilson 1927, without continuity correction); 0 to 1 without trials.

    >>> [round(end, 3) for end in wilson(75, 1000)]
    [0.06, 0.093]
    """
    if not trials:
        return 0.0, 1.0
    share, square = hits / trials, NORMAL * NORMAL / trials
    middle = (share + square / 2) / (1 + square)
    half = sqrt(share * (1 - share) * square + square * square / 4) / (1 + square)
    # Rounding may not put the rate itself outside.
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
