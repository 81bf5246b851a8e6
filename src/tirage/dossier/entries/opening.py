"""Entries that begin a journal: what it follows, its key."""

from __future__ import annotations

from typing import Literal

from pydantic import StrictBool

from tirage.dossier.documents.part import Part
from tirage.dossier.entries.body import Body, Hash, Months


class Open(Body):
    """The opening of a dossier."""

    TYPE = "open"
    spec: Literal["tirage/2"]
    rehearsal: StrictBool


class CoolingOff(Part):
    """Months for which people of former assemblies are left out."""

    members: Months
    invited: Months


class OpenNext(Open):
    """The opening of an assembly that follows another."""

    after: Hash
    """Of the entry close of the former assembly."""
    cooling_off: CoolingOff


class Key(Body):
    """The key of public ids was made."""

    TYPE = "key"
    hash: Hash
    """H("key", hex K): the key itself stays private."""
