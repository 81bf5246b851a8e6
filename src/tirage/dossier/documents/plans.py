"""The plans: of a panel, of a later draw of seats, of a wave of letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    Field,
    SerializerFunctionWrapHandler,
    StrictBool,
    StrictInt,
    StringConstraints,
    WithJsonSchema,
    model_serializer,
)

from tirage.dossier.documents.document import Document, Fairness, Panels, Spec
from tirage.dossier.documents.part import Part
from tirage.dossier.documents.proofs import Disproof
from tirage.dossier.entries import (
    Count,
    Dropout,
    Hash,
    HashOrEmpty,
    Id,
    ListAct,
    Move,
    Number,
    Rate,
    Repaired,
    StandbyAct,
)

PUBLIC = "public"
_ID = "^[A-Za-z0-9._:+/-]+$"


def _not_public(name: str) -> str:
    if name == PUBLIC:
        raise ValueError("no name of a sealed contributor")
    return name


SealedId = Annotated[
    Id,
    AfterValidator(_not_public),
    WithJsonSchema({"type": "string", "pattern": _ID, "not": {"const": PUBLIC}}),
]
Seats = Annotated[StrictInt, Field(ge=1, le=1_000_000)]
LaterAct = Annotated[str, StringConstraints(pattern="^(replacements|renewal)/[1-9][0-9]{0,3}$")]
LaterStage = Annotated[str, StringConstraints(pattern="^(test/)?(replacements|renewal)/[1-9][0-9]{0,3}$")]
Order = Literal["hidden", "published"]
LettersStage = Annotated[str, StringConstraints(pattern="^(test/)?letters/[1-9][0-9]{0,2}$")]
Among = Annotated[str, StringConstraints(pattern="^(everyone|alike/[0-9]{1,3}|alternates/[1-9][0-9]{0,3})$")]


def _fits(form: str) -> str:
    digits = re.fullmatch("([0-9]+)(?:d.|x1(0+))", form)
    if digits and int(digits[1]) * len(digits[2] or "0") > MOST_DIGITS:
        raise ValueError("more digits than a value has")
    return form


MOST_DIGITS = 64
"""Digits of a roll at most."""
RollFormName = Annotated[
    str,
    StringConstraints(pattern="^([1-9][0-9]?d[2-9]|[1-9][0-9]?x10{1,9}|words|hand)$"),
    AfterValidator(_fits),
]


class PublicRoll(Part):
    """What is rolled in public, after the plan."""

    id: Literal["public"]
    kind: Literal["public"]
    form: RollFormName
    """What the roll looks like: `NdF`, N dice with the faces 1 to F; `NxM`, N numbers from 0 to M − 1, M a
    power of ten, with as many digits each; `words`; or `hand`, a number of a panel and no seed. 64 digits at
    most; 2^50 outcomes or more unless there is a beacon, or it is by hand."""


class SealedValue(Part):
    """A value that was committed before the plan and is revealed after it."""

    id: SealedId
    kind: Literal["sealed"]
    commit: Hash
    """H("commit", id, value)."""


class BeaconRound(Part):
    """A round of drand quicknet that lies in the future of the plan."""

    chain: Literal["52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"]
    """Chain hash of drand quicknet."""
    public_key: Literal[
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec"
        "758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    ]
    round: Annotated[StrictInt, Field(ge=1, le=10_000_000_000)]
    """Round r is due at Unix time 1692803367 + 3(r − 1)."""


class ActPlan(Document):
    """The plan of an act: who brings chance to it."""

    FILE = "public/…plan.json"
    ACROSS: ClassVar[Mapping[str, Any]] = {
        "anyOf": [
            {"properties": {"contributors": {"minItems": 1}}},
            {"properties": {"beacon": {"type": "object"}}},
        ],
        "oneOf": [
            {"properties": {"rehearsal": {"const": False}, "stage": {"not": {"pattern": "^test/"}}}},
            {"properties": {"rehearsal": {"const": True}, "stage": {"pattern": "^test/"}}},
        ],
    }

    spec: Spec
    """Version of the rules of chance and of these files."""
    act: str
    stage: str
    """Name that the stage seed is made with: the act, in a rehearsal after `test/`."""
    rehearsal: StrictBool
    """True for a rehearsal, which draws nothing that counts."""
    contributors: tuple[PublicRoll | SealedValue, ...]
    """Who is to bring chance, in ascending order of ids, no two alike: the public roll, and those who have
    committed to a value."""
    beacon: BeaconRound | None
    """Null, or a round of drand quicknet that lies in the future of the plan."""

    @property
    def name(self) -> str:
        """The act as the journal names it: `panel`, `letters/1`, …"""
        return self.act


class Inputs(Part):
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


class Relaxed(Part):
    """Limits that gave way."""

    moves: tuple[Move, ...]
    proof: Disproof | None
    """The tree that shows that no one fitted; null where none was found."""
    stopped: Literal[True] | None = None
    """Only where the search was stopped before it was proved that no lesser change would do."""

    @model_serializer(mode="wrap")
    def _only_used(self, whole: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Without what is not used."""
        found: dict[str, object] = whole(self)
        return {name: value for name, value in found.items() if name != "stopped" or value}


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

    @model_serializer(mode="wrap")
    def _only_used(self, whole: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Without what is not used: other plans are what they were, to the byte."""
        found: dict[str, object] = whole(self)
        return {name: value for name, value in found.items() if name not in {"cumulated", "filling"} or value}


_BESIDES = ("tolerance", "standby", "alternates", "prefer")
"""Keys that are written only where they are used."""


class StandbyRule(Part):
    """How many successors a standby draws, for how long, and whether their order is known."""

    seats: Seats
    months: Annotated[StrictInt, Field(ge=1, le=1200)]
    order: Order


class AlternatesRule(Part):
    """What every list of alternates is made for."""

    count: Seats | None
    """People on the list, or all who remain where they are fewer; null where a confidence says it."""
    confidence: Rate
    """The share of simulated departures that it is to repair; empty where there is a count."""
    dropout: Rate
    """How likely each member is to leave; empty for the rate of general experience."""


class Later(Part):
    """What every later draw of seats keeps to, fixed before anybody has left."""

    fairness: Fairness
    panels: Panels | None
    """m, or that times a power of ten; null: as many as the chances need."""
    policy: Literal["residual", "cumulated", "like-for-like", "alternates-first"]
    """Whom replacements are drawn from; renewals are drawn from all who are left. With `cumulated` both make
    up for the chances that people had in the draws before."""
    roll: RollFormName
    """Form of the public roll."""
    batch: Seats | None
    """Seats that a draw of replacements fills at most, those open for longest; null: all that are open."""
    cohorts: Seats
    """Of the term."""
    tolerance: Mapping[str, Annotated[StrictInt, Field(ge=0, le=1_000_000)]] | None = None
    """Only where there is any. Criterion, or crossing as `a × b`, → seats by which later draws may be below
    its minimums and above its maximums; of "" for all that are not named."""

    standby: StandbyRule | None = None
    """Only where there is one: successors are drawn one by one for the seats that open in a period."""
    alternates: AlternatesRule | None = None
    """Only where lists of alternates may come on the record."""
    prefer: Literal["repairable"] | None = None
    """Only where, of all panels that give the same chances, those were preferred whose members can be
    followed under the quotas and the tolerance."""

    @model_serializer(mode="wrap")
    def _only_used(self, whole: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Without what is not used: plans that know nothing of it are what they were, to the byte."""
        found: dict[str, object] = whole(self)
        return {name: value for name, value in found.items() if name not in _BESIDES or value}


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


class StandbyInputs(Part):
    """What a standby follows from."""

    journal: Hash
    """Head of the journal before this plan."""
    seats: Seats
    """Successors at most."""
    months: Annotated[StrictInt, Field(ge=1, le=1200)]
    """For seats that open before so many months have passed since the day of this plan."""
    order: Order
    """Whether everybody can tell the order once the dice are rolled (`published`), or each link is shown with
    the succession that it draws (`hidden`)."""
    head: HashOrEmpty
    """Of the chain of links: H("link", the first of them); empty where the order is published."""


class StandbyPlan(ActPlan):
    """Everything of a standby but chance, fixed before it.

    Its SHA-256 is the plan's hash. docs/formats.md says what a schema cannot: seats, months and order are
    those that were fixed with the panel, and there is a head where the order is hidden.
    """

    FILE = "public/standby-N-plan.json"
    act: StandbyAct
    stage: Annotated[str, StringConstraints(pattern="^(test/)?standby/[1-9][0-9]{0,3}$")]
    inputs: StandbyInputs


class AlternatesInputs(Part):
    """Who is to be on a list of alternates, and what the choice is worth."""

    journal: Hash
    """Head of the journal before this plan."""
    pids: tuple[Id, ...]
    """Who is on the list, ascending: the order is left to chance."""
    people: Count
    """Whom they were chosen among, one of each household."""
    confidence: Rate
    """The share of departures that was asked for; empty where the number was."""
    dropout: Dropout
    tried: Count
    """Simulated departures, apart from those used to choose."""
    repaired: Repaired


class AlternatesPlan(ActPlan):
    """Everything of a list of alternates but its order, fixed before chance.

    Its SHA-256 is the plan's hash.
    """

    FILE = "public/alternates-N-plan.json"
    act: ListAct
    stage: Annotated[str, StringConstraints(pattern="^(test/)?alternates/[1-9][0-9]{0,3}$")]
    inputs: AlternatesInputs


class Allocation(Part):
    """The rule by which the letters of each stratum follow from rules, frame and answers."""

    rule: Literal["shares/1"]
    """docs/formats.md has it."""
    letters: Count
    """Letters asked for; there are fewer where not so many people may get one."""
    alpha: Annotated[str, StringConstraints(pattern="^(0|1|[1-9][0-9]?/[1-9][0-9]{0,2})$")]
    """How far strata with a low response get more letters, from 0 to 1, of hundredths at the finest."""


class WeightedAllocation(Part):
    """The rule by which the letters of each stream go to people by weighted tickets."""

    rule: Literal["weights/1"]
    """docs/formats.md has it."""
    letters: Count
    """Letters asked for; there are fewer where not so many people may get one."""


class LettersInputs(Part):
    """All that a wave of letters is a function of."""

    frame: Hash
    """Of guarantors/frame.csv."""
    rules: Hash
    """Of public/rules.json."""
    strata: Hash
    """Of public/letters-N-strata.csv."""
    allocation: Allocation | WeightedAllocation
    before: tuple[Hash, ...]
    """Of guarantors/letters-K.csv, for each wave before."""


class LettersPlan(ActPlan):
    """Everything of a wave of letters but chance, fixed before it.

    Its SHA-256 is the plan's hash. docs/formats.md says what a schema cannot: the stage ends in the number of
    the wave, and `before` has one hash for each wave before it.
    """

    FILE = "public/letters-N-plan.json"
    act: Literal["letters"]
    wave: Annotated[StrictInt, Field(ge=1, le=999)]
    """Counts from 1."""
    stage: LettersStage
    inputs: LettersInputs

    @property
    def name(self) -> str:
        """The act as the journal names it: `letters/1`, …"""
        return f"letters/{self.wave}"
