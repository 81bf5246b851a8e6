"""The plan of a list of alternates."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from tirage.dossier.documents.part import Part
from tirage.dossier.documents.plans.act import ActPlan
from tirage.dossier.entries import Count, Dropout, Hash, Id, ListAct, Rate, Repaired


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
