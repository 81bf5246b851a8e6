"""New files and folders, whole or not at all, never over anything.

They are written in one hidden folder beside their places and forced to the disk, then renamed into them.
Where there are several, a first rename says that all of them are written: what a crash leaves from then on
is finished, and what it leaves before is removed, by whoever writes in that place next, or reads the dossier
that it is in. A failure that is no crash is undone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from tirage.dossier.disk import remove, sync_folder, temporary, write_all
from tirage.dossier.system.locks import is_held, locked
from tirage.dossier.system.names import check_name
from tirage.dossier.system.places import check_place
from tirage.dossier.system.refusals import after_commit, before_commit, rename
from tirage.errors import Refused
from tirage.progress import tell

Content = bytes | Mapping[str, bytes]
"""Of a file, or of a folder: its files by their path in it."""
STAGED = ".tirage-new-"
WRITING, WRITTEN = "writing", "written"
"""In the staged folder: what is not whole yet, and several things that are. One folder is staged itself."""


def write_new(targets: Mapping[Path, Content], mode: int = 0o666) -> None:
    """Write new files and folders that stand in one folder: all of them, or none.

    `mode`: of the files, from their first byte on; the mask of the process may take more away.
    What is there already with the same content is left alone: an act that was cut short is typed again.
    Raises Refused when something else is there, InputInvalid for a name that some computers cannot write and
    when the system refuses to write.
    """
    wanted = {path.resolve(): content for path, content in targets.items()}
    (parent,) = {path.parent for path in wanted}
    for path in targets:
        check_name(path)
        check_place(path)
    with before_commit(next(iter(wanted))):
        parent.mkdir(parents=True, exist_ok=True)
        sweep_outputs(parent)
        missing = {path: content for path, content in wanted.items() if not _is_there(path, content)}
        for path in missing:
            _check_free(path)
        if missing:
            _write(parent, missing, mode)


def sweep_outputs(folder: Path) -> None:
    """Finish, or remove, what writers that died have left in a folder, and tell; a live one is left alone."""
    for each in list(_staged(folder)):
        # Of another user, or on a medium that cannot be written: left to them.
        with suppress(OSError):
            if is_held(each):
                continue
            if (each / WRITTEN).is_dir():
                _put(each / WRITTEN, folder)
                tell("recovered.written", path=str(folder))
            else:
                tell("recovered.swept", path=str(folder))
            remove(each)


def _staged(folder: Path) -> Iterator[Path]:
    for each in folder.iterdir():
        if each.name.startswith(STAGED) and each.is_dir() and not each.is_symlink():
            yield each


def _write(parent: Path, wanted: Mapping[Path, Content], mode: int) -> None:
    try:
        try:
            _write_staged(temporary(parent, STAGED, 0o777), parent, wanted, mode)
        finally:
            _discard(parent)
    except BaseException:
        # A signal may have come while this was made, or removed.
        _discard(parent)
        raise


def _discard(parent: Path) -> None:
    """Remove what this process has staged, and uses no more."""
    for each in list(_staged(parent)):
        if each.name.startswith(f"{STAGED}{os.getpid()}-") and not is_held(each):
            remove(each)


def _write_staged(staged: Path, parent: Path, wanted: Mapping[Path, Content], mode: int) -> None:
    with locked(staged):
        (path, content), *more = wanted.items()
        if more or isinstance(content, bytes):
            _write_into(staged, parent, wanted, mode)
        else:
            write_all(staged, content, mode)
            _check_free(path)
            rename(staged, path)
            with after_commit(path):
                sync_folder(parent)


def _write_into(staged: Path, parent: Path, wanted: Mapping[Path, Content], mode: int) -> None:
    ready = staged / WRITING
    ready.mkdir()
    for path, content in wanted.items():
        _write_one(ready, path.name, content, mode)
    sync_folder(ready)
    if len(wanted) > 1:
        rename(ready, staged / WRITTEN)
        ready = staged / WRITTEN
    _put_or_undo(ready, parent, [path.name for path in wanted])


def _write_one(ready: Path, name: str, content: Content, mode: int) -> None:
    if isinstance(content, bytes):
        write_all(ready, {name: content}, mode)
    else:
        (ready / name).mkdir()
        write_all(ready / name, content, mode)


def _put_or_undo(ready: Path, parent: Path, names: list[str]) -> None:
    try:
        for path in _put(ready, parent):
            _check_free(path)
    except BaseException:
        for name in names:
            if not (ready / name).exists():
                rename(parent / name, ready / name)
        raise


def _put(ready: Path, parent: Path) -> list[Path]:
    """Put what is written into its place; where something else stands there now."""
    taken = []
    for each in sorted(ready.iterdir()):
        target = parent / each.name
        if target.exists() or target.is_symlink():
            taken.append(target)
        else:
            rename(each, target)
    sync_folder(parent)
    return taken


def _check_free(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise Refused("dossier.exists", path=str(path))


def _is_there(path: Path, content: Content) -> bool:
    """Whether a file or folder is there with just this content."""
    if path.is_symlink():
        return False
    if isinstance(content, bytes):
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    inside = [each for each in path.rglob("*") if each.is_symlink() or not each.is_dir()]
    return {each.relative_to(path).as_posix() for each in inside} == set(content) and all(
        _is_there(path / name, data) for name, data in content.items()
    )
