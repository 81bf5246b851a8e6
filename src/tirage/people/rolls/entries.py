"""One row of a roll or of the cards as everything after it sees it: the seam between reading and comparing.

What can be said of a row by itself is said here, row by row, in any order and in any process. What looks
across rows (the same person twice, counts, order) is relational and is no business of this module.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tirage.discretion import brief


class RollEntry(NamedTuple):
    """One person on one list. Every field is text, but for the line; empty means not known.

    The fields are flat and plain, so that a batch of entries goes into a table as it stands
    (`RollEntry._fields` names its columns).
    """

    line: int
    """Line of the file where the row starts."""
    list: str
    """`LP`, `LCM`, `LCE`, or `CC` for the Carte citoyenne."""
    elector_number: str
    """National elector number (NNE), where the file has one."""
    card: str
    """Number of the card."""
    identity: str
    """Canonical identity of SPEC §3: birth surname, first names, birth date, birthplace, joined by `|`.

    The date is `DD MM YYYY`, 00 for an unknown day or month. The birthplace is the commune's code; of a file
    without that code, `birth_town`; empty where there is neither (cards).
    """
    surname: str
    """Birth surname as it is written."""
    usage_name: str
    first_names: str
    sex: str
    """`M` or `F`."""
    born_first: str
    """The earliest day the person may be born on, `1961-05-01`."""
    born_last: str
    """The latest; the same where the whole date is known."""
    birthplace: str
    """As it is written: `Bourges (18)`."""
    birth_town: str
    """Département and name in canonical form (`18 BOURGES`; of a country `99 ITALIE`): by it rows that have a
    code and rows that have none are of one place."""
    nationality: str
    """`FR`, `EU`, `OTHER`."""
    commune: str
    """Code of the commune where the person is registered; empty on a card."""
    bureau: str
    """Polling station as it is written."""
    registered: str
    """Place of the registration: a label of each geography asked for, a tab between them."""
    registered_by: str
    """The rule: `bureau`, `commune`, `name`, `file`."""
    lives: str
    """Place of the address, likewise."""
    lives_by: str
    """The rule: `postcode`, `city`."""
    street: str
    """Number and street, as written."""
    locality: str
    """Lieu-dit."""
    complement1: str
    complement2: str
    postcode: str
    city: str
    country: str
    home: str
    """Key of the building or plot: equal for all at one address, empty where the address is incomplete."""
    door: str
    """Key of a flat or another place inside the building; empty where none is written."""
    email: str
    phone: str
    guardian: str
    """Legal representative of a minor."""
    remarks: str
    """Codes of remarks (`birth.partial address.no_number`), joined by one space."""

    def __repr__(self) -> str:
        return brief(self, line=self.line)


class RejectedRow(NamedTuple):
    """A row from which nobody can be drawn."""

    line: int
    cause: str
    """Code, such as `birth.unreadable`."""


COLUMNS = (*RollEntry._fields, "usage_key")
"""Columns of a batch: the fields of an entry, and the name in use in canonical form."""

Column = Sequence[Any]
"""A value a row: the line is a number, all else is text."""


class Batch:
    """What some rows in a sequence gave: every one of them is an entry or aside, in its order.

    The entries are columns, each made when it is asked for, so that nobody pays for one that is not needed.
    """

    def __init__(self, column: Callable[[str], Column], aside: Sequence[RejectedRow]) -> None:
        """`column`: name (of `COLUMNS`) → values, one an entry."""
        self.column = column
        """The values of a column, by name."""
        self.aside = aside
        """Rows from which nobody can be drawn."""

    def __len__(self) -> int:
        """Entries."""
        return len(self.column("line"))

    def __repr__(self) -> str:
        return brief(self, entries=len(self), aside=len(self.aside))

    @property
    def entries(self) -> list[RollEntry]:
        """Row by row, for whoever looks at one."""
        return [*map(RollEntry._make, zip(*map(self.column, RollEntry._fields), strict=True))]
