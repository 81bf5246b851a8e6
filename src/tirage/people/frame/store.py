"""The rows of all lists in one table, on the disk as soon as memory is short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirage.people.entries import Entry
from tirage.people.identity import canonical
from tirage.people.lists import ROLLS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "700MB"
_NUMBERS = ("line", "registered", "registered_sector", "lives", "lives_sector")
Row = tuple[Any, ...]


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
            folder=str(scratch),
        )
        # Order is always asked for where it matters.
        self.base.execute("set preserve_insertion_order = false")
        columns = ", ".join(
            f"{name} {'integer' if name in _NUMBERS else 'varchar'}" for name in Entry._fields
        )
        self.base.execute(f"create table entries (file integer, {columns}, usage_key varchar, roll boolean)")

    def add(self, file: int, entries: Sequence[Entry]) -> None:
        """Rows of the file of that number; files are numbered by their content, not by their names."""
        self.fill(
            "entries",
            [
                (file, *entry, canonical(entry.usage_name) if entry.usage_name else "", entry.list in ROLLS)
                for entry in entries
            ],
        )

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
        """The rows of a query, a few thousand at a time."""
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
