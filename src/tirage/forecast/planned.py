"""What the plan of a wave takes from its forecast: the letters of strata or streams, and the rule."""

from __future__ import annotations

from dataclasses import dataclass

from tirage.dossier.documents.plans import Allocation, WeightedAllocation
from tirage.forecast.allocation import RULE, WEIGHTED
from tirage.forecast.letters import LettersSoFar, Sending


@dataclass(frozen=True, slots=True)
class StratumLetters:
    """Letters of one stratum in a wave."""

    code: str
    people: int
    eligible: int
    """People to whom nobody wrote yet, nor to anyone of their household."""
    letters: int
    """Of all its stream, where people weigh."""
    stream: str = ""
    weight: int | None = None
    """Of each of its people; None where letters are shared out by stratum."""

    @property
    def group(self) -> str:
        """Whose letters these are: the stream's, where people weigh, or the stratum's own."""
        return self.code if self.weight is None else self.stream


def strata_letters(so_far: LettersSoFar, chosen: Sending) -> tuple[StratumLetters, ...]:
    """The letters by stratum as a plan has them; where people weigh, those of its stream."""
    weights, streams = so_far.weights, chosen.streams
    return tuple(
        StratumLetters(each.code, so_far.people[each.code], each.eligible, chosen.letters[each.code])
        if weights is None or streams is None
        else StratumLetters(
            *(each.code, so_far.people[each.code], each.eligible, streams[each.stream]),
            *(each.stream, weights[each.code]),
        )
        for each in so_far.strata
    )


def allocation(chosen: Sending) -> Allocation | WeightedAllocation:
    """The rule that the letters of a wave follow from, as a plan names it."""
    if chosen.streams is not None:
        return WeightedAllocation(rule=WEIGHTED, letters=chosen.asked, homes=chosen.homes)
    return Allocation(rule=RULE, letters=chosen.asked, alpha=str(chosen.alpha), homes=chosen.homes)
