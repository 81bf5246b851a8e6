"""What can be recorded of a person, and what of it holds once corrections are made.

A kind says what the rule of the seat needs to know, and no more: whether somebody died, fell ill or was
excluded is nobody's business, and stands under `withdrawal`. A kind is added here, and its words in the
catalogue: `life.kind.KIND` for a departure, `help.record.KIND` for the command. Both verifiers read the
departures in `spec/acts.json`.

A correction names the entry that was wrong and stays beside it; nothing is erased. What it says instead holds
from its own place on, as an entry of its own would. A term that is corrected stays begun: its cohorts are
those that were drawn, and its ends to come are those of the term in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from tirage.dossier.canonical import sha256
from tirage.i18n.note import Note

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


CORRECTION = "correction"
DEPARTURES = frozenset({"vacancy", "leaving", "unavailable"})
"""Types of entries by which somebody leaves."""
CORRECTABLE = DEPARTURES | {"acceptance", "absence", "term"}
"""Types of entries that a correction may name."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an entry of the journal says, or what a correction says instead."""

    name: str
    """Hash of the entry in the journal, by which a correction names it."""
    entry: Entry
    """What is said; of a correction, as an entry of that type would say it."""


def told(entry: Entry) -> Entry | None:
    """What an entry says: itself; of a correction, what is so instead, None where nothing is."""
    if entry.type != CORRECTION:
        return entry
    instead: Any = entry.body.get("instead")
    return None if instead is None else replace(entry, type=instead["type"], body=instead["body"])


def in_force(entries: Iterable[Entry]) -> tuple[Said, ...]:
    """What the record says, in its order, without what was put right; a correction says what is so instead.

    Every term stays that was ever in force, each from its place on.
    """
    found = tuple(entries)
    wrong = {entry.body["entry"] for entry in found if entry.type == CORRECTION}
    said = []
    for entry in found:
        what = told(entry)
        names = what is not None and (what.type in CORRECTABLE or what is not entry)
        name = sha256(entry.data) if names and what is not None else ""
        if what is not None and (name not in wrong or what.type == "term"):
            said.append(Said(name, what))
    return tuple(said)


def corrected(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries as they are in force, and each correction itself before what it says instead."""
    found = tuple(entries)
    if all(entry.type != CORRECTION for entry in found):
        return found
    holds = {said.entry.number: said.entry for said in in_force(found)}
    made: list[Entry] = []
    for entry in found:
        made += [entry] if entry.type == CORRECTION else []
        made += [holds[entry.number]] if entry.number in holds else []
    return tuple(made)


def first_left(entries: Iterable[Entry]) -> Mapping[str, str]:
    """Day on which the record first says that somebody left a seat, by pid, in its order.

    What was put right counts: whoever leaves again has the place and the day of then, so that no correction
    moves a seat behind another, or out of the time of a standby.
    """
    found: dict[str, str] = {}
    for entry in entries:
        said = told(entry)
        if said is not None and said.type == "vacancy":
            found.setdefault(str(said.body["pid"]), entry.time[:10])
    return found


def in_words(entry: Entry, references: Mapping[str, str]) -> Note:
    """What an entry that can be put right says; people by `references`, by pid where they have none."""
    body: Mapping[str, Any] = entry.body
    if entry.type == "term":
        start = date.fromisoformat(body["start"])
        return Note("correction.of.term", {"months": body["months"], "date": start})
    said = {"pid": references.get(body["pid"], body["pid"]), "date": date.fromisoformat(body["date"])}
    if "kind" in body:
        said["kind"] = Note(f"life.kind.{body['kind']}")
    return Note(f"correction.of.{entry.type}", said)


def words_of(
    correction: Entry, entries: Sequence[Entry], references: Mapping[str, str]
) -> tuple[str, Mapping[str, object]]:
    """The end of the code of a sentence on a correction, and the values of the sentence."""
    wrong, right = named_by(correction, entries), told(correction)
    before = told(wrong) if wrong is not None else None
    values: dict[str, object] = {
        "number": wrong.number if wrong is not None else 0,
        "before": in_words(before, references) if before is not None else "—",
        "reason": Note(f"correction.reason.{correction.body['reason']}"),
    }
    if right is None:
        return CORRECTION, values
    return f"{CORRECTION}.instead", {**values, "after": in_words(right, references)}


def named_by(correction: Entry, entries: Sequence[Entry]) -> Entry | None:
    """The entry that a correction puts right; None where none before it has that hash."""
    wanted = correction.body["entry"]
    before = (entry for entry in entries if entry.number < correction.number)
    return next((entry for entry in before if sha256(entry.data) == wanted), None)
