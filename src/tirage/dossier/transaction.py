"""Writing a dossier so that a crash leaves the state before or the state after, never half of each.

A new dossier is written beside its place and renamed into it. To extend one:

1. **Stage**: the new files are written under `.tirage-staging-…/` in the dossier and forced to the disk.
   A crash up to here leaves the state before; the next reader removes the staging folder.
2. **Commit**: the staging folder is renamed `.tirage-commit`. The act is done: what remains is tidying.
   The name can be had once, so that of two processes one commits and the other finds the journal moved.
3. **Roll forward**: each file is renamed into its place, data first, then the journal in order. A crash in
   here leaves a `.tirage-commit` that the next reader rolls forward (`recover`): the state after.

A lock on the dossier's folder keeps readers out from commit to end. On a drive without locks a commit whose
first entry does not follow the journal's head is dropped whole, and a staging folder is renamed away before
it is removed: whoever was writing it finds it gone and has changed nothing.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from tirage.dossier.canonical import sha256
from tirage.dossier.chain import FOLDER, START, in_order
from tirage.dossier.disk import (
    PRIVATE,
    is_held,
    locked,
    make_folder,
    move_all,
    plain_files,
    remove,
    remove_empty,
    sync_folder,
    temporary,
    write_all,
)
from tirage.dossier.scratch import abandoned, sweep
from tirage.errors import Defect, InputInvalid, Refused, Unfinished

PARTS = ("journal", "public", "guarantors", PRIVATE)
"""The folders of a dossier."""
COMMIT = ".tirage-commit"
STAGING = ".tirage-staging-"


def create(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a whole new dossier at `path`, or nothing.

    Raises Refused when something is there already (an empty folder may be), InputInvalid when the system
    refuses to write, ValueError for a file outside the folders of a dossier.
    """
    _check_names(files)
    path = path.resolve()
    with before_commit(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            recover(path)
        if _is_vacant(path):
            # The user may be standing in it: fill this very folder.
            extend(path, START, files)
            return
        if path.exists() or path.is_symlink():
            raise Refused("dossier.exists", path=str(path))
        _create_absent(path, files)


def _is_vacant(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _create_absent(path: Path, files: Mapping[str, bytes]) -> None:
    prefix = f".{path.name}.tmp-"
    sweep_dead(path.parent, prefix)
    staged = temporary(path.parent, prefix, 0o777)
    try:
        with locked(staged):
            write_all(staged, files)
            _rename_into(staged, path)
    finally:
        if staged.exists():
            remove(staged)
    with _after_commit(path):
        sync_folder(path.parent)


def _rename_into(staged: Path, path: Path) -> None:
    try:
        staged.rename(path)
    except OSError as error:
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR}:
            raise Refused("dossier.exists", path=str(path)) from error
        raise


def extend(
    path: Path, base_head: str, files: Mapping[str, bytes], large: Mapping[str, Path] | None = None
) -> None:
    """Add files to a dossier whose journal's head is `base_head`: all of them, or none.

    `large`: files that stand elsewhere on the same disk and are moved, never held in memory.

    A file that is already there with the same bytes is left alone. Raises Refused when the journal has moved
    on or when another file is in the way; InputInvalid when the system refuses to write; Unfinished when it
    stops after the commit, the rest being done by the next `recover`.
    """
    large = large or {}
    _check_names([*files, *large])
    first = next(iter(in_order(files)), None)
    if first and _prev(files[first]) != base_head:
        raise ValueError(f"{first} does not follow {base_head}")
    with before_commit(path), locked(path):
        _recover_locked(path)
        if _head_on_disk(path) != base_head:
            raise Refused("dossier.moved", path=str(path))
        fresh = {name: data for name, data in files.items() if _is_wanted(path, name, data)}
        for name in large:
            if (path / name).exists():
                raise Refused("dossier.file", file=name)
        if fresh:
            _commit(path, fresh, large)


def _commit(path: Path, files: Mapping[str, bytes], large: Mapping[str, Path]) -> None:
    staged = temporary(path, STAGING, 0o700)
    try:
        move_all(staged, large)
        write_all(staged, files)
        staged.rename(path / COMMIT)
    except OSError as error:
        remove(staged)
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            raise Refused("dossier.moved", path=str(path)) from error
        raise
    with _after_commit(path):
        sync_folder(path)
        if not _roll_forward(path):
            raise Refused("dossier.moved", path=str(path))


def recover(path: Path) -> None:
    """Finish what a crash interrupted in a dossier, and remove what it left, scratch in `private/` included.

    There is nothing to do most of the time.

    Raises Unfinished when a commit is there and the system refuses to finish it, OSError when the folder
    cannot be read.
    """
    if _leftovers(path) or abandoned(path):
        with locked(path):
            _recover_locked(path)


def is_pending(path: Path) -> bool:
    """Whether a commit still has files to be put into place."""
    commit = path / COMMIT
    return commit.is_dir() and not commit.is_symlink() and bool(_staged(commit))


def _recover_locked(path: Path) -> None:
    if is_pending(path):
        with _after_commit(path):
            _roll_forward(path)
    for folder in _leftovers(path):
        if folder.name == COMMIT and not folder.is_symlink():
            # Without locks it may be another process's commit by now: its files are not touched.
            remove_empty(folder)
        else:
            # A medium that cannot be written can still be read.
            with suppress(OSError):
                _drop(path, folder)
    with suppress(OSError):
        sweep(path)


def _leftovers(path: Path) -> list[Path]:
    return [each for each in path.iterdir() if each.name == COMMIT or each.name.startswith(STAGING)]


def _roll_forward(path: Path) -> bool:
    """Rename the files of the commit into place; False when it does not fit and was dropped."""
    commit = path / COMMIT
    names = _staged(commit)
    if not _fits(path, commit, names):
        _drop(path, commit)
        return False
    for name in names:
        target = path / name
        make_folder(path, target.parent)
        # Without locks, another process may roll the same commit forward.
        with suppress(FileNotFoundError):
            (commit / name).rename(target)
    for folder in sorted({(path / name).parent for name in names}):
        sync_folder(folder)
    sync_folder(path)
    remove_empty(commit)
    return True


def _drop(path: Path, folder: Path) -> None:
    """Remove a folder that is out of everyone's reach first: without locks, a live writer may commit it."""
    grave = temporary(path, STAGING, 0o700)
    with suppress(FileNotFoundError):
        folder.rename(grave / folder.name)
    remove(grave)


def _staged(commit: Path) -> list[str]:
    """Names of the files of a commit: data first, the journal last and in order."""
    names = [name for part in PARTS for name in plain_files(commit, part)]
    return [*sorted(name for name in names if not name.startswith(FOLDER)), *in_order(names)]


def _fits(path: Path, commit: Path, names: list[str]) -> bool:
    """Whether the first entry follows the head, and no file is in the way of another."""
    stuck = [name for name in names if (path / name).exists()]
    entries = [name for name in names if name.startswith(FOLDER)]
    if entries and _prev((commit / entries[0]).read_bytes()) != _head_on_disk(path):
        stuck.append(entries[0])
    # What has left the commit meanwhile was put into place by another process.
    return not any((commit / name).exists() for name in stuck)


def _is_wanted(path: Path, name: str, data: bytes) -> bool:
    """Whether a file is still to be written; Refused when another is in its place."""
    target = path / name
    if not (target.exists() or target.is_symlink()):
        return True
    if target.is_symlink() or not target.is_file() or target.read_bytes() != data:
        raise Refused("dossier.file", file=name)
    return False


def _head_on_disk(path: Path) -> str:
    names = in_order(plain_files(path, "journal"))
    return sha256((path / names[-1]).read_bytes()) if names else START


def _prev(entry: bytes) -> str:
    return str(json.loads(entry)["prev"])


def _check_names(files: Iterable[str]) -> None:
    for name in files:
        pure = PurePosixPath(name)
        if pure.as_posix() != name or len(pure.parts) < 2 or pure.parts[0] not in PARTS or ".." in pure.parts:
            raise ValueError(f"not a file of a dossier: {name}")


def sweep_dead(parent: Path, prefix: str) -> None:
    """Remove the folders of creations that died: nobody holds their lock."""
    for each in parent.iterdir():
        if each.name.startswith(prefix) and each.is_dir() and not is_held(each):
            remove(each)


_REASONS = {
    errno.ENOSPC: "output.full",
    errno.EDQUOT: "output.full",
    errno.EACCES: "output.permission",
    errno.EPERM: "output.permission",
    errno.EROFS: "output.permission",
}


@contextmanager
def before_commit(path: Path) -> Iterator[None]:
    """The system's refusal to write, with nothing changed."""
    try:
        yield
    except BrokenPipeError:
        # Nobody reads what is said any more; nothing to do with the folder.
        raise
    except OSError as error:
        code = _REASONS.get(error.errno or 0, "output.write")
        raise InputInvalid([Defect(code, str(path), values={"error": _name(error)})]) from error


@contextmanager
def _after_commit(path: Path) -> Iterator[None]:
    """The system's refusal to put into place what is on the record."""
    try:
        yield
    except OSError as error:
        raise Unfinished("output.unfinished", path=str(path), error=_name(error)) from error


def _name(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
