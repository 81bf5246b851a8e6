"""Packs on the disk: a folder, or the same as a ZIP file too."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tirage.dossier.disk import pieces_in
from tirage.dossier.system.outputs import write_new, write_over

Reader = Literal["public", "guarantors", "auditors"]


@dataclass(frozen=True, slots=True)
class Choice:
    """The files for one reader, and those that are left out."""

    reader: Reader
    files: Mapping[str, bytes]
    left_out: Mapping[str, str]
    """Why, by path: `reader` or `small-cells`."""


_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every file in an archive: the same files give the same bytes."""


def write_folder(path: Path, files: Mapping[str, bytes], *, archive: bool = False) -> None:
    """Write a pack's files, by their path in it, as a new folder, with `archive` as `path`.zip too.

    Both are there in the end, or neither. Raises Refused when something else is there already, InputInvalid
    when the system refuses to write.
    """
    packed = {path.with_name(f"{path.name}.zip"): zipped(path.name, files)} if archive else {}
    write_new({path: files, **packed})


def zipped(folder: str, files: Mapping[str, bytes]) -> bytes:
    """The bytes of a ZIP file that unpacks to one folder."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            info = ZipInfo(f"{folder}/{name}", _DATE)
            info.create_system, info.external_attr, info.compress_type = 3, 0o644 << 16, ZIP_DEFLATED
            with archive.open(info, "w") as file:
                for piece in pieces_in(files, name):
                    file.write(piece)
    return buffer.getvalue()


def write_file(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write one new file of that mode; raises what `write_folder` does."""
    write_new({path: data}, mode)


def write_private(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that their owner alone may read, in the place of those of the same names, all or none.

    `folder`: a folder that its owner alone may open, or one of a dossier that is about to be made.
    """
    write_over(folder, files, 0o600, make=True)


class Gathered(Mapping[str, bytes]):
    """Files of several mappings, under names of their own; none is read before it is asked for."""

    def __init__(self) -> None:
        self._from: dict[str, tuple[Mapping[str, bytes], str]] = {}

    def add(self, files: Mapping[str, bytes], before: str = "") -> Gathered:
        """The files of a mapping too, `before` set before their names; itself."""
        self._from |= {f"{before}{name}": (files, name) for name in files}
        return self

    def pieces(self, name: str) -> Iterator[bytes]:
        """What a file holds, piece by piece."""
        return pieces_in(*self._from[name])

    def __getitem__(self, name: str) -> bytes:
        files, own = self._from[name]
        return files[own]

    def __contains__(self, name: object) -> bool:
        return name in self._from

    def __iter__(self) -> Iterator[str]:
        return iter(self._from)

    def __len__(self) -> int:
        return len(self._from)


class Chosen(Mapping[str, bytes]):
    """Some files of a mapping; none is read before it is asked for."""

    def __init__(self, files: Mapping[str, bytes], names: list[str]) -> None:
        self._files, self._names = files, dict.fromkeys(names)

    def pieces(self, name: str) -> Iterator[bytes]:
        """What a file holds, piece by piece."""
        return pieces_in(self._files, name)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return self._files[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
