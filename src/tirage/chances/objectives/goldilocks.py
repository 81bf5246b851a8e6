"""The lottery whose chances are neither too small nor too large (Baharav & Flanigan, EC 2024).

With n people who can be drawn and k seats, all would have k/n if all could have the same. Sought is the least
(n/k)·U + (k/n)/z over the lotteries whose chances are between z and U. The least U for each z is convex, in
straight pieces, each of them a cut (`cap`): the search goes from cut to cut until the two around the optimum
meet there. A cut alone shows (n/k)·U + (k/n)/z ≥ 2·√(α/β) − (n/k)·B0/β; so does a mixture of two. Where the
highest floor there is, which has a proof of its own, stays below the z of that root, it shows the sum there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, lcm

from tirage.chances.instance import Instance
from tirage.chances.objectives.capped import Cut, above_floor, cut, least_cap
from tirage.chances.proof import RowProof, mixed

FINE = 10**6
"""A floor that would be an irrational number has a denominator up to this."""
DIGITS = 10**15
"""A root that is no fraction is rounded down to this many parts."""
NEAR = Fraction(1, 10**9)
"""A value this near to its bound is the optimum."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Smallest and largest chance, neither too small nor too large."""

    cap: Fraction
    bound: Fraction
    """No lottery has a lower (n/k)·U + (k/n)/z."""
    shown_by: Cut


def balance(instance: Instance, best: Fraction, proof: RowProof, never: Collection[int]) -> Balance:
    """The cap of the goldilocks lottery on the quota polytope.

    `best`, `proof`: the highest floor that everyone outside `never` can have, and why.
    """
    people = sum(size for t, size in enumerate(instance.sizes) if t not in never)
    ratio = Fraction(people, instance.seats)
    low, high = above_floor(instance, never), cut(proof, instance, never)
    before = Fraction(0)
    while True:
        floor = min(best, _between(low, high, ratio))
        cap, found = least_cap(instance, floor, never)
        steep = found.gain * (ratio * floor) ** 2 > found.cost
        low, high = (low, found) if steep else (found, high)
        bound, shown_by = _shown(low, high, instance, never, ratio * floor, ratio, ratio * best)
        if floor == before or ratio * cap + 1 / (ratio * floor) - bound <= NEAR:
            return Balance(cap, bound, shown_by)
        before = floor


def _between(low: Cut, high: Cut, ratio: Fraction) -> Fraction:
    """The floor that is best as far as two cuts can tell, the second the steeper one.

    Where they meet, unless the optimum along one of them comes first.
    """
    along_low, along_high = _along(low, ratio), _along(high, ratio)
    slopes = low.gain * high.cost - high.gain * low.cost
    if not slopes:
        return along_high
    meeting = Fraction(low.upper_bound * high.cost - high.upper_bound * low.cost, slopes)
    return max(along_high, min(meeting, along_low) if low.gain else meeting)


def _along(each: Cut, ratio: Fraction) -> Fraction:
    """The best floor along a cut, √(β/α)·k/n; 0 where there is none."""
    if not each.gain:
        return Fraction(0)
    return _root(Fraction(each.cost, each.gain)).limit_denominator(FINE) / ratio


def _shown(
    low: Cut,
    high: Cut,
    instance: Instance,
    never: Collection[int],
    level: Fraction,
    ratio: Fraction,
    highest: Fraction,
) -> tuple[Fraction, Cut]:
    """The best bound that the two cuts give, or the mixture of them that is best for a floor of level·k/n.

    `highest`: the highest floor there is, in the same measure.
    """
    cuts = [each for each in (low, high) if each.cost]
    # α/β of the mixture is to be 1/level².
    x, y = high.gain * level**2 - high.cost, low.cost - low.gain * level**2
    if x > 0 and y > 0:
        scale = lcm(x.denominator, y.denominator)
        a, b = int(x * scale), int(y * scale)
        proof = mixed(a, low.proof, b, high.proof)
        cuts.append(cut(proof, instance, never, a * low.mean + b * high.mean))
    found = ((_bound(each, ratio, highest), each) for each in cuts if each.cost)
    return max(found, key=lambda pair: pair[0])


def _bound(each: Cut, ratio: Fraction, highest: Fraction) -> Fraction:
    """Just below 2·√(α/β) − (n/k)·B0/β, or just that, or the sum at the highest floor (docs/formats.md)."""
    slope, rest = Fraction(each.gain, each.cost), ratio * Fraction(each.upper_bound, each.cost)
    if slope * highest**2 <= 1:
        return slope * highest + 1 / highest - rest
    return 2 * _root(slope) - rest


def _root(square: Fraction) -> Fraction:
    """The root, rounded down unless it is a fraction.

    >>> _root(Fraction(4, 9))
    Fraction(2, 3)
    """
    both = square.numerator * square.denominator
    if isqrt(both) ** 2 == both:
        return Fraction(isqrt(both), square.denominator)
    return Fraction(isqrt(square.numerator * DIGITS**2 // square.denominator), DIGITS)
