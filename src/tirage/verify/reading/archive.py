"""A dossier in a ZIP file, read as one in a folder: nothing goes to the disk, and no size is believed.

The list at the end of the archive says what is inside. What it says of sizes bounds what may be asked for,
and what comes out is counted again.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ..primitives.held import Held, Memory, Unsafe
from .dossier import (
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
)
from .litter import as_named, is_litter
from .pack import BESIDE
from .pack import FILE as PACK

_ENTRY = re.compile(r"(|.*?/)journal/[0-9]{4,15}-[a-z]+\.json")
_ANY = re.compile(r"(|.*?/)(?:journal|public)/.*", re.DOTALL)
_STAGED = re.compile(rf"(?:|.*/){re.escape(COMMIT)}/journal/[^/]+", re.DOTALL)
_PIECE = 2**20
_KIND, _LINK = 0o170000, 0o120000
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


class Archive:
    """The files of a ZIP file by path, each unpacked when it is asked for."""

    def __init__(self, path: Path) -> None:
        """NotADossier for what is no archive that can be read; Unsafe for one that must not be.

        Halfway for one that was made while an act was on its way into the dossier.
        """
        try:
            self._zip = ZipFile(path)
            size = path.stat().st_size
        except _BROKEN:
            raise NotADossier(str(path), "not-an-archive") from None
        listed = [info for info in self._zip.infolist() if not info.orig_filename.endswith("/")]
        if any(info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in listed):
            raise NotADossier(str(path), "not-an-archive")
        self._files: dict[str, ZipInfo] = {}
        packed = total = 0
        for info in listed:
            name = info.orig_filename
            packed, total = packed + info.compress_size, total + info.file_size
            if _is_unsafe(name):
                raise Unsafe(name, "unsafe-path")
            if name in self._files:
                raise Unsafe(name, "repeated")
            # Files that share their bytes would unpack to more than any archive of this size can hold.
            if total > TOTAL or packed > size:
                raise Unsafe(name, "too-large")
            self._files[name] = info
        if any(_STAGED.fullmatch(name) for name in self._files):
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
            name.removeprefix(root): info for name, info in self._files.items() if name.startswith(root)
        }
        files = Held(memory)
        for part in FOLDERS:
            names = sorted(name for name in inside if name.startswith(f"{part}/"))
            if len(names) > MOST_FILES:
                raise Unsafe(part, "too-many")
            for name in names:
                if is_litter(name):
                    files.add(as_named(name), partial(iter, ()))
                elif wanted(name):
                    self._add(files, name, inside[name], _limit(name, part))
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

    def _add(self, files: Held, name: str, info: ZipInfo, limit: int) -> None:
        files.add(name, partial(self._pieces, name, info, limit))

    def _add_beside(self, files: Held, inside: dict[str, ZipInfo]) -> None:
        for name, info in sorted(inside.items()):
            top, *more = name.split("/")
            if more and top in {*FOLDERS, NEXT}:
                continue
            if is_litter(name):
                files.add(as_named(name), partial(iter, ()))
            else:
                if top not in BESIDE:
                    raise Unsafe(top, "unknown-file")
                if more:
                    raise Unsafe(top, "not-a-file")
                self._add(files, name, info, BESIDE[name])

    def _bytes(self, name: str, info: ZipInfo, limit: int) -> bytes:
        return b"".join(self._pieces(name, info, limit))

    def _pieces(self, name: str, info: ZipInfo, limit: int) -> Iterator[bytes]:
        if (info.external_attr >> 16) & _KIND == _LINK:
            raise Unsafe(name, "link")
        if info.file_size > limit:
            raise Unsafe(name, "too-large")
        left = info.file_size
        try:
            with self._zip.open(info) as file:
                while left >= 0 and (piece := file.read(_PIECE)):
                    left -= len(piece)
                    yield piece
        except _BROKEN:
            raise Unsafe(name, "not-a-file") from None
        if left:
            raise Unsafe(name, "not-a-file")


def _limit(name: str, part: str) -> int:
    """How large a file may be; Unsafe for one that may not be there."""
    suffix = Path(name).suffix
    if name.count("/") > 1:
        raise Unsafe("/".join(name.split("/")[:2]), "not-a-file")
    if suffix not in LIMITS:
        raise Unsafe(name, "unknown-file")
    return LIMITS["journal" if part == "journal" else suffix]


def _is_unsafe(name: str) -> bool:
    """Whether a path leads out of the archive, or is read in two ways."""
    return name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/")
