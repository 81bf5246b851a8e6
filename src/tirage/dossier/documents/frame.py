"""The frame as it is published: everyone who may get a letter, counted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt, StringConstraints, WithJsonSchema

from tirage.dossier.documents.document import Document, Spec
from tirage.dossier.documents.part import Part, Sparing
from tirage.dossier.entries import Count, Hash, Id, Number

_CAUSE = "^[a-z][a-z0-9.-]*$"
MetCauses = Annotated[
    dict[Annotated[str, StringConstraints(pattern=_CAUSE)], Number],
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": _CAUSE},
            "additionalProperties": {"type": "integer", "minimum": 1},
        }
    ),
]


class ListCounts(Part):
    """The rows of one electoral list, or of the cards."""

    list: Literal["LP", "LCM", "LCE", "CC"]
    """Liste principale, complémentaire municipale, complémentaire européenne, Carte citoyenne; no two
    alike."""
    read: Count
    kept: Count
    excluded: Count


class FrameStratum(Part):
    """The people of one stratum."""

    code: Id
    """No two alike."""
    labels: Annotated[tuple[str, ...], Field(min_length=1)]
    """Its stream, empty where the rules name none, then its category of each criterion of `strata` in the
    rules."""
    people: Number


class FramePart(Part):
    """One of the files that hold the people of a frame."""

    people: Number
    sha256: Hash
    """Of guarantors/frame-N.csv, N counted from 1."""
    root: Hash
    """Of the tree of its leaves, a subtree of the whole."""


class FrameParts(Part):
    """The files of a frame of so many people that one file would be too large."""

    size: Annotated[StrictInt, Field(ge=1, le=1_048_576)]
    """People of each but the last, which has as many or fewer; a power of two."""
    files: Annotated[tuple[FramePart, ...], Field(min_length=2)]


class PublishedFrame(Document, Sparing):
    """Everyone who may get a letter, counted.

    docs/formats.md says what a schema cannot: read = kept + excluded here and in each list, the people of the
    strata add up, and the root is that of guarantors/frame.csv, or of its parts one after the other.
    """

    FILE = "public/frame.json"
    spec: Spec
    rules: Hash
    """SHA-256 of public/rules.json."""
    root: Hash
    """Of the tree of all leaves (RFC 6962), in the order of guarantors/frame.csv."""
    people: Count
    """People in the frame, as many as kept."""
    read: Count
    """Rows of all files, kept and excluded together."""
    kept: Count
    excluded: Count
    causes: MetCauses
    """The rows excluded, by cause."""
    lists: tuple[ListCounts, ...]
    strata: tuple[FrameStratum, ...]
    parts: FrameParts | None = None
    """None, and no key, where the people are in one file."""
