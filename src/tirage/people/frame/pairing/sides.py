"""The two sides of a doubt: what is shown of a row, and the name of the case.

The case is that of the people: it hangs on everything that tells the two rows apart for good, on no file and
no line, so that it is the same in any order of files and rows, and another once a row was corrected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from tirage.people.review import OF_ROLLS, Doubt

Side = tuple[str, ...]

NAMING = (
    *("identity", "home", "list", "usage_key", "sex", "nationality", "elector_number", "card"),
    *("door", "complement1", "complement2", "locality", "registered", "lives", "bureau"),
)
"""Columns of a row that name the case, and put doubts in order."""
_COLUMNS = {"birth_date": "born_first"}
SHOWN = tuple(_COLUMNS.get(field, field) for field in OF_ROLLS)
"""Columns that are shown, in the order of the table."""
COLUMNS = (*NAMING, *(name for name in SHOWN if name not in NAMING))
"""Of a row, for a doubt about it."""


def side(values: Mapping[str, object]) -> Side:
    """A side of a doubt, of the columns that there are; the others are empty."""
    return tuple(str(values.get(name, "")) for name in COLUMNS)


def asked_about(one: Side, other: Side, reason: str, files: Mapping[str, str]) -> Doubt:
    """The doubt about two rows; `files`: hash → name of each file."""
    return Doubt(_case(one, other), reason, shown(one, files), shown(other, files))


def shown(one: Side, files: Mapping[str, str]) -> tuple[str, ...]:
    """The cells of a side in the table."""
    told = dict(zip(COLUMNS, one, strict=True))
    told["file"] = files.get(told["file"], told["file"])
    return tuple(told[name] for name in SHOWN)


def _case(one: Side, other: Side) -> str:
    sides = sorted("|".join(each[: len(NAMING)]) for each in (one, other))
    return sha256("||".join(sides).encode()).hexdigest()[:16]


def order(sides: Sequence[Side]) -> list[Side]:
    """Sides in the order of what they say; file and line come last."""
    return sorted(sides)
