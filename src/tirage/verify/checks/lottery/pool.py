"""The pool and what anyone derives from it: households, profiles, their numbers (docs/formats.md).

A profile is the people with the same features and the same household class: the sorted features of all who
live there, or nothing for a person alone. Profiles and classes are numbered here from the pool alone, so a
certificate cannot hide someone behind a number of its own. Check 7.1.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ...kernel import Absent, Files, Table
from ...primitives.lines import FIELD
from ...reading.documents import Malformed, rows
from ...reading.pack import absence
from ...report import Said, compared
from ..chance.plan import Plan
from .had import CUMULATED, Earlier
from .quotas import Quotas

FILE = "guarantors/pool.csv"
POOL = Table()
"""Check 7.1 of a draw of seats."""

Features = tuple[str, ...]
Profile = tuple[Features, tuple[Features, ...]]
"""Features of a person, and of everyone in the household, sorted (empty for a person alone)."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The volunteers by number, in ascending pid, and their profiles by number."""

    numbers: dict[str, int]
    """Person number by pid; iterates in ascending pid."""
    profile_of: array[int]
    """Profile number by person number."""
    household_of: array[int]
    """Household number by person number, 0 for a person alone."""
    rows_of: tuple[tuple[int, ...], ...]
    """Quota rows of each profile."""
    class_of: tuple[int, ...]
    """Household class of each profile, −1 for a person alone."""
    sizes: tuple[int, ...]
    """People of each profile."""
    households: tuple[int, ...]
    """Households of each class."""
    had: tuple[int, ...] = ()
    """Millionths that each person of a profile had before; empty where that does not count."""


def read_pool(data: bytes, quotas: Quotas, had: Mapping[str, int] | None = None) -> Pool:
    """The pool of `guarantors/pool.csv`; Malformed where it is not in the form of docs/formats.md.

    `had`: millionths of chance had before, by pid, which is one more feature then, the last.
    """
    numbers: dict[str, int] = {}
    household_of = array("L")
    kind_of = array("L")
    kinds: dict[Features, int] = {}
    last = ""
    homes = 0
    for pid, home, *values in rows(data, ["pid", "household", *quotas.criteria]):
        if not FIELD.fullmatch(pid) or pid <= last:
            raise Malformed("not-ascending", pid)
        features = tuple(values)
        if had is not None:
            features = (*features, str(had.get(pid, 0)))
        if features not in kinds:
            _refuse_unknown(features[: len(values)], quotas)
        household = _household(home, homes)
        homes = max(homes, household)
        last = pid
        numbers[pid] = len(numbers)
        household_of.append(household)
        kind_of.append(kinds.setdefault(features, len(kinds)))
    return _profiled(numbers, household_of, kind_of, list(kinds), quotas)


def _refuse_unknown(features: Features, quotas: Quotas) -> None:
    for value, index in zip(features, quotas.index, strict=True):
        if value not in index:
            raise Malformed("unknown-category", value)


def _household(text: str, highest: int) -> int:
    """Number of a household `h1`, `h2`…, in the order in which their first members come; 0 if empty."""
    if text == "":
        return 0
    if text == f"h{highest + 1}":
        return highest + 1
    # A number of more digits than the highest cannot be one seen before.
    if text.startswith("h") and text[1:].isdecimal() and len(text) < 20 and str(int(text[1:])) == text[1:]:
        number = int(text[1:])
        if 1 <= number <= highest:
            return number
    raise Malformed("household", text)


def _profiled(
    numbers: dict[str, int],
    household_of: array[int],
    kind_of: array[int],
    kinds: list[Features],
    quotas: Quotas,
) -> Pool:
    members: dict[int, list[int]] = {}
    for household, kind in zip(household_of, kind_of, strict=True):
        if household:
            members.setdefault(household, []).append(kind)
    alone = next((household for household, inside in members.items() if len(inside) < 2), 0)
    if alone:
        raise Malformed("household-of-one", f"h{alone}")
    classes = {h: tuple(sorted(kinds[kind] for kind in inside)) for h, inside in members.items()}
    households = Counter(classes.values())
    class_number = {inside: number for number, inside in enumerate(sorted(households))}
    number_of = {h: class_number[inside] for h, inside in classes.items()}
    inside_of = list(class_number)
    # Of everyone a pair of numbers, of which there are few; what they stand for is made once for each.
    people = Counter((k, number_of.get(h, -1)) for h, k in zip(household_of, kind_of, strict=True))
    sizes: dict[Profile, int] = {
        (kinds[k], inside_of[c] if c >= 0 else ()): size for (k, c), size in people.items()
    }
    profiles = sorted(sizes)
    place = {profile: number for number, profile in enumerate(profiles)}
    profile_number = {(k, c): place[kinds[k], inside_of[c] if c >= 0 else ()] for k, c in people}
    width = len(quotas.criteria)
    return Pool(
        numbers,
        array(
            "L", (profile_number[k, number_of.get(h, -1)] for h, k in zip(household_of, kind_of, strict=True))
        ),
        household_of,
        tuple(quotas.rows_of(features[:width]) for features, _ in profiles),
        tuple(class_number.get(inside, -1) for _, inside in profiles),
        tuple(sizes[profile] for profile in profiles),
        tuple(households[inside] for inside in class_number),
        tuple(int(features[width]) for features, _ in profiles if len(features) > width),
    )


@POOL.fact("pool.form", "no-pool")
def pool(files: Files, quotas: Quotas, plan: Plan, earlier: Earlier) -> Pool:
    """The pool, once it is well formed; households only where the plan has a key of them."""
    if FILE not in files:
        raise Absent(absence(files, FILE))
    had = earlier.millionths() if CUMULATED in plan.before else None
    found = read_pool(files[FILE], quotas, had)
    if not plan.household and found.households:
        raise Malformed("household", len(found.households))
    return found


@POOL.check("pool.form", FILE)
def check_pool(pool: Pool, plan: Plan) -> Said:
    """As many people as the plan says."""
    return compared(len(pool.numbers), plan.people)


def people_in(pool: Pool, panel: list[str]) -> list[int]:
    """Person numbers of a panel's pids that the pool has."""
    return [number for number in map(pool.numbers.get, panel) if number is not None]


def seats_of(pool: Pool, quotas: Quotas, people: list[int]) -> list[int]:
    """Seats by quota row that these people take."""
    seats = [0] * len(quotas.rows)
    rows_of, profile_of = pool.rows_of, pool.profile_of
    for number in people:
        for row in rows_of[profile_of[number]]:
            seats[row] += 1
    return seats
