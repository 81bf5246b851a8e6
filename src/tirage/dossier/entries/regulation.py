"""Entries of the regulation: adopted before the lists arrive, or adopted anew."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tirage.dossier.entries.body import Body, Day, Hash, Number, ShortReason


class Regulation(Body):
    """The regulation of the draw is adopted."""

    TYPE = "regulation"
    edition: Number
    """Counts from 1."""
    date: Day
    """Of its adoption, on the organiser's word."""
    sha256: Hash
    """Of public/regulation-N.json."""


class ChangedRegulation(Regulation):
    """The regulation is adopted anew, before anything was drawn up under it."""

    changed: Annotated[tuple[Number, ...], Field(min_length=1)]
    """Numbers of the paragraphs that are not those of the edition before, ascending."""
    reason: ShortReason
    """Published for ever, and names nobody."""
