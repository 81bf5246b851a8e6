"""The certificate: levels of chances, each with its proof (SPEC §7), and what the lottery makes of them.

Checks 8.1, 8.2 and 8.4 to 8.6; the proofs themselves are checked in `proofs`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor

from .chances import Chances
from .checks import Check, compared, faulty, skipped
from .documents import Malformed, fraction, integer, natural, parse_json, shown
from .pool import Pool
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
    proof: Prices | Composition


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

    @property
    def exact(self) -> bool:
        """Whether chances and lottery must meet to the last digit: leximin, proved without a solver."""
        return self.fairness == "leximin" and self.method == "polytope"

    @property
    def slack(self) -> Fraction:
        """How far published chances may be rounded: not at all, or one panel in m."""
        return Fraction(0) if self.exact else Fraction(1, max(1, self.panels))


def read_certificate(data: bytes) -> Certificate:
    """The certificate of canonical bytes; Malformed where it is not in the form of docs/formats.md."""
    whole = shaped(parse_json(data), _CERTIFICATE)
    whole.pop("spec")
    levels = [_level(item, whole["method"]) for item in whole.pop("levels")]
    return Certificate(levels=levels, **whole)


def _level(item: object, method: str) -> Level:
    level = shaped(item, _LEVEL)
    level["value"], level["bound"] = fraction(level["value"]), fraction(level["bound"])
    if sorted(set(level["profiles"])) != level["profiles"]:
        raise Malformed("not-ascending", "profiles")
    # With columns, a level that the quotas alone bound keeps the proof that needs no solver.
    by_program = method == "columns" and isinstance(level["proof"], dict) and "best" in level["proof"]
    level["proof"] = _composition(level["proof"]) if by_program else _row_prices(level["proof"])
    return Level(**level)


def _composition(item: object) -> Composition:
    proof = shaped(item, _COLUMNS)
    return Composition(_prices(proof["y"], natural), natural(proof["best"]))


def _row_prices(item: object) -> Prices:
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
        # A bound speaks of the least chance outside the levels before, and proves nothing of a lower one.
        values = [level.value for level in certificate.levels]
        faults += [f"{shown(b)} < {shown(a)}" for a, b in pairwise(values) if b < a - certificate.slack]
    elif not certificate.levels or any(level.value for level in certificate.levels[:-1]):
        # Maximin claims one floor; before it may come those whom no lottery can draw.
        faults.append(f"{len(certificate.levels)} ≠ 1")
    yield faulty("certificate.levels", faults, checked=len(certificate.levels), file=FILE)
    return not faults


def check_outcome(
    certificate: Certificate, chances: Chances, counts: array[int], panels: int
) -> Generator[Check, None, None]:
    """The chances against the levels; what the lottery achieves; who is in none or all of its panels."""
    leximin = certificate.fairness == "leximin"
    faults: list[str] = []
    unequal: list[str] = []
    gaps: list[str] = []
    value = {t: level.value for level in certificate.levels for t in level.profiles}
    floor_value = certificate.levels[-1].value
    for t, chance in enumerate(chances.target):
        promised = value.get(t, floor_value)
        if chance < promised or (chance > promised and (leximin or not promised)):
            faults.append(f"{t}: {shown(chance)} ({shown(promised)})")
    for number, level in enumerate(certificate.levels):
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
