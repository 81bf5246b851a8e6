"""Proofs that no lottery does better: two forms, one arithmetic (SPEC §7, docs/formats.md).

A proof gives each profile t a weight s_t of any sign, and a ceiling: Σ s_t·x_t is not above it for any valid
composition x. Every bound is made of these two. All in integers and fractions, from the pool and the quotas
alone: the weights are recomputed from the prices, so they are what they must be or the bound is different.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ...reading.documents import Malformed, integer, natural
from ...reading.shapes import anything, is_text, shaped
from ..lottery.chances import weighted_sum
from ..lottery.lottery import panels_of
from ..lottery.pool import Pool
from ..lottery.quotas import Quotas

FILE = "public/certificate.json"
_POLYTOPE = {"nu": is_text, "quotas": anything, "households": anything}
_COLUMNS = {"y": anything, "best": is_text}


@dataclass(frozen=True, slots=True)
class Prices:
    """A proof in integers that needs no solver, zeros left out."""

    nu: int
    """ν, the price of a seat."""
    quotas: dict[int, int]
    """μ by quota row."""
    households: dict[int, int]
    """η by household class."""


@dataclass(frozen=True, slots=True)
class Composition:
    """A proof that rests on an integer program."""

    y: dict[int, int]
    """Weights by profile, zeros left out."""
    best: int
    """The most that Σ y·x can be, says the program."""


Proof = Prices | Composition


@dataclass(frozen=True, slots=True)
class Weights:
    """What a proof comes to on this pool."""

    signed: list[int]
    """s by profile."""
    ceiling: int
    """The most that Σ s·x can be over valid compositions."""
    programmed: bool
    """Whether that is an integer program's word."""


def read_proof(item: object, *, programs: bool, signed: bool) -> Proof:
    """A proof; Malformed for another form. `programs`: it may rest on one; `signed`: with weights below 0."""
    if programs and isinstance(item, dict) and "best" in item:
        proof = shaped(item, _COLUMNS)
        number = integer if signed else natural
        return Composition(_prices(proof["y"], number), number(proof["best"]))
    proof = shaped(item, _POLYTOPE)
    households = _prices(proof["households"], natural)
    return Prices(integer(proof["nu"]), _prices(proof["quotas"], integer), households)


def _prices(item: object, number: Callable[[object], int]) -> dict[int, int]:
    if not isinstance(item, dict):
        raise Malformed("not-an-object", "proof")
    prices = {natural(name): number(text) for name, text in item.items()}
    if 0 in prices.values():
        raise Malformed("zero", "proof")
    return prices


def weigh(proof: Proof, seats: int, pool: Pool, quotas: Quotas) -> Weights:
    """Weights and ceiling; Malformed for a price on a row, a class or a profile that is not there."""
    if isinstance(proof, Composition):
        y = _within(proof.y, len(pool.sizes))
        return Weights([y.get(t, 0) for t in range(len(pool.sizes))], proof.best, programmed=True)
    rows = _within(proof.quotas, len(quotas.rows))
    classes = _within(proof.households, len(pool.households))
    signed = [
        proof.nu + sum(rows.get(row, 0) for row in rows_of) + classes.get(household_class, 0)
        for rows_of, household_class in zip(pool.rows_of, pool.class_of, strict=True)
    ]
    ceiling = proof.nu * seats
    ceiling += sum(p * (quotas.maximum if p > 0 else quotas.minimum)[row] for row, p in rows.items())
    ceiling += sum(price * pool.households[number] for number, price in classes.items())
    return Weights(signed, ceiling, programmed=False)


def _within(prices: Mapping[int, int], length: int) -> Mapping[int, int]:
    for number in prices:
        if number >= length:
            raise Malformed("out-of-range", number)
    return prices


def floor_bound(weights: Weights, pool: Pool, fixed: Mapping[int, Fraction], cap: Fraction) -> Fraction:
    """The most that everyone outside `fixed` can have at once where no chance is above `cap`."""
    spent: dict[Fraction, int] = {}
    rest = below = 0
    for t, (size, weight) in enumerate(zip(pool.sizes, weights.signed, strict=True)):
        if weight < 0:
            below -= size * weight
        elif t not in fixed:
            rest += size * weight
        elif weight:
            spent[fixed[t]] = spent.get(fixed[t], 0) + size * weight
    if not rest:
        raise Malformed("profile-unproven")
    return min(cap, (weights.ceiling + cap * below - weighted_sum(spent)) / rest)


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
