"""Entries of those who sit: who takes a seat, who leaves, until when, and what was recorded by mistake."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from tirage.dossier.documents.part import Part
from tirage.dossier.documents.proofs import Disproof
from tirage.dossier.entries.body import Body, CauseCode, Count, Day, Hash, HashOrEmpty, Id, Number, When


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
