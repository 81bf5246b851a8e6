"""One writer at a time in a folder: a lock that dies with its process, however that ends.

Where folders can be locked (`flock`), there is no file for it, and readers share. On Windows, where they
cannot, `filelock` locks a file that the system removes when it is closed, readers one at a time:
`.tirage-lock` in the folder, or beside a folder of ours with a hidden name, which is renamed and removed
while it is locked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

LOCK = ".tirage-lock"
SUFFIX = ".lock"
"""After the name of a hidden folder: the lock that is beside it."""
PAUSE = 0.05
"""Seconds between two tries."""
TRIES = 20
"""For a lock that cannot even be opened: being removed just now, or on a medium that cannot be written."""


@contextmanager
def locked(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock of a folder, with other readers when `shared`; waits while another process holds it.

    Where the file system knows no such lock, the rename of the commit folder still lets one writer through.
    Raises OSError when the folder cannot be opened.
    """
    descriptor = _taken(folder, shared=shared)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def is_held(folder: Path) -> bool:
    """Whether another process, or another part of this one, holds the lock; so too where nobody can tell."""
    if fcntl is None:
        try:
            os.close(_file_locked(folder))
        except OSError:
            return True
        return False
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _taken(folder: Path, *, shared: bool) -> int | None:
    if fcntl is None:
        return _wait_for(folder)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # a network drive without locks
            fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _wait_for(folder: Path) -> int | None:
    """The lock as on Windows, once it is free; None where there can be none."""
    refused = count(1)
    while True:
        try:
            return _file_locked(folder)
        except BlockingIOError:
            pass
        except OSError:
            if not folder.is_dir():
                raise
            if next(refused) == TRIES:
                return None
        time.sleep(PAUSE)


def _file_locked(folder: Path) -> int:
    """Descriptor of the lock file of a folder; BlockingIOError while another process has it."""
    from filelock import lock_descriptor

    path = folder.with_name(f"{folder.name}{SUFFIX}") if folder.name.startswith(".") else folder / LOCK
    goes = getattr(os, "O_TEMPORARY", 0) | getattr(os, "O_NOINHERIT", 0)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | goes, 0o600)
    try:
        taken = lock_descriptor(descriptor, blocking=False)
    except BaseException:
        os.close(descriptor)
        raise
    if not taken:
        os.close(descriptor)
        raise BlockingIOError
    return descriptor
