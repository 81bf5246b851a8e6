"""The journal as a story: what each act says, as a code of the catalogue and the values of its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tirage.dossier.canonical import sha256
from tirage.dossier.chain import Entry, step
from tirage.dossier.layout import RESULTS
from tirage.i18n.catalogue import catalogue
from tirage.i18n.note import Note

SIGNS = 16
"""Characters of a hash in a sentence, enough to recognise it by."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One act, told."""

    number: int
    time: str
    """As the journal has it."""
    type: str
    code: str
    """A code of the catalogue."""
    values: Mapping[str, object]
    """For the sentence; hashes are cut to their first signs."""
    hash: str
    """Of the entry's file."""


def story(entries: Sequence[Entry]) -> tuple[StoryLine, ...]:
    """Every act of a journal, in its order."""
    pools = [place for place, entry in enumerate(entries) if entry.type == "pool"]
    first_letter = next((i for i, entry in enumerate(entries) if entry.type == "frame"), None)
    lines = []
    for place, entry in enumerate(entries):
        announced = first_letter is not None and entry.type == "quotas" and place + 1 not in pools
        code = "history.quotas.announced" if announced else f"history.{_form(entry)}"
        values = {"type": entry.type, "act": "", **_values(entry)}
        values["wave"] = str(values["act"]).partition("/")[2]
        lines.append(StoryLine(entry.number, entry.time, entry.type, code, values, sha256(entry.data)))
    return tuple(lines)


def _form(entry: Entry) -> str:
    """The sentence that an act takes: `panel.seed`, `plan.letters`, `contribution.sealed`…"""
    body = entry.body
    variants = {
        "open": "next" if "after" in body else "rehearsal" if body.get("rehearsal") else "draw",
        **dict.fromkeys(RESULTS.values(), str(body.get("by"))),
        "anchor": "stamp" if "stamp" in body else "note" if "note" in body else "",
        "quotas": "changed" if "changes" in body else "",
        "contribution": str(body.get("kind")),
        "plan": step(entry.type, body).partition(" ")[2],
    }
    variant = variants.get(entry.type)
    return f"{entry.type}.{variant}" if variant else entry.type


def _values(entry: Entry) -> dict[str, object]:
    values = {name: _said(value) for name, value in entry.body.items()}
    # The kind of a later version is told as the journal has it.
    if entry.type in {"vacancy", "unavailable", "leaving"} and f"life.kind.{values['kind']}" in catalogue(
        "en"
    ):
        values["kind"] = Note(f"life.kind.{values['kind']}")
    return values


def is_end_of_term(line: StoryLine) -> bool:
    """Whether an act is the end of one member's term: there is one for each member of a cohort."""
    return line.type == "vacancy" and line.values["kind"] == Note("life.kind.term")


def _said(value: object) -> object:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    if isinstance(value, list) and all("name" in each for each in value):
        return ", ".join(each["name"] for each in value)
    if isinstance(value, list):
        return "; ".join(f"{change['date']}, {change['reason']}" for change in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {count}" for name, count in value.items()) or "—"
    if (
        isinstance(value, str)
        and len(value) in {64, 96}
        and all(sign in "0123456789abcdef" for sign in value)
    ):
        return f"{value[:SIGNS]}…"
    return value if value != "" else "—"
