"""A dossier in a ZIP file, read as one in a folder: nothing goes to the disk, and no size is believed.

The list at the end of the archive says what is inside. What it says of sizes bounds what may be asked for,
and what comes out is counted again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ...primitives.held import Held, Memory, Unsafe
from ..dossier import (
    COMMIT,
    FOLDERS,
    LIMITS,
    MOST_FILES,
    NEXT,
    TOTAL,
    Halfway,
    NotADossier,
    Wanted,
    everything,
    is_opening_of_next,
    suffix_of,
)
from ..litter import as_named, is_litter
from ..pack import BESIDE
from ..pack import FILE as PACK
from .zipped import Broken, Entry, NoArchive, entries_of, pieces_of

_ENTRY = re.compile(r"(|.*?/)journal/[0-9]{4,15}-[a-z]+\.json", re.DOTALL)
_ANY = re.compile(r"(|.*?/)(?:journal|public)/.*", re.DOTALL)
_STAGED = re.compile(rf"(?:^|/){re.escape(COMMIT)}/journal/[^/]")


class Archive:
    """The files of a ZIP file by path, each unpacked when it is asked for."""

    def __init__(self, path: Path) -> None:
        """NotADossier for what is no archive that can be read; Unsafe for one that must not be.

        Halfway for one that was made while an act was on its way into the dossier.
        """
        try:
            listed = entries_of(path)
            size = path.stat().st_size
        except (NoArchive, OSError):
            raise NotADossier(str(path), "not-an-archive") from None
        self._path = path
        self._files: dict[str, Entry] = {}
        packed = total = 0
        for entry in listed:
            name = entry.name
            packed, total = packed + entry.packed, total + entry.size
            if _is_unsafe(name):
                raise Unsafe(name, "unsafe-path")
            if name in self._files:
                raise Unsafe(name, "repeated")
            # Files that share their bytes would unpack to more than any archive of this size can hold.
            if total > TOTAL or packed > size:
                raise Unsafe(name, "too-large")
            self._files[name] = entry
        if any(_STAGED.search(name) for name in self._files):
            raise Halfway(str(path))
        self.root = self._root(path)

    def _root(self, path: Path) -> str:
        """What stands before `journal/` in the paths."""
        for pattern in (_ENTRY, _ANY):
            roots = {match[1] for name in self._files if (match := pattern.fullmatch(name))}
            if roots:
                least = min(root.count("/") for root in roots)
                shortest = [root for root in roots if root.count("/") == least]
                if len(shortest) == 1:
                    return shortest[0]
                break
        raise NotADossier(str(path))

    def opened(self, root: str, memory: Memory, wanted: Wanted = everything) -> Held:
        """The published files of the dossier at `root`; raises what `dossier.opened` does."""
        inside = {
            name.removeprefix(root): entry for name, entry in self._files.items() if name.startswith(root)
        }
        files = Held(memory)
        for part in FOLDERS:
            names = sorted(name for name in inside if name.startswith(f"{part}/"))
            if len(names) > MOST_FILES:
                raise Unsafe(part, "too-many")
            for name in names:
                if not is_litter(name):
                    _refuse(name, inside[name])
            for name in names:
                if is_litter(name):
                    files.add(as_named(name), partial(iter, ()))
                elif wanted(name):
                    limit = LIMITS["journal" if part == "journal" else suffix_of(name)]
                    self._add(files, name, inside[name], limit)
        if PACK in inside:
            self._add_beside(files, inside)
        if not any(name.startswith(("journal/", "public/")) for name in inside):
            raise NotADossier(root)
        return files

    def following(self, root: str) -> list[str]:
        """Folders of the dossier at `root` that are the next assembly, or say that they are one."""
        tops = {name.removeprefix(root).split("/")[0] for name in self._files if name.startswith(root)}
        return [top for top in sorted(tops - {*FOLDERS}) if self._follows(f"{root}{top}/", top)]

    def _follows(self, root: str, top: str) -> bool:
        if top == NEXT:
            return any(name.startswith(f"{root}journal/") for name in self._files)
        opening = self._files.get(f"{root}journal/0001-open.json")
        if opening is None or f"{root}{PACK}" in self._files:
            return False
        return is_opening_of_next(self._bytes(f"{top}/journal", opening, LIMITS["journal"]))

    def _add(self, files: Held, name: str, entry: Entry, limit: int) -> None:
        files.add(name, partial(self._pieces, name, entry, limit))

    def _add_beside(self, files: Held, inside: dict[str, Entry]) -> None:
        for name, entry in sorted(inside.items()):
            top, *more = name.split("/")
            if more and top in {*FOLDERS, NEXT}:
                continue
            if is_litter(name):
                files.add(as_named(name), partial(iter, ()))
            else:
                if entry.link:
                    raise Unsafe(top, "link")
                if top not in BESIDE:
                    raise Unsafe(top, "unknown-file")
                if more:
                    raise Unsafe(top, "not-a-file")
                self._add(files, name, entry, BESIDE[name])

    def _bytes(self, name: str, entry: Entry, limit: int) -> bytes:
        return b"".join(self._pieces(name, entry, limit))

    def _pieces(self, name: str, entry: Entry, limit: int) -> Iterator[bytes]:
        if entry.link:
            raise Unsafe(name, "link")
        if entry.size > limit:
            raise Unsafe(name, "too-large")
        try:
            yield from pieces_of(self._path, entry)
        except (Broken, OSError):
            raise Unsafe(name, "not-a-file") from None


def _refuse(name: str, entry: Entry) -> None:
    """Unsafe for a file that may not be there."""
    if entry.link:
        raise Unsafe(name, "link")
    if name.count("/") > 1:
        raise Unsafe("/".join(name.split("/")[:2]), "not-a-file")
    if suffix_of(name) not in LIMITS:
        raise Unsafe(name, "unknown-file")


def _is_unsafe(name: str) -> bool:
    """Whether a path leads out of the archive, or is read in two ways."""
    return name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/")
