"""Quotas that were relaxed before the draw: what is on record leads to the quotas published. Check 1.13."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import Any

from .checks import Check, faulty
from .journal import Entry
from .quotas import Quotas

FILE = "public/quotas.json"


def check_changes(quotas: Quotas, entries: list[Entry]) -> Generator[Check, None, None]:
    """Nothing where no change is on record."""
    recorded = [entry.body for entry in entries if entry.type == "quotas"]
    changes = recorded[-1].get("changes", []) if recorded else []
    if changes:
        yield faulty("quotas.changes", list(_faults(changes, quotas)), checked=len(changes), file=FILE)


def _faults(changes: list[Mapping[str, Any]], quotas: Quotas) -> Iterator[str]:
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
        if not change["rows"] or not change["reason"].strip():
            yield f"{day}: rows, reason"
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
