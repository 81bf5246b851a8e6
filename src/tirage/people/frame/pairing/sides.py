"""The two sides of a doubt: what is shown of a row, and the name of the case.

The case is that of the people: it hangs on everything that tells the two rows apart for good, on no file and
no line, so that it is the same in any order of files and rows, and another once a row was corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from tirage.people.review import OF_ROLLS, Doubt

Side = tuple[str, ...]

NAMING = (
    *("identity", "home", "list", "usage_key", "sex", "nationality", "elector_number", "card"),
    *("door", "complement1", "complement2", "locality", "registered", "lives", "bureau"),
)
"""Columns of a row that name the case, and put doubts in order."""
_BORN = ("born_first", "born_last")
_SHOWN = tuple(name for name in OF_ROLLS if name not in (*NAMING, "birth_date"))
COLUMNS = (*NAMING, *_BORN, *_SHOWN)
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
    # Of a date that is not whole, the days that it may be.
    told["birth_date"] = " … ".join(dict.fromkeys(told[name] for name in _BORN))
    return tuple(told[name] for name in OF_ROLLS)


def _case(one: Side, other: Side) -> str:
    sides = sorted("|".join(each[: len(NAMING)]) for each in (one, other))
    return sha256("||".join(sides).encode()).hexdigest()[:16]
