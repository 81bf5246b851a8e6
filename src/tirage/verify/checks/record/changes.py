"""Quotas that were relaxed before the draw: what is on record leads to the quotas published. Check 1.13."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...kernel import Files, Table
from ...reading.acts import brought, steps
from ...reading.documents import Malformed
from ...reading.journal import may_say
from ...report import Said, faulty
from ..lottery.quotas import Quotas, read_quotas
from .journal import Entry

CHANGES = Table()


def may_have_changed(files: Files) -> bool:
    """Whether changes of the quotas are on record, or an entry of quotas cannot be read."""
    return may_say(files, "quotas", "changes")


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
