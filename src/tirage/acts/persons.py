"""Whom an organiser means: by alias, the beginning of one, or the id in the file of the volunteers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tirage.assembly.record import Dossier
from tirage.dossier.layout import KEY, PIDS, POOL
from tirage.errors import Refused
from tirage.people.ids import FIELD, pid

SHORTEST = 6
"""Signs of a beginning at least: fewer could as well be the number of a list."""
_PID = rb"\n(%s[^,\n]*),"


def pid_of(dossier: Dossier, person: str) -> str:
    """The pid of the person meant; the text itself where nobody is, which what follows then refuses.

    Refused for a text that could mean several people.
    """
    text = person.strip()
    if not FIELD.fullmatch(text) or _begin_with(dossier, text, whole=True):
        return text
    found = {alias for alias in _by_key(dossier, text) if _begin_with(dossier, alias, whole=True)}
    if len(text) >= SHORTEST:
        found |= _begin_with(dossier, text, whole=False)
    if len(found) > 1:
        raise Refused("person.several", count=len(found))
    return found.pop() if found else text


def _by_key(dossier: Dossier, own: str) -> Iterator[str]:
    """The pid that the dossier's key makes of an own id, as long as the key is there."""
    if (dossier.path / KEY).is_file():
        yield pid(bytes.fromhex(dossier.private(KEY).decode("ascii").strip()), own)


def _begin_with(dossier: Dossier, text: str, *, whole: bool) -> set[str]:
    """The pids of the frame and the pool that begin with a text, or are it."""
    found: set[str] = set()
    for name in (PIDS, POOL):
        data = dossier.files.get(name, b"")
        if f"\n{text}".encode() in data:
            pattern = _PID % re.escape(text.encode())
            found |= {match.decode("ascii") for match in re.findall(pattern, data)}
    return {each for each in found if each == text} if whole else found
