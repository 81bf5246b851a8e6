"""The one door to the engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tirage.i18n.note import Note
from tirage.people.engines.options import DEFAULT, SPARK, EngineOptions
from tirage.people.frame.store import Store


def open_store(scratch: Path, options: EngineOptions = DEFAULT, private: Path | None = None) -> Store:
    """An engine at work.

    `scratch`: a folder for what does not fit in memory, removed by the caller; `private`: that of the
    dossier, by default the one in which it is.
    """
    if options.name == SPARK:
        from tirage.people.engines.spark.store import SparkStore

        return SparkStore(options, private or scratch.parent)
    from tirage.people.engines.duckdb.store import DuckDBStore

    return DuckDBStore(scratch, options)


def sweep(private: Path) -> tuple[Note, ...]:
    """Remove what a dossier has on other machines; what is to be told of what cannot be reached."""
    from tirage.people.engines.spark import place, said

    return tuple(
        Note("cluster.left", {"folder": left.folder, "master": said.shown_master(left.master)})
        for left in place.sweep(private)
    )


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
