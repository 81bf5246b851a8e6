"""Packs on the disk: a folder, or the same as a ZIP file, whole or not at all, never over anything."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tirage.dossier.disk import locked, remove, sync_folder, temporary, write_all
from tirage.dossier.transaction import before_commit, sweep_dead
from tirage.errors import Refused

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


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a pack's files, by their path in it, as a new folder.

    Raises Refused when something is there already, InputInvalid when the system refuses to write.
    """
    _write_beside(path, files, path.name)


def write_archive(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the same as a new ZIP file that unpacks to one folder; raises what `write_folder` does."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            info = ZipInfo(f"{path.stem}/{name}", _DATE)
            info.create_system, info.external_attr, info.compress_type = 3, 0o644 << 16, ZIP_DEFLATED
            archive.writestr(info, files[name])
    _write_beside(path, {path.name: buffer.getvalue()}, "")


def _write_beside(path: Path, files: Mapping[str, bytes], folder: str) -> None:
    """Write files beside their place, then rename the file or folder `path` into it."""
    path = path.resolve()
    if path.exists() or path.is_symlink():
        raise Refused("dossier.exists", path=str(path))
    with before_commit(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        prefix = f".{path.name}.tmp-"
        sweep_dead(path.parent, prefix)
        staged = temporary(path.parent, prefix, 0o777)
        try:
            with locked(staged):
                (staged / folder).mkdir(exist_ok=True)
                write_all(staged / folder, files)
                (staged / path.name).rename(path)
        finally:
            remove(staged)
        sync_folder(path.parent)


def write_file(path: Path, data: bytes) -> None:
    """Write one new file; raises what `write_folder` does."""
    _write_beside(path, {path.name: data}, "")
