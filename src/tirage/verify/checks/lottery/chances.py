"""Everyone's chance: as promised, and as the lottery gives it. Checks 6.2 and 7.8 to 7.12."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

from ...kernel import Check, faulty, judged, skipped
from ...primitives.lines import rings_seed, ticket
from ...reading.documents import Malformed, displayed, fraction, rows
from .pool import Pool
from .quotas import Quotas

FILE = "guarantors/chances.csv"
# Far more than any real lottery needs, and still quick to add up.
_LARGEST_DENOMINATOR = 10**10_000
_CODES = ("chances.sum", "chances.quotas", "chances.profile", "chances.slot")


@dataclass(frozen=True, slots=True)
class Chances:
    """What each profile was promised and what its people got."""

    target: tuple[Fraction, ...]
    """Exact target chance of a person, by profile."""
    least: tuple[int, ...]
    """Fewest panels of a person, by profile."""
    most: tuple[int, ...]
    """Most panels of a person, by profile."""


def check_chances(
    data: bytes | None,
    pool: Pool | None,
    counts: array[int] | None,
    quotas: Quotas,
    seats: int,
    slack: Fraction,
) -> Generator[Check, None, Chances | None]:
    """The chances, once the file holds everyone once, with the panels that the lottery gives.

    `slack` is how far promises may be rounded, 0 when they are exact.
    """
    if pool is None or counts is None or data is None:
        for code in ("chances.panels", *_CODES):
            yield skipped(code, "no-pool" if pool is None else "blocked", FILE)
        return None
    try:
        target = _targets(data, pool, counts)
    except Malformed as fault:
        yield judged("chances.panels", False, got=fault.shown, file=FILE)
        yield from (skipped(code, "blocked", FILE) for code in _CODES)
        return None
    yield judged("chances.panels", True, got=len(counts), expected=len(pool.numbers), file=FILE)
    yield from _check_sums(target, pool, quotas, seats, slack)
    chances = Chances(target, *_extremes(pool, counts))
    uneven = [
        f"{t}: {low}–{high}"
        for t, (low, high) in enumerate(zip(chances.least, chances.most, strict=True))
        if high - low > 1
    ]
    yield faulty("chances.profile", uneven, checked=len(target), file=FILE)
    return chances


def _targets(data: bytes, pool: Pool, counts: array[int]) -> tuple[Fraction, ...]:
    """Target chance by profile; every person of a profile has the same."""
    read: dict[str, Fraction] = {}
    found: list[str] = [""] * len(pool.sizes)
    people = iter(pool.numbers.items())
    for pid, panels, chance in rows(data, ["pid", "panels", "chance"]):
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
        if found[profile] not in ("", chance):
            raise Malformed("unequal", f"{pid}: {chance} ≠ {found[profile]}")
        found[profile] = chance
    if missing := next(people, None):
        raise Malformed("missing", missing[0])
    _common_denominator(read.values())
    return tuple(read[chance] for chance in found)


def _check_sums(
    target: tuple[Fraction, ...], pool: Pool, quotas: Quotas, seats: int, slack: Fraction
) -> Generator[Check, None, None]:
    """Averages that any lottery of valid panels has: k seats, every quota, one seat a household at most.

    With rounded promises nothing may be promised twice; that less than everything is promised is said.
    """
    total = _weighted(target, pool, range(len(target)))
    if slack and total < seats - slack:
        yield skipped("chances.sum", f"below-seats: {displayed(total)} < {seats}", FILE)
    else:
        close = abs(total - seats) <= slack
        yield judged("chances.sum", close, got=displayed(total), expected=seats, file=FILE)
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
    yield faulty("chances.quotas", faults, checked=len(members) + len(classes), file=FILE)


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


def check_slots(chances: Chances | None, panels: int, *, exact: bool) -> Generator[Check, None, None]:
    """Counts within one slot in m of the target; where no method promises it, a gap is shown, not failed."""
    if chances is None:
        return
    faults = []
    for t, target in enumerate(chances.target):
        slots = target * panels
        low, high = floor(slots), ceil(slots)
        if not low <= chances.least[t] <= chances.most[t] <= high:
            faults.append(f"{t}: {chances.least[t]}–{chances.most[t]} ({low}–{high})")
    if faults and not exact:
        yield skipped("chances.slot", f"beyond-a-slot: {'; '.join(faults[:3])}", FILE)
    else:
        yield faulty("chances.slot", faults, checked=len(chances.target), file=FILE)


def check_rings(
    pool: Pool | None, counts: array[int] | None, chances: Chances | None, inputs_hash: str
) -> Generator[Check, None, None]:
    """That among people alike and alone at their address, the extra panel goes by ticket, not by favour."""
    if pool is None or counts is None or chances is None:
        yield skipped("tickets.rings", "no-pool" if pool is None else "blocked")
        return
    rings: dict[int, list[tuple[str, int]]] = {}
    stage = rings_seed(inputs_hash)
    for pid, number in pool.numbers.items():
        t = pool.profile_of[number]
        if pool.class_of[t] < 0 and chances.least[t] < chances.most[t]:
            rings.setdefault(t, []).append((ticket(stage, pid), counts[number]))
    faults = [str(t) for t, ring in sorted(rings.items()) if not _falls([count for _, count in sorted(ring)])]
    yield faulty("tickets.rings", faults, checked=len(rings), file="public/lottery.csv")


def _falls(counts: list[int]) -> bool:
    return counts == sorted(counts, reverse=True)
