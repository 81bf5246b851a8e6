"""A dossier as a mapping from path to bytes: read from disk at the edge.

Only `journal/`, `public/` and `guarantors/` are read, never `private/`. Nothing but plain files is followed:
a link could lead out of the dossier, and a pipe or a huge file could stall the reader.
"""

from __future__ import annotations

from pathlib import Path

from .journal import body_of
from .litter import is_litter
from .pack import BESIDE
from .pack import FILE as PACK

FOLDERS = ("journal", "public", "guarantors")
NEXT = "next"
"""The only name that the folder of a next assembly may have."""
_MIB = 2**20
LIMITS = {"journal": _MIB, ".json": 64 * _MIB, ".csv": 1024 * _MIB}
MOST_FILES = 1_000_000
"""In a folder: a country has some hundred thousand lists, each of them an act."""
TOTAL = 2048 * _MIB


class NotADossier(Exception):
    """The folder has no journal to read, or the system refuses to open it."""


class Unsafe(Exception):
    """A file that must not be opened: `path` inside the dossier, `word` of the texts."""

    def __init__(self, path: str, word: str) -> None:
        super().__init__(path)
        self.path = path
        self.word = word


def read(folder: Path, most: int = TOTAL) -> dict[str, bytes]:
    """The published files of a dossier by their path in it, such as `public/plan.json`; `most` bytes in all.

    Raises NotADossier (no such folder, nothing of a dossier in it, no permission) and Unsafe.
    """
    files: dict[str, bytes] = {}
    total = 0
    try:
        for part in FOLDERS:
            for path in _plain_files(folder / part):
                name = f"{part}/{path.name}"
                if is_litter(name):
                    files[name] = b""
                    continue
                data = _bounded(path, name, LIMITS["journal" if part == "journal" else path.suffix])
                total += len(data)
                if total > most:
                    raise Unsafe(name, "too-large")
                files[name] = data
        files |= _beside(folder)
    except OSError as error:
        raise NotADossier(error.strerror or str(folder)) from None
    if not any((folder / part).is_dir() for part in ("journal", "public")):
        raise NotADossier(str(folder))
    return files


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
        if path.suffix not in LIMITS:
            raise Unsafe(name, "unknown-file")
    return paths


def _beside(folder: Path) -> dict[str, bytes]:
    """The list of a pack and its README; nothing where there is no list. A pack has nothing else."""
    if not ((folder / PACK).is_symlink() or (folder / PACK).exists()):
        return {}
    files = {}
    for path in sorted(folder.iterdir()):
        if is_litter(path.name):
            files[path.name] = b""
            continue
        if path.is_symlink():
            raise Unsafe(path.name, "link")
        if path.name in FOLDERS or (path.name == NEXT and path.is_dir()):
            continue
        if path.name not in BESIDE:
            raise Unsafe(path.name, "unknown-file")
        if not path.is_file():
            raise Unsafe(path.name, "not-a-file")
        files[path.name] = _bounded(path, path.name, BESIDE[path.name])
    return files


def _bounded(path: Path, name: str, limit: int) -> bytes:
    # The size first: a sparse file of a terabyte costs nothing to make.
    if path.stat().st_size > limit:
        raise Unsafe(name, "too-large")
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise Unsafe(name, "too-large")
    return data
