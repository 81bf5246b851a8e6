"""From a plan that is fixed and what was rolled in public to a stage seed, and the acts that record it."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize

from tirage.assembly.outcome import Act
from tirage.errors import Defect, InputInvalid
from tirage.randomness.seeds import contribution_value, contributions_hash, seed, stage_seed

PUBLIC = "public"
"""The contributor whose value is rolled in public."""
CONTRIBUTORS = [{"id": PUBLIC, "kind": "public"}]


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance gave an act."""

    stage_seed: str
    contribution: Act
    facts: dict[str, object]
    """For the body of the act's result: contributions, seed, stage_seed."""


def rolled(act: str, plan_hash: str, stage: str, text: str) -> Chance:
    """The chance of `act` (`panel`, `letters/1`) from the text rolled in public.

    Raises InputInvalid for a blank text.
    """
    text = normalize("NFC", text)
    if not text.strip():
        raise InputInvalid([Defect("option.seed", "--seed")])
    value = contribution_value(text).value
    contributions = contributions_hash({PUBLIC: value})
    root = seed(plan_hash, contributions)
    body = {"act": act, "plan": plan_hash, "id": PUBLIC, "kind": "public", "text": text, "value": value}
    own = stage_seed(root, stage)
    facts: dict[str, object] = {"contributions": contributions, "seed": root, "stage_seed": own}
    return Chance(own, ("contribution", body), facts)
