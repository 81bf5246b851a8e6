"""Files and folders that are on the disk for good, with the modes that a dossier needs.

Nothing in `private/` is ever readable by others, not even while it is being written.

One writer at a time in a folder: a lock that dies with its process and leaves no file behind.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path, PurePosixPath

from tirage.errors import Unfinished, VerificationFailed

PRIVATE = "private"
_FOLDERS = {PRIVATE: 0o700, "guarantors": 0o750}
"""Modes of the folders that not everybody may read; the mask of the process may take more away."""
_FILES = {PRIVATE: 0o600, "guarantors": 0o640}
"""Likewise of the files in them."""


def _mode(modes: Mapping[str, int], name: str, otherwise: int) -> int:
    """The mode of what stands at the path `name` of a dossier, in a next assembly too."""
    parts = [part for part in PurePosixPath(name).parts if part != "next"]
    return modes.get(parts[0], otherwise) if parts else otherwise


def temporary(parent: Path, prefix: str, mode: int) -> Path:
    """A new folder in `parent`, with a name that no one has."""
    for number in count():
        folder = parent / f"{prefix}{os.getpid()}-{number}"
        with suppress(FileExistsError):
            folder.mkdir(mode=mode)
            return folder
    raise AssertionError  # numbers do not run out


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write new files under `folder` by their path in it, and force all of it to the disk."""
    folders = {folder}
    for name in sorted(files):
        path = folder / name
        make_folder(folder, path.parent)
        folders.add(path.parent)
        _write(path, files[name], _mode(_FILES, name, 0o666))
    for each in sorted(folders):
        sync_folder(each)


def move_all(folder: Path, large: Mapping[str, Path]) -> None:
    """Move files that are on the disk already under `folder`, by their path in it, and force them there."""
    for name, source in sorted(large.items()):
        make_folder(folder, (folder / name).parent)
        source.chmod(_mode(_FILES, name, 0o666) & ~_umask())
        # Windows forces to the disk only what is open for writing.
        with source.open("r+b") as file:
            os.fsync(file.fileno())
        source.replace(folder / name)
        sync_folder((folder / name).parent)


def digest(path: Path) -> str:
    """SHA-256 of a file, however large."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _umask() -> int:
    """The modes that new files do not get; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def make_folder(root: Path, folder: Path) -> None:
    """Make `folder` and those between it and `root`, as they are needed."""
    for each in reversed([folder, *folder.parents]):
        if each.is_relative_to(root) and each != root:
            each.mkdir(mode=_mode(_FOLDERS, each.relative_to(root).as_posix(), 0o777), exist_ok=True)


def _write(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, so that a rename outlives a power cut.

    Passed over on Windows, where a folder cannot be opened, and on drives that have no such thing.
    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


def remove(folder: Path) -> None:
    """Remove a folder with all it holds, as far as possible; the next call removes the rest."""
    shutil.rmtree(folder, ignore_errors=True)


def remove_empty(folder: Path) -> None:
    """Remove a folder and those in it, as far as they hold no file."""
    for each, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):
            Path(each).rmdir()


def plain_files(root: Path, part: str) -> Iterator[str]:
    """Paths in `root` of the files in its folder `part`, sorted.

    Raises VerificationFailed for what is neither a file nor a folder: a link could lead anywhere.
    """
    folder = root / part
    if folder.is_symlink():
        raise VerificationFailed("dossier.link", file=part)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise VerificationFailed("dossier.link", file=name)
        if path.is_file():
            yield name


def destroy_private(root: Path) -> int:
    """Remove every file of `private/`, each first filled with zeros; returns how many there were.

    What backups, copies and the medium itself have kept is beyond a program. Raises Unfinished when the
    system refuses, what is left being removed the next time; VerificationFailed for a link in its place.
    """
    folder = root / PRIVATE
    if folder.is_symlink():
        raise VerificationFailed("dossier.link", file=PRIVATE)
    files = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    try:
        for path in files:
            if path.is_file() and not path.is_symlink():
                _blank(path)
            path.unlink()
        if folder.is_dir():
            shutil.rmtree(folder)
            sync_folder(root)
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise Unfinished("erase.unfinished", path=str(folder), error=name) from error
    return len(files)


def _blank(path: Path) -> None:
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, 2**20)))
        file.flush()
        os.fsync(file.fileno())


try:
    import fcntl
except ImportError:  # pragma: no cover - no such locks on Windows, where the commit folder alone decides
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock of a folder, with other readers when `shared`; waits while another process holds it.

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
