"""Entries of a draw: its plan, its chance, its result."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt, StringConstraints

from tirage.dossier.entries.body import AnyAct, Body, Count, Hash, Id, SeatsAct
from tirage.dossier.layout import RESULTS


class Lottery(Body):
    """The numbered panels are fixed."""

    TYPE = "lottery"
    sha256: Hash
    """Of public/lottery.csv."""
    certificate: Hash
    """Of public/certificate.json."""
    chances: Hash
    """Of guarantors/chances.csv."""
    panels: Annotated[StrictInt, Field(ge=1, le=1_000_000)]


class Plan(Body):
    """Everything of a draw is fixed but chance."""

    TYPE = "plan"
    act: AnyAct
    sha256: Hash
    """Of public/plan.json or public/letters-N-plan.json: the plan's hash."""


class Contribution(Body):
    """What a contributor to the chance of a plan does."""

    TYPE = "contribution"
    act: AnyAct
    plan: Hash
    id: Id
    """A contributor of the plan."""


class Rolled(Contribution):
    """The public roll."""

    id: Literal["public"]
    kind: Literal["public"]
    text: Annotated[str, StringConstraints(pattern=r"\S")]
    """What was rolled in public, as it was typed, in NFC."""
    value: Hash
    """What the text is worth."""


class Revealed(Contribution):
    """A contributor reveals the value that the plan has the commitment of."""

    kind: Literal["sealed"]
    value: Hash
    """64 hex digits; H("commit", id, value) stands in the plan."""


class Dropped(Contribution):
    """A contributor who brought nothing in time."""

    kind: Literal["dropped"]


class Beacon(Body):
    """The round of the beacon that the plan has fixed, as it was published."""

    TYPE = "beacon"
    act: AnyAct
    plan: Hash
    chain: Hash
    """Chain hash of the network."""
    round: Annotated[StrictInt, Field(ge=1, le=10_000_000_000)]
    signature: Annotated[str, StringConstraints(pattern="^[0-9a-f]{96}$")]
    """A compressed point of G1."""
    randomness: Hash
    """SHA-256 of the signature's bytes."""


class Drawn(Body):
    """People drawn for seats."""

    act: SeatsAct
    plan: Hash
    by: Literal["seed", "hand"]
    number: Count
    """Line of the lottery, counted from 0."""
    panel: Hash
    """Of public/panel.csv."""
    seats: Hash
    """Of public/seats.csv."""

    @property
    def type(self) -> str:
        """`panel`, `replacement` or `renewal`."""
        return RESULTS[self.act.partition("/")[0]]


class DrawnBySeed(Drawn):
    """People drawn by the seed that follows from plan and contribution."""

    by: Literal["seed"]
    contributions: Hash
    seed: Hash
    stage_seed: Hash


class DrawnByHand(Drawn):
    """People whose panel's number was drawn by hand, in public."""

    by: Literal["hand"]
