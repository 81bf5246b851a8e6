"""Proofs that no lottery does better (SPEC §7, docs/formats.md).

A proof gives each profile t a weight s_t of any sign, and a ceiling: Σ s_t·x_t is not above it for any valid
composition x. Every bound is made of these two. All in integers and fractions, from the pool, the quotas and
the cuts: the weights are recomputed from the prices, so they are what they must be or the bound is another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ...reading.documents import Malformed
from ..lottery.chances import weighted_sum
from ..lottery.had import MILLIONTHS
from ..lottery.pool import Pool
from .prices import Ground, Prices, priced
from .tree import Allowance

FILE = "public/certificate.json"
MOST_ADDED = 2**22
"""Weights of cuts that the proofs of the levels add up at most, and as many those of the objective."""
Proof = Prices


@dataclass(frozen=True, slots=True)
class Weights:
    """What a proof comes to on this pool."""

    signed: list[int]
    """s by profile."""
    ceiling: int
    """The most that Σ s·x can be over valid compositions."""
    proved: int
    """What it is shown not to be above, in integers: the ceiling, or more where that is a program's word."""

    @property
    def programmed(self) -> bool:
        """Whether the ceiling is an integer program's word."""
        return self.proved > self.ceiling


def weigh(proof: Prices, ground: Ground, allowance: Allowance) -> Weights:
    """Weights and ceiling; Malformed for a price on a row, a class or a cut that is not there."""
    allowance.look(ground.added(proof))
    signed, proved = priced(proof, ground)
    open_to = ((ground.cuts[number], price) for number, price in proof.cuts.items())
    return Weights(signed, proved - sum(price * (cut.proved - cut.best) for cut, price in open_to), proved)


def floor_bound(
    weights: Weights,
    pool: Pool,
    fixed: Mapping[int, Fraction],
    cap: Fraction,
    had: Sequence[int] = (),
) -> Fraction:
    """The most that everyone outside `fixed` can have at once where no chance is above `cap`.

    `had`: millionths that the people of each profile had before; then it is the most that they have with it.
    """
    spent: dict[Fraction, int] = {}
    left: dict[int, int] = {}
    below = 0
    for t, (size, weight) in enumerate(zip(pool.sizes, weights.signed, strict=True)):
        if weight < 0:
            below -= size * weight
        elif t not in fixed:
            own = had[t] if had else 0
            left[own] = left.get(own, 0) + size * weight
        elif weight:
            spent[fixed[t]] = spent.get(fixed[t], 0) + size * weight
    return _raised(weights.ceiling + cap * below - weighted_sum(spent), left, cap)


def _raised(total: Fraction, weights: Mapping[int, int], cap: Fraction) -> Fraction:
    """The largest z with Σ weight·max(0, z − had) ≤ total, at most `cap` above the least had."""
    order = sorted(own for own, weight in weights.items() if weight)
    if not order:
        raise Malformed("profile-unproven")
    below = 0
    found = total
    for place, own in enumerate(order):
        total += Fraction(own * weights[own], MILLIONTHS)
        below += weights[own]
        found = total / below
        if place + 1 < len(order) and found <= Fraction(order[place + 1], MILLIONTHS):
            break
    return min(Fraction(order[0], MILLIONTHS) + cap, found)
