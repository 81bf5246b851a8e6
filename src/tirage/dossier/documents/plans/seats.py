"""The plans of draws of seats: of a panel, and of a later draw."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tirage.dossier.documents.document import Fairness, Panels
from tirage.dossier.documents.part import Part, Sparing
from tirage.dossier.documents.plans.act import ActPlan
from tirage.dossier.documents.plans.later import Later, Seats
from tirage.dossier.documents.proofs import Disproof, Natural, Tree
from tirage.dossier.entries import Hash, Id, Move, Number

LaterAct = Annotated[str, StringConstraints(pattern="^(replacements|renewal)/[1-9][0-9]{0,3}$")]
LaterStage = Annotated[str, StringConstraints(pattern="^(test/)?(replacements|renewal)/[1-9][0-9]{0,3}$")]
Among = Annotated[str, StringConstraints(pattern="^(everyone|alike/[0-9]{1,3}|alternates/[1-9][0-9]{0,3})$")]


class Inputs(Sparing):
    """All that chances and lottery are a function of. SHA-256 of its canonical JSON is inputs_hash."""

    fairness: Fairness
    household: tuple[str, ...]
    """Columns of the volunteers' file that make up the address; empty where households were not asked for."""
    panels: Panels
    """m, the numbered panels."""
    pool: Hash
    """Of pool.csv: those who can be drawn."""
    quotas: Hash
    """Of quotas.json: those of the seats that are drawn."""
    seats: Seats
    """k, the members of a panel."""


class LeastChange(Part):
    """What the moves weigh, and what every change with which somebody fits weighs at least."""

    weight: Natural
    """Of the moves: 720,720 for each seat of a maximum, more for one of a minimum."""
    proved: Natural
    """What the tree shows: `weight`, or less where the tree would be too large."""
    tree: Tree
    """Of the draw of all changes (docs/formats.md)."""


class Relaxed(Sparing):
    """Limits that gave way."""

    moves: tuple[Move, ...]
    proof: Disproof | None
    """The tree that shows that no one fitted; null where none was found."""
    least: LeastChange | None = None
    """That no lesser change would do; only where a tree shows something of it."""
    stopped: Literal[True] | None = None
    """Only where the search was stopped before it was proved that no lesser change would do."""

    @property
    def is_least(self) -> bool:
        """Whether a tree shows that no lesser change would do."""
        return self.least is not None and self.least.proved == self.least.weight


class EarlierDraw(Part):
    """A draw of seats that was done before."""

    act: Annotated[str, StringConstraints(pattern="^(panel|(replacements|renewal)/[1-9][0-9]*)$")]
    chances: Hash
    """Of its chances.csv."""


class Filling(Part):
    """Why some seats are drawn and others stay open, where no one fitted all of them together."""

    first: tuple[Disproof | None, ...]
    """For each seat that stays open before one that is drawn, in the order of the record: the tree that shows
    that it could not be filled beside the seats drawn before it, with as many in all; null where there is no
    tree."""
    most: Disproof | None
    """The tree that shows that not one more could be filled; null where there is none."""


class LaterInputs(Inputs):
    """The inputs of a draw after the panel's."""

    among: Among
    """Who can be drawn: all who remain, those who differ in so many criteria at most from someone who left,
    or those on that list of alternates."""
    journal: Hash
    """Head of the journal before this plan."""
    relaxed: Relaxed | None
    """The limits that gave way where no one fitted, and the tree that shows it; else null."""
    sitting: Hash
    """Of the seats that count as held, sitting.csv."""
    vacancies: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Who held these seats, in the order of the record."""
    cumulated: Annotated[tuple[EarlierDraw, ...], Field(min_length=1)] | None = None
    """Only where what people had of chance before counts: the draws of seats before, in the order of the
    record, from the panel on."""

    filling: Filling | None = None
    """Only where as many seats are drawn as could be filled, and others stay open: why these."""


class SeatsPlan(ActPlan):
    """The plan of a draw of seats."""

    inputs: Inputs
    people: Number
    """Volunteers who can be drawn."""
    counts: Hash
    """Of counts.csv."""
    lottery: Hash
    """Of lottery.csv."""
    certificate: Hash
    """Of certificate.json."""
    chances: Hash
    """Of chances.csv."""


class PanelPlan(SeatsPlan):
    """Everything of a panel's draw but chance, fixed before it.

    Its SHA-256 is the plan's hash, which is read aloud. docs/formats.md says what a schema cannot: canonical
    bytes, and that seats ≤ people.
    """

    FILE = "public/plan.json"
    act: Literal["panel"]
    stage: Literal["panel", "test/panel"]
    later: Later
    """What every later draw of seats keeps to."""


class LaterPlan(SeatsPlan):
    """Everything of a later draw but chance, fixed before it.

    Its SHA-256 is the plan's hash, which is read aloud. docs/formats.md says what a schema cannot: canonical
    bytes, and that seats ≤ people.
    """

    FILE = "public/replacements-N-plan.json, public/renewal-N-plan.json"
    act: LaterAct
    stage: LaterStage
    inputs: LaterInputs
