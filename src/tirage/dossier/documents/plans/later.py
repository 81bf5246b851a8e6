"""What is fixed with the panel for all that is drawn later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StrictInt

from tirage.dossier.documents.document import Fairness, Panels
from tirage.dossier.documents.part import Part, Sparing
from tirage.dossier.documents.plans.act import RollFormName
from tirage.dossier.entries import Rate

Seats = Annotated[StrictInt, Field(ge=1, le=1_000_000)]
Order = Literal["hidden", "published"]


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


class Later(Sparing):
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
    prefer: Literal["diverse", "repairable"] | None = None
    """Only where, of all panels that give the same chances, some were preferred: those whose members can be
    followed under the quotas and the tolerance (`repairable`), or those that hold the most combinations of
    two categories (`diverse`)."""
