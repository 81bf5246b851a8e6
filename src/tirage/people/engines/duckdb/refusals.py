"""Refusals of the system that reach DuckDB, as the OSError that they come from."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def as_the_system_says() -> Iterator[None]:
    """Raises OSError where DuckDB could not write to the disk, or has neither memory nor disk left."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.FatalException) as error:
        if "No files found" in str(error):  # nothing that was to be written
            raise
        full = "No space left" in str(error)
        raise OSError(errno.ENOSPC if full else errno.EIO, type(error).__name__) from error
    except duckdb.OutOfMemoryException as error:
        # Whatever does not fit in memory goes to the disk, as long as there is room.
        raise OSError(errno.ENOSPC, type(error).__name__) from error
