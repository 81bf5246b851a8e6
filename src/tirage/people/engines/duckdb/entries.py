"""Entries as a file that a store takes in: how they travel between processes and machines."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from tirage.people.frame.store import NUMBERS
from tirage.people.identity import canonical
from tirage.people.rolls.entries import RollEntry

_NAMES = (*RollEntry._fields, "usage_key")
_KINDS = ", ".join(f"'{name}': '{'integer' if name in NUMBERS else 'varchar'}'" for name in _NAMES)
_WRITE = f"""
    copy (
        select *, $file as file
        from read_csv($rows, auto_detect = false, header = false, delim = ',', quote = '"',
            escape = '"', allow_quoted_nulls = false,
            columns = {{{_KINDS}}})
    ) to $path (format parquet)
"""
MEMORY = "200MB"


def write_entries(path: Path, batches: Iterable[Sequence[RollEntry]], file: str) -> None:
    """Write entries in their order, with the columns of `people.frame.store.COLUMNS`.

    `file`: the hash of the file of the roll that they are from.
    """
    import duckdb

    # Plain Python writes CSV faster than it fills a table of DuckDB.
    rows = path.with_name(f"{path.name}.rows")
    with rows.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for entries in batches:
            writer.writerows(
                (*entry, canonical(entry.usage_name) if entry.usage_name else "") for entry in entries
            )
    with duckdb.connect() as base:
        base.execute(f"set threads = 1; set memory_limit = '{MEMORY}'")
        base.execute("set temp_directory = $folder", {"folder": str(path.parent)})
        base.execute(_WRITE, {"rows": str(rows), "path": str(path), "file": file})
    rows.unlink()
