"""What can be recorded of a person: the table of departures, of acceptance and of absence.

A kind says what the rule of the seat needs to know, and no more: whether somebody died, fell ill or was
excluded is nobody's business, and stands under `withdrawal`. A kind is added here, and its words in the
catalogue: `life.kind.KIND` for a departure, `help.record.KIND` for the command. Both verifiers read the
departures in `spec/acts.json`. What was recorded by mistake and put right counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tirage.dossier.canonical import sha256

if TYPE_CHECKING:
    from tirage.dossier.chain import Entry


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


DEPARTURES = frozenset({"vacancy", "leaving", "unavailable"})
"""Types of entries that a rectification may name."""


def unrectified(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries without the departures that later ones put right, and without those later ones."""
    found = tuple(entries)
    wrong = {entry.body["entry"] for entry in found if entry.type == "rectification"}
    return tuple(
        entry
        for entry in found
        if entry.type != "rectification"
        and not (wrong and entry.type in DEPARTURES and sha256(entry.data) in wrong)
    )
