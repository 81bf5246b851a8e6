"""The plans: of a panel, of a later draw of seats, of a standby, of a list of alternates, of letters.

All of them are imported together: `Document.forms` knows the classes that there are.
"""

from tirage.dossier.documents.plans.act import (
    MOST_DIGITS,
    PUBLIC,
    ActPlan,
    BeaconRound,
    PublicRoll,
    RollFormName,
    SealedId,
    SealedValue,
)
from tirage.dossier.documents.plans.alternates import AlternatesInputs, AlternatesPlan
from tirage.dossier.documents.plans.later import AlternatesRule, Later, Order, Seats, StandbyRule
from tirage.dossier.documents.plans.letters import (
    Allocation,
    LettersInputs,
    LettersPlan,
    LettersStage,
    WeightedAllocation,
)
from tirage.dossier.documents.plans.seats import (
    Among,
    EarlierDraw,
    Filling,
    Inputs,
    LaterAct,
    LaterInputs,
    LaterPlan,
    LaterStage,
    LeastChange,
    PanelPlan,
    Relaxed,
    SeatsPlan,
)
from tirage.dossier.documents.plans.standby import StandbyInputs, StandbyPlan

__all__ = [
    "MOST_DIGITS",
    "PUBLIC",
    "ActPlan",
    "Allocation",
    "AlternatesInputs",
    "AlternatesPlan",
    "AlternatesRule",
    "Among",
    "BeaconRound",
    "EarlierDraw",
    "Filling",
    "Inputs",
    "Later",
    "LaterAct",
    "LaterInputs",
    "LaterPlan",
    "LaterStage",
    "LeastChange",
    "LettersInputs",
    "LettersPlan",
    "LettersStage",
    "Order",
    "PanelPlan",
    "PublicRoll",
    "Relaxed",
    "RollFormName",
    "SealedId",
    "SealedValue",
    "Seats",
    "SeatsPlan",
    "StandbyInputs",
    "StandbyPlan",
    "StandbyRule",
    "WeightedAllocation",
]
