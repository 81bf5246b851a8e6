"""The journal as a story: each act as a sentence, in the language and by the clocks of the reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tirage.assembly.departures import CORRECTION, words_of
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import Entry, step
from tirage.dossier.layout import RESULTS
from tirage.i18n.catalogue import catalogue
from tirage.report.causes import cause, kind, known
from tirage.report.wording import Wording

SIGNS = 16
"""Characters of a hash in a sentence, enough to recognise it by."""
_HASH = re.compile(r"[0-9a-f]{64}([0-9a-f]{32})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One act, told."""

    number: int
    time: str
    """As the journal has it."""
    type: str
    code: str
    """Of its sentence in the catalogue: acts that have the same are alike."""
    words: str
    """Its sentence; hashes are cut to their first signs."""
    ends_term: bool
    """Whether it is the end of one member's term: there is one for each member of a cohort."""
    hash: str
    """Of the entry's file."""


def story(entries: Sequence[Entry], references: Mapping[str, str], wording: Wording) -> tuple[StoryLine, ...]:
    """Every act of a journal, in its order; people by reference, those that have none by pid."""
    pools = [place for place, entry in enumerate(entries) if entry.type == "pool"]
    first_letter = next((i for i, entry in enumerate(entries) if entry.type == "frame"), None)
    lines = []
    for place, entry in enumerate(entries):
        announced = first_letter is not None and entry.type == "quotas" and place + 1 not in pools
        if entry.type == CORRECTION:
            what, values = words_of(entry, entries, references)
            code, words = f"history.{what}", wording.text(f"history.{what}", **values)
            lines.append(
                StoryLine(entry.number, entry.time, entry.type, code, words, False, sha256(entry.data))
            )
            continue
        code = "history.quotas.announced" if announced else f"history.{_form(entry)}"
        # An act of a later version is told by its type rather than not at all.
        code = code if code in catalogue("en") else "history.other"
        words = wording.text(code, **_values(entry, references, wording))
        ends = entry.type == "vacancy" and entry.body.get("kind") == "term"
        lines.append(StoryLine(entry.number, entry.time, entry.type, code, words, ends, sha256(entry.data)))
    return tuple(lines)


def _form(entry: Entry) -> str:
    """The sentence that an act takes: `panel.seed`, `plan.letters`, `contribution.sealed`…"""
    body = entry.body
    variants = {
        "open": "next" if "after" in body else "rehearsal" if body.get("rehearsal") else "draw",
        **dict.fromkeys(RESULTS.values(), str(body.get("by"))),
        "anchor": "stamp" if "stamp" in body else "note" if "note" in body else "",
        "quotas": "changed" if "changes" in body else "",
        "regulation": "changed" if "changed" in body else "",
        "frame": "accepted" if "accepted" in body else "",
        "contribution": str(body.get("kind")),
        "plan": step(entry.type, body).partition(" ")[2],
        "term": "" if body.get("cohorts", 1) == 1 else "cohorts",
    }
    variant = variants.get(entry.type)
    return f"{entry.type}.{variant}" if variant else entry.type


def _values(entry: Entry, references: Mapping[str, str], wording: Wording) -> dict[str, object]:
    """What the sentences of acts are filled in with."""
    body = entry.body
    said = {name: value for name, value in body.items() if name not in {"findings", "accepted", "exclusions"}}
    values = {name: _said(value, references, wording) for name, value in said.items()}
    of, _, wave = str(body.get("act", "")).partition("/")
    because, causes, cooling = body.get("cause"), body.get("causes"), body.get("cooling_off")
    return {
        "type": entry.type,
        **values,
        "wave": wave or body.get("wave", ""),
        "of": known(f"history.of.{of}", str(body.get("act", "")), wording, wave=wave),
        "kind": kind(str(body.get("kind", "")), wording),
        "because": wording.text("history.because", cause=cause(str(because), wording)) if because else "",
        "reasons": _reasons(body.get("accepted"), wording),
        "by_cause": _by_cause(causes, wording) if isinstance(causes, Mapping) else "",
        "cooling": _cooling(cooling, wording) if isinstance(cooling, Mapping) else "",
    }


def _reasons(accepted: object, wording: Wording) -> str:
    """Why a frame was closed although something serious was found: each cause with its reason."""
    listed = accepted if isinstance(accepted, list) else []
    return wording.joined(f"{each['cause']} ({each['reason']})" for each in listed)


def _by_cause(causes: Mapping[str, object], wording: Wording) -> str:
    """How many for each cause, in brackets; nothing where there are none."""
    counted = ", ".join(
        wording.text("history.cause", cause=cause(name, wording), count=count)
        for name, count in causes.items()
    )
    return wording.text("history.by_cause", causes=counted) if counted else ""


def _cooling(months: Mapping[str, object], wording: Wording) -> str:
    return wording.text("next.cooling" if any(months.values()) else "next.no_cooling", **months)


def _said(value: object, references: Mapping[str, str], wording: Wording) -> object:
    """A value of a body: a day in words, the beginning of a hash, names, the days and reasons of changes."""
    if isinstance(value, str):
        if value in references:
            return references[value]
        if _HASH.fullmatch(value):
            return f"{value[:SIGNS]}…"
        return wording.day(value) if _DAY.fullmatch(value) else value or "—"
    if not isinstance(value, list):
        return value
    if all(isinstance(each, Mapping) and "reason" in each for each in value):
        return wording.joined(
            wording.text("report.change", date=wording.day(each["date"]), reason=each["reason"])
            for each in value
        )
    names = [str(each["name"] if isinstance(each, Mapping) else each) for each in value]
    return ", ".join(references.get(name, name) for name in names)
