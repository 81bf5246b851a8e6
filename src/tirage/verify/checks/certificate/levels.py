"""The levels of a certificate against its proofs, the chances and the lottery. Checks 8.2 to 8.5."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from math import floor

from ...kernel import Table, Unusable
from ...reading.documents import Malformed, displayed
from ...report import Said, faulty, skipped
from ..lottery.chances import Chances
from ..lottery.had import MILLIONTHS, rest
from ..lottery.pool import Pool
from .certificate import Certificate, Level
from .prices import Ground
from .proofs import FILE, MOST_ADDED, floor_bound, weigh
from .tree import Allowance

NEAR = Fraction(19, 20)
"""The least share of its bound that a level may be."""
LEVELS = Table()
"""Checks 8.2 to 8.5 of a draw of seats."""


@LEVELS.fact("certificate.levels")
def levelled(certificate: Certificate, pool: Pool) -> Certificate:
    """The certificate, once its levels are about the profiles of this pool."""
    faults = []
    for number, level in enumerate(certificate.levels):
        if not level.profiles or level.profiles[-1] >= len(pool.sizes):
            faults.append(f"{number}: profiles")
        elif level.people != (people := sum(pool.sizes[t] for t in level.profiles)):
            faults.append(f"{number}: {level.people} ≠ {people}")
    faults += _misplaced(certificate, len(pool.sizes))
    if faults:
        raise Unusable(faulty(faults))
    return certificate


@LEVELS.check("certificate.levels", FILE)
def check_levels(levelled: Certificate) -> Said:
    """Each level says whom it is about; ranked ones hold every profile once, in rising order."""
    return faulty([], checked=len(levelled.levels))


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


@dataclass(slots=True)
class LevelProofs:
    """What the proofs of the levels come to."""

    faults: list[str] = field(default_factory=list)
    unproved: list[str] = field(default_factory=list)
    """Of a level that is below its bound, or whose bound is an integer program's word: what is open of it."""


@LEVELS.fact()
def proved(levelled: Certificate, pool: Pool, ground: Ground) -> LevelProofs:
    """The levels' proofs, one after the other."""
    fixed: dict[int, Fraction] = {}
    found = LevelProofs()
    allowance = Allowance(work=MOST_ADDED)
    for number, level in enumerate(levelled.levels):
        # No cap may be what keeps somebody out altogether.
        cap = levelled.cap if level.value else Fraction(1)
        # Whom nobody can draw, nobody can: what they had before is no matter.
        had = pool.had if level.value else ()
        try:
            weights = weigh(level.proof, ground, allowance)
            _refuse_profiles(level, levelled, fixed, weights.signed)
            _refuse_half_full(level, had)
            _refuse_bound(level, levelled, floor_bound(weights, pool, fixed, cap, had))
            sure = floor_bound(replace(weights, ceiling=weights.proved), pool, fixed, cap, had)
            if left := _left_open(level, sure if weights.programmed else None):
                found.unproved.append(f"{number}: {left}")
        except Malformed as fault:
            found.faults.append(f"{number}: {fault.shown}")
        fixed.update({t: level.chance(pool.had[t] if pool.had else None) for t in level.profiles})
    return LevelProofs(found.faults) if found.faults else found


def _left_open(level: Level, sure: Fraction | None) -> str:
    """Between what of the level it is open whether a lottery could give more; empty where nothing is.

    `sure`: the bound that is proved, where the level's own is a program's word.
    """
    gap = f"{displayed(level.value)} < " if level.value < level.bound else ""
    proved = "" if sure is None else f" ({displayed(sure)})"
    return f"{gap}{displayed(level.bound)}{proved}" if gap or proved else ""


@LEVELS.check("certificate.proof", FILE)
def check_proofs(proved: LevelProofs, certificate: Certificate) -> Said:
    """Each level's bound, recomputed, and the value against it; not green where more may be possible."""
    levels = len(certificate.levels)
    if proved.unproved:
        shown = "; ".join(proved.unproved[:3])
        return skipped(f"not-proved-here: {len(proved.unproved)}/{levels}; {shown}")
    return faulty(proved.faults, checked=levels)


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


def _refuse_half_full(level: Level, had: Sequence[int]) -> None:
    """Where somebody is certain, who had least before, that bounds nobody who had more."""
    own = [had[t] for t in level.profiles if had]
    if own and level.bound == 1 + Fraction(min(own), MILLIONTHS) and max(own) > min(own):
        raise Malformed("profile-unproven", max(own))


def _refuse_bound(level: Level, certificate: Certificate, bound: Fraction) -> None:
    if bound != level.bound:
        raise Malformed("bound", f"{displayed(level.bound)} ≠ {displayed(bound)}")
    if level.value > bound or (level.value < bound and certificate.method == "polytope"):
        raise Malformed("value", f"{displayed(level.value)} ≠ {displayed(bound)}")
    if level.value < NEAR * bound:
        raise Malformed("gap", f"{displayed(level.value)} < {displayed(NEAR)} · {displayed(bound)}")


@LEVELS.check("certificate.chances", "guarantors/chances.csv", skip_file=FILE)
def check_promises(levelled: Certificate, chances: Chances) -> Said:
    """The chances are those that the levels promise."""
    return faulty(_broken(levelled, chances), checked=len(chances.target))


@LEVELS.check("certificate.achieved", FILE)
def check_achieved(levelled: Certificate, chances: Chances) -> Said:
    """What the lottery achieves of each level."""
    own = [f"{least}/{levelled.panels}" for least in _least(levelled, chances)]
    pairs = enumerate(zip(levelled.levels, own, strict=True))
    faults = [
        f"{number}: {level.achieved} ≠ {own}" for number, (level, own) in pairs if level.achieved != own
    ]
    return faulty(faults, checked=len(own))


@LEVELS.note("beyond.gap", FILE)
def gap(levelled: Certificate, chances: Chances) -> list[Said]:
    """Levels of which the lottery achieves less than is proved possible."""
    least = _least(levelled, chances)
    gaps = [
        f"{number}: {least[number]}/{levelled.panels} < {displayed(level.bound)}"
        for number, level in enumerate(levelled.levels)
        if any(fewest < floor(most * levelled.panels) for fewest, most in _ends(level, least[number]))
    ]
    return [skipped("; ".join(gaps[:3]))] if gaps else []


def _ends(level: Level, least: int) -> list[tuple[int, Fraction]]:
    """Fewest panels of somebody, and the most that is proved possible; of those who had as much before."""
    if not level.had:
        return [(least, level.bound)]
    return [(each.panels, rest(level.bound, each.millionths)) for each in level.had]


def _least(certificate: Certificate, chances: Chances) -> list[int]:
    """Fewest panels of anyone, by level."""
    return [min(chances.least[t] for t in level.profiles) for level in certificate.levels]


def _broken(certificate: Certificate, chances: Chances) -> list[str]:
    """Chances that are not what the levels promise."""
    had = chances.had
    value = {t: level.chance(had[t] if had else None) for level in certificate.levels for t in level.profiles}
    faults = []
    for t, chance in enumerate(chances.target):
        if certificate.fairness == "nash" and t not in value:
            # No level promises them a figure; who can be drawn has some chance.
            promised, kept = Fraction(0), chance > 0
        else:
            promised = value.get(t, certificate.levels[-1].value)
            kept = chance == promised or (chance > promised > 0 and not certificate.ranked)
        if not kept:
            faults.append(f"{t}: {displayed(chance)} ({displayed(promised)})")
    return faults
