"""The changes that a quota file says led to it (`changes:`), and whether they lead there::

    changes:
    - date: '2026-11-23'
      reason: too few volunteers aged 16-17
      from_sha256: 3f0c…
      rows:
      - {criterion: age, category: 16-17, limit: minimum, from: 6, to: 5}

Dates do not go back; each change of a limit begins where the one before ended, and the last ends at the limit
that the file has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from tirage.people.cells import clean, closest, shown
from tirage.quotas.amendments import Amendment, Limit, Move
from tirage.quotas.crossings import parts
from tirage.quotas.drafts import CategoryDraft, Drafts, Findings, Place
from tirage.quotas.model import SIGN
from tirage.quotas.yaml_nodes import Entry, items_of, known_keys, scalar, whole_number

KEYS = ("date", "reason", "from_sha256", "rows")
ROW_KEYS = ("criterion", "category", "limit", "from", "to")
LIMITS: Mapping[str, Limit] = {"minimum": "minimum", "maximum": "maximum"}
LONGEST = 500
"""Characters of a reason: it is published, and read aloud."""
_HASH = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_changes(entry: Entry, drafts: Drafts, findings: Findings) -> tuple[Amendment, ...]:
    """The changes in their order; those in which something was found are left out."""
    found: list[tuple[Place, Amendment]] = []
    rows: list[tuple[Place, Move]] = []
    for item in items_of(entry, findings):
        keys = _complete(item, KEYS, findings)
        if keys is not None:
            own = [row for row in _rows(keys["rows"], findings) if row]
            amendment = _amendment(keys, tuple(move for _, move in own), findings)
            rows += own
            if amendment is not None:
                found.append((keys["date"][0], amendment))
    for (_, before), (place, after) in pairwise(found):
        if after.date < before.date:
            findings.add("quotas.changes.order", place, found=after.date, before=before.date)
    _check_ends(rows, drafts, findings)
    return tuple(amendment for _, amendment in found)


def one_line(reason: str) -> str:
    """A reason as it is kept: every white space a single blank."""
    return " ".join(clean(reason).split())


def reason_fault(reason: str) -> tuple[str, Mapping[str, object]] | None:
    """Code and values of what is wrong with a text that is to be published and read aloud."""
    values = {"found": shown(reason), "length": len(reason), "longest": LONGEST}
    if not reason:
        return "quotas.changes.reason.blank", values
    if len(reason) > LONGEST:
        return "quotas.changes.reason.long", values
    return None if reason.isprintable() else ("quotas.changes.reason.hidden", values)


def _complete(entry: Entry, wanted: tuple[str, ...], findings: Findings) -> Mapping[str, Entry] | None:
    """The entries of a mapping that has exactly these keys."""
    keys = known_keys(entry, wanted, findings)
    if keys is None:
        return None
    missing = [key for key in wanted if key not in keys]
    for key in missing:
        findings.add("quotas.key.missing", Place(entry[0].line, key, entry[0].position))
    return None if missing else keys


def _amendment(keys: Mapping[str, Entry], moves: tuple[Move, ...], findings: Findings) -> Amendment | None:
    before = len(findings.defects)
    day, reason, digest = (scalar(keys[key], findings) or "" for key in ("date", "reason", "from_sha256"))
    if len(findings.defects) > before:
        return None
    if not _is_day(day):
        findings.add("quotas.changes.date", keys["date"][0], found=shown(day))
    reason = one_line(reason)
    if fault := reason_fault(reason):
        findings.add(fault[0], keys["reason"][0], **fault[1])
    if not _HASH.fullmatch(digest):
        findings.add("quotas.changes.sha256", keys["from_sha256"][0], found=shown(digest))
    sound = len(findings.defects) == before and moves
    return Amendment(day, reason, digest, moves) if sound else None


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _rows(entry: Entry, findings: Findings) -> Iterator[tuple[Place, Move] | None]:
    for item in items_of(entry, findings):
        yield _row(item, findings)


def _row(entry: Entry, findings: Findings) -> tuple[Place, Move] | None:
    keys = _complete(entry, ROW_KEYS, findings)
    if keys is None:
        return None
    criterion, category, limit = (scalar(keys[key], findings) for key in ROW_KEYS[:3])
    start, end = (whole_number(keys, key, None, findings) for key in ROW_KEYS[3:])
    if limit is not None and limit not in LIMITS:
        findings.add("quotas.changes.limit", keys["limit"][0], found=shown(limit))
        return None
    if criterion is None or category is None or limit is None or start is None or end is None:
        return None
    return keys["criterion"][0], Move(criterion, category, LIMITS[limit], start, end)


def _check_ends(rows: list[tuple[Place, Move]], drafts: Drafts, findings: Findings) -> None:
    """Every row changes a limit of the file, from where it was left."""
    limits = {
        (SIGN.join(parts(each.name)), SIGN.join(parts(part.name))): part
        for each in (*drafts.criteria, *drafts.crossings)
        for part in each.categories
    }
    last: dict[tuple[str, str, Limit], tuple[Place, Move]] = {}
    for place, move in rows:
        names = {"criterion": shown(move.criterion), "category": shown(move.category)}
        if (move.criterion, move.category) not in limits:
            nearest = closest(f"{move.criterion} {move.category}", (f"{c} {p}" for c, p in limits))
            findings.add("quotas.changes.unknown", place, closest=nearest, **names)
            continue
        key = (move.criterion, move.category, move.limit)
        if key in last and last[key][1].after != move.before:
            values = {"found": move.before, "before": last[key][1].after}
            findings.add("quotas.changes.gap", place, **names, limit=move.limit, **values)
        last[key] = place, move
    for (criterion, category, limit), (place, move) in last.items():
        bound = _bound(limits[criterion, category], limit)
        if bound is not None and bound != move.after:
            names = {"criterion": shown(criterion), "category": shown(category)}
            findings.add("quotas.changes.end", place, **names, limit=limit, found=move.after, bound=bound)


def _bound(part: CategoryDraft, limit: Limit) -> int | None:
    return part.minimum if limit == "minimum" else part.maximum
