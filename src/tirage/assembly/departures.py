"""What can be recorded of a person: the table of departures, of acceptance and of absence.

A kind says what the rule of the seat needs to know, and no more: whether somebody died, fell ill or was
excluded is nobody's business, and stands under `withdrawal`. A kind is added here, and its words in the
catalogue: `life.kind.KIND` for a departure, `help.record.KIND` for the command. Both verifiers read the
departures in `spec/acts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that is recorded of a person."""

    name: str
    """As it is typed after `tirage record`, and as the journal has it."""
    departs: bool = True
    """Whether it opens a seat: it may have a cause, and a volunteer without a seat may become unavailable."""
    after_acceptance: bool = True
    """Whether it can be recorded of a member who has accepted the seat."""
    without_seat: bool = True
    """Whether it can be recorded of a volunteer who was not drawn."""


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("withdrawal"),
        Kind("moved"),
        Kind("age-limit"),
        Kind("refusal", after_acceptance=False, without_seat=False),
        Kind("acceptance", departs=False, after_acceptance=False),
        Kind("absence", departs=False),
    )
}
"""By name, in the order of the help."""
