"""Packs on the disk: a folder, or the same as a ZIP file too."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tirage.dossier.system.outputs import write_new

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
            archive.writestr(info, files[name])
    return buffer.getvalue()


def write_file(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write one new file of that mode; raises what `write_folder` does."""
    write_new({path: data}, mode)
