"""Proofs that no lottery does better, in integers, and the bounds that they give (SPEC §7).

A proof is an integer weight s_t for each profile and a bound B0: Σ s_t·x_t ≤ B0 for every composition x.
Take any integers ν (the seats), μ_q (a quota row), η_h ≥ 0 (a class of households) and γ_i ≥ 0 (a cut): then
s_t = ν + Σ_{q∋t} μ_q + η_h + Σ_i γ_i·w_it for a profile t, and B0 follows, whatever the integers; good ones
come from a linear program. A cut holds for every composition, which takes a proof of its own (`trees`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm

from tirage.chances.instance import Instance

CERTAIN = Fraction(1)
"""The largest chance there is."""


@dataclass(frozen=True, slots=True)
class RowProof:
    """Multipliers of rows and of cuts: valid for every lottery, checked without a solver."""

    seats: int
    """ν."""
    quotas: Mapping[int, int]
    """μ by quota row, zeros left out."""
    households: Mapping[int, int]
    """η ≥ 0 by household class, zeros left out."""
    cuts: Mapping[int, int] = field(default_factory=dict)
    """γ ≥ 0 by cut of the instance, zeros left out."""

    def weights(self, instance: Instance) -> list[int]:
        """The integer weight s_t of each profile, negative ones too (SPEC §7)."""
        weights = [self.seats] * len(instance.sizes)
        for rows, prices in ((instance.quotas, self.quotas), (instance.households, self.households)):
            for number, price in prices.items():
                for t in rows[number].members:
                    weights[t] += price
        for number, price in self.cuts.items():
            cut = instance.cuts[number]
            for t, weight in zip(cut.members, cut.weights, strict=True):
                weights[t] += price * weight
        return weights

    def upper_bound(self, instance: Instance) -> int:
        """The most that Σ s_t·x_t can be over all compositions (B0 of formats.md)."""
        total = self.seats * instance.seats
        for q, price in self.quotas.items():
            row = instance.quotas[q]
            total += price * (row.upper if price > 0 else row.lower)
        for h, price in self.households.items():
            total += price * instance.households[h].upper
        return total + sum(price * instance.cuts[number].upper for number, price in self.cuts.items())


def mixed(a: int, one: RowProof, b: int, other: RowProof) -> RowProof:
    """The proof a·one + b·other, for a, b ≥ 0."""
    return RowProof(
        a * one.seats + b * other.seats,
        _sum(a, one.quotas, b, other.quotas),
        _sum(a, one.households, b, other.households),
        _sum(a, one.cuts, b, other.cuts),
    )


def _sum(a: int, one: Mapping[int, int], b: int, other: Mapping[int, int]) -> dict[int, int]:
    total = {key: a * one.get(key, 0) + b * other.get(key, 0) for key in sorted(one.keys() | other.keys())}
    return {key: price for key, price in total.items() if price}


def positive_upper_bound(proof: RowProof, instance: Instance) -> int:
    """No composition has Σ max(0, s_t)·x_t above it; below zero, there is no composition."""
    unwanted = sum(size * max(0, -s) for size, s in zip(instance.sizes, proof.weights(instance), strict=True))
    return proof.upper_bound(instance) + unwanted


def bound(
    proof: RowProof, instance: Instance, fixed: Mapping[int, Fraction], cap: Fraction = CERTAIN
) -> Fraction:
    """The most that everyone outside `fixed` can have at once, given the chances of `fixed`.

    Among the lotteries in which no chance is above `cap`. Where what people had before counts, it is the most
    that everyone can have with it. Raises ZeroDivisionError when the proof gives no weight to anyone outside
    `fixed`.
    """
    below = 0
    spent: list[tuple[Fraction, int]] = []
    left: list[tuple[Fraction, int]] = []
    for t, (size, weight) in enumerate(zip(instance.sizes, proof.weights(instance), strict=True)):
        if weight < 0:
            below -= size * weight
        elif t not in fixed:
            left.append((instance.had(t), size * weight))
        elif weight:
            spent.append((fixed[t], size * weight))
    taken = sum((chance * total for chance, total in _added(spent)), Fraction(0))
    open_to: dict[Fraction, int] = {}
    for had, total in _added(left):
        open_to[had] = open_to.get(had, 0) + total
    return highest_floor(proof.upper_bound(instance) + cap * below - taken, open_to, cap)


def _added(weighed: Iterable[tuple[Fraction, int]]) -> Iterator[tuple[Fraction, int]]:
    """The weights of what is one number added up: few fractions, many whole numbers."""
    # Equal ones are nearly always one object, which is known without the work of hashing a fraction.
    known: dict[int, Fraction] = {}
    totals: dict[int, int] = {}
    for value, weight in weighed:
        known[id(value)] = value
        totals[id(value)] = totals.get(id(value), 0) + weight
    return ((known[each], total) for each, total in totals.items())


def highest_floor(total: Fraction, weights: Mapping[Fraction, int], cap: Fraction) -> Fraction:
    """The largest z with Σ weight·max(0, z − had) ≤ total, at most `cap` above the least had.

    `weights`: by what people had before; those of weight 0 do not count. ZeroDivisionError where all are 0.

    >>> highest_floor(Fraction(1), {Fraction(1, 2): 6, Fraction(0): 1}, CERTAIN)
    Fraction(4, 7)
    """
    raised, rest = total, 0
    levels = sorted(had for had, weight in weights.items() if weight)
    for had, above in zip(levels, [*levels[1:], None][: len(levels)], strict=True):
        raised += weights[had] * had
        rest += weights[had]
        if above is None or raised <= rest * above:
            return min(levels[0] + cap, raised / rest)
    raise ZeroDivisionError


def integers(prices: Sequence[Fraction]) -> list[int]:
    """The same direction in the smallest whole numbers.

    >>> integers([Fraction(1, 2), Fraction(-1, 3)])
    [3, -2]
    """
    scale = lcm(*(price.denominator for price in prices))
    whole = [int(price * scale) for price in prices]
    divisor = gcd(*whole) or 1
    return [value // divisor for value in whole]
