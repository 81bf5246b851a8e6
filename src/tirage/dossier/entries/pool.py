"""Entries of quotas and of volunteers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tirage.dossier.documents.part import Part
from tirage.dossier.entries.body import (
    Body,
    Count,
    Counted,
    Day,
    Hash,
    Hashes,
    HashOrEmpty,
    Limit,
    Number,
    ShortReason,
)


class Move(Part):
    """A limit that changes, in seats."""

    criterion: str
    category: str
    limit: Limit
    from_: Count = Field(alias="from")
    to: Count


class Change(Part):
    """A decided change of quotas."""

    date: Day
    reason: ShortReason
    from_sha256: Hash
    """Of the quota file before."""
    rows: Annotated[tuple[Move, ...], Field(min_length=1)]


class Quotas(Body):
    """The quotas are fixed."""

    TYPE = "quotas"
    sha256: Hash
    """Of public/quotas.json."""
    source: Hash
    """Of the file as received."""


class ChangedQuotas(Quotas):
    """The quotas are fixed, after decided changes."""

    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
    """Decided changes that led to these quotas, oldest first."""


class Pool(Counted):
    """The volunteers are fixed."""

    TYPE = "pool"
    sha256: Hash
    """Of guarantors/pool.csv."""
    source: Hash
    """Of the file as received."""
    encoding: str
    """How the file was read."""
    ids: Literal["alias", "published"]
    """Whether the pids are made with the key, or the organiser's own."""
    root: HashOrEmpty
    """Of the tree of the volunteers' receipts (SPEC §9); empty where the ids are published."""
    rules: HashOrEmpty
    """Of public/rules.json, by which the panel is drawn; empty where the dossier has no rules."""
    recoding: HashOrEmpty
    """Of the file by which what was received was turned into volunteers; empty where it was read as it is."""


class Settling(Part):
    """What somebody has decided about the rows of a file of volunteers."""

    decisions: HashOrEmpty
    """Of the file in which a person decided on doubts; empty where there was none to decide."""
    same: Count
    """Doubts decided: one person."""
    different: Count
    """Doubts decided: two people."""
    lists: Hashes
    """Of each list of people to leave out, by cause."""
    no_household: HashOrEmpty
    """Of the list of addresses that are no household; empty where none is."""
    addresses: Count
    """Addresses of volunteers on that list."""


class SettledPool(Settling, Pool):
    """The volunteers are fixed, after somebody has decided who is in the file twice, or is to be left out."""


class Volunteers(Counted):
    """More volunteers join the pool of the draws to come, while the assembly sits."""

    TYPE = "volunteers"
    list: Number
    """Counts from 1; each list holds the whole pool, whoever joined before among them."""
    sha256: Hash
    """Of guarantors/volunteers-N.csv."""
    source: Hash
    """Of the file as received; of the answers that they accepted by."""
    encoding: str
    """How the file was read."""
    root: HashOrEmpty
    """Of the tree of the receipts of those who join (SPEC §9); empty where the ids are published."""
    recoding: HashOrEmpty
    """Of the file by which what was received was turned into volunteers; empty where it was read as it is."""


class SettledVolunteers(Settling, Volunteers):
    """More volunteers join, after somebody has decided who is in the files twice, or is to be left out."""
