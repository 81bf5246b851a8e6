"""Folders for data too large for memory: names in clear, so under `private/`, and only while a command runs.

Each is locked while it is used. One that nobody holds is what a killed process left: recovery removes it.
On a drive without locks nobody can tell, and it stays until `tirage erase`.

One may be on another disk. Its path is then noted in one of `private/`, with which it lives and goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tirage.dossier.disk import PRIVATE, destroy_private, remove, temporary, write_all
from tirage.dossier.system.locks import SUFFIX, is_held, locked
from tirage.dossier.system.refusals import unlink
from tirage.errors import Refused

SCRATCH = ".tirage-scratch-"
ALONE = "alone"
"""In a scratch folder: its command bears no other that says so."""
NOTE = "elsewhere"
"""In a scratch folder: the path of one on another disk."""


@contextmanager
def scratch_folder(root: Path, *, alone: bool = False) -> Iterator[Path]:
    """A new folder in `private/` of a dossier, which goes with all it holds when the context ends.

    Raises OSError when it cannot be made; Refused where another command is at work that is to be `alone` too.
    """
    # A sweep holds the lock of the dossier: it never sees a folder that is not locked yet.
    entered = locked(root)
    entered.__enter__()
    try:
        (root / PRIVATE).mkdir(mode=0o700, exist_ok=True)
        if alone and (held_by := [each for each in _all(root) if (each / ALONE).exists() and is_held(each)]):
            raise Refused("cluster.busy", folder=str(held_by[0]))
        folder = temporary(root / PRIVATE, SCRATCH, 0o700)
        held = locked(folder)
        held.__enter__()
        if alone:
            (folder / ALONE).touch(0o600)
    finally:
        entered.__exit__(None, None, None)
    try:
        yield folder
    finally:
        remove(folder)
        held.__exit__(None, None, None)
        _remove_if_empty(root)


@contextmanager
def scratch_on(disk: Path, scratch: Path) -> Iterator[Path]:
    """A new folder in the folder `disk`, which goes when the context ends; noted in `scratch`, one of ours.

    Raises OSError when it cannot be made.
    """
    folder = temporary(disk.resolve(), SCRATCH, 0o700)
    try:
        # Nothing is in it before the note is on the disk.
        write_all(scratch, {NOTE: str(folder).encode()}, 0o600)
        yield folder
    finally:
        remove(folder)


def remove_elsewhere(scratch: Path) -> bool:
    """Remove the folder on another disk that is noted in a scratch folder; whether none is left.

    It is left where its disk is not there, or the system refuses.
    """
    note = scratch / NOTE
    if note.is_symlink() or not note.is_file():
        return True
    folder = Path(note.read_bytes().decode("utf-8", "surrogateescape"))
    if not folder.is_absolute() or not folder.name.startswith(SCRATCH) or folder.is_symlink():
        return True
    remove(folder)
    return folder.parent.is_dir() and not folder.exists()


def abandoned(root: Path) -> list[Path]:
    """Scratch folders of processes that died."""
    return [each for each in _all(root) if each.is_symlink() or not each.is_dir() or not is_held(each)]


def _all(root: Path) -> list[Path]:
    """Scratch folders, whosever they are."""
    private = root / PRIVATE
    if private.is_symlink() or not private.is_dir():
        return []
    return [each for each in private.iterdir() if each.name.startswith(SCRATCH) and each.suffix != SUFFIX]


def sweep(root: Path) -> bool:
    """Remove the scratch folders of processes that died; whether there were any.

    The caller holds the lock of the dossier.
    """
    found = abandoned(root)
    for folder in found:
        if folder.is_dir() and not folder.is_symlink():
            if remove_elsewhere(folder):
                remove(folder)
        else:
            unlink(folder)
    if found:
        _remove_if_empty(root)
    return bool(found)


def destroy(root: Path) -> int:
    """As `destroy_private`, the scratch of it that is on other disks included."""
    private = root / PRIVATE
    if private.is_dir() and not private.is_symlink():
        for folder in sorted(private.glob(f"{SCRATCH}*")):
            remove_elsewhere(folder)
    return destroy_private(root)


def _remove_if_empty(root: Path) -> None:
    with suppress(OSError):
        (root / PRIVATE).rmdir()
