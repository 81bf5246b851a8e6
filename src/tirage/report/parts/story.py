"""The journal as a story: what each act says, as a code of the catalogue and the values of its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tirage.dossier.canonical import sha256
from tirage.dossier.chain import Entry, step
from tirage.dossier.layout import RESULTS

SIGNS = 16
"""Of a hash, in a sentence: enough to recognise it by."""


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
        values = {"type": entry.type, "act": "", **_values(entry.body)}
        values["wave"] = str(values["act"]).partition("/")[2]
        lines.append(StoryLine(entry.number, entry.time, entry.type, code, values, sha256(entry.data)))
    return tuple(lines)


def _form(entry: Entry) -> str:
    """The sentence that an act takes: `panel.seed`, `plan.letters`, `contribution.sealed`…"""
    body = entry.body
    variants = {
        **dict.fromkeys(("vacancy", "unavailable", "leaving"), str(body.get("kind"))),
        "open": "next" if "after" in body else "rehearsal" if body.get("rehearsal") else "draw",
        **dict.fromkeys(RESULTS.values(), str(body.get("by"))),
        "anchor": "stamp" if "stamp" in body else "",
        "quotas": "changed" if "changes" in body else "",
        "contribution": str(body.get("kind")),
        "plan": step(entry.type, body).partition(" ")[2],
    }
    variant = variants.get(entry.type)
    return f"{entry.type}.{variant}" if variant else entry.type


def _values(body: Mapping[str, Any]) -> dict[str, object]:
    return {name: _said(value) for name, value in body.items()}


def _said(value: object) -> object:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
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
