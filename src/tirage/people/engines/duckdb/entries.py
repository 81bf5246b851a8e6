"""Entries as a file that a store takes in: how they travel between processes and machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirage.people.frame.store import NUMBERS
from tirage.people.rolls.entries import COLUMNS, Batch

if TYPE_CHECKING:
    import numpy as np

MEMORY = "200MB"
BLOCK = 20_000
"""Rows that are handed over at once, at least."""
_KINDS = ", ".join(f"{name} {'integer' if name in NUMBERS else 'varchar'}" for name in COLUMNS)


def write_entries(path: Path, batches: Iterable[Batch], file: str) -> None:
    """Write entries in their order, with the columns of `people.frame.store.COLUMNS`.

    `file`: the hash of the file of the roll that they are from.
    """
    import duckdb

    with duckdb.connect() as base:
        base.execute(f"set threads = 1; set memory_limit = '{MEMORY}'")
        base.execute("set temp_directory = $folder", {"folder": str(path.parent)})
        base.execute(f"create table entries ({_KINDS})")
        for block in _blocks(batches):
            base.register("block", {name: _column(block, name) for name in COLUMNS})
            base.execute(f"insert into entries select {', '.join(COLUMNS)} from block")
            base.unregister("block")
        base.execute(
            "copy (select *, $file as file from entries) to $path (format parquet)",
            {"file": file, "path": str(path)},
        )


def _blocks(batches: Iterable[Batch]) -> Iterator[list[Batch]]:
    block: list[Batch] = []
    for batch in batches:
        block.append(batch)
        if sum(map(len, block)) >= BLOCK:
            yield block
            block = []
    if any(block):
        yield block


def _column(block: Sequence[Batch], name: str) -> np.ndarray[Any, Any]:
    """The values of all batches, as DuckDB reads them without a copy."""
    import numpy as np

    values = np.empty(sum(map(len, block)), dtype=np.int32 if name in NUMBERS else object)
    values[:] = [*chain.from_iterable(batch.column(name) for batch in block)]
    return values
