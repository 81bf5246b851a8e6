"""What is locked: the packages of `runtime.lock` and `requirements.lock`, with their versions and hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNTIME = ROOT / "runtime.lock"
"""What tirage stands on."""
TOOLS = ROOT / "requirements.lock"
"""The same, and what it is tested and built with."""
_ENTRY = re.compile(r"^(\S+)==(\S+)(?: ; (.+?))? \\\n(?:[ ]+--hash=\S+(?: \\)?\n)+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of a lock."""

    name: str
    version: str
    marker: str
    """For which machines; empty for all."""
    lines: str
    """As they stand in the lock, without comments."""

    @property
    def hashes(self) -> list[str]:
        """Each as `sha256:…`, in the order of the lock."""
        return re.findall(r"--hash=(\S+)", self.lines)


def entries(lock: Path) -> list[Locked]:
    """The packages of a lock, in its order."""
    text = re.sub(r"^\s*#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [Locked(each[1], each[2], each[3] or "", each[0]) for each in _ENTRY.finditer(text)]
