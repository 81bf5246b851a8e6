"""One writer at a time in a folder: a lock that dies with its process and leaves no file behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - no such locks on Windows, where the commit folder alone decides
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock of a folder, with other readers when `shared`; waits for whoever has it.

    Where the file system knows no such lock, the rename of the commit folder still lets one writer through.
    Raises OSError when the folder cannot be opened.
    """
    if fcntl is None:  # pragma: no cover
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # a network drive without locks
            fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def is_held(folder: Path) -> bool:
    """Whether another process, or another part of this one, holds the lock of a folder."""
    if fcntl is None:  # pragma: no cover
        return True
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False
