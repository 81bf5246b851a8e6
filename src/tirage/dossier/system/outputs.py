"""Files and folders, whole or not at all: new ones (`write_new`), or in the place of others (`write_over`).

They are written in one hidden folder beside their places and forced to the disk, then renamed into them.
Where there are several, or others are replaced, a first rename says that all of them are written: what a
crash leaves from then on is finished, and what it leaves before is removed, by whoever writes in that place
next, or reads the dossier that it is in (or whose `private/` it is in). A failure that is no crash is undone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from tirage.dossier.disk import make_folder, remove, sync_folder, temporary, write_all
from tirage.dossier.system.locks import is_held, locked
from tirage.dossier.system.names import check_name
from tirage.dossier.system.places import check_place
from tirage.dossier.system.refusals import after_commit, before_commit, rename, replace
from tirage.errors import Refused
from tirage.progress import tell

Content = bytes | Mapping[str, bytes]
"""Of a file, or of a folder: its files by their path in it."""
STAGED = ".tirage-new-"
WRITING, WRITTEN, REPLACING = "writing", "written", "replacing"
"""In the staged folder: what is not whole yet, and things that are. One new folder is staged itself."""
FORMER = "former"
"""Beside `REPLACING`: what stood in its places, until the new files do."""


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


def write_over(folder: Path, files: Mapping[str, bytes], mode: int = 0o666, *, make: bool = False) -> None:
    """Write files in one folder or below it, in the place of those of the same names: all of them, or none.

    `mode`: of the files; `make`: the folder where it is not there, for those who may read them. Those of
    `private/` have modes of their own. A file that is there with the same content is left alone. Raises what
    `write_new` does, Refused only for what is no file.
    """
    for name in files:
        check_name(folder / name)
        check_place(folder / name)
    with before_commit(folder):
        if make:
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=_mode_of_folder(mode), exist_ok=True)
        sweep_outputs(folder)
        home = folder.resolve()
        for name in files:
            make_folder(home, (home / name).parent)
        changed = {home / name: data for name, data in files.items() if not _is_there(home / name, data)}
        for path in changed:
            if path.exists() and not path.is_file():
                raise Refused("dossier.exists", path=str(path))
        if changed:
            _write(home, changed, mode, over=True)


def _mode_of_folder(mode: int) -> int:
    """The mode of a folder of files of that mode: whoever may read them may open it."""
    return mode | (mode & 0o444) >> 2


def sweep_outputs(folder: Path) -> None:
    """Finish, or remove, what writers that died have left in a folder, and tell; a live one is left alone."""
    for each in list(_staged(folder)):
        # Of another user, or on a medium that cannot be written: left to them.
        with suppress(OSError):
            if is_held(each):
                continue
            tell("recovered.written" if _finish(each, folder) else "recovered.swept", path=str(folder))
            remove(each)


def _finish(staged: Path, folder: Path) -> bool:
    """Put what is whole into its place; whether anything is."""
    ready = [staged / name for name in (WRITTEN, REPLACING) if (staged / name).is_dir()]
    for each in ready:
        over = each.name == REPLACING
        _put(each, folder, over=over, into=over)
    return bool(ready)


def _staged(folder: Path) -> Iterator[Path]:
    for each in folder.iterdir():
        if each.name.startswith(STAGED) and each.is_dir() and not each.is_symlink():
            yield each


def _write(parent: Path, wanted: Mapping[Path, Content], mode: int, *, over: bool = False) -> None:
    try:
        try:
            staged = temporary(parent, STAGED, _mode_of_folder(mode) if over else 0o777)
            with locked(staged):
                (_write_over if over else _write_staged)(staged, parent, wanted, mode)
        finally:
            _discard(parent)
    except BaseException:
        # A signal may have come while this was made, or removed.
        _discard(parent)
        raise


def _discard(parent: Path) -> None:
    """Remove what this process has staged, and uses no more; what replaces others and is not undone stays."""
    for each in list(_staged(parent)):
        if each.name.startswith(f"{STAGED}{os.getpid()}-") and not is_held(each):
            if (each / REPLACING).is_dir():
                _finish(each, parent)
            remove(each)


def _write_staged(staged: Path, parent: Path, wanted: Mapping[Path, Content], mode: int) -> None:
    (path, content), *more = wanted.items()
    if more or isinstance(content, bytes):
        ready = _written(staged, parent, wanted, mode)
        if more:
            rename(ready, staged / WRITTEN)
            ready = staged / WRITTEN
        _put_or_undo(ready, parent, _names(parent, wanted))
    else:
        write_all(staged, content, mode)
        _check_free(path)
        rename(staged, path)
        with after_commit(path):
            sync_folder(parent)


def _write_over(staged: Path, parent: Path, wanted: Mapping[Path, Content], mode: int) -> None:
    ready = _written(staged, parent, wanted, mode)
    names = _names(parent, wanted)
    former = staged / FORMER
    former.mkdir(mode=0o700)
    rename(ready, staged / REPLACING)
    try:
        for name in names:
            if (parent / name).exists():
                make_folder(former, (former / name).parent)
                rename(parent / name, former / name)
        _put_or_undo(staged / REPLACING, parent, names, into=True)
    except BaseException:
        for name in names:
            if (former / name).exists():
                rename(former / name, parent / name)
        # What is not undone must not be taken for what is to be finished.
        rename(staged / REPLACING, staged / WRITING)
        raise


def _names(parent: Path, wanted: Mapping[Path, Content]) -> list[str]:
    return [path.relative_to(parent).as_posix() for path in wanted]


def _written(staged: Path, parent: Path, wanted: Mapping[Path, Content], mode: int) -> Path:
    """The folder in which everything is, on the disk for good."""
    ready = staged / WRITING
    ready.mkdir()
    for name, content in zip(_names(parent, wanted), wanted.values(), strict=True):
        _write_one(ready, name, content, mode)
    sync_folder(ready)
    return ready


def _write_one(ready: Path, name: str, content: Content, mode: int) -> None:
    if isinstance(content, bytes):
        write_all(ready, {name: content}, mode)
    else:
        (ready / name).mkdir()
        write_all(ready / name, content, mode)


def _put_or_undo(ready: Path, parent: Path, names: list[str], *, into: bool = False) -> None:
    try:
        for path in _put(ready, parent, into=into):
            _check_free(path)
    except BaseException:
        for name in names:
            if not (ready / name).exists():
                rename(parent / name, ready / name)
        raise


def _put(ready: Path, parent: Path, *, over: bool = False, into: bool = False) -> list[Path]:
    """Put what is written into its place, `over` a file too; where something else stands there now.

    `into`: what is in a folder goes into the folder that is there.
    """
    taken = []
    for each in sorted(ready.iterdir()):
        target = parent / each.name
        if target.exists() or target.is_symlink():
            if into and each.is_dir() and target.is_dir() and not target.is_symlink():
                taken += _put(each, target, over=over, into=True)
            elif over and target.is_file() and not target.is_symlink():
                replace(each, target)
            else:
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
