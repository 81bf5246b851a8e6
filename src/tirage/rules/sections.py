"""The sections of a `tirage.yaml`: streams, criteria, letters, draws, term, cooling-off."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

from tirage.chances.objectives.choose import Fairness
from tirage.people.geography.model import Geography
from tirage.randomness.rolls import DEFAULT, HAND
from tirage.rules.values import (
    AgeRange,
    Day,
    Exponent,
    Flag,
    Months,
    RollText,
    Seats,
    Share,
    Text,
    Whole,
    read_ages,
)

MOST_WEIGHT = 1000
"""The largest weight of a category in a wave of letters."""
MOST_PRODUCT = 10**6
"""The largest weight of a person, of several categories together."""
SHORTEST, LONGEST = 12, 18
"""Months of a term."""


Source = Literal["roll", "cards"]
Nationality = Literal["any", "French", "EU", "non-EU"]
Origin = Literal["sex", "age", "address", "registration", "stream", "answers"]
When = Literal["at-once", "end-of-term"]
Policy = Literal["residual", "cumulated", "like-for-like", "alternates-first"]
Prefer = Literal["diverse", "repairable"]
Order = Literal["hidden", "published"]
ListCode = Literal["LP", "LCM", "LCE", "CC"]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,30}$")]


CauseCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,29}$")]
CAUSES = (
    "absence",
    "disagreement",
    "family",
    "household",
    "incompatible",
    "other",
    "studies",
    "time",
    "travel",
    "work",
)
"""Causes of departure where the rules name none: those of `spec/acts.json`."""
# fmt: off
OF_HEALTH = (
    "accident", "addict", "alcool", "alcohol", "burn", "cancer", "deces", "death", "dece", "depress",
    "disab", "disease", "enceinte", "epuis", "grossesse", "handicap", "health", "hopital", "hospital",
    "ill", "infirm", "invalid", "malade", "maladie", "medic", "mental", "mort", "pregnan", "psy", "sante",
    "sick", "suicid",
)
# fmt: on
"""Beginnings of words that tell of somebody's health, or of their death."""


class Section(BaseModel):
    """Frozen, and strict on its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Stream(Section):
    """A block of seats with people of its own (volet)."""

    seats: Whole
    sources: tuple[Source, ...] = ("roll", "cards")
    """Where someone must be found: on a roll, among the cards, or on either."""
    ages: AgeRange
    nationality: Nationality = "any"


class Criterion(Section):
    """How everyone's category of one criterion is known."""

    origin: Origin = Field(alias="from")
    geography: Text | None = None
    """Of `address` and `registration`: the name of a table that ships, or a file beside the rules."""
    categories: dict[str, str] = {}
    """Name of a category → what it stands for: ages of `age`, F or M of `sex`, a stream of `stream`."""

    _table: Geography | None = PrivateAttr(default=None)

    def in_places(self, table: Geography) -> Criterion:
        """The same, once the table of its places is read."""
        found = self.model_copy()
        found._table = table  # noqa: SLF001 - its own
        return found

    @property
    def table(self) -> Geography | None:
        """The table of the places; None for what is no place."""
        return self._table

    @property
    def places(self) -> tuple[str, ...]:
        """The categories of a place; none for what is no place."""
        return () if self._table is None else self._table.labels

    def meaning(self, category: str) -> str:
        """What a category stands for, in its one form: `65 +` is `65+`."""
        means = self.categories[category]
        return str(read_ages(means) or means) if self.origin == "age" else means


class Presumed(Section):
    """How sure the forecast of letters is before anything came back.

    No draw depends on it, and it is not published: how letters are shared out follows `prior` of `Letters`.
    """

    response: Whole = 200
    """Letters' worth of experience that `response` is, for the city as a whole."""
    undeliverable: Whole = 200
    """Letters' worth of experience that `undeliverable` is."""
    categories: Share = Fraction(20, 100)
    """By how much a category may answer more, or less, than the rules expect."""
    strata: Share = Fraction(20, 100)
    """By how much a stratum may, beside what its categories explain."""
    answers: Whole = 100
    """Volunteers' worth of experience that the shares of `answers` are."""


class Letters(Section):
    """How many letters, to whom, and what is expected of them."""

    total: Whole
    """Letters of the first wave."""
    alpha: Exponent
    """Letters to a stratum ∝ people · response^(−alpha): 0 is the same chance of a letter for all, 1 the same
    number of volunteers expected."""
    response: Share
    """Volunteers expected from a hundred letters that arrive."""
    undeliverable: Share
    """Letters expected to come back: a letter sent brings response · (1 − undeliverable) volunteers."""
    prior: Whole = 100
    """How many letters' worth of experience that is in each stratum, where letters are shared out."""
    rates: dict[str, dict[str, Share]] = {}
    """Criterion → category → response to letters that arrive, where it is known to differ."""
    weights: dict[str, dict[str, Whole]] = {}
    """Criterion of `strata` → category → weight of its people, 1 where it says nothing. With any, letters go
    to people by weighted tickets over a whole stream, and are not shared out by stratum."""
    answers: dict[str, dict[str, Share]] = {}
    """Criterion that only the answers tell → category → its share among volunteers."""
    forecast: Presumed | None = None
    """How sure all this is; None: as `Presumed` has it."""

    @property
    def presumed(self) -> Presumed:
        """How sure all this is."""
        return self.forecast or Presumed()

    def published(self) -> Mapping[str, object]:
        """What decides how many letters a stratum gets."""
        return {
            "total": self.total,
            "alpha": str(self.alpha),
            "response": str(self.response),
            "undeliverable": str(self.undeliverable),
            "prior": self.prior,
            "rates": [
                {"criterion": criterion, "category": category, "response": str(rate)}
                for criterion, rates in self.rates.items()
                for category, rate in rates.items()
            ],
            # Only where they are used: other rules are what they were, to the byte.
            **({"weights": self._weights()} if self.weights else {}),
        }

    def _weights(self) -> list[dict[str, object]]:
        return [
            {"criterion": criterion, "category": category, "weight": weight}
            for criterion, weights in self.weights.items()
            for category, weight in weights.items()
        ]


class DrawRules(Section):
    """How seats are drawn, the panel's and all later ones: fixed before anybody knows who volunteers."""

    fairness: Fairness = "leximin"
    panels: Whole | None = None
    """m; None: as many as the chances need."""
    roll: RollText = DEFAULT
    """Form of every public roll; with `hand` panels are drawn by number, and letters by twenty dice."""

    @property
    def of_letters(self) -> str:
        """The form of the roll that letters are drawn by."""
        return DEFAULT if self.roll == HAND else self.roll


class StandbyRules(Section):
    """The successors that one ceremony draws, for the seats that open in a period."""

    seats: Whole
    """How many, at most."""
    months: Months
    """From the day of its plan."""
    order: Order = "hidden"
    """Whether nobody can tell who comes next (`hidden`), or everybody once there are dice (`published`)."""


class AlternatesRules(Section):
    """What every list of alternates on the record is made for; one of count and confidence."""

    count: Whole | None = None
    """People on the list."""
    confidence: Share | None = None
    """The share of simulated departures that it is to repair."""
    dropout: Share | None = None
    """How likely each member is to leave; None: general experience."""

    def published(self) -> Mapping[str, object]:
        """As the plan of the panel has it."""
        shares = {"confidence": self.confidence, "dropout": self.dropout}
        return {"count": self.count} | {
            name: "" if share is None else str(share) for name, share in shares.items()
        }


class ReplacementRules(Section):
    """How the seats of those who leave are filled: fixed before anybody has left."""

    policy: Policy = "residual"
    """Whom open seats are drawn from: all who are left (`residual`; `cumulated`, which makes up for the
    chances that people had in the draws before), those most like who left (`like-for-like`), or the
    alternates on record where they can (`alternates-first`)."""
    batch: Whole | None = None
    """Seats that a draw of replacements fills at most, those open for longest; None: all that are open."""
    tolerance: Seats = {}
    """Criterion → seats by which later draws may be below its minimums and above its maximums; of "" for
    every criterion that is not named. A number alone is for all but the streams, whose seats are blocks."""
    standby: StandbyRules | None = None
    """None: every open seat has a ceremony of its own, or shares one with those open at the time."""
    alternates: AlternatesRules | None = None
    """None: no list of alternates comes on the record."""
    prefer: Prefer | None = None
    """Of all panels that give the same chances: those whose members can be followed (`repairable`), or those
    that hold the most combinations of two categories (`diverse`)."""


class TermRules(Section):
    """How long the assembly sits, and who leaves when."""

    months: Whole
    """For which a seat is held."""
    start: Day | None = None
    """The first day; None where it is not fixed yet."""
    cohorts: Whole | None = None
    """1: everyone leaves together; more: one of them every `months` / `cohorts` months, in turn; None: as
    fixed with the panel, 1 where nothing else was said."""
    moved: When = "at-once"
    """When a member who moves out of the area leaves the seat: at once, or at the next end of a term."""
    age_limit: When = "at-once"
    """Likewise, of a member who reaches a limit of age."""
    last: Whole = 0
    """With cohorts: at which end everyone leaves, from 1; 0 where that is not said."""
    by_rules: Flag = False
    """Whether the assembly's own rules allow a term that is not of 12 to 18 months."""
    absences: Whole = 0
    """From so many absences on a member may be removed; 0: absences are not counted."""


class CoolingOff(Section):
    """For how many months someone is in no frame and no pool of the assemblies that follow; 0: not at all."""

    members: Months = 0
    """After the day on which they left a seat."""
    invited: Months = 0
    """After the day on which a letter to them was drawn."""

    @property
    def any(self) -> bool:
        """Whether anyone is left out."""
        return bool(self.members or self.invited)
