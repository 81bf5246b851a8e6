"""Who may be drawn: the pool, apart from the names that only the private folder holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tirage.discretion import brief
from tirage.i18n.note import Note
from tirage.shown import Shown

Ids = Literal["alias", "published"]
"""What is published of a person: an alias made with the dossier's key, or the organiser's own id."""


@dataclass(repr=False, frozen=True, slots=True)
class Person:
    """One volunteer, without anything that names them."""

    pid: str
    """Public id (SPEC §3): an alias, or the id that stands in the file."""
    features: tuple[str, ...]
    """One category name per criterion, in the order of `Pool.criteria`."""
    household: str
    """`h1`, `h2`… for a household with two volunteers or more, else empty."""

    def __repr__(self) -> str:
        return brief(self, features=len(self.features))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a pool came from, for the journal and for the talk on screen."""

    name: str
    """File name, without its folder."""
    sha256: str
    """Hash of the file's bytes."""
    encoding: str
    """`utf-8`, `utf-8-sig`, `utf-16`, `cp1252`; `xlsx` or `ods` for a workbook."""
    read: int
    """Rows of data read."""
    excluded: Mapping[str, int] = field(default_factory=dict)
    """Rows of which nobody is in the pool, by cause."""
    recoding: str = ""
    """Hash of the recoding that made volunteers of what was received; empty where there was none."""
    settled: Settled | None = None
    """What somebody has decided about rows of the file; None where nothing was to be decided."""

    def on_record(self, kept: int) -> dict[str, Any]:
        """What the journal says of the file, of whose rows so many are kept."""
        return {
            "source": self.sha256,
            "encoding": self.encoding,
            "read": self.read,
            "kept": kept,
            "excluded": self.read - kept,
            "causes": dict(self.excluded),
            "recoding": self.recoding,
        }


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided about rows of a file of volunteers, and by which files: counts and hashes."""

    decisions: str = ""
    """Hash of the decisions on doubts; empty where none was needed."""
    same: int = 0
    """Doubts decided: one person."""
    different: int = 0
    """Doubts decided: two people."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """Hash of each list of people who are left out, by cause."""
    no_household: str = ""
    """Hash of the list of addresses that are no household; empty where none is."""
    addresses: int = 0
    """Addresses of the file that are on it."""


@dataclass(repr=False, frozen=True, slots=True)
class PrivateTable:
    """Every column of the file as it was read: for `private/` only."""

    header: tuple[str, ...]
    rows: dict[str, tuple[str, ...]]
    """Cells as text, by pid."""
    own: str = ""
    """Title of the column of ids."""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Line of the file, by pid; empty where the rows come from no file."""

    def __repr__(self) -> str:
        return brief(self, rows=len(self.rows), columns=len(self.header))


@dataclass(frozen=True, slots=True)
class HouseholdCount:
    """Households that the columns of an address make, to be said before the draw."""

    sizes: Mapping[int, int] = field(default_factory=dict)
    """Volunteers in a household, two or more → households of so many, the smallest first."""
    unknown: int = 0
    """Volunteers whose address is not known: each is on their own."""
    declared: int = 0
    """Volunteers at addresses that are declared to be no household: each is on their own."""

    @property
    def households(self) -> int:
        """Households with two volunteers or more."""
        return sum(self.sizes.values())

    @property
    def members(self) -> int:
        """Volunteers in them."""
        return sum(size * count for size, count in self.sizes.items())


@dataclass(repr=False, frozen=True, slots=True)
class Pool(Shown):
    """The volunteers, sorted by pid (bytewise)."""

    criteria: tuple[str, ...]
    people: tuple[Person, ...]
    household: tuple[str, ...] = ()
    """Columns of the address that people of one household share; empty where no household was asked for."""

    def __repr__(self) -> str:
        return brief(self, people=len(self.people), criteria=len(self.criteria))


@dataclass(repr=False, frozen=True, slots=True)
class PoolFile(Shown):
    """A pool, and the file that it was read from."""

    pool: Pool
    source: Source
    households: HouseholdCount
    private: PrivateTable
    ids: Ids = "published"
    """What the pids are; those of a file are its own until they are made aliases."""
    nonces: Mapping[str, str] = field(default_factory=dict)
    """What salts each receipt, by pid; empty for ids of the organiser's own, which have no key."""
    notes: tuple[Note, ...] = ()
    """What was read as a category, or as the name of a column, that is written otherwise."""

    def __repr__(self) -> str:
        return brief(self, people=len(self.pool.people), criteria=len(self.pool.criteria))
