"""The bodies of journal entries: one frozen model a form (docs/formats.md).

`read_body` turns the document of a body into its model, `Body.document` turns it back: the same document, key
for key, so that the bytes of an entry never change by being read. Where a type has several forms (an assembly
that follows another, a number drawn by hand), each form is a model of its own, with exactly the keys that it
has: no key is optional. A form that adds keys to another is its subclass, so that `isinstance(body, Open)`
holds for every opening; additions that come together in any choice are parts of their own (`OverFindings`).

The published schema of the journal is made from these models (`spec/schemas/journal-entry.schema.json`): the
docstring of a field is its description there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Annotated, ClassVar, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    StrictBool,
    StrictInt,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from tirage.dossier.documents.part import Part
from tirage.dossier.documents.proofs import Disproof
from tirage.dossier.layout import RESULTS

DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_CAUSE = "^[a-z][a-z0-9.-]*$"


def _day(value: object) -> date:
    """A day from the one text that stands for it."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) != len("2026-11-23"):
        raise ValueError("no day")
    return date.fromisoformat(value)


Hash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
HashOrEmpty = Annotated[str, StringConstraints(pattern="^([0-9a-f]{64})?$")]
Count = Annotated[StrictInt, Field(ge=0)]
Number = Annotated[StrictInt, Field(ge=1)]
Months = Annotated[StrictInt, Field(ge=0, le=1200)]
Id = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9._:+/-]+$")]
Base64 = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9+/]+=*$")]
Day = Annotated[
    date,
    BeforeValidator(_day),
    PlainSerializer(date.isoformat),
    WithJsonSchema({"type": "string", "pattern": DAY}),
]
SeatsAct = Annotated[str, StringConstraints(pattern="^(panel|(replacements|renewal)/[1-9][0-9]{0,3})$")]
"""A draw of seats: of the panel, or a later one, counted from 1."""
Wave = Annotated[str, StringConstraints(pattern="^letters/[1-9][0-9]{0,2}$")]
"""A wave of letters, counted from 1."""
StandbyAct = Annotated[str, StringConstraints(pattern="^standby/[1-9][0-9]{0,3}$")]
"""A standby: successors for the seats that open in a period, counted from 1."""
AnyAct = Annotated[
    str,
    StringConstraints(
        pattern="^(panel|(replacements|renewal|standby)/[1-9][0-9]{0,3}|letters/[1-9][0-9]{0,2})$"
    ),
]
Causes = Annotated[
    dict[Annotated[str, StringConstraints(pattern=_CAUSE)], Count],
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": _CAUSE},
            "additionalProperties": {"type": "integer", "minimum": 0},
        }
    ),
]
Hashes = Annotated[
    dict[Annotated[str, StringConstraints(pattern=_CAUSE)], Hash],
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": _CAUSE},
            "additionalProperties": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        }
    ),
]
CauseCode = Annotated[str, StringConstraints(pattern="^([a-z0-9][a-z0-9-]{0,29})?$")]
Reason = Annotated[str, StringConstraints(min_length=1)]
Rate = Annotated[str, StringConstraints(pattern="^(0|1|[1-9][0-9]{0,17}/[1-9][0-9]{0,17})?$")]
When = Literal["at-once", "end-of-term"]
Limit = Literal["minimum", "maximum"]


class Body(Part):
    """The body of an entry; `TYPE` is that of its entry."""

    TYPE: ClassVar[str]

    @property
    def type(self) -> str:
        """The type of the entry that has this body."""
        return self.TYPE

    @classmethod
    def keys(cls) -> set[str]:
        """The keys of the form: each body has all of them and no other."""
        return set(cls.model_fields)

    def as_act(self) -> tuple[str, Mapping[str, object]]:
        """Type and document, as `Changes` take them."""
        return self.type, self.document()


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


class Roll(Body):
    """One file that the frame was made from."""

    TYPE = "roll"
    sha256: Hash
    """Of the file as received."""
    kind: Literal["layout-a", "layout-b", "cards", "mapping"]
    """Its layout."""
    list: Literal["LP", "LCM", "LCE", "CC", ""]
    """Empty where only its rows say it."""
    commune: str
    """Insee code, as the file says as a whole; empty where only its rows do."""
    date: Annotated[str, StringConstraints(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
    """Of the extract; empty where it is not known."""
    encoding: str
    read: Count
    set_aside: Count
    """Rows that no one could be read from."""
    causes: Causes
    """The rows set aside, by cause."""


class Counted(Body):
    """Rows of a file, and what became of them."""

    read: Count
    """Rows read, kept and excluded together."""
    kept: Count
    excluded: Count
    causes: Causes
    """The excluded, by cause."""


class Frame(Counted):
    """The people that letters are drawn from are fixed."""

    TYPE = "frame"
    sha256: Hash
    """Of public/frame.json."""
    rules: Hash
    """Of public/rules.json."""
    pids: Hash
    """Of guarantors/frame.csv."""
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
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500)]
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


def _forms(base: type[Body], *additions: type[Part]) -> Iterator[type[Body]]:
    """The form by itself, and one for each choice of what may be added to it."""
    for number in range(len(additions) + 1):
        for some in combinations(additions, number):
            name = base.__name__ + "".join(each.__name__ for each in some)
            said = " ".join(str(each.__doc__) for each in (base, *some))
            yield type(name, (*some, base), {"__module__": __name__, "__doc__": said}) if some else base


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
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500)]
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


class Standby(Body):
    """The chance of a standby: from here on the successors are drawn, one for each seat that opens."""

    TYPE = "standby"
    act: StandbyAct
    plan: Hash
    contributions: Hash
    seed: Hash
    stage_seed: Hash


class Successor(Body):
    """Who takes over a seat by a standby: of those who fit, the first by the tickets of this succession."""

    TYPE = "successor"
    act: StandbyAct
    number: Number
    """Of the succession, from 1."""
    vacancy: Id
    """Who held the seat."""
    pid: Id
    fitting: Number
    """How many people fitted: each of them had the same chance."""


class SuccessorByLink(Successor):
    """Who takes over a seat by a standby whose order is hidden: with the link of this succession."""

    link: Hash
    """H("link", link) is that of the succession before, or the head that the plan has."""


class Passed(Body):
    """A seat that a standby cannot fill, as no one fits: it stays open, for another draw."""

    TYPE = "passed"
    act: StandbyAct
    vacancy: Id
    """Who held the seat."""
    people: Count
    """Who could have been drawn, if they fitted."""


class Lapse(Body):
    """A standby whose links are lost, or will not be shown any more: seats are filled by other draws."""

    TYPE = "lapse"
    act: StandbyAct
    reason: Reason
    """Published for ever, and names nobody."""


class OfPerson(Body):
    """What is said of one person of the pool."""

    pid: Id
    date: Day
    """On which it took effect."""
    evidence: HashOrEmpty
    """Salted SHA-256 of a document that the organiser keeps, or empty (SPEC §8)."""


class Acceptance(OfPerson):
    """A member accepts the seat."""

    TYPE = "acceptance"


class Absence(OfPerson):
    """A member was absent, where the rules count that."""

    TYPE = "absence"
    allowed: Number
    """From so many absences on the rules let a member be removed."""


class Leaving(OfPerson):
    """A member who leaves at the next end of a term, where the rules have so."""

    TYPE = "leaving"
    kind: Literal["moved", "age-limit"]
    cause: CauseCode
    """A code of the rules, or empty."""


class Departure(OfPerson):
    """Someone leaves."""

    kind: Literal["withdrawal", "moved", "age-limit", "refusal", "term"]
    cause: CauseCode
    """A code of the rules, or empty."""


class Vacancy(Departure):
    """A member leaves the seat."""

    TYPE = "vacancy"


class Unavailable(Departure):
    """A volunteer without a seat can no longer be drawn; never on the organiser's word alone."""

    TYPE = "unavailable"
    kind: Literal["withdrawal", "moved", "age-limit"]
    evidence: Hash
    """Salted SHA-256 of a document that the organiser keeps."""


class Term(Body):
    """How long a seat is held, and how many cohorts leave in turn, one every months / cohorts months."""

    TYPE = "term"
    start: Day
    months: Annotated[StrictInt, Field(ge=1, le=1200)]
    end: Day
    """The first: start and months / cohorts."""
    cohorts: Number
    """1: everyone leaves together."""
    by_rules: StrictBool
    """Whether the rules allow a term that is not of 12 to 18 months."""
    sha256: HashOrEmpty
    """Of public/cohorts.csv; empty with one cohort."""


class Leavers(Part):
    """When members leave who move out of the area, or reach a limit of age."""

    moved: When
    age_limit: When


class TermUnderRules(Term):
    """A term of which the rules say more."""

    last: Count
    """At which end everyone leaves, from 1; 0 where that is not said."""
    leavers: Leavers


class Instead(Part):
    """What an entry should have said, as an entry of its type would."""

    type: Literal["vacancy", "leaving", "unavailable", "acceptance", "absence", "term"]
    body: Vacancy | Leaving | Unavailable | Acceptance | Absence | Term | TermUnderRules

    @model_validator(mode="after")
    def _of_its_type(self) -> Self:
        """ValueError for the body of another type."""
        read_body(self.type, self.body.document())
        return self


class Correction(Body):
    """An entry is put right that was a mistake: what it says did not take place."""

    TYPE = "correction"
    entry: Hash
    """Of the entry that was wrong, or of the correction that said something else instead of it."""
    reason: Literal["confusion", "decision", "information", "typing"]
    """One person taken for another; what an authority has decided; what was known later; a slip."""
    evidence: HashOrEmpty
    """Salted SHA-256 of a document that the organiser keeps, or empty (SPEC §8)."""


class CorrectionInstead(Correction):
    """An entry is put right: what it says did not take place, and something else holds from here on."""

    instead: Instead


class Tally(Part):
    """How many left of how many in past terms; of all members where criterion and category are empty."""

    criterion: str
    category: str
    left: Count
    members: Count


class Dropout(Part):
    """How likely members are to leave."""

    flat: Rate
    """The same for everyone; empty where the rates are those of categories."""
    learnt: tuple[Tally, ...]


class Repaired(Part):
    """How many simulated departures can be made good, by the alternates that do it."""

    designed: Count
    scaled: Count
    """As many in the panel's proportions."""
    random: Count
    """As many at random."""
    everyone: Count


class Alternates(Body):
    """Whom to keep in touch with, so that the panel can be made whole. The last list counts."""

    TYPE = "alternates"
    list: Number
    """Counts from 1."""
    sha256: Hash
    """Of public/alternates-N.csv."""
    count: Count
    """People on the list."""
    people: Count
    """Whom it was chosen among, one of each household."""
    confidence: Rate
    """The share of departures that was asked for; empty where the number was."""
    dropout: Dropout
    tried: Count
    """Simulated departures, apart from those used to choose."""
    repaired: Repaired


class Unfilled(Body):
    """Seats that stay open because no one fits."""

    TYPE = "unfilled"
    vacancies: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Who held them."""
    people: Count
    """Who could have been drawn."""
    pool: Hash
    """Of their pool.csv, as a plan would have had it."""
    quotas: Hash
    """Of the quotas of the open seats, as a plan would have had them."""
    proof: Disproof | None
    """The tree that shows it; null where none was found."""


class Close(Body):
    """The end of the term of everyone who sits, and of this journal."""

    TYPE = "close"
    date: Day
    members: Count


class Void(Body):
    """A plan is abandoned before its chance."""

    TYPE = "void"
    act: AnyAct
    plan: Hash
    reason: Reason
    """Published for ever, and names nobody."""


class Contested(Body):
    """A result is contested."""

    TYPE = "contested"
    act: AnyAct
    entry: Hash
    """Of the entry that holds the result."""
    reason: Reason
    """Published for ever, and names nobody."""


class Erase(Body):
    """Names are destroyed."""

    TYPE = "erase"
    reason: Reason
    """Published for ever, and names nobody."""


class Attested(Body):
    """The head of the journal, attested from outside; what is attested is tirage1|anchor|HEAD."""

    TYPE = "anchor"
    head: Hash
    """Of an entry before."""
    id: Id
    """Who signed or stamped, by their own account."""


class Anchor(Attested):
    """A signature of the head."""

    signature: Base64
    """Of ssh-keygen -Y sign -n tirage, base64 without its armour."""


class Stamp(Attested):
    """A time-stamp of the head."""

    stamp: Base64
    """Reply of a time-stamping authority (RFC 3161, DER), base64."""


class Cosigned(Body):
    """A checkpoint of the journal that witnesses have cosigned (C2SP)."""

    TYPE = "anchor"
    head: Hash
    """Of the last entry that the checkpoint counts."""
    note: Annotated[str, StringConstraints(min_length=1)]
    """The signed note: origin, size, root, the signature of the journal's key, cosignatures."""


class Witness(Part):
    """Who cosigns the checkpoints of a journal."""

    name: Annotated[str, StringConstraints(pattern="^[!-*,-~]{1,255}$")]
    """As the witness makes it known."""
    key: Hash
    """Its Ed25519 key, 64 hex digits."""


class Witnesses(Body):
    """The journal gets a key as a log, and witnesses."""

    TYPE = "witnesses"
    log: Hash
    """The Ed25519 key that signs its checkpoints; the secret behind it stays private."""
    witnesses: Annotated[tuple[Witness, ...], Field(min_length=1)]
    quorum: Number
    """How many of them must cosign a checkpoint."""


FORMS: Mapping[str, tuple[type[Body], ...]] = {
    "open": (Open, OpenNext),
    "key": (Key,),
    "roll": (Roll,),
    "frame": (*_forms(Frame, OverFindings, OfPlaces, OfHomes),),
    "quotas": (Quotas, ChangedQuotas),
    "plan": (Plan,),
    "contribution": (Rolled, Revealed, Dropped),
    "beacon": (Beacon,),
    "letters": (Letters,),
    "responses": (Responses, RecodedResponses),
    "pool": (Pool, SettledPool),
    "volunteers": (Volunteers, SettledVolunteers),
    "lottery": (Lottery,),
    **dict.fromkeys(RESULTS.values(), (DrawnBySeed, DrawnByHand)),
    "standby": (Standby,),
    "successor": (Successor, SuccessorByLink),
    "passed": (Passed,),
    "lapse": (Lapse,),
    "vacancy": (Vacancy,),
    "unavailable": (Unavailable,),
    "correction": (Correction, CorrectionInstead),
    "acceptance": (Acceptance,),
    "unfilled": (Unfilled,),
    "term": (Term, TermUnderRules),
    "alternates": (Alternates,),
    "absence": (Absence,),
    "leaving": (Leaving,),
    "close": (Close,),
    "void": (Void,),
    "contested": (Contested,),
    "erase": (Erase,),
    "anchor": (Anchor, Stamp, Cosigned),
    "witnesses": (Witnesses,),
}
"""The forms of each type of entry."""


def read_body(kind: str, document: Mapping[str, object]) -> Body:
    """The body of an entry of this type; ValueError for a document that is none of its forms.

    >>> read_body("erase", {"reason": "end of the term"})
    Erase(reason='end of the term')
    """
    form = next((form for form in FORMS.get(kind, ()) if form.keys() == document.keys()), None)
    if form is None:
        raise ValueError(f"no body of an entry {kind}")
    return form.model_validate(document)
