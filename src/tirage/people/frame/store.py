"""The rows of all lists in one table, on the disk as soon as memory is short."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirage.people.identity import canonical
from tirage.people.rolls.entries import RollEntry
from tirage.people.rolls.lists import ROLLS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


MEMORY = "700MB"
COLUMNS = (*RollEntry._fields, "usage_key")
_NUMBERS = {"line"}

Row = tuple[Any, ...]


def write_entries(path: Path, batches: Iterable[Sequence[RollEntry]]) -> None:
    """Entries as a file that a store takes in: how they travel between processes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for entries in batches:
            writer.writerows(
                (*entry, canonical(entry.usage_name) if entry.usage_name else "") for entry in entries
            )


class Store:
    """Entries as they come, then whatever is made of them; everything is gone with the object."""

    def __init__(self, scratch: Path) -> None:
        """`scratch`: a folder for what does not fit in memory, removed by the caller."""
        import duckdb

        self.base: DuckDBPyConnection = duckdb.connect(str(scratch / "frame.duckdb"))
        self.run(
            f"set memory_limit = '{MEMORY}'",
            "set threads = 2",
            "set autoinstall_known_extensions = false",
            "set temp_directory = $folder",
            # Order is always asked for where it matters.
            "set preserve_insertion_order = false",
            folder=str(scratch),
        )

    def take_in(self, paths: Sequence[Path]) -> None:
        """Files of `write_entries` as the table `entries`, each row with a number of its own."""
        types = {name: "INTEGER" if name in _NUMBERS else "VARCHAR" for name in COLUMNS}
        listed = ", ".join(f"{name} {kind}" for name, kind in types.items())
        self.run(f"create table entries ({listed}, roll boolean)")
        filled = [str(path) for path in paths if path.stat().st_size]
        if not filled:
            return
        rows = self.base.read_csv(
            filled,  # type: ignore[arg-type]  # the stubs know one path only
            header=False,
            sep=",",
            quotechar='"',
            escapechar='"',
            dtype=types,
            names=list(COLUMNS),
            na_values="\u0001",
        )
        rows.create_view("taken", replace=True)
        rolls = ", ".join(f"'{name}'" for name in ROLLS)
        self.run(f"insert into entries select *, list in ({rolls}) as roll from taken")

    def fill(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows to a table that is there."""
        import pandas as pd

        if rows:
            self.base.register("batch", pd.DataFrame.from_records(rows))
            self.base.execute(f"insert into {table} select * from batch")
            self.base.unregister("batch")

    def run(self, *statements: str, **values: object) -> None:
        """Statements one after the other; `$name` stands for a value in each that has it."""
        for statement in statements:
            used = {name: value for name, value in values.items() if f"${name}" in statement}
            self.base.execute(statement, used)

    def rows(self, query: str, **values: object) -> Iterable[Row]:
        """The rows of a query, some thousands at a time."""
        cursor = self.base.cursor().execute(query, values)
        while batch := cursor.fetchmany(20_000):
            yield from batch

    def one(self, query: str, **values: object) -> Any:  # noqa: ANN401 - a cell of any kind
        """The only cell of a query."""
        row = self.base.execute(query, values).fetchone()
        assert row is not None, "the query counts"
        return row[0]

    def close(self) -> None:
        """Release the scratch folder."""
        self.base.close()
