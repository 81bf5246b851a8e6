"""What a document must look like: exactly these keys, each with a value of this kind (docs/formats.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..primitives.lines import FIELD, HASH
from .documents import Malformed

Shape = Callable[[object], bool]
_SIGNATURE = re.compile(r"[0-9a-f]{96}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_MONTHS = 1200
_SOLVER = re.compile(r"ortools [0-9A-Za-z.+-]{1,30}")
_TOOL = re.compile(r"tirage [0-9A-Za-z.+-]{1,60} [0-9a-f]{64} ortools [0-9A-Za-z.+-]{1,30}")


def is_count(value: object) -> bool:
    """An integer ≥ 0."""
    return type(value) is int and value >= 0


def is_number(value: object) -> bool:
    """An integer ≥ 1."""
    return type(value) is int and value >= 1


def is_months(value: object) -> bool:
    """Months, up to a hundred years: a day that much later has a date."""
    return type(value) is int and 0 <= value <= _MOST_MONTHS


def is_flag(value: object) -> bool:
    """True or false."""
    return isinstance(value, bool)


def is_text(value: object) -> bool:
    """Any string."""
    return isinstance(value, str)


def is_hash(value: object) -> bool:
    """64 lower-case hex digits."""
    return isinstance(value, str) and HASH.fullmatch(value) is not None


def is_signature(value: object) -> bool:
    """A compressed point of G1: 96 lower-case hex digits."""
    return isinstance(value, str) and _SIGNATURE.fullmatch(value) is not None


def is_round(value: object) -> bool:
    """A round of a beacon, from 1; one beyond 10^10 has no date any more."""
    return type(value) is int and 1 <= value <= 10**10


def is_field(value: object) -> bool:
    """A field of a line (SPEC §1)."""
    return isinstance(value, str) and FIELD.fullmatch(value) is not None


def is_day(value: object) -> bool:
    """A day of the calendar, `2026-11-23`."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_tool(value: object) -> bool:
    """`tirage`, its version, the hash of its files, `ortools` and its version."""
    return isinstance(value, str) and _TOOL.fullmatch(value) is not None


def is_solver(value: object) -> bool:
    """`ortools` and its version, as `is_tool` ends."""
    return isinstance(value, str) and _SOLVER.fullmatch(value) is not None


def anything(_value: object) -> bool:
    """Any value; another check looks at it."""
    return True


def exactly(wanted: object) -> Shape:
    """This value and type, no other (1 is not true)."""
    return lambda value: value == wanted and type(value) is type(wanted)


def one_of(*wanted: str) -> Shape:
    """One of these strings."""
    return lambda value: isinstance(value, str) and value in wanted


is_fairness = one_of("leximin", "maximin", "capped", "goldilocks", "nash")


def list_of(shape: Shape) -> Shape:
    """A list of values of that shape, possibly empty."""
    return lambda value: isinstance(value, list) and all(map(shape, value))


def some(shape: Shape) -> Shape:
    """A list of values of that shape, one at least."""
    return lambda value: list_of(shape)(value) and bool(value)


def mapping_of(shape: Shape) -> Shape:
    """An object with any keys, whose values have that shape."""
    return lambda value: isinstance(value, dict) and all(map(shape, value.values()))


def record(keys: Mapping[str, Shape]) -> Shape:
    """An object with exactly these keys."""

    def fits(value: object) -> bool:
        return (
            isinstance(value, dict) and value.keys() == keys.keys() and all(keys[k](value[k]) for k in keys)
        )

    return fits


def record_with(keys: Mapping[str, Shape], besides: Mapping[str, Shape]) -> Shape:
    """An object with exactly these keys, and any of those `besides`."""

    def fits(value: object) -> bool:
        more = value.keys() & besides.keys() if isinstance(value, dict) else set()
        return record({**keys, **{name: besides[name] for name in more}})(value)

    return fits


def shaped(value: object, keys: Mapping[str, Shape]) -> dict[str, Any]:
    """`value` once it is an object with exactly these keys; Malformed names the first key that is wrong."""
    if not isinstance(value, dict):
        raise Malformed("not-an-object")
    for name in sorted(value.keys() | keys.keys()):
        if name not in keys:
            raise Malformed("unknown-key", name)
        if name not in value:
            raise Malformed("missing-key", name)
        if not keys[name](value[name]):
            raise Malformed("wrong-value", name)
    return value
