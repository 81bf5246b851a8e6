"""The certificate: for each level, that no lottery could give its people more (SPEC §7). Checks 8.1 to 8.7.

All in integers and fractions, from the pool and the quotas alone. The weights y of a proof are recomputed
from its prices, so they are what they must be or the bound comes out different.
"""

from __future__ import annotations

from array import array
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

from .chances import Chances
from .checks import Check, compared, faulty, skipped
from .documents import Malformed, fraction, integer, natural, parse_json, shown
from .lottery import panels_of
from .pool import Pool
from .quotas import Quotas
from .shapes import anything, exactly, is_count, is_text, list_of, one_of, shaped

FILE = "public/certificate.json"
_CERTIFICATE = {
    "spec": exactly("tirage/1"),
    "fairness": one_of("leximin", "maximin"),
    "method": one_of("polytope", "columns"),
    "seats": is_count,
    "panels": is_count,
    "levels": list_of(anything),
    "never": is_count,
    "always": is_count,
}
_LEVEL = {
    "value": is_text,
    "bound": is_text,
    "achieved": is_text,
    "people": is_count,
    "profiles": list_of(is_count),
    "proof": anything,
}
_POLYTOPE = {"nu": is_text, "quotas": anything, "households": anything}
_COLUMNS = {"y": anything, "best": is_text}


@dataclass(frozen=True, slots=True)
class Level:
    """What the people of some profiles are promised, and the proof that more is impossible."""

    value: Fraction
    bound: Fraction
    achieved: str
    people: int
    profiles: list[int]
    prices: dict[str, dict[int, int]]
    """Non-zero integers of the proof: `quotas` and `households` by row, or `y` by profile."""
    constant: int
    """ν, or `best` for the method `columns`."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The document, once it is well formed."""

    fairness: str
    method: str
    seats: int
    panels: int
    levels: list[Level]
    never: int
    always: int


def read_certificate(data: bytes) -> Certificate:
    """The certificate of canonical bytes; Malformed where it is not in the form of docs/formats.md."""
    whole = shaped(parse_json(data), _CERTIFICATE)
    whole.pop("spec")
    levels = [_level(item, whole["method"]) for item in whole.pop("levels")]
    return Certificate(levels=levels, **whole)


def _level(item: object, method: str) -> Level:
    level = shaped(item, _LEVEL)
    proof = level.pop("proof")
    level["value"], level["bound"] = fraction(level["value"]), fraction(level["bound"])
    if sorted(set(level["profiles"])) != level["profiles"]:
        raise Malformed("not-ascending", "profiles")
    if method == "columns":
        shaped(proof, _COLUMNS)
        return Level(**level, prices={"y": _prices(proof["y"], natural)}, constant=natural(proof["best"]))
    shaped(proof, _POLYTOPE)
    prices = {
        "quotas": _prices(proof["quotas"], integer),
        "households": _prices(proof["households"], natural),
    }
    return Level(**level, prices=prices, constant=integer(proof["nu"]))


def _prices(item: object, number: Any) -> dict[int, int]:
    if not isinstance(item, dict):
        raise Malformed("not-an-object", "proof")
    prices = {natural(name): number(text) for name, text in item.items()}
    if 0 in prices.values():
        raise Malformed("zero", "proof")
    return prices


def check_levels(certificate: Certificate, pool: Pool | None) -> Generator[Check, None, bool]:
    """That each level says whom it is about, and that leximin's hold every profile once, in rising order."""
    if pool is None:
        yield skipped("certificate.levels", "no-pool", FILE)
        return False
    faults = []
    for number, level in enumerate(certificate.levels):
        if not level.profiles or level.profiles[-1] >= len(pool.sizes):
            faults.append(f"{number}: profiles")
        elif level.people != (people := sum(pool.sizes[t] for t in level.profiles)):
            faults.append(f"{number}: {level.people} ≠ {people}")
    named = sorted(t for level in certificate.levels for t in level.profiles)
    if certificate.fairness == "leximin":
        if named != list(range(len(pool.sizes))):
            faults.append(f"{len(named)} ≠ {len(pool.sizes)} profiles")
        # A bound speaks of the least chance outside the levels before: and proves nothing of a lower one.
        values = [level.value for level in certificate.levels]
        faults += [f"{shown(b)} < {shown(a)}" for a, b in pairwise(values) if b < a]
    elif len(certificate.levels) != 1:
        faults.append(f"{len(certificate.levels)} ≠ 1")
    yield faulty("certificate.levels", faults, checked=len(certificate.levels), file=FILE)
    return not faults


def check_proofs(
    certificate: Certificate, pool: Pool, quotas: Quotas, lottery: bytes | None
) -> Generator[Check, None, None]:
    """Each level's bound, recomputed; the value against it; for `columns`, what can be said of `best`."""
    fixed: dict[int, Fraction] = {}
    faults: list[str] = []
    weighed: list[list[int]] = []
    for number, level in enumerate(certificate.levels):
        try:
            weights, most = _weights(level, certificate, pool, quotas)
            _refuse_wrong_bound(level, certificate, pool, fixed, weights, most)
            weighed.append(weights)
        except Malformed as fault:
            faults.append(f"{number}: {fault.shown}")
        fixed.update(dict.fromkeys(level.profiles, level.value))
    yield faulty("certificate.proof", faults, checked=len(certificate.levels), file=FILE)
    if certificate.method == "columns" and not faults:
        yield from _check_best(certificate, pool, weighed, lottery)


def _weights(level: Level, certificate: Certificate, pool: Pool, quotas: Quotas) -> tuple[list[int], int]:
    """y of each profile, and the most that Σ y·x can be over valid panels."""
    if certificate.method == "columns":
        prices = _within(level.prices["y"], len(pool.sizes))
        return [prices.get(t, 0) for t in range(len(pool.sizes))], level.constant
    rows = _within(level.prices["quotas"], len(quotas.rows))
    classes = _within(level.prices["households"], len(pool.households))
    signed = [
        level.constant + sum(rows.get(row, 0) for row in rows_of) + classes.get(household_class, 0)
        for rows_of, household_class in zip(pool.rows_of, pool.class_of, strict=True)
    ]
    most = level.constant * certificate.seats
    most += sum(price * (quotas.maximum if price > 0 else quotas.minimum)[row] for row, price in rows.items())
    most += sum(price * pool.households[number] for number, price in classes.items())
    most += sum(size * -s for size, s in zip(pool.sizes, signed, strict=True) if s < 0)
    return [max(0, s) for s in signed], most


def _within(prices: Mapping[int, int], length: int) -> Mapping[int, int]:
    for number in prices:
        if number >= length:
            raise Malformed("out-of-range", number)
    return prices


def _refuse_wrong_bound(
    level: Level,
    certificate: Certificate,
    pool: Pool,
    fixed: dict[int, Fraction],
    weights: list[int],
    most: int,
) -> None:
    # People of one chance are added up first: few fractions, many integers.
    spent: dict[Fraction, int] = {}
    rest = 0
    for t, weight in enumerate(weights):
        if t not in fixed:
            rest += weight * pool.sizes[t]
        elif weight:
            spent[fixed[t]] = spent.get(fixed[t], 0) + weight * pool.sizes[t]
    for t in level.profiles:
        if t in fixed or not weights[t]:
            raise Malformed("profile-unproven", t)
    if certificate.fairness == "maximin" and level.profiles != [
        t for t, weight in enumerate(weights) if weight
    ]:
        raise Malformed("profile-unproven", "maximin")
    bound = (most - sum((chance * people for chance, people in spent.items()), Fraction(0))) / rest
    if bound != level.bound:
        raise Malformed("bound", f"{shown(level.bound)} ≠ {shown(bound)}")
    if level.value > bound or (level.value < bound and certificate.method == "polytope"):
        raise Malformed("value", f"{shown(level.value)} ≠ {shown(bound)}")


def _check_best(
    certificate: Certificate, pool: Pool, weighed: list[list[int]], lottery: bytes | None
) -> Generator[Check, None, None]:
    """`best` is an integer program's word; it must at least hold for the panels of the lottery."""
    if lottery is None:
        yield skipped("certificate.best", "blocked", FILE)
        return
    reached = [0] * len(weighed)
    for panel in panels_of(lottery):
        profiles = [pool.profile_of[pool.numbers[pid]] for pid in panel if pid in pool.numbers]
        for number, weights in enumerate(weighed):
            reached[number] = max(reached[number], sum(map(weights.__getitem__, profiles)))
    faults = [
        f"{number}: {level.constant} < {least}"
        for number, (level, least) in enumerate(zip(certificate.levels, reached, strict=True))
        if level.constant < least
    ]
    if faults:
        yield faulty("certificate.best", faults, file=FILE)
    else:
        yield skipped("certificate.best", "needs-solver", FILE)


def check_outcome(
    certificate: Certificate, pool: Pool, chances: Chances, counts: array[int], panels: int
) -> Generator[Check, None, None]:
    """The chances against the levels; what the lottery achieves; who is in none or all of its panels."""
    leximin = certificate.fairness == "leximin"
    faults: list[str] = []
    unequal: list[str] = []
    gaps: list[str] = []
    for number, level in enumerate(certificate.levels):
        for t in level.profiles if leximin else range(len(pool.sizes)):
            chance = chances.target[t]
            if chance < level.value or (leximin and chance > level.value):
                faults.append(f"{t}: {shown(chance)} ({shown(level.value)})")
        least = min(chances.least[t] for t in level.profiles)
        if level.achieved != f"{least}/{panels}":
            unequal.append(f"{number}: {level.achieved} ≠ {least}/{panels}")
        if least < floor(level.bound * panels):
            gaps.append(f"{number}: {least}/{panels} < {shown(level.bound)}")
    yield faulty("certificate.chances", faults, checked=len(chances.target), file="guarantors/chances.csv")
    yield faulty("certificate.achieved", unequal, checked=len(certificate.levels), file=FILE)
    said = f"{certificate.never}, {certificate.always}"
    yield compared("certificate.ends", said, f"{counts.count(0)}, {counts.count(panels)}", FILE)
    if gaps:
        yield skipped("beyond.gap", "; ".join(gaps[:3]), FILE)
