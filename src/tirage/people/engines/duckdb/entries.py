"""Entries as a file that a store takes in: how they travel between processes and machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
            # Half of the columns say the same in every row of a list, most of these nothing.
            same = {name: values[0] for name, values in block.items() if _is_one(name, values)}
            differ = {name: _array(name, values) for name, values in block.items() if name not in same}
            base.register("block", differ)
            columns = ", ".join(f"${name}" if name in same else name for name in block)
            base.execute(f"insert into entries select {columns} from block", same)
            base.unregister("block")
        base.execute("copy entries to $path (format parquet)", {"path": str(path)})


def _blocks(batches: Iterable[tuple[str, Batch]]) -> Iterator[dict[str, list[Any]]]:
    """Columns of many rows; each batch is made columns of as it comes, while it is still near."""
    block: dict[str, list[Any]] = {name: [] for name in (*COLUMNS, "file")}
    for file, batch in batches:
        for name in COLUMNS:
            block[name] += batch.column(name)
        block["file"] += [file] * len(batch)
        if len(block["file"]) >= BLOCK:
            yield block
            block = {name: [] for name in block}
    if block["file"]:
        yield block


def _is_one(name: str, values: list[Any]) -> bool:
    """Whether a text is the same in all rows."""
    return name not in NUMBERS and values.count(values[0]) == len(values)


def _array(name: str, values: list[Any]) -> np.ndarray[Any, Any]:
    """A column as DuckDB reads it without a copy."""
    import numpy as np

    array = np.empty(len(values), dtype=np.int32 if name in NUMBERS else object)
    array[:] = values
    return array
