"""How an engine is to work: which one, and what of the machine it uses; no byte of a result hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DUCKDB = "duckdb"


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Choices of an engine."""

    name: str = DUCKDB
    threads: int = 2
    """That work at the same time."""
    memory: str = "700MB"
    """Most of it that the engine holds; what is more goes to the disk."""
    scratch: Path | None = None
    """Where a folder for what does not fit is made; by default in `private/` of the dossier."""
    master: str = ""
    """Address of a cluster."""
    work: str = ""
    """Folder that every machine of a cluster sees."""


DEFAULT = EngineOptions()
