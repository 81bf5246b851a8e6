"""Entries of waves of letters and of their answers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt

from tirage.dossier.entries.body import Body, Count, Hash, Number, Wave


class Letters(Body):
    """People drawn to be written to."""

    TYPE = "letters"
    act: Wave
    plan: Hash
    contributions: Hash
    seed: Hash
    stage_seed: Hash
    count: Count
    """Letters of this wave."""
    sha256: Hash
    """Of guarantors/letters-N.csv."""


class FewerLetters(Letters):
    """People drawn to be written to, fewer than were planned: no home was left for the others."""

    planned: Number
    """Letters of the plan."""


class Addresses(Body):
    """Lines of addresses that the printing house put right: nobody's letter is added or taken away."""

    TYPE = "addresses"
    wave: Annotated[StrictInt, Field(ge=1, le=999)]
    """The letters that they are of, by the number of their wave."""
    round: Number
    """Counts the corrections of this wave."""
    rows: Number
    """Letters with a line that is another."""
    source: Hash
    """Of the file as received."""


class Responses(Body):
    """Answers to letters."""

    TYPE = "responses"
    round: Number
    """Counts the answers recorded; each round holds all that came before."""
    sha256: Hash
    """Of public/responses-N.json."""
    people: Hash
    """Of guarantors/responses-N.csv."""
    source: Hash
    """Of the file as received."""


class RecodedResponses(Responses):
    """Answers to letters, made of what was received by a recoding."""

    recoding: Hash
    """Of the file by which what was received was turned into answers."""
