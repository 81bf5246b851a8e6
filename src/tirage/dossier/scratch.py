"""Folders for data too large for memory: names in clear, so under `private/`, and only while a command runs.

Each is locked while it is used. One that nobody holds is what a killed process left: recovery removes it.
On a drive without locks nobody can tell, and it stays until `tirage erase`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tirage.dossier.disk import PRIVATE, remove, temporary
from tirage.dossier.system.locks import SUFFIX, is_held, locked
from tirage.dossier.system.refusals import unlink

SCRATCH = ".tirage-scratch-"


@contextmanager
def scratch_folder(root: Path) -> Iterator[Path]:
    """A new folder in `private/` of a dossier, which goes with all it holds when the context ends.

    Raises OSError when it cannot be made.
    """
    # A sweep holds the lock of the dossier: it never sees a folder that is not locked yet.
    entered = locked(root)
    entered.__enter__()
    try:
        (root / PRIVATE).mkdir(mode=0o700, exist_ok=True)
        folder = temporary(root / PRIVATE, SCRATCH, 0o700)
        held = locked(folder)
        held.__enter__()
    finally:
        entered.__exit__(None, None, None)
    try:
        yield folder
    finally:
        remove(folder)
        held.__exit__(None, None, None)
        _remove_if_empty(root)


def abandoned(root: Path) -> list[Path]:
    """Scratch folders of processes that died."""
    private = root / PRIVATE
    if private.is_symlink() or not private.is_dir():
        return []
    found = (each for each in private.iterdir() if each.name.startswith(SCRATCH) and each.suffix != SUFFIX)
    return [each for each in found if each.is_symlink() or not each.is_dir() or not is_held(each)]


def sweep(root: Path) -> bool:
    """Remove the scratch folders of processes that died; whether there were any.

    The caller holds the lock of the dossier.
    """
    found = abandoned(root)
    for folder in found:
        if folder.is_dir() and not folder.is_symlink():
            remove(folder)
        else:
            unlink(folder)
    if found:
        _remove_if_empty(root)
    return bool(found)


def _remove_if_empty(root: Path) -> None:
    with suppress(OSError):
        (root / PRIVATE).rmdir()
