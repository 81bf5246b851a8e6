"""Entries of lists received and of the frame made from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations
from typing import Annotated, overload

from pydantic import Field, StrictInt

from tirage.dossier.documents.part import Part
from tirage.dossier.entries.body import (
    Body,
    CauseCode,
    Count,
    Counted,
    Hash,
    HashOrEmpty,
    Number,
    ShortReason,
)


class Rolls(Body):
    """The files that the frame was made from, all in one act."""

    TYPE = "rolls"
    sha256: Hash
    """Of public/rolls.csv, which has a row for each."""
    files: Number
    read: Count
    """Rows of all files."""
    set_aside: Count
    """Rows that no one could be read from."""


class Frame(Counted):
    """The people that letters are drawn from are fixed."""

    TYPE = "frame"
    sha256: Hash
    """Of public/frame.json."""
    rules: Hash
    """Of public/rules.json."""
    pids: Hash
    """Of guarantors/frame.csv; where there are parts, of the canonical list of their hashes."""
    root: Hash
    """Of the tree of all leaves."""
    people: Count
    decisions: HashOrEmpty
    """SHA-256 of the file in which a person decided on doubtful cases; empty where there is none."""


class FrameFound(Part):
    """Something serious that was found before the frame was closed."""

    cause: CauseCode
    subject: str
    """The list, criterion or cause of exclusion that it is about; empty where the whole frame is."""
    places: tuple[str, ...]
    """Communes, arrondissements or categories; none where the whole is meant."""
    count: Count
    """Rows, people or places found."""
    against: Count
    """What that stands against: all of them, or as many as are known to be there; 0 for nothing."""


class FrameAccepted(Part):
    """A cause for which the frame was closed all the same."""

    cause: CauseCode
    reason: ShortReason
    """Published for ever, and names nobody."""


class OverFindings(Part):
    """Closed although something serious was found, cause by cause and with a reason."""

    findings: Annotated[tuple[FrameFound, ...], Field(min_length=1)]
    accepted: Annotated[tuple[FrameAccepted, ...], Field(min_length=1)]
    """One for each cause of the findings."""


class OfPlaces(Part):
    """By rules that tell places apart."""

    geography: Hash
    """Of public/geography.json."""


class OfHomes(Part):
    """With addresses that somebody declared to be no household."""

    no_household: Hash
    """Of the list of these addresses."""
    addresses: Number
    """How many of them somebody lives at."""


class InParts(Part):
    """With its people in several files, of which `pids` is the hash of the list of their hashes."""

    parts: Annotated[StrictInt, Field(ge=2, le=65_536)]
    """Files, each of as many people, the last of as many as are left."""


class ListOfExclusion(Part):
    """A list of people to be left out, and what it did."""

    list: CauseCode
    """Its cause, one of the rules' `exclusions`."""
    sha256: Hash
    """Of the list as received."""
    rows: Count
    matched: Count
    """Rows that are somebody's on the rolls or cards."""
    decided: Count
    """Of those, the ones of which a person said so."""
    people: Count
    """People left out for it, each under the first list that has them."""


class OfExclusions(Part):
    """Without those whom lists of exclusion name."""

    exclusions: Annotated[tuple[ListOfExclusion, ...], Field(min_length=1)]
    """In the order in which they were given: the first that has somebody counts."""


class Choices(Sequence[type[Body]]):
    """A form by itself, and one for each choice of what may be added to it; made when first asked for."""

    def __init__(self, base: type[Body], *additions: type[Part]) -> None:
        self._parts = base, additions

    @cached_property
    def _made(self) -> tuple[type[Body], ...]:
        base, additions = self._parts
        return tuple(_forms(base, *additions))

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, place: int) -> type[Body]: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[type[Body], ...]: ...

    def __getitem__(self, place: int | slice) -> type[Body] | tuple[type[Body], ...]:
        return self._made[place]


def _forms(base: type[Body], *additions: type[Part]) -> Iterator[type[Body]]:
    for number in range(len(additions) + 1):
        for some in combinations(additions, number):
            name = base.__name__ + "".join(each.__name__ for each in some)
            said = " ".join(str(each.__doc__) for each in (base, *some))
            yield type(name, (*some, base), {"__module__": __name__, "__doc__": said}) if some else base
