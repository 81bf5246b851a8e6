"""Entries of lists of alternates."""

from __future__ import annotations

from tirage.dossier.documents.part import Part
from tirage.dossier.entries.body import Body, Count, Hash, ListAct, Number, Rate


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


class AlternatesDrawn(Alternates):
    """A list that was planned and has dice of its own, which its order follows from."""

    act: ListAct
    plan: Hash
    contributions: Hash
    seed: Hash
    stage_seed: Hash
