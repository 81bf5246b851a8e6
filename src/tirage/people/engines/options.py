"""How an engine is to work: which one, and what of the machine it uses; no byte of a result hangs on it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tirage.errors import Defect, InputInvalid, typed

DUCKDB, SPARK = "duckdb", "spark"
ENGINES = (DUCKDB, SPARK)
LEAST = 50_000_000
"""Bytes of memory for each thread: with fewer, DuckDB cannot even sort on the disk."""
_SIZE = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,3}))?\s*([MGT])(i?)[Bbo]", re.IGNORECASE)
_MASTER = re.compile(r"sc://[^/\s]+(/\S*)?")
_WORK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/\S+")
_POWERS = {"M": 2, "G": 3, "T": 4}


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Choices of an engine."""

    name: str = DUCKDB
    threads: int = 2
    """That work at the same time."""
    memory: str = "600MB"
    """Most of it that the engine holds, `8GB`, `8 Go`, `512MiB`; what is more goes to the disk."""
    scratch: Path | None = None
    """A folder in which one for what does not fit is made; by default in `private/` of the dossier."""
    master: str = ""
    """Address of a cluster."""
    work: str = ""
    """Folder that every machine of a cluster sees."""

    @property
    def bytes(self) -> int:
        """`memory` as a number; 0 for what is no size.

        >>> EngineOptions(memory="1,5 Go").bytes, EngineOptions(memory="512MiB").bytes
        (1500000000, 536870912)
        """
        match = _SIZE.fullmatch(self.memory.strip())
        if not match:
            return 0
        whole, part, unit, binary = match.groups()
        factor = (1024 if binary else 1000) ** _POWERS[unit.upper()]
        digits = part or ""
        size: int = int(whole + digits) * factor // 10 ** len(digits)
        return size


DEFAULT = EngineOptions()


def check_options(options: EngineOptions) -> None:
    """Raises InputInvalid with a defect for each choice that makes no sense on this machine."""
    if defects := [*_defects(options)]:
        raise InputInvalid(defects)


def _defects(options: EngineOptions) -> Iterator[Defect]:
    values: dict[str, object]
    if options.name not in ENGINES:
        values = {"found": typed(options.name), "known": ", ".join(ENGINES)}
        yield Defect("engine.name", "--engine", values=values)
    size, machine = options.bytes, _memory()
    if not size:
        yield Defect("engine.memory", "--memory", values={"found": typed(options.memory)})
    elif machine and size > machine:
        values = {"found": typed(options.memory), "machine": machine // 1_000_000}
        yield Defect("engine.memory.machine", "--memory", values=values)
    elif size < LEAST:
        values = {"found": typed(options.memory), "least": LEAST // 1_000_000}
        yield Defect("engine.memory.least", "--memory", values=values)
    elif not 1 <= options.threads <= size // LEAST:
        values = {"found": options.threads, "most": size // LEAST, "least": LEAST // 1_000_000}
        yield Defect("engine.threads", "--threads", values=values)
    if options.scratch is not None and not options.scratch.is_dir():
        yield Defect("engine.scratch", "--scratch", values={"path": str(options.scratch)})
    yield from _of_cluster(options)


def _of_cluster(options: EngineOptions) -> Iterator[Defect]:
    given = {"--master": options.master, "--work": options.work}
    if options.name == DUCKDB:
        for option in [name for name, value in given.items() if value]:
            yield Defect("engine.cluster", option)
    elif options.name == SPARK:
        for option in [name for name, value in given.items() if not value]:
            yield Defect("cluster.missing", option)
        if options.master and not _MASTER.fullmatch(options.master):
            values = {"found": typed(options.master), "example": "sc://host:15002"}
            yield Defect("cluster.master", "--master", values=values)
        if options.work and not _WORK.fullmatch(options.work):
            values = {"found": typed(options.work), "example": "s3a://bucket/run, file:///shared/run"}
            yield Defect("cluster.address", "--work", values=values)


def _memory() -> int:
    """Bytes of memory that the machine has; 0 where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows
        return 0
