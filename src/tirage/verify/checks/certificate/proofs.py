"""Proofs that no lottery does better: two forms, one arithmetic (SPEC §7, docs/formats.md).

A proof gives each profile t a weight s_t of any sign, and a ceiling: Σ s_t·x_t is not above it for any valid
composition x. Every bound is made of these two. All in integers and fractions, from the pool and the quotas
alone: the weights are recomputed from the prices, so they are what they must be or the bound is different.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ...reading.documents import Malformed, integer, natural
from ...reading.shapes import anything, is_text, shaped
from ..lottery.chances import weighted_sum
from ..lottery.had import MILLIONTHS
from ..lottery.lottery import panels_of
from ..lottery.pool import Pool
from .prices import Ground, Prices, numbered, priced, read_prices, within
from .tree import Allowance, Tree, read_tree, refuse_open

FILE = "public/certificate.json"
_ROWS = {"nu": is_text, "quotas": anything, "households": anything}
_COMPOSITION = {"y": anything, "best": is_text, "proved": is_text, "tree": anything}


@dataclass(frozen=True, slots=True)
class Composition:
    """Weights, and the most that they can sum to over one panel."""

    y: dict[int, int]
    """Weights by profile, zeros left out."""
    best: int
    """The most that Σ y·x can be, says an integer program."""
    proved: int
    """The most that it can be, shows the tree: `best` or more."""
    tree: Tree


Proof = Prices | Composition


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


def read_proof(item: object, allowance: Allowance, *, programs: bool, signed: bool) -> Proof:
    """A proof; Malformed for another form.

    `programs`: it may have the word of one; `signed`: with weights below 0.
    """
    if programs and isinstance(item, dict) and "best" in item:
        proof = shaped(item, _COMPOSITION)
        number = integer if signed else natural
        best, proved = number(proof["best"]), number(proof["proved"])
        if proved < best:
            raise Malformed("out-of-range", "proved")
        return Composition(numbered(proof["y"], number), best, proved, read_tree(proof["tree"], allowance))
    return read_prices(shaped(item, _ROWS))


def weigh(proof: Proof, ground: Ground, allowance: Allowance) -> Weights:
    """Weights and ceiling.

    Malformed for a price on a row, a class or a profile that is not there, and for a tree that does not show
    what it says.
    """
    if isinstance(proof, Composition):
        count = len(ground.pool.sizes)
        y = within(proof.y, count)
        signed = [y.get(t, 0) for t in range(count)]
        refuse_open(proof.tree, signed, proof.proved, ground, allowance)
        return Weights(signed, proof.best, proof.proved)
    signed, ceiling = priced(proof, ground)
    return Weights(signed, ceiling, ceiling)


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


def outdone(programmed: Mapping[str, Weights], pool: Pool, lottery: bytes) -> list[str]:
    """Ceilings that are an integer program's word, and that a panel of the lottery is above."""
    reached: dict[str, int] = {}
    for panel in panels_of(lottery):
        profiles = [pool.profile_of[pool.numbers[pid]] for pid in panel if pid in pool.numbers]
        for name, weights in programmed.items():
            total = sum(map(weights.signed.__getitem__, profiles))
            reached[name] = max(total, reached.get(name, total))
    return [
        f"{name}: {programmed[name].ceiling} < {most}"
        for name, most in reached.items()
        if programmed[name].ceiling < most
    ]
