"""The regulation adopted before the lists arrived, and whether the record keeps to it. Checks 1.25 and 1.26.

What its sentences say is for people to read; what is compared are the values beside them, paragraph by
paragraph, so that a rule broken later is told by its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from ..data import specified
from ..kernel import Absent, Files, Inapplicable, Table
from ..reading.documents import Malformed, canonical, parse_json, told
from ..reading.journal import is_begun, is_framed, kinds
from ..reading.pack import FILE
from ..reading.shapes import anything, exactly, is_number, is_text, list_of, record_with, shaped, some
from ..report import Said, faulty, skipped
from .record.journal import Entry
from .roll.letters import plan_file, waves
from .small import small_cells

REGULATION = Table()
RULES = "public/rules.json"
_LANGUAGE = re.compile(r"[a-z]{2}")
_PARAGRAPH = record_with(
    {"number": is_number, "title": is_text, "text": some(is_text), "values": anything},
    {"items": some(is_text)},
)
_DOCUMENT = {
    "spec": exactly("tirage/2"),
    "language": lambda value: isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None,
    "paragraphs": list_of(_PARAGRAPH),
}
_PLACES: list[Mapping[str, str]] = [each["keys"] for each in specified("regulation")["paragraphs"]]
"""Of each paragraph, key → place in public/rules.json, or nothing."""
Paragraphs = list[dict[str, Any]]


def is_adopted(files: Files) -> bool:
    """Whether a regulation is on record."""
    return "regulation" in kinds(files)


def read_regulation(data: bytes) -> Paragraphs:
    """The paragraphs of a canonical document; Malformed where they are not those of the specification."""
    paragraphs: Paragraphs = shaped(parse_json(data), _DOCUMENT)["paragraphs"]
    if [each["number"] for each in paragraphs] != list(range(1, len(_PLACES) + 1)):
        raise Malformed("wrong-value", "number")
    for each, places in zip(paragraphs, _PLACES, strict=True):
        shaped(each["values"], dict.fromkeys(places, anything))
    return paragraphs


@REGULATION.fact("regulation.form")
def editions(files: Files, journal: list[Entry]) -> list[Paragraphs]:
    """The paragraphs of every edition, in order."""
    adopted = [entry for entry in journal if entry.type == "regulation"]
    if not adopted:
        raise Inapplicable
    return [read_regulation(files.get(_file(entry), b"")) for entry in adopted]


def _file(entry: Entry) -> str:
    return f"public/regulation-{entry.body['edition']}.json"


@REGULATION.check("regulation.form", "journal/", due=is_adopted)
def check_form(editions: list[Paragraphs], journal: list[Entry]) -> Said:
    """Editions count from 1, none is of a day to come or before the last one's; each says what it changes."""
    adopted = [entry for entry in journal if entry.type == "regulation"]
    faults = [
        f"{entry.file}: {entry.body['edition']} ≠ {place}"
        for place, entry in enumerate(adopted, 1)
        if entry.body["edition"] != place
    ]
    faults += [
        f"{entry.file}: {entry.body['date']} > {entry.time[:10]}"
        for entry in adopted
        if entry.body["date"] > entry.time[:10]
    ]
    faults += [
        f"{later.file}: {later.body['date']} < {entry.body['date']}"
        for entry, later in pairwise(adopted)
        if later.body["date"] < entry.body["date"]
    ]
    before: Paragraphs = editions[0]
    for entry, now in zip(adopted, editions, strict=True):
        pairs = zip(before, now, strict=True)
        changed = [its["number"] for its, own in pairs if canonical(its) != canonical(own)]
        said = entry.body.get("changed", [])
        if said != changed:
            faults.append(f"{entry.file}: § {told(said)} ≠ {told(changed)}")
        before = now
    return faulty(faults, checked=len(editions))


@REGULATION.check("regulation.kept", "journal/", due=lambda files: is_adopted(files) and is_begun(files))
def check_kept(editions: list[Paragraphs], files: Files, journal: list[Entry]) -> Said:
    """What was drawn up since is by the rules of the last edition, each of them told by its paragraph."""
    if not is_begun(files):
        raise Inapplicable
    found = _of_rules(files)
    for more in (_of_quotas(files, journal), _of_record(journal), _of_waves(files, journal)):
        for key, values in more.items():
            found.setdefault(key, []).extend(values)
    faults = []
    count = 0
    for paragraph in editions[-1]:
        for key, adopted in sorted(paragraph["values"].items()):
            own = [each for each in found.get(key, []) if key not in _OPEN or adopted is not None]
            count += len(own)
            others = [each for each in own if canonical(each) != canonical(adopted)]
            faults += [f"§ {paragraph['number']} {key}{_shown(each, adopted)}" for each in others]
        if _SMALL in (own_values := paragraph["values"]):
            small = small_cells(files, own_values[_SMALL])
            faults += [f"§ {paragraph['number']} {_SMALL}: {each}" for each in small]
    return faulty(faults, checked=count)


@REGULATION.note("beyond.rules")
def say_rules(editions: list[Paragraphs], files: Files) -> list[Said]:
    """The rules of the last edition that nothing here shows to be kept."""
    unseen = _UNSEEN if FILE in files else (*_UNSEEN, _SMALL)
    said = [
        f"§ {paragraph['number']} {key}"
        for paragraph in editions[-1]
        for key, value in sorted(paragraph["values"].items())
        if key in unseen and value not in (None, [])
    ]
    return [skipped(", ".join(said))] if said else []


_SMALL = "small_cells"
_UNSEEN = ("columns", "geography", "letters.answers", "letters.forecast")
"""Keys of rules by which files are read and letters foreseen: what was done by them is not published."""
_OF_TERM = ("months", "start", "by_rules", "last", "moved", "age_limit", "absences")
_OPEN = {"ids", *(f"term.{key}" for key in _OF_TERM)}
"""Keys of which null leaves open what is recorded later."""
Found = dict[str, list[Any]]
"""Key → every value that the record has of it."""


def _shown(found: object, adopted: object) -> str:
    """Both values, where they are short."""
    if any(isinstance(each, dict | list) for each in (found, adopted)):
        return ""
    return f" ({told(found)} ≠ {told(adopted)})"


def _of_rules(files: Files) -> Found:
    """What public/rules.json says; nothing of each key where there is none, since then no rule is kept."""
    document: object = None
    if RULES in files:
        try:
            document = parse_json(files[RULES])
        except Malformed:
            raise Absent("blocked", RULES) from None
    keys = {key: place for places in _PLACES for key, place in places.items() if place}
    return {key: [_at(document, place)] for key, place in keys.items()}


def _at(document: object, place: str) -> object:
    """What stands at a place such as `draws.roll`; null where there is none."""
    for part in place.split("."):
        document = document.get(part) if isinstance(document, dict) else None
    return document


def _of_quotas(files: Files, journal: list[Entry]) -> Found:
    """The first quotas on record: those announced, where there were letters."""
    if not any(entry.type == "quotas" for entry in journal):
        return {}
    name = "public/quotas-announced.json" if is_framed(files) else "public/quotas.json"
    try:
        document = parse_json(files.get(name, b""))
    except Malformed:
        raise Absent("blocked", name) from None
    if not isinstance(document, dict):
        raise Absent("blocked", name)
    return {"quotas": [{key: each for key, each in document.items() if key != "spec"}]}


def _of_record(journal: list[Entry]) -> Found:
    """What entries say of cooling-off, ids, term and absences."""
    found: Found = {}
    for entry in journal:
        body = entry.body
        if entry.type == "open" and "cooling_off" in body:
            for key, months in body["cooling_off"].items():
                found.setdefault(f"cooling_off.{key}", []).append(months)
        elif entry.type == "pool":
            found.setdefault("ids", []).append(body["ids"])
        elif entry.type == "absence":
            found.setdefault("term.absences", []).append(body["allowed"])
        elif entry.type == "term":
            for key, value in _of_term(body):
                found.setdefault(f"term.{key}", []).append(value)
    return found


def _of_term(body: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for key in ("months", "start", "by_rules"):
        yield key, body[key]
    yield "last", body.get("last", 0)
    leavers = body.get("leavers", {})
    for key in ("moved", "age_limit"):
        yield key, leavers.get(key, "at-once")


def _of_waves(files: Files, journal: list[Entry]) -> Found:
    """What the plans of letters say: how many in the first wave, and how they are shared out."""
    found: Found = {}
    for wave in waves(journal):
        allocation = _at(_or_null(files.get(plan_file(wave), b"")), "inputs.allocation")
        if not isinstance(allocation, dict):
            # Check 2.5 tells of a plan that cannot be read.
            continue
        if wave == 1:
            found["letters.total"] = [allocation.get("letters")]
        if "alpha" in allocation:
            found.setdefault("letters.alpha", []).append(allocation["alpha"])
    return found


def _or_null(data: bytes) -> object:
    try:
        return parse_json(data)
    except Malformed:
        return None
