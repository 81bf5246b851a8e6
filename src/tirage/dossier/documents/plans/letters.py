"""The plan of a wave of letters."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictInt, StringConstraints

from tirage.dossier.documents.part import Part, Sparing
from tirage.dossier.documents.plans.act import ActPlan
from tirage.dossier.entries import Count, Hash

LettersStage = Annotated[str, StringConstraints(pattern="^(test/)?letters/[1-9][0-9]{0,2}$")]


class Allocation(Sparing):
    """The rule by which the letters of each stratum follow from rules, frame and answers."""

    rule: Literal["shares/1"]
    """docs/formats.md has it."""
    letters: Count
    """Letters asked for; there are fewer where there are not so many people or homes to write to."""
    alpha: Annotated[str, StringConstraints(pattern="^(0|1|[1-9][0-9]?/[1-9][0-9]{0,2})$")]
    """How far strata with a low response get more letters, from 0 to 1, of hundredths at the finest."""
    homes: Count | None = None
    """Homes in the frame that a letter can go to, where more were asked for than they take."""


class WeightedAllocation(Sparing):
    """The rule by which the letters of each stream go to people by weighted tickets."""

    rule: Literal["weights/1"]
    """docs/formats.md has it."""
    letters: Count
    """Letters asked for; there are fewer where there are not so many people or homes to write to."""
    homes: Count | None = None
    """Homes in the frame that a letter can go to, where more were asked for than they take."""


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
