"""The one door to the engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tirage.people.engines.options import DEFAULT, EngineOptions
from tirage.people.frame.store import Store


def open_store(scratch: Path, options: EngineOptions = DEFAULT) -> Store:
    """An engine at work; `scratch`: a folder for what does not fit in memory, removed by the caller."""
    from tirage.people.engines.duckdb.store import DuckDBStore

    return DuckDBStore(scratch, options)


@contextmanager
def people_of(path: Path) -> Iterator[Store]:
    """A store with the table `people`, the rows of private/frame.parquet.

    Asked about a few of them, on the machine where the dossier is: always by DuckDB. Raises InputInvalid
    where the file cannot be read.
    """
    from tirage.people.engines.duckdb.refusals import as_a_file
    from tirage.people.engines.duckdb.store import DuckDBStore

    with as_a_file(path), closing(DuckDBStore(None, DEFAULT)) as store:
        store.read_parquet("people", path)
        yield store
