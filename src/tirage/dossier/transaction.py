"""Writing a dossier so that a crash leaves the state before or the state after, never half of each.

A new dossier is written beside its place and renamed into it. To extend one:

1. **Stage**: the new files are written under `.tirage-staging-…/` in the dossier and forced to the disk.
   A crash up to here leaves the state before; the next reader removes the staging folder.
2. **Commit**: the staging folder is renamed `.tirage-commit`. The act is done: what remains is tidying.
   The name can be had once, so that of two processes one commits and the other finds the journal moved.
3. **Roll forward**: each file is renamed into its place, data first (`next/`, the next assembly, as one),
   then the journal in order; where the act says so, `private/` is then destroyed. A crash in here leaves a
   `.tirage-commit` that the next reader rolls forward (`recover`), and says so: the state after.

A lock on the dossier's folder keeps readers out from commit to end. On a drive without locks a commit whose
first entry does not follow the journal's head is dropped whole, and a staging folder is renamed away before
it is removed: whoever was writing it finds it gone and has changed nothing.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from tirage.dossier.canonical import sha256
from tirage.dossier.chain import FOLDER, START, in_order
from tirage.dossier.disk import (
    PRIVATE,
    make_folder,
    move_all,
    plain_files,
    remove,
    remove_empty,
    sync_folder,
    temporary,
    write_all,
)
from tirage.dossier.layout import NEXT, TO_DECIDE
from tirage.dossier.scratch import abandoned, destroy, sweep
from tirage.dossier.system.locks import locked
from tirage.dossier.system.names import check_name
from tirage.dossier.system.outputs import sweep_outputs, write_new
from tirage.dossier.system.refusals import after_commit, before_commit, rename
from tirage.errors import Refused
from tirage.progress import tell

PARTS = ("journal", "public", "guarantors", PRIVATE)
"""The folders of a dossier."""
COMMIT = ".tirage-commit"
STAGING = ".tirage-staging-"
ERASES = "erases-private"
"""In a commit: once its files are in place, `private/` is destroyed."""


def create(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a whole new dossier at `path`, or nothing.

    Raises Refused when something is there already (an empty folder may be, and `TO_DECIDE`), InputInvalid
    when the system refuses to write, ValueError for a file outside the folders of a dossier.
    """
    _check_names(files)
    check_name(path)
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
        write_new({path: files})


def _is_vacant(path: Path) -> bool:
    """Whether a folder is empty, but for tables that somebody has to decide in before."""
    if not path.is_dir():
        return False
    inside = list(path.iterdir())
    if [each.name for each in inside] == [PRIVATE] and inside[0].is_dir():
        return all(TO_DECIDE.fullmatch(f"{PRIVATE}/{each.name}") for each in inside[0].iterdir())
    return not inside


def extend(
    path: Path,
    base_head: str,
    files: Mapping[str, bytes],
    large: Mapping[str, Path] | None = None,
    *,
    erases: bool = False,
) -> None:
    """Add files to a dossier whose journal's head is `base_head`: all of them, or none.

    Those under `next/` make a whole next assembly. `large`: files that stand elsewhere on the same disk and
    are moved, never held in memory. `erases`: whether `private/` is destroyed in the same act.

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
            _commit(path, fresh, large, erases=erases)


def _commit(path: Path, files: Mapping[str, bytes], large: Mapping[str, Path], *, erases: bool) -> None:
    staged = temporary(path, STAGING, 0o700)
    try:
        move_all(staged, large)
        write_all(staged, {**files, **({ERASES: b""} if erases else {})})
        rename(staged, path / COMMIT)
    except OSError as error:
        remove(staged)
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            raise Refused("dossier.moved", path=str(path)) from error
        raise
    with after_commit(path):
        sync_folder(path)
        if not _roll_forward(path):
            raise Refused("dossier.moved", path=str(path))


def recover(path: Path) -> None:
    """Finish what a crash interrupted in a dossier, and remove what it left, scratch in `private/` included.

    There is nothing to do most of the time; what was done is told. Raises Unfinished when a commit is there
    and the system refuses to finish it, OSError when the folder cannot be read.
    """
    if _leftovers(path) or abandoned(path):
        with locked(path):
            _recover_locked(path)
    sweep_outputs(path)
    if (path / PRIVATE).is_dir() and not (path / PRIVATE).is_symlink():
        sweep_outputs(path / PRIVATE)


def is_pending(path: Path) -> bool:
    """Whether a commit still has something to be put into place."""
    commit = path / COMMIT
    if commit.is_symlink() or not commit.is_dir():
        return False
    return (commit / ERASES).exists() or (commit / NEXT).exists() or bool(_staged(commit))


def _recover_locked(path: Path) -> None:
    if is_pending(path):
        with after_commit(path):
            done = _roll_forward(path)
        if done:
            tell("recovered.finished", path=str(path))
    left = _leftovers(path)
    for folder in left:
        if folder.name == COMMIT and not folder.is_symlink():
            # Without locks it may be another process's commit by now: its files are not touched.
            remove_empty(folder)
        else:
            # A medium that cannot be written can still be read.
            with suppress(OSError):
                _drop(path, folder)
    with suppress(OSError):
        if sweep(path) or left:
            tell("recovered.swept", path=str(path))


def _leftovers(path: Path) -> list[Path]:
    return [each for each in path.iterdir() if each.name == COMMIT or each.name.startswith(STAGING)]


def _roll_forward(path: Path) -> bool:
    """Rename the files of the commit into place; False when it does not fit and was dropped."""
    commit = path / COMMIT
    names = _staged(commit)
    if not _fits(path, commit, names):
        _drop(path, commit)
        return False
    for name in [*([NEXT] if (commit / NEXT).exists() else []), *names]:
        target = path / name
        make_folder(path, target.parent)
        # Without locks, another process may roll the same commit forward.
        with suppress(FileNotFoundError):
            rename(commit / name, target)
    for folder in sorted({(path / name).parent for name in names}):
        sync_folder(folder)
    sync_folder(path)
    if (commit / ERASES).exists():
        destroy(path)
        (commit / ERASES).unlink(missing_ok=True)
    remove_empty(commit)
    return True


def _drop(path: Path, folder: Path) -> None:
    """Remove a folder that is out of everyone's reach first: without locks, a live writer may commit it."""
    grave = temporary(path, STAGING, 0o700)
    with suppress(FileNotFoundError):
        rename(folder, grave / folder.name)
    remove(grave)


def _staged(commit: Path) -> list[str]:
    """Names of the files of a commit: data first, the journal last and in order."""
    names = [name for part in PARTS for name in plain_files(commit, part)]
    return [*sorted(name for name in names if not name.startswith(FOLDER)), *in_order(names)]


def _fits(path: Path, commit: Path, names: list[str]) -> bool:
    """Whether the first entry follows the head, and no file is in the way of another."""
    stuck = [name for name in (NEXT, *names) if (path / name).exists()]
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
        if pure.as_posix() != name or len(pure.parts) < 2 or ".." in pure.parts:
            raise ValueError(f"not a file of a dossier: {name}")
        if pure.parts[0] not in {*PARTS, NEXT}:
            raise ValueError(f"not a file of a dossier: {name}")
