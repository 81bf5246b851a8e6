"""The levels of a certificate against its proofs, the chances and the lottery. Checks 8.2 to 8.6."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import floor

from ...kernel import Check, compared, faulty, skipped
from ...reading.documents import Malformed, displayed
from ..lottery.chances import Chances
from ..lottery.pool import Pool
from ..lottery.quotas import Quotas
from .certificate import Certificate, Level
from .proofs import FILE, Weights, floor_bound, weigh


def check_levels(certificate: Certificate, pool: Pool | None) -> Generator[Check, None, bool]:
    """That each level says whom it is about; that ranked ones hold every profile once, in rising order."""
    if pool is None:
        yield skipped("certificate.levels", "no-pool", FILE)
        return False
    faults = []
    for number, level in enumerate(certificate.levels):
        if not level.profiles or level.profiles[-1] >= len(pool.sizes):
            faults.append(f"{number}: profiles")
        elif level.people != (people := sum(pool.sizes[t] for t in level.profiles)):
            faults.append(f"{number}: {level.people} ≠ {people}")
    faults += _misplaced(certificate, len(pool.sizes))
    yield faulty("certificate.levels", faults, checked=len(certificate.levels), file=FILE)
    return not faults


def _misplaced(certificate: Certificate, profiles: int) -> list[str]:
    """What is wrong with the levels as a whole."""
    levels = certificate.levels
    faults = []
    if certificate.ranked:
        named = sorted(t for level in levels for t in level.profiles)
        if named != list(range(profiles)):
            faults.append(f"{len(named)} ≠ {profiles} profiles")
        # A bound speaks of the least chance outside the levels before, and proves nothing of a lower one.
        faults += [
            f"{displayed(b.value)} < {displayed(a.value)}"
            for a, b in pairwise(levels)
            if b.value < a.value - certificate.slack
        ]
    elif certificate.fairness == "maximin" and (not levels or any(level.value for level in levels[:-1])):
        # Maximin claims one floor; before it may come those whom no lottery can draw.
        faults.append(f"{len(levels)} ≠ 1")
    elif certificate.fairness == "nash" and any(level.value for level in levels):
        faults.append("value")
    if certificate.objective and any(level.bound for level in levels if not level.value):
        # The objective leaves these people out, so nothing may be open about them.
        faults.append("bound")
    return faults


def check_proofs(
    certificate: Certificate, pool: Pool, quotas: Quotas
) -> Generator[Check, None, dict[str, Weights]]:
    """Each level's bound, recomputed, and the value against it; the weights by number of the level."""
    fixed: dict[int, Fraction] = {}
    faults: list[str] = []
    weighed: dict[str, Weights] = {}
    for number, level in enumerate(certificate.levels):
        # No cap may be what keeps somebody out altogether.
        cap = certificate.cap if level.value else Fraction(1)
        try:
            weights = weigh(level.proof, certificate.seats, pool, quotas)
            _refuse_profiles(level, certificate, fixed, weights.signed)
            _refuse_bound(level, certificate, floor_bound(weights, pool, fixed, cap))
            weighed[str(number)] = weights
        except Malformed as fault:
            faults.append(f"{number}: {fault.shown}")
        fixed.update(dict.fromkeys(level.profiles, level.value))
    yield faulty("certificate.proof", faults, checked=len(certificate.levels), file=FILE)
    return {} if faults else weighed


def _refuse_profiles(
    level: Level, certificate: Certificate, fixed: Mapping[int, Fraction], weights: list[int]
) -> None:
    """A bound says nothing of a profile that its weights leave out, nor of one that has its level already."""
    for t in level.profiles:
        if t in fixed or not (weights[t] > 0 or level.value < level.bound):
            raise Malformed("profile-unproven", t)
    weighed = [t for t, weight in enumerate(weights) if weight > 0 and t not in fixed]
    if certificate.fairness == "maximin" and certificate.method == "polytope" and level.profiles != weighed:
        raise Malformed("profile-unproven", "maximin")


def _refuse_bound(level: Level, certificate: Certificate, bound: Fraction) -> None:
    if bound != level.bound:
        raise Malformed("bound", f"{displayed(level.bound)} ≠ {displayed(bound)}")
    if level.value > bound or (level.value < bound and certificate.method == "polytope"):
        raise Malformed("value", f"{displayed(level.value)} ≠ {displayed(bound)}")


def check_outcome(
    certificate: Certificate, chances: Chances, counts: array[int], panels: int
) -> Generator[Check, None, None]:
    """The chances against the levels; what the lottery achieves; who is in none or all of its panels."""
    unequal: list[str] = []
    gaps: list[str] = []
    for number, level in enumerate(certificate.levels):
        least = min(chances.least[t] for t in level.profiles)
        if level.achieved != f"{least}/{panels}":
            unequal.append(f"{number}: {level.achieved} ≠ {least}/{panels}")
        if least < floor(level.bound * panels):
            gaps.append(f"{number}: {least}/{panels} < {displayed(level.bound)}")
    broken = _broken(certificate, chances.target)
    yield faulty("certificate.chances", broken, checked=len(chances.target), file="guarantors/chances.csv")
    yield faulty("certificate.achieved", unequal, checked=len(certificate.levels), file=FILE)
    said = f"{certificate.never}, {certificate.always}"
    yield compared("certificate.ends", said, f"{counts.count(0)}, {counts.count(panels)}", FILE)
    if gaps:
        yield skipped("beyond.gap", "; ".join(gaps[:3]), FILE)


def _broken(certificate: Certificate, target: tuple[Fraction, ...]) -> list[str]:
    """Chances that are not what the levels promise."""
    value = {t: level.value for level in certificate.levels for t in level.profiles}
    faults = []
    for t, chance in enumerate(target):
        if certificate.fairness == "nash" and t not in value:
            # No level promises them a figure; who can be drawn has some chance.
            promised, kept = Fraction(0), chance > 0
        else:
            promised = value.get(t, certificate.levels[-1].value)
            kept = chance == promised or (chance > promised > 0 and not certificate.ranked)
        if not kept:
            faults.append(f"{t}: {displayed(chance)} ({displayed(promised)})")
    return faults
