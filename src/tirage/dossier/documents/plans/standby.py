"""The plan of a standby."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt, StringConstraints

from tirage.dossier.documents.part import Part
from tirage.dossier.documents.plans.act import ActPlan
from tirage.dossier.documents.plans.later import Order, Seats
from tirage.dossier.entries import Hash, HashOrEmpty, StandbyAct


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
