"""Quotas that were relaxed before the draw: what is on record leads to the quotas published. Check 1.13."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import Any

from ...legacy import Check, faulty
from ...reading.documents import Malformed
from ...reading.dossier import ANNOUNCED
from ..lottery.quotas import Quotas, read_quotas
from .journal import Entry

FINAL = "public/quotas.json"


def check_changes(files: Mapping[str, bytes], entries: list[Entry]) -> Generator[Check, None, None]:
    """Nothing where no change is on record."""
    framed = any(entry.type == "frame" for entry in entries)
    types = [*(entry.type for entry in entries), ""]
    checked, faults = 0, []
    for entry, then in zip(entries, types[1:], strict=True):
        if entry.type == "quotas" and (changes := entry.body.get("changes")):
            name = ANNOUNCED if framed and then != "pool" else FINAL
            checked += len(changes)
            faults += [f"{name}: {fault}" for fault in _faults(changes, files.get(name, b""))]
    if checked:
        yield faulty("quotas.changes", faults, checked=checked, file="journal/")


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
