"""What tells one volunteer from another, as it is compared: names, birth date, mail, telephone, address.

The columns are found by their titles (`people.titles`). Those about somebody else, a parent or a
representative, are not read.

A birth date that cannot be read as one is compared as it is written. A mail is compared without what follows
a `+`, which goes to the same box; a telephone by its last nine digits, which are the same with and without
the code of the country, with and without the zero that a spreadsheet ate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tirage.discretion import brief
from tirage.people.identity import canonical
from tirage.people.pool.households import Address
from tirage.people.rolls.births import Calendar
from tirage.people.titles import has_role
from tirage.tabular.tables import Row

SHOWN = ("surname", "first-names", "birth", "email", "phone", "street", "postcode")
"""Roles of the columns that a person needs to see, to decide who is who."""
_HOME = ("street", "complement", "postcode", "city")
_TITLES = frozenset({"M", "MR", "MME", "MRS", "MS", "MLLE", "MONSIEUR", "MADAME", "DR", "ME"})
"""Words before a name that are no part of it."""
_CALENDAR = Calendar(date.max)
"""Whether a day is still to come is for whoever knows today."""
_PHONE = 9
"""Digits of a telephone that are compared; with fewer than 8 it is none."""


@dataclass(repr=False, frozen=True, slots=True)
class Traits:
    """A volunteer, or a person of a list, in the form that is compared and never shown."""

    line: int
    pid: str
    """Own id, as the file has it; empty where a list has none."""
    surnames: tuple[str, ...]
    """Birth and usage name, or the whole name where one column has it."""
    first: str
    """First names; empty where the whole name is in one column."""
    born: str
    whole: bool
    """Whether the birth date is one day."""
    mails: frozenset[str]
    phones: frozenset[str]
    home: str
    """Address; empty where it is not known."""
    names: frozenset[str] = field(init=False)
    """The words of the name in alphabetical order, with each surname: in whatever order they stand."""

    def __post_init__(self) -> None:
        found = {" ".join(sorted(f"{name} {self.first}".split())) for name in self.surnames}
        object.__setattr__(self, "names", frozenset(found - {""}))

    def __repr__(self) -> str:
        return brief(self, line=self.line)


class Columns:
    """Where a table has what tells people apart.

    `household`: columns that make an address; where none are asked for, those that look like one.
    """

    def __init__(self, header: Sequence[str], pid: int | None, household: Sequence[int] = ()) -> None:
        self.pid = pid
        self._of = {
            role: tuple(i for i, name in enumerate(header) if i != pid and has_role(name, role))
            for role in SHOWN + _HOME
        }
        home = tuple(household) or tuple(i for role in _HOME for i in self._of[role])
        # A town alone is no address.
        self._home = home if household or self._of["street"] else ()
        self._address = Address([header[i] for i in self._home])

    @property
    def compared(self) -> tuple[int, ...]:
        """Places of the columns that people are told apart by, their ids aside; none for addresses alone."""
        if not any(self._of[role] for role in ("surname", "email", "phone")):
            return ()
        found = {i for places in self._of.values() for i in places} - set(self._of["city"])
        return tuple(sorted(found | set(self._home)))

    def has(self, *roles: str) -> bool:
        """Whether there are columns of all these roles."""
        return all(self._of[role] for role in roles)

    def traits(self, row: Row) -> Traits:
        """Of one row."""
        line, cells = row
        surnames = {_name(cells[i]) for i in self._of["surname"]} - {""}
        first = " ".join(filter(None, (canonical(cells[i]) for i in self._of["first-names"])))
        born, whole = _birth([cells[i] for i in self._of["birth"]])
        return Traits(
            line,
            "" if self.pid is None else cells[self.pid],
            tuple(sorted(surnames)) or (("",) if first else ()),
            first,
            born,
            whole,
            frozenset(filter(None, (_mail(cells[i]) for i in self._of["email"]))),
            frozenset(filter(None, (_phone(cells[i]) for i in self._of["phone"]))),
            self._address.home([cells[i] for i in self._home]) if self._home else "",
        )

    def shown(self, cells: Sequence[str]) -> tuple[str, ...]:
        """What a person sees of a row: a text a role of `SHOWN`."""
        return tuple(" / ".join(filter(None, (cells[i] for i in self._of[role]))) for role in SHOWN)


def traits(columns: Columns, rows: Iterable[Row]) -> list[Traits]:
    """Of each row, in the order of the file."""
    return [columns.traits(row) for row in rows]


def _name(cell: str) -> str:
    """A name without the title before it.

    >>> _name("Mme Le Goff"), _name("M.")
    ('LE GOFF', 'M')
    """
    first, _, rest = canonical(cell).partition(" ")
    return rest if rest and first in _TITLES else f"{first} {rest}".strip()


def _birth(cells: Sequence[str]) -> tuple[str, bool]:
    """The first birth date of a row, and whether it is a whole day."""
    for cell in cells:
        birth, _ = _CALENDAR.read(cell)
        if birth.key:
            return birth.key, birth.first == birth.last
    return next(filter(None, map(canonical, cells)), ""), False


def _mail(cell: str) -> str:
    """The box that a mail goes to; empty for what is no address.

    >>> _mail(" Zoe.LeGoff+assemblee@Exemple.fr "), _mail("néant")
    ('zoe.legoff@exemple.fr', '')
    """
    box, at, host = cell.strip().casefold().rpartition("@")
    return f"{box.partition('+')[0]}@{host}" if at and box and "." in host else ""


def _phone(cell: str) -> str:
    """The digits that a telephone is known by; empty for what is none.

    >>> _phone("+33 (0)6 12 34 56 78"), _phone("06.12.34.56.78"), _phone("612345678"), _phone("0000000000")
    ('612345678', '612345678', '612345678', '')
    """
    digits = re.sub("[^0-9]", "", cell)[-_PHONE:]
    return digits if len(digits) >= _PHONE - 1 and len(set(digits)) > 1 else ""
