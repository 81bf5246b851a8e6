"""A scratch folder in a dossier, with the same errors as the dossier where the disk refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tirage.dossier.scratch import scratch_folder
from tirage.dossier.system.refusals import before_commit
from tirage.dossier.transaction import recover
from tirage.people.engines.duckdb.refusals import as_the_system_says


@contextmanager
def scratch_in(folder: Path) -> Iterator[Path]:
    """A folder under `private/` for the time of the context; what killed commands left is removed first.

    Raises InputInvalid when the system refuses to write there, be it to Python or to DuckDB.
    """
    with before_commit(folder):
        recover(folder)
        with scratch_folder(folder) as scratch, as_the_system_says():
            yield scratch
