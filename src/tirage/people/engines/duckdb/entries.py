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


def write_entries(path: Path, batches: Iterable[tuple[str, Batch]]) -> None:
    """Write entries in their order, with the columns of `people.frame.store.COLUMNS`.

    `batches`: each with the hash of the file of the roll that it is from; those of one file stand together.
    """
    import duckdb

    with duckdb.connect() as base:
        base.execute(f"set threads = 1; set memory_limit = '{MEMORY}'")
        base.execute("set temp_directory = $folder", {"folder": str(path.parent)})
        base.execute(f"create table entries ({_KINDS}, file varchar)")
        for block in _blocks(batches):
            columns = {name: _column([batch for _, batch in block], name) for name in COLUMNS}
            base.register("block", columns | {"file": _files(block)})
            base.execute(f"insert into entries select {', '.join(COLUMNS)}, file from block")
            base.unregister("block")
        base.execute("copy entries to $path (format parquet)", {"path": str(path)})


def _blocks(batches: Iterable[tuple[str, Batch]]) -> Iterator[list[tuple[str, Batch]]]:
    block: list[tuple[str, Batch]] = []
    rows = 0
    for file, batch in batches:
        block.append((file, batch))
        rows += len(batch)
        if rows >= BLOCK:
            yield block
            block, rows = [], 0
    if rows:
        yield block


def _files(block: Sequence[tuple[str, Batch]]) -> np.ndarray[Any, Any]:
    """The file of each entry."""
    import numpy as np

    values = np.empty(sum(len(batch) for _, batch in block), dtype=object)
    values[:] = [*chain.from_iterable([file] * len(batch) for file, batch in block)]
    return values


def _column(block: Sequence[Batch], name: str) -> np.ndarray[Any, Any]:
    """The values of all batches, as DuckDB reads them without a copy."""
    import numpy as np

    values = np.empty(sum(map(len, block)), dtype=np.int32 if name in NUMBERS else object)
    values[:] = [*chain.from_iterable(batch.column(name) for batch in block)]
    return values
