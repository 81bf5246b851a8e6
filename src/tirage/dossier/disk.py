"""Files and folders that are on the disk for good, with the modes that a dossier needs.

Nothing in `private/` is ever readable by others, not even while it is being written.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath

from tirage.dossier.system.refusals import NOT_ERASED, after_commit, rename, unlink
from tirage.errors import VerificationFailed

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


def write_all(folder: Path, files: Mapping[str, bytes], otherwise: int = 0o666) -> None:
    """Write new files under `folder` by their path in it, and force all of it to the disk.

    `otherwise`: the mode of those of no part of a dossier that has its own.
    """
    folders = {folder}
    for name in sorted(files):
        path = folder / name
        make_folder(folder, path.parent)
        folders.add(path.parent)
        _write(path, pieces_in(files, name), _mode(_FILES, name, otherwise))
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
        rename(source, folder / name)
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


def _write(path: Path, pieces: Iterator[bytes], mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, so that a rename outlives a power cut.

    Passed over on Windows, where a folder cannot be opened, and on drives that have no such thing.
    """
    if not hasattr(os, "O_DIRECTORY"):
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
    files = private_files(root)
    with after_commit(folder, NOT_ERASED):
        for path in files:
            if path.is_file() and not path.is_symlink():
                _blank(path)
            unlink(path)
        if folder.is_dir():
            shutil.rmtree(folder)
            sync_folder(root)
    return len(files)


def private_files(root: Path) -> list[Path]:
    """Everything in `private/` but folders, sorted; VerificationFailed for a link in its place."""
    folder = root / PRIVATE
    if folder.is_symlink():
        raise VerificationFailed("dossier.link", file=PRIVATE)
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def _blank(path: Path) -> None:
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, 2**20)))
        file.flush()
        os.fsync(file.fileno())


def pieces_in(files: Mapping[str, bytes], name: str) -> Iterator[bytes]:
    """What a file holds: piece by piece where the mapping can give it so, whole elsewhere."""
    if isinstance(files, ChainMap):
        files = next(each for each in files.maps if name in each)
    read: Callable[[str], Iterator[bytes]] | None = getattr(files, "pieces", None)
    return iter([files[name]]) if read is None else read(name)


def digest_in(files: Mapping[str, bytes], name: str) -> str:
    """SHA-256 of a file."""
    seen = hashlib.sha256()
    for piece in pieces_in(files, name):
        seen.update(piece)
    return seen.hexdigest()


def lines_in(files: Mapping[str, bytes], name: str) -> Iterator[bytes]:
    """The lines of a file, LF included; the last may lack it."""
    rest = b""
    for piece in pieces_in(files, name):
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if rest:
        yield rest
