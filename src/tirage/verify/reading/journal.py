"""What the names of a journal's files tell before any is checked: entries, their types, what they may say."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from ..primitives.held import digest_of
from .acts import ASIDES, RESULTS, STATED, types
from .documents import Malformed, parse_json

NAME = re.compile(r"journal/([0-9]{4}|[1-9][0-9]{4,14})-([a-z]+)\.json")
_WAVE_PLAN = re.compile(r"public/letters-[1-9][0-9]*-plan\.json")
_LATER_PLAN = re.compile(rf"public/({'|'.join(RESULTS)})-[1-9][0-9]*-plan\.json")
_STANDBY_PLAN = re.compile(r"public/(?:standby|alternates)-[1-9][0-9]*-plan\.json")
NOTHING = sha256().hexdigest()
"""Of what was brought, where a beacon alone draws."""
START = "0" * 64
"""In place of the hash of an entry before the first."""
_FRAMED = {"rolls", "frame", "letters"}
_LIVED = STATED.union(RESULTS.values())


def entry_names(files: Iterable[str]) -> list[str]:
    """Names of the entries among those of files, by their numbers."""
    return sorted((name for name in files if NAME.fullmatch(name)), key=place)


def place(name: str) -> tuple[float, str]:
    """By number; what is no entry's name comes last."""
    match = NAME.fullmatch(name)
    return int(match[1]) if match else math.inf, name


def head(files: Mapping[str, bytes]) -> str:
    """SHA-256 of the last entry by number; 64 zeros where there is none."""
    names = entry_names(files)
    return digest_of(files, names[-1]) if names else START


def kinds(files: Iterable[str]) -> list[str]:
    """Types of the entries as their file names say them, in order."""
    matches = (NAME.fullmatch(name) for name in entry_names(files))
    return [match[2] for match in matches if match]


def body_of(data: bytes) -> Mapping[str, object] | None:
    """The body of an entry; None where there is none to read."""
    try:
        entry = parse_json(data)
    except Malformed:
        return None
    body = entry.get("body") if isinstance(entry, dict) else None
    return body if isinstance(body, dict) else None


def is_framed(files: Iterable[str]) -> bool:
    """Whether the dossier begins with a roll, as any entry of one tells, should another be gone."""
    return not _FRAMED.isdisjoint(kinds(files))


def is_opened(files: Mapping[str, bytes]) -> bool:
    """Whether nothing is on record but that an assembly is opened, under a regulation or none."""
    return [kind for kind in kinds(files) if kind not in {*ASIDES, "regulation"}] == ["open"]


def has_contributions(files: Mapping[str, bytes]) -> bool:
    """Whether chance was brought: as its entries tell or, should they be gone, a result that came of it."""
    said = ((body_of(files[name]) or {}).get("contributions", NOTHING) for name in entry_names(files))
    return "contribution" in kinds(files) or any(each != NOTHING for each in said)


def is_begun(files: Mapping[str, bytes]) -> bool:
    """Whether something is on record beside the opening of an assembly."""
    return not is_opened(files)


def is_of_seats(files: Mapping[str, bytes]) -> bool:
    """Whether seats are to be drawn: the record has come to a pool, or begins with one."""
    held = kinds(files)
    return "pool" in held or not (is_framed(files) or is_opened(files))


def may_say(files: Mapping[str, bytes], kind: str, key: str) -> bool:
    """Whether an entry of that type says something under that key, or cannot be read."""
    names = [name for name in files if (match := NAME.fullmatch(name)) and match[2] == kind]
    bodies = (body_of(files[name]) for name in names)
    return any(body is None or body.get(key, "") != "" for body in bodies)


def has_ends(files: Mapping[str, bytes]) -> bool:
    """Whether something was declared void, contested or erased."""
    return not set(types(ends=True)).isdisjoint(kinds(files))


def is_lived(files: Mapping[str, bytes]) -> bool:
    """Whether something is on record of an assembly after its panel was drawn."""
    held = kinds(files)
    return "panel" in held and not _LIVED.isdisjoint(held[held.index("panel") :])


def has_letters(files: Iterable[str]) -> bool:
    """Whether a wave of letters was drawn or planned."""
    return "letters" in kinds(files) or any(map(_WAVE_PLAN.fullmatch, files))


def later_plans(files: Iterable[str]) -> list[str]:
    """The plans of later draws."""
    return [name for name in files if _LATER_PLAN.fullmatch(name)]


def has_standbys(files: Mapping[str, bytes]) -> bool:
    """Whether a standby, or a list of alternates, was planned."""
    return "standby" in kinds(files) or any(map(_STANDBY_PLAN.fullmatch, files))
