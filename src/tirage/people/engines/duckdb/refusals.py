"""Refusals that reach DuckDB: of the system, as the OSError that they come from; of a damaged file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tirage.errors import Defect, InputInvalid

_SAID = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS)
"""What the system says in words that DuckDB repeats."""
_NO_DISK = "max_temp_directory_size"
"""In what DuckDB says when memory is short: there is no room on the disk for the rest."""


@contextmanager
def as_the_system_says() -> Iterator[None]:
    """Raises OSError where DuckDB could not write to the disk, or has neither memory nor disk left.

    ENOMEM is the limit that DuckDB was given, not the machine's.
    """
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
        said = [code for code in _SAID if os.strerror(code) in str(error)]
        # Nothing that was to be written; a commit fails for other reasons too.
        if "No files found" in str(error) or (isinstance(error, duckdb.TransactionException) and not said):
            raise
        raise OSError(next(iter(said), errno.EIO), type(error).__name__) from error
    except duckdb.OutOfMemoryException as error:
        code = errno.ENOSPC if _NO_DISK in str(error) else errno.ENOMEM
        raise OSError(code, type(error).__name__) from error


@contextmanager
def as_a_file(path: Path) -> Iterator[None]:
    """Raises InputInvalid where DuckDB cannot read a file; never with its words, which may quote it."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        values = {"error": type(error).__name__}
        raise InputInvalid([Defect("engine.file", str(path), values=values)]) from None
