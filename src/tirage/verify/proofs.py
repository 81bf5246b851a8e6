"""That no lottery could give the people of a level more (SPEC §7). Checks 8.3 and 8.7.

All in integers and fractions, from the pool and the quotas alone. The weights y of a proof are recomputed
from its prices, so they are what they must be or the bound comes out different.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from fractions import Fraction

from .certificate import FILE, Certificate, Composition, Level
from .checks import Check, faulty, skipped
from .documents import Malformed, shown
from .lottery import panels_of
from .pool import Pool
from .quotas import Quotas


def check_proofs(
    certificate: Certificate, pool: Pool, quotas: Quotas, lottery: bytes | None
) -> Generator[Check, None, None]:
    """Each level's bound, recomputed; the value against it; for `columns`, what can be said of `best`."""
    fixed: dict[int, Fraction] = {}
    faults: list[str] = []
    weighed: dict[int, list[int]] = {}
    for number, level in enumerate(certificate.levels):
        try:
            weights, most = _weights(level, certificate.seats, pool, quotas)
            _refuse_profiles(level, certificate, fixed, weights)
            _refuse_bound(level, certificate, _bound(pool, fixed, weights, most))
            if isinstance(level.proof, Composition):
                weighed[number] = weights
        except Malformed as fault:
            faults.append(f"{number}: {fault.shown}")
        fixed.update(dict.fromkeys(level.profiles, level.value))
    yield faulty("certificate.proof", faults, checked=len(certificate.levels), file=FILE)
    if weighed and not faults:
        yield from _check_best(certificate, pool, weighed, lottery)


def _weights(level: Level, seats: int, pool: Pool, quotas: Quotas) -> tuple[list[int], int]:
    """Weights y of the profiles, and the most that Σ y·x can be over valid panels."""
    proof = level.proof
    if isinstance(proof, Composition):
        y = _within(proof.y, len(pool.sizes))
        return [y.get(t, 0) for t in range(len(pool.sizes))], proof.best
    rows = _within(proof.quotas, len(quotas.rows))
    classes = _within(proof.households, len(pool.households))
    signed = [
        proof.nu + sum(rows.get(row, 0) for row in rows_of) + classes.get(household_class, 0)
        for rows_of, household_class in zip(pool.rows_of, pool.class_of, strict=True)
    ]
    most = proof.nu * seats
    most += sum(price * (quotas.maximum if price > 0 else quotas.minimum)[row] for row, price in rows.items())
    most += sum(price * pool.households[number] for number, price in classes.items())
    most += sum(size * -s for size, s in zip(pool.sizes, signed, strict=True) if s < 0)
    return [max(0, s) for s in signed], most


def _within(prices: Mapping[int, int], length: int) -> Mapping[int, int]:
    for number in prices:
        if number >= length:
            raise Malformed("out-of-range", number)
    return prices


def _refuse_profiles(
    level: Level, certificate: Certificate, fixed: Mapping[int, Fraction], weights: list[int]
) -> None:
    """A bound says nothing of a profile that its weights leave out, nor of one that has its level already."""
    for t in level.profiles:
        if t in fixed or not (weights[t] or level.value < level.bound):
            raise Malformed("profile-unproven", t)
    weighed = [t for t, weight in enumerate(weights) if weight and t not in fixed]
    if certificate.fairness == "maximin" and certificate.method == "polytope" and level.profiles != weighed:
        raise Malformed("profile-unproven", "maximin")


def _bound(pool: Pool, fixed: Mapping[int, Fraction], weights: list[int], most: int) -> Fraction:
    """The most that everyone outside `fixed` can have at once; never more than 1, as no chance is."""
    # People of one chance are added up first: few fractions, many integers.
    spent: dict[Fraction, int] = {}
    rest = 0
    for t, weight in enumerate(weights):
        if t not in fixed:
            rest += weight * pool.sizes[t]
        elif weight:
            spent[fixed[t]] = spent.get(fixed[t], 0) + weight * pool.sizes[t]
    if not rest:
        raise Malformed("profile-unproven")
    taken = sum((chance * people for chance, people in spent.items()), Fraction(0))
    return min(Fraction(1), (most - taken) / rest)


def _refuse_bound(level: Level, certificate: Certificate, bound: Fraction) -> None:
    if bound != level.bound:
        raise Malformed("bound", f"{shown(level.bound)} ≠ {shown(bound)}")
    if level.value > bound or (level.value < bound and certificate.method == "polytope"):
        raise Malformed("value", f"{shown(level.value)} ≠ {shown(bound)}")


def _check_best(
    certificate: Certificate, pool: Pool, weighed: Mapping[int, list[int]], lottery: bytes | None
) -> Generator[Check, None, None]:
    """`best` is an integer program's word; it must at least hold for the panels of the lottery."""
    if lottery is None:
        yield skipped("certificate.best", "blocked", FILE)
        return
    reached = dict.fromkeys(weighed, 0)
    for panel in panels_of(lottery):
        profiles = [pool.profile_of[pool.numbers[pid]] for pid in panel if pid in pool.numbers]
        for number, weights in weighed.items():
            reached[number] = max(reached[number], sum(map(weights.__getitem__, profiles)))
    faults = []
    for number, least in reached.items():
        proof = certificate.levels[number].proof
        if isinstance(proof, Composition) and proof.best < least:
            faults.append(f"{number}: {proof.best} < {least}")
    if faults:
        yield faulty("certificate.best", faults, file=FILE)
    else:
        yield skipped("certificate.best", "needs-solver", FILE)
