"""Everyone's chance: as promised, and as the lottery gives it. Checks 7.8 to 7.12."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

from ...kernel import Absent, Files, Table
from ...reading.documents import Malformed, displayed, fraction, rows
from ...report import Said, faulty, judged, skipped
from ..chance.plan import Plan
from .had import MILLIONTHS, PLAIN, WITH_HAD
from .pool import Pool
from .quotas import Quotas

FILE = "guarantors/chances.csv"
# Far more than any real lottery needs, and still quick to add up.
_LARGEST_DENOMINATOR = 10**10_000
Limits = Callable[[Fraction], tuple[Fraction, Fraction]]
"""Fewest and most panels of somebody whose chance is worth so many of them."""
CHANCES = Table()
"""Checks 7.8 to 7.12 of a draw of seats."""


@dataclass(frozen=True, slots=True)
class Chances:
    """What each profile was promised and what its people got."""

    target: tuple[Fraction, ...]
    """Exact target chance of a person, by profile."""
    least: tuple[int, ...]
    """Fewest panels of a person, by profile."""
    most: tuple[int, ...]
    """Most panels of a person, by profile."""
    had: tuple[int, ...]
    """Millionths of chance that a person had before, by profile; empty where that does not count."""

    def whole(self, t: int) -> Fraction:
        """A person's chance, with what they had before."""
        return self.target[t] + (Fraction(self.had[t], MILLIONTHS) if self.had else 0)


@CHANCES.fact("chances.panels")
def target(pool: Pool, counts: array[int], files: Files) -> tuple[Fraction, ...]:
    """Exact target chance of a person, by profile, once everyone is there with the panels of the lottery."""
    if FILE not in files:
        raise Absent("blocked")
    return _targets(files[FILE], pool, counts)


@CHANCES.fact()
def chances(target: tuple[Fraction, ...], pool: Pool, counts: array[int]) -> Chances:
    """What everyone was promised and got."""
    return Chances(target, *_extremes(pool, counts), pool.had)


@CHANCES.check("chances.panels", FILE)
def check_panels(target: tuple[Fraction, ...], pool: Pool, counts: array[int]) -> Said:
    """Everyone once."""
    return judged(True, got=len(counts), expected=len(pool.numbers))


def _targets(data: bytes, pool: Pool, counts: array[int]) -> tuple[Fraction, ...]:
    """Target chance by profile; every person of a profile has the same."""
    read: dict[str, Fraction] = {}
    found: list[str] = [""] * len(pool.sizes)
    people = iter(pool.numbers.items())
    for pid, panels, chance, *had in rows(data, WITH_HAD if pool.had else PLAIN):
        wanted, number = next(people, ("", 0))
        if pid != wanted:
            raise Malformed("other-person", f"{pid} ≠ {wanted}")
        if panels != str(counts[number]):
            raise Malformed("panels", f"{pid}: {panels} ≠ {counts[number]}")
        if chance not in read:
            read[chance] = fraction(chance)
            if read[chance] > 1:
                raise Malformed("out-of-range", f"{pid}: {displayed(read[chance])}")
        profile = pool.profile_of[number]
        if had and had[0] != str(pool.had[profile]):
            raise Malformed("wrong-value", f"{pid}: {had[0]} ≠ {pool.had[profile]}")
        if found[profile] not in ("", chance):
            raise Malformed("unequal", f"{pid}: {chance} ≠ {found[profile]}")
        found[profile] = chance
    if missing := next(people, None):
        raise Malformed("missing", missing[0])
    _common_denominator(read.values())
    return tuple(read[chance] for chance in found)


@CHANCES.check("chances.sum", FILE)
def check_sum(target: tuple[Fraction, ...], pool: Pool, plan: Plan, slack: Fraction) -> Said:
    """As many seats as there are; with rounded promises, that less than everything is promised is said."""
    total = _weighted(target, pool, range(len(target)))
    if slack and total < plan.seats - slack:
        return skipped(f"below-seats: {displayed(total)} < {plan.seats}")
    return judged(abs(total - plan.seats) <= slack, got=displayed(total), expected=plan.seats)


@CHANCES.check("chances.quotas", FILE)
def check_averages(target: tuple[Fraction, ...], pool: Pool, quotas: Quotas, slack: Fraction) -> Said:
    """Averages that any lottery of valid panels has: every quota, one seat a household at most.

    With rounded promises nothing may be promised twice.
    """
    members: list[list[int]] = [[] for _ in quotas.rows]
    classes: list[list[int]] = [[] for _ in pool.households]
    for t, (rows_of, household_class) in enumerate(zip(pool.rows_of, pool.class_of, strict=True)):
        for row in rows_of:
            members[row].append(t)
        if household_class >= 0:
            classes[household_class].append(t)
    faults = []
    for row, inside in enumerate(members):
        average = _weighted(target, pool, inside)
        least = 0 if slack else quotas.minimum[row]
        if not least <= average <= quotas.maximum[row] + slack:
            limits = f"{quotas.minimum[row]}–{quotas.maximum[row]}"
            faults.append(f"{' '.join(quotas.rows[row])}: {displayed(average)} ({limits})")
    for number, inside in enumerate(classes):
        average = _weighted(target, pool, inside)
        if average > pool.households[number] + slack:
            faults.append(f"h {number}: {displayed(average)} > {pool.households[number]}")
    return faulty(faults, checked=len(members) + len(classes))


def _weighted(target: tuple[Fraction, ...], pool: Pool, profiles: list[int] | range) -> Fraction:
    """Expected seats of these profiles."""
    people: dict[Fraction, int] = {}
    for t in profiles:
        people[target[t]] = people.get(target[t], 0) + pool.sizes[t]
    return weighted_sum(people)


def weighted_sum(weights: Mapping[Fraction, int]) -> Fraction:
    """Σ chance·weight; Malformed where the chances have a monstrous common denominator.

    Weights of one chance are added up by the caller: few fractions, many integers.
    """
    common = _common_denominator(weights)
    parts = (chance.numerator * (common // chance.denominator) * w for chance, w in weights.items())
    return Fraction(sum(parts), common)


def _common_denominator(chances: Iterable[Fraction]) -> int:
    common = 1
    for chance in chances:
        common = lcm(common, chance.denominator)
        if common > _LARGEST_DENOMINATOR:
            raise Malformed("large-integer", "1/…")
    return common


def _extremes(pool: Pool, counts: array[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    least = [max(counts, default=0)] * len(pool.sizes)
    most = [0] * len(pool.sizes)
    for profile, count in zip(pool.profile_of, counts, strict=True):
        least[profile] = min(least[profile], count)
        most[profile] = max(most[profile], count)
    return tuple(least), tuple(most)


@CHANCES.check("chances.profile", FILE)
def check_profiles(chances: Chances) -> Said:
    """People of one profile differ by one panel at most."""
    ends = enumerate(zip(chances.least, chances.most, strict=True))
    return faulty(
        [f"{t}: {low}–{high}" for t, (low, high) in ends if high - low > 1], checked=len(chances.target)
    )


@CHANCES.check("chances.slot", FILE)
def check_slots(chances: Chances, plan: Plan, limits: Limits) -> Said:
    """Counts within one panel of the target; what a method may be off beyond that is shown, not failed."""
    faults: list[str] = []
    gaps: list[str] = []
    for t, target in enumerate(chances.target):
        slots = target * plan.panels
        low, high = floor(slots), ceil(slots)
        if low <= chances.least[t] <= chances.most[t] <= high:
            continue
        fewest, most = limits(slots)
        kept = fewest <= chances.least[t] <= chances.most[t] <= most
        (gaps if kept else faults).append(f"{t}: {chances.least[t]}–{chances.most[t]} ({low}–{high})")
    if gaps and not faults:
        return skipped(f"beyond-a-slot: {'; '.join(gaps[:3])}")
    return faulty(faults, checked=len(chances.target))
