"""A dossier as a mapping from path to bytes: opened at the edge, each file read when it is asked for.

Only `journal/`, `public/` and `guarantors/` are read, never `private/`. Nothing but plain files is followed:
a link could lead out of the dossier, and a pipe or a huge file could stall the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from ..primitives.held import Held, Memory, Unsafe
from .journal import body_of
from .litter import is_litter
from .pack import BESIDE
from .pack import FILE as PACK

FOLDERS = ("journal", "public", "guarantors")
NEXT = "next"
"""The only name that the folder of a next assembly may have."""
_MIB = 2**20
_PIECE = _MIB
LIMITS = {"journal": _MIB, ".json": 64 * _MIB, ".csv": 1024 * _MIB}
MOST_FILES = 100_000
"""In a folder: more acts, or parts of a frame, than any assembly has; a dossier without end is not read."""
TOTAL = 64 * 1024 * _MIB
"""A country's people are some gigabytes; no more than a file of them is held."""


_SUFFIX = re.compile(r"[^/.](\.[^/.]+)\Z")
COMMIT = ".tirage-commit"
"""What an act that was stopped half-way leaves: files on their way into the dossier, its journal last."""


class NotADossier(Exception):
    """The folder has no journal to read, or the system refuses to open it."""

    def __init__(self, path: str, word: str = "not-a-dossier") -> None:
        """`word`: of the texts, what it is instead (`nothing-there`, `not-an-archive`)."""
        super().__init__(path)
        self.word = word


class Halfway(Exception):
    """An act is on its way into the dossier: some of its files are in place, others not yet."""


def read(folder: Path) -> dict[str, bytes]:
    """The published files of a dossier, all of them in memory; raises what `opened` does."""
    return dict(opened(folder, Memory()))


Wanted = Callable[[str], bool]
"""Whether a file, by its path in the dossier, is to be opened."""


def everything(_name: str) -> bool:
    """Every file."""
    return True


def opened(folder: Path, memory: Memory, most: int = TOTAL, wanted: Wanted = everything) -> Held:
    """The published files of a dossier by their path in it, such as `public/plan.json`; `most` bytes in all.

    Raises NotADossier (no such folder, nothing of a dossier in it, no permission) and Unsafe.
    """
    files = Held(memory)
    try:
        for part in FOLDERS:
            for path in _plain_files(folder / part):
                name = f"{part}/{path.name}"
                if not wanted(name):
                    continue
                # Litter has any suffix, and is not read.
                _add(files, path, name, LIMITS.get("journal" if part == "journal" else suffix_of(name), 0))
                if files.size > most:
                    raise Unsafe(name, "too-large")
        _add_beside(folder, files)
    except OSError as error:
        raise NotADossier(error.strerror or str(folder)) from None
    if not any((folder / part).is_dir() for part in ("journal", "public")):
        raise NotADossier(str(folder))
    return files


def is_halfway(folder: Path, read: Iterable[str] | None = None) -> bool:
    """Whether an act has not put all its files in place, or its entries came after those that were `read`."""
    staged = folder / COMMIT / "journal"
    try:
        if not (folder / COMMIT).is_symlink() and staged.is_dir() and any(staged.iterdir()):
            return True
        entries = {f"journal/{path.name}" for path in (folder / "journal").glob("*.json")}
    except OSError:
        return False
    return read is not None and entries != {name for name in read if name.startswith("journal/")}


def following(folder: Path) -> list[str]:
    """Folders of a dossier that are the next assembly, or say that they are one; packs of it are not.

    Raises Unsafe for a link in the place of the next assembly.
    """
    if (folder / NEXT).is_symlink():
        raise Unsafe(NEXT, "link")
    return [path.name for path in sorted(folder.iterdir()) if path.name not in FOLDERS and _follows(path)]


def _follows(path: Path) -> bool:
    journal, opening = path / "journal", path / "journal" / "0001-open.json"
    if path.name == NEXT:
        return journal.exists() or journal.is_symlink()
    if path.is_symlink() or (path / PACK).exists() or opening.is_symlink() or not opening.is_file():
        return False
    return is_opening_of_next(_bounded(opening, f"{path.name}/journal", _MIB))


def is_opening_of_next(data: bytes) -> bool:
    """Whether an entry says that it opens an assembly that follows another."""
    return "after" in (body_of(data) or {})


def suffix_of(name: str) -> str:
    """`.json` of `public/plan.json`; empty where nothing stands before it, in any version of Python.

    >>> suffix_of("public/plan.json"), suffix_of("public/.json"), suffix_of("public/a..json")
    ('.json', '', '')
    """
    found = _SUFFIX.search(name)
    return found[1] if found else ""


def _plain_files(folder: Path) -> list[Path]:
    if folder.is_symlink():
        raise Unsafe(folder.name, "link")
    if not folder.exists():
        return []
    paths = sorted(folder.iterdir())
    if len(paths) > MOST_FILES:
        raise Unsafe(folder.name, "too-many")
    for path in paths:
        name = f"{folder.name}/{path.name}"
        if is_litter(name):
            continue  # neither opened nor followed
        if path.is_symlink():
            raise Unsafe(name, "link")
        if not path.is_file():
            raise Unsafe(name, "not-a-file")
        if suffix_of(name) not in LIMITS:
            raise Unsafe(name, "unknown-file")
    return paths


def _add(files: Held, path: Path, name: str, limit: int) -> None:
    if is_litter(name):
        files.add(name, partial(iter, ()))
    else:
        files.add(name, partial(_pieces, path, name, limit))


def _add_beside(folder: Path, files: Held) -> None:
    """The list of a pack and its README; nothing where there is no list. A pack has nothing else."""
    if not ((folder / PACK).is_symlink() or (folder / PACK).exists()):
        return
    for path in sorted(folder.iterdir()):
        if is_litter(path.name):
            _add(files, path, path.name, 0)
            continue
        if path.is_symlink():
            raise Unsafe(path.name, "link")
        if path.name in FOLDERS or (path.name == NEXT and path.is_dir()):
            continue
        if path.name not in BESIDE:
            raise Unsafe(path.name, "unknown-file")
        if not path.is_file():
            raise Unsafe(path.name, "not-a-file")
        _add(files, path, path.name, BESIDE[path.name])


def _bounded(path: Path, name: str, limit: int) -> bytes:
    return b"".join(_pieces(path, name, limit))


def _pieces(path: Path, name: str, limit: int) -> Iterator[bytes]:
    # The size first: a sparse file of a terabyte costs nothing to make.
    if path.stat().st_size > limit:
        raise Unsafe(name, "too-large")
    left = limit
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise Unsafe(name, "too-large")
            yield piece
