"""Quotas that were relaxed before the draw: what is on record leads to those published. Checks 1.13, 1.18.

Quotas made to measure after the answers would seat whom one likes: those announced before the first letter
hold, unless a change on record says by which limit, when and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...kernel import Absent, Files, Inapplicable, Table
from ...reading.acts import brought, steps
from ...reading.documents import Malformed
from ...reading.journal import kinds, may_say
from ...report import Said, faulty
from ..lottery.quotas import Quotas, read_quotas
from .journal import Entry

CHANGES = Table()
"""Check 1.13."""
ANNOUNCED = Table()
"""Check 1.18, of a dossier that begins with a roll."""
FILE = "public/quotas-announced.json"
FINAL = "public/quotas.json"


def may_have_changed(files: Files) -> bool:
    """Whether changes of the quotas are on record, or an entry of quotas cannot be read."""
    return may_say(files, "quotas", "changes")


def has_final(files: Files) -> bool:
    """Whether quotas were announced and others may have followed."""
    return {"quotas", "pool"} <= set(kinds(files))


@CHANGES.check("quotas.changes", "journal/", due=may_have_changed)
def check_changes(files: Files, journal: list[Entry]) -> list[Said]:
    """Each change begins where the one before ended, and the last one where the published quotas are."""
    at = steps([(entry.type, entry.body) for entry in journal])
    checked, faults = 0, []
    for entry, step in zip(journal, at, strict=True):
        if entry.type == "quotas" and (changes := entry.body.get("changes")):
            ((name, _),) = brought(step, entry.body)
            checked += len(changes)
            faults += [f"{name}: {fault}" for fault in _faults(changes, files.get(name, b""))]
    return [faulty(faults, checked=checked)] if checked else []


@ANNOUNCED.fact("quotas.announced")
def first_quotas(files: Files, journal: list[Entry]) -> Quotas:
    """The quotas that stood before any letter was written."""
    if FILE not in files and not any(entry.type == "quotas" for entry in journal):
        raise Inapplicable
    return read_quotas(files.get(FILE, b""))


@ANNOUNCED.check("quotas.announced", FILE, due=has_final)
def check_announced(first_quotas: Quotas, files: Files, journal: list[Entry]) -> Said:
    """Row by row the final quotas are those announced, once the changes on record are made."""
    at = steps([(entry.type, entry.body) for entry in journal])
    acts = {step: entry.body for entry, step in zip(journal, at, strict=True) if entry.type == "quotas"}
    before, after = acts.get("quotas announced"), acts.get("quotas")
    if after is None:
        return faulty([], checked=len(first_quotas.rows))
    if before is None or FINAL not in files:
        raise Absent("blocked", FILE)
    final = read_quotas(files[FINAL])
    if (first_quotas.criteria, first_quotas.rows) != (final.criteria, final.rows):
        return faulty(["rows"])
    known, changes = before.get("changes", []), after.get("changes", [])
    faults = [] if changes[: len(known)] == known else ["changes"]
    if changes[len(known) :] and changes[len(known)]["from_sha256"] != before["source"]:
        faults.append(f"{changes[len(known)]['from_sha256']} ≠ {before['source']}")
    faults += _unlike(changes[len(known) :], first_quotas, final)
    return faulty(faults, checked=len(first_quotas.rows))


def _unlike(changes: list[Mapping[str, Any]], announced: Quotas, final: Quotas) -> Iterator[str]:
    """Limits that do not begin as announced, or do not end as they are."""
    now = _limits(announced)
    for move in (move for change in changes for move in change["rows"]):
        key = move["criterion"], move["category"], move["limit"]
        if now.get(key) != move["from"]:
            yield f"{' '.join(key)}: {now.get(key, 'absent')} ≠ {move['from']}"
        now[key] = move["to"]
    for key, bound in _limits(final).items():
        if now[key] != bound:
            yield f"{' '.join(key)}: {now[key]} → {bound}"


def _limits(quotas: Quotas) -> dict[tuple[str, str, str], int]:
    return {
        (*names, limit): bound
        for names, low, high in zip(quotas.rows, quotas.minimum, quotas.maximum, strict=True)
        for limit, bound in (("minimum", low), ("maximum", high))
    }


def _faults(changes: list[Mapping[str, Any]], published: bytes) -> Iterator[str]:
    try:
        quotas = read_quotas(published)
    except Malformed as fault:
        yield fault.shown
    else:
        yield from _astray(changes, quotas)


def _astray(changes: list[Mapping[str, Any]], quotas: Quotas) -> Iterator[str]:
    bounds = {
        "minimum": dict(zip(quotas.rows, quotas.minimum, strict=True)),
        "maximum": dict(zip(quotas.rows, quotas.maximum, strict=True)),
    }
    now: dict[tuple[str, str, str], int] = {}
    day = ""
    for change in changes:
        if change["date"] < day:
            yield f"{change['date']} < {day}"
        day = change["date"]
        for move in change["rows"]:
            key = move["criterion"], move["category"], move["limit"]
            if key[:2] not in bounds["minimum"]:
                yield f"{' '.join(key)}: absent"
                continue
            if now.get(key, move["from"]) != move["from"] or move["from"] == move["to"]:
                yield f"{' '.join(key)}: {now.get(key, move['from'])} ≠ {move['from']} → {move['to']}"
            now[key] = move["to"]
    for (criterion, category, limit), last in now.items():
        bound = bounds[limit][criterion, category]
        if bound != last:
            yield f"{criterion} {category} {limit}: {last} ≠ {bound}"
