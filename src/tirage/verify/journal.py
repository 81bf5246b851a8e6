"""The journal: one canonical document an act, each holding the hash of the one before (SPEC §8).

Checks 1.3 to 1.7 and 2.1, 2.2. A journal that hangs together can still be a whole new one: only its head,
read aloud on the day, tells (check 11.1).
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .checks import Check, faulty, judged
from .documents import Malformed, parse_json
from .lines import hash_of
from .shapes import (
    Shape,
    anything,
    exactly,
    is_count,
    is_field,
    is_flag,
    is_hash,
    is_text,
    is_tool,
    mapping_of,
    shaped,
)

NAME = re.compile(r"journal/([0-9]{4})-([a-z]+)\.json")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_ORDER = re.compile("open, quotas, pool, lottery, plan(, contribution)*(, panel)?")
_LAWFUL = "open, quotas, pool, lottery, plan, contribution…, panel"
_START = "0" * 64

_ENTRY: Mapping[str, Shape] = {
    "v": exactly(1),
    "i": is_count,
    "prev": is_hash,
    "type": is_text,
    "time": is_text,
    "tool": is_tool,
    "body": anything,
}
_ACT: Mapping[str, Shape] = {"act": exactly("panel")}
_DRAWN: Mapping[str, Shape] = {
    **_ACT,
    "plan": is_hash,
    "number": is_count,
    "panel": is_hash,
    "seats": is_hash,
}
BODIES: Mapping[str, Mapping[str, Shape]] = {
    "open": {"spec": exactly("tirage/1"), "rehearsal": is_flag},
    "quotas": {"sha256": is_hash, "source": is_hash},
    "pool": {
        "sha256": is_hash,
        "source": is_hash,
        "encoding": is_text,
        "read": is_count,
        "kept": is_count,
        "excluded": is_count,
        "causes": mapping_of(is_count),
    },
    "lottery": {"sha256": is_hash, "certificate": is_hash, "chances": is_hash, "panels": is_count},
    "plan": {**_ACT, "sha256": is_hash},
    "contribution": {
        **_ACT,
        "plan": is_hash,
        "id": is_field,
        "kind": exactly("public"),
        "text": is_text,
        "value": is_hash,
    },
    "panel": {**_DRAWN, "by": exactly("hand")},
    "panel by seed": {
        **_DRAWN,
        "by": exactly("seed"),
        "contributions": is_hash,
        "seed": is_hash,
        "stage_seed": is_hash,
    },
}
"""Keys of the body, by type of entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on the record."""

    file: str
    type: str
    time: str
    prev: str
    body: dict[str, Any]
    digest: str
    """SHA-256 of the file."""


def head(files: Mapping[str, bytes]) -> str:
    """SHA-256 of the last entry by name; 64 zeros where there is none."""
    names = sorted(name for name in files if NAME.fullmatch(name))
    return hash_of(files[names[-1]]) if names else _START


def kinds(files: Mapping[str, bytes]) -> list[str]:
    """Types of the entries as their file names say them, in order."""
    matches = (NAME.fullmatch(name) for name in sorted(files))
    return [match[2] for match in matches if match]


def check_journal(files: Mapping[str, bytes]) -> Generator[Check, None, list[Entry]]:
    """The entries that can be read, in order, after the checks of the journal as a chain."""
    names = sorted(name for name in files if name.startswith("journal/"))
    entries: list[Entry] = []
    unreadable: list[str] = []
    misnamed: list[str] = []
    for position, name in enumerate(names, 1):
        try:
            entry, number = _entry(name, files[name])
        except Malformed as fault:
            unreadable.append(f"{name} ({fault.shown})")
            continue
        entries.append(entry)
        if name != f"journal/{position:04}-{entry.type}.json" or number != position:
            misnamed.append(f"{name} (i {number})")
    if not names:
        unreadable.append("absent")
    yield faulty("documents.shape", unreadable, checked=len(names), file="journal/")
    yield faulty("journal.names", misnamed, file="journal/")
    yield faulty("journal.chain", _breaks(entries), file="journal/")
    yield faulty("journal.times", _times(entries), file="journal/")
    yield from _order(entries)
    return entries


def _entry(name: str, data: bytes) -> tuple[Entry, int]:
    whole = shaped(parse_json(data), _ENTRY)
    kind, body = whole["type"], whole["body"]
    by_seed = kind == "panel" and isinstance(body, dict) and body.get("by") == "seed"
    keys = BODIES.get("panel by seed" if by_seed else kind)
    if keys is None or " " in kind:
        raise Malformed("unknown-type", kind)
    entry = Entry(name, kind, whole["time"], whole["prev"], shaped(body, keys), hash_of(data))
    return entry, whole["i"]


def _breaks(entries: list[Entry]) -> list[str]:
    """Entries that do not hold the hash of the one before."""
    before = _START
    broken = []
    for entry in entries:
        if entry.prev != before:
            broken.append(f"{entry.file} ({entry.prev} ≠ {before})")
        before = entry.digest
    return broken


def _times(entries: list[Entry]) -> list[str]:
    """Entries whose time is no UTC time to the second, or is before the time of the entry before."""
    before = ""
    wrong = []
    for entry in entries:
        if not _is_time(entry.time) or entry.time < before:
            wrong.append(
                f"{entry.file} ({entry.time} < {before})" if before else f"{entry.file} ({entry.time})"
            )
        before = max(before, entry.time)
    return wrong


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:-1])
    except ValueError:
        return False
    return True


def _order(entries: list[Entry]) -> Generator[Check, None, None]:
    types = [entry.type for entry in entries]
    said = ", ".join(types)
    lawful = _ORDER.fullmatch(said) is not None
    yield judged("order.types", lawful, got=said, expected=_LAWFUL, file="journal/")
    repeated = [
        f"{types.count(kind)} {kind}" for kind in BODIES if kind != "contribution" and types.count(kind) > 1
    ]
    yield faulty("order.once", repeated, file="journal/")
