"""The rows of all lists in tables of DuckDB, on the disk as soon as memory is short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tirage.people.engines.options import EngineOptions
from tirage.people.frame.store import COLUMNS, NUMBERS, OF_ROLL, ROW_BITS, Row
from tirage.people.ids import pads

_ENTRIES = f"""
    create table entries as
    select {", ".join(COLUMNS)}, {OF_ROLL} as roll,
        (files.place << {ROW_BITS}) + file_row_number as row
    from read_parquet($paths, file_row_number = true) as taken join (
        select file, row_number() over (order by file) as place
        from (select distinct file from read_parquet($paths))
    ) as files using (file)
"""
ROWS_AT_ONCE = 20_480
"""Rows that a thread holds before it writes them: of wide rows more do not fit beside a join of a country."""
_NOTHING = "create table entries ({columns}, roll boolean, row bigint)"


class DuckDBStore:
    """A `people.frame.store.Store`."""

    away = None

    def __init__(self, scratch: Path | None, options: EngineOptions) -> None:
        """`scratch`: a folder of its own, removed by the caller; without one, all is held in memory."""
        # Not before it is needed: most commands do without.
        import duckdb

        self._base = duckdb.connect(":memory:" if scratch is None else str(scratch / "frame.duckdb"))
        self._base.execute(
            # Order is always asked for where it matters.
            "set preserve_insertion_order = false; set autoinstall_known_extensions = false;"
            f"set threads = {options.threads}; set memory_limit = '{options.bytes} bytes'"
        )
        # Without a folder nothing goes to the disk: by itself DuckDB would make one where the user stands.
        self.run("set temp_directory = $folder", folder="" if scratch is None else str(scratch))

    def take_in(self, paths: Sequence[Path]) -> None:
        """As of the protocol."""
        if paths:
            self.run(_ENTRIES, paths=[str(path) for path in paths])
        else:
            kinds = ((name, "integer" if name in NUMBERS else "varchar") for name in COLUMNS)
            self.run(_NOTHING.format(columns=", ".join(f"{name} {kind}" for name, kind in kinds)))

    def read_csv(self, table: str, paths: Sequence[Path]) -> None:
        """As of the protocol."""
        # Nothing is guessed.
        files = ", ".join(map(_quoted, paths))
        options = "header = true, delim = ',', quote = '', escape = '', all_varchar = true"
        self.run(f"create view {table} as select * from read_csv([{files}], {options})")

    def read_parquet(self, table: str, path: Path) -> None:
        """As of the protocol."""
        self.run(f"create view {table} as select * from read_parquet({_quoted(path)})")

    def fill(self, table: str, rows: Sequence[Row]) -> None:
        """As of the protocol."""
        import numpy as np

        if rows:
            columns = (
                np.array(cells, None if isinstance(cells[0], int) else object)
                for cells in zip(*rows, strict=True)
            )
            self._base.register("batch", {f"c{place}": column for place, column in enumerate(columns)})
            self._base.execute(f"insert into {table} select * from batch")
            self._base.unregister("batch")

    def run(self, *statements: str, **values: object) -> None:
        """As of the protocol."""
        for statement in statements:
            self._base.execute(statement, _used(statement, values))

    def rows(self, query: str, **values: object) -> Iterable[Row]:
        """As of the protocol."""
        # A connection of its own: another query may be asked while this one is gone through.
        cursor = self._base.cursor().execute(query, _used(query, values))
        while batch := cursor.fetchmany(20_000):
            yield from batch

    def one(self, query: str, **values: object) -> Any:  # noqa: ANN401 - a cell of any kind
        """As of the protocol."""
        row = self._base.execute(query, _used(query, values)).fetchone()
        assert row is not None, "the query counts"
        return row[0]

    def mac(self, key: bytes) -> None:
        """As of the protocol; in SQL, after RFC 2104."""
        inner, outer = pads(key)
        self.run(
            f"""
            create macro mac(x) as
            sha256(unhex('{outer.hex()}') || unhex(sha256(unhex('{inner.hex()}') || encode(x))))
            """
        )

    def write_csv(self, query: str, path: Path) -> None:
        """As of the protocol."""
        self._base.sql(query).write_csv(str(path), header=True, quotechar="")

    def write_parquet(self, query: str, path: Path) -> None:
        """As of the protocol."""
        self._base.sql(query).write_parquet(str(path), row_group_size=ROWS_AT_ONCE)

    def close(self) -> None:
        """As of the protocol."""
        self._base.close()


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _used(statement: str, values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if f"${name}" in statement}
