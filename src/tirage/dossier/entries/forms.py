"""The forms of each type of entry, and the entry that puts one of them right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Self

from pydantic import model_validator

from tirage.dossier.documents.part import Part
from tirage.dossier.entries.alternates import Alternates, AlternatesDrawn
from tirage.dossier.entries.body import Body, Hash, HashOrEmpty
from tirage.dossier.entries.draws import (
    Beacon,
    DrawnByHand,
    DrawnBySeed,
    Dropped,
    Lottery,
    Plan,
    Revealed,
    Rolled,
)
from tirage.dossier.entries.frame import (
    Choices,
    Frame,
    InParts,
    OfExclusions,
    OfHomes,
    OfPlaces,
    OverFindings,
    Rolls,
)
from tirage.dossier.entries.letters import Addresses, FewerLetters, Letters, RecodedResponses, Responses
from tirage.dossier.entries.marks import Anchor, Contested, Cosigned, Erase, Stamp, Void, Witnesses
from tirage.dossier.entries.members import (
    Absence,
    Acceptance,
    Close,
    Leaving,
    Term,
    TermUnderRules,
    Unavailable,
    Unfilled,
    Vacancy,
)
from tirage.dossier.entries.opening import Key, Open, OpenNext
from tirage.dossier.entries.pool import (
    ChangedQuotas,
    Pool,
    Quotas,
    SettledPool,
    SettledVolunteers,
    Volunteers,
)
from tirage.dossier.entries.regulation import ChangedRegulation, Regulation
from tirage.dossier.entries.standby import Lapse, Passed, Standby, Successor, SuccessorByLink
from tirage.dossier.layout import RESULTS


class Instead(Part):
    """What an entry should have said, as an entry of its type would."""

    type: Literal["vacancy", "leaving", "unavailable", "acceptance", "absence", "term"]
    body: Vacancy | Leaving | Unavailable | Acceptance | Absence | Term | TermUnderRules

    @model_validator(mode="after")
    def _of_its_type(self) -> Self:
        """ValueError for the body of another type."""
        read_body(self.type, self.body.document())
        return self


class Correction(Body):
    """An entry is put right that was a mistake: what it says did not take place."""

    TYPE = "correction"
    entry: Hash
    """Of the entry that was wrong, or of the correction that said something else instead of it."""
    reason: Literal["confusion", "decision", "information", "typing"]
    """One person taken for another; what an authority has decided; what was known later; a slip."""
    evidence: HashOrEmpty
    """Salted SHA-256 of a document that the organiser keeps, or empty (SPEC §8)."""


class CorrectionInstead(Correction):
    """An entry is put right: what it says did not take place, and something else holds from here on."""

    instead: Instead


FORMS: Mapping[str, Sequence[type[Body]]] = {
    "open": (Open, OpenNext),
    "regulation": (Regulation, ChangedRegulation),
    "key": (Key,),
    "rolls": (Rolls,),
    "frame": Choices(Frame, OverFindings, OfPlaces, OfHomes, InParts, OfExclusions),
    "quotas": (Quotas, ChangedQuotas),
    "plan": (Plan,),
    "contribution": (Rolled, Revealed, Dropped),
    "beacon": (Beacon,),
    "letters": (Letters, FewerLetters),
    "addresses": (Addresses,),
    "responses": (Responses, RecodedResponses),
    "pool": (Pool, SettledPool),
    "volunteers": (Volunteers, SettledVolunteers),
    "lottery": (Lottery,),
    **dict.fromkeys(RESULTS.values(), (DrawnBySeed, DrawnByHand)),
    "standby": (Standby,),
    "successor": (Successor, SuccessorByLink),
    "passed": (Passed,),
    "lapse": (Lapse,),
    "vacancy": (Vacancy,),
    "unavailable": (Unavailable,),
    "correction": (Correction, CorrectionInstead),
    "acceptance": (Acceptance,),
    "unfilled": (Unfilled,),
    "term": (Term, TermUnderRules),
    "alternates": (Alternates, AlternatesDrawn),
    "absence": (Absence,),
    "leaving": (Leaving,),
    "close": (Close,),
    "void": (Void,),
    "contested": (Contested,),
    "erase": (Erase,),
    "anchor": (Anchor, Stamp, Cosigned),
    "witnesses": (Witnesses,),
}
"""The forms of each type of entry."""


def read_body(kind: str, document: Mapping[str, object]) -> Body:
    """The body of an entry of this type; ValueError for a document that is none of its forms.

    >>> read_body("erase", {"reason": "end of the term"})
    Erase(reason='end of the term')
    """
    form = next((form for form in FORMS.get(kind, ()) if form.keys() == document.keys()), None)
    if form is None:
        raise ValueError(f"no body of an entry {kind}")
    return form.model_validate(document)
