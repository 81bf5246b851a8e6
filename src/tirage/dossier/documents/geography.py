"""The tables of places that a frame was made by, as they are published."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tirage.dossier.documents.document import Document, Spec
from tirage.dossier.documents.part import Part
from tirage.dossier.entries import Count, Hash, Number


class PublishedTile(Part):
    """A square of a picture, from 1 and 1 at the top left."""

    column: Number
    row: Number


class PublishedPlace(Part):
    """A place of a table."""

    label: Annotated[str, Field(min_length=1)]
    """The category; no two alike in one table."""
    population: Count | None
    """People who live there; null where the table does not say."""
    tiles: tuple[PublishedTile, ...]
    """Where it stands in a picture; empty where the table does not say."""


class PublishedTable(Part):
    """A table of places."""

    name: Annotated[str, Field(min_length=1)]
    """As the rules have it."""
    sha256: Hash
    """Of the table, with the codes that lead to each place."""
    source: str
    """Where its figures are from; empty where it does not say."""
    places: Annotated[tuple[PublishedPlace, ...], Field(min_length=2)]


class PublishedGeography(Document):
    """The places that the rules of a frame tell apart.

    docs/formats.md says what a schema cannot: the tables are those that the rules name, in their order.
    """

    FILE = "public/geography.json"
    spec: Spec
    tables: Annotated[tuple[PublishedTable, ...], Field(min_length=1)]
