"""What the lottery delivers, which no promise replaces: the panels of each person. Checks 7.13 to 7.15, 8.6.

These need no pool: the lottery has everyone who is in a panel, the plan how many people there are, and the
certificate how many of them are at each level.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from math import ceil, floor

from ...kernel import Files, Table
from ...reading.documents import Malformed, displayed
from ...reading.pack import absence
from ...report import Said, compared, faulty, judged, skipped
from ..certificate.certificate import Certificate, Level
from ..certificate.proofs import FILE as CERTIFICATE
from ..chance.plan import Plan
from .chances import FILE as CHANCES
from .chances import Chances, Limits
from .lottery import FILE, Seated, lines_of

DELIVERED = Table()
"""Checks 7.13 to 7.15 and 8.6 of a draw of seats."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many panels hold each person."""

    counts: array[int]
    """Of everyone, ascending: first those who are in none."""
    never: int
    """People in no panel."""
    always: int
    """People in every panel."""


@DELIVERED.fact("lottery.delivered")
def delivered(lottery: bytes, plan: Plan, seated: Seated | None = None) -> Delivered:
    """The counts of everyone; Malformed where there are more people in the panels than in the plan."""
    if seated is not None and not seated.strangers:
        # All of them were found in the pool, and counted there.
        found = list(filter(None, seated.counts))
    else:
        found = list(Counter(chain.from_iterable(line.split(b",") for line in lines_of(lottery))).values())
    never = plan.people - len(found)
    if never < 0:
        raise Malformed("panels", f"{len(found)} > {plan.people}")
    return Delivered(array("L", sorted([0] * never + found)), never, found.count(plan.panels))


@DELIVERED.fact()
def limits(certificate: Certificate | None = None) -> Limits:
    """Fewest and most panels of somebody whose chance is worth so many (docs/formats.md), by the method."""

    def of(slots: Fraction) -> tuple[Fraction, Fraction]:
        if certificate is not None and certificate.method == "columns":
            return slots * 3 / 4 - 1, slots * 5 / 4 + 1
        return Fraction(floor(slots)), Fraction(ceil(slots))

    return of


@DELIVERED.check("lottery.delivered", FILE)
def check_delivered(delivered: Delivered, plan: Plan, chances: Chances | None = None) -> Said:
    """The figures themselves: they are what the panels say, whatever anyone was promised."""
    least, most = delivered.counts[delivered.never], delivered.counts[-1]
    ends = f"{least}/{plan.panels}–{most}/{plan.panels}; {delivered.never}; {delivered.always}"
    off = "" if chances is None else f"; {_percent(_deviation(chances, plan.panels))}"
    return judged(True, got=ends + off)


def _deviation(chances: Chances, panels: int) -> Fraction:
    """Largest |delivered − target| / target, over everyone whose target is above 0.

    As a share of the target and what was had before, where that counts.
    """
    ends = enumerate(zip(chances.target, chances.least, chances.most, strict=True))
    off = (abs(Fraction(n, panels) - p) / chances.whole(t) for t, (p, *counts) in ends if p for n in counts)
    return max(off, default=Fraction(0))


def _percent(share: Fraction) -> str:
    """In hundredths of a percent, rounded up."""
    hundredths = ceil(share * 10_000)
    return f"{hundredths // 100}.{hundredths % 100:02} %"


@DELIVERED.check("lottery.enough", CERTIFICATE)
def check_enough(
    certificate: Certificate, plan: Plan, files: Files, target: tuple[Fraction, ...] | None = None
) -> Said:
    """Whoever has a chance has a panel's worth of it: one panel is a hundred percent, none is nothing."""
    promised = {level.value for level in certificate.levels}
    if not certificate.cumulated:
        promised |= set(target or ())
    if certificate.fairness == "nash" and target is None:
        return skipped("blocked" if CHANCES in files else absence(files, CHANCES), CHANCES)
    small = sorted(chance for chance in promised if 0 < chance * plan.panels < 1)
    return faulty([f"{displayed(chance)} × {plan.panels} < 1" for chance in small], checked=len(promised))


@DELIVERED.check("lottery.levels", FILE)
def check_levels(certificate: Certificate, delivered: Delivered, plan: Plan, limits: Limits) -> Said:
    """The counts, sorted, level by level; what a method may be off beyond a panel is shown, not failed."""
    levels = sorted(_alike(certificate), key=lambda level: level.value)
    people = sum(level.people for level in levels)
    if people > plan.people or (certificate.ranked and people != plan.people):
        return faulty([f"{people} ≠ {plan.people}"])
    faults: list[str] = []
    gaps: list[str] = []
    start = 0
    for level in levels:
        slots = level.value * plan.panels
        low, high = floor(slots), ceil(slots)
        # A floor has no upper end, and everyone who is left has it.
        is_floor = not certificate.ranked and level.value > 0
        counts = delivered.counts[start:] if is_floor else delivered.counts[start : start + level.people]
        start += level.people
        if not counts or (low <= counts[0] and (is_floor or counts[-1] <= high)):
            continue
        fewest, most = limits(slots)
        kept = fewest <= counts[0] and (is_floor or counts[-1] <= most)
        (gaps if kept else faults).append(
            f"{displayed(level.value)}: {counts[0]}–{counts[-1]} ({low}–{high})"
        )
    faults = faults or list(_misstated(certificate, levels, delivered, plan, limits))
    if gaps and not faults:
        return skipped(f"beyond-a-slot: {'; '.join(gaps[:3])}")
    return faulty(faults, checked=len(levels))


def _alike(certificate: Certificate) -> Iterator[Level]:
    """The levels; those who had as much before as a level of their own, with the chance given them."""
    for level in certificate.levels:
        for group in level.groups:
            achieved = level.achieved if group.panels is None else f"{group.panels}/{certificate.panels}"
            yield replace(level, value=group.chance, people=group.people, achieved=achieved)


def _misstated(
    certificate: Certificate, levels: list[Level], delivered: Delivered, plan: Plan, limits: Limits
) -> Iterator[str]:
    """Levels whose `achieved` nobody has who may be of it; of one apart, not the least of these."""
    held = sorted(set(delivered.counts))
    windows = [limits(level.value * plan.panels) for level in levels]
    for at, (level, (fewest, most)) in enumerate(zip(levels, windows, strict=True)):
        is_floor = not certificate.ranked and level.value > 0
        own = held[bisect_left(held, fewest) : None if is_floor else bisect_right(held, most)]
        below = at == 0 or windows[at - 1][1] < fewest
        above = at == len(levels) - 1 or most < windows[at + 1][0]
        if certificate.ranked and below and above:
            own = own[:1]
        if level.achieved not in {f"{count}/{plan.panels}" for count in own}:
            yield f"{displayed(level.value)}: {level.achieved}"


@DELIVERED.check("certificate.ends", CERTIFICATE)
def check_ends(certificate: Certificate, delivered: Delivered) -> Said:
    """How many people are in none of the panels, and in all of them."""
    return compared(f"{certificate.never}, {certificate.always}", f"{delivered.never}, {delivered.always}")
