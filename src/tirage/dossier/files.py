"""Dossiers on the disk: what identifies people is read only when it is asked for by name.

`create` and `extend` come from `transaction`: callers find all four here.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from pathlib import Path

from tirage.dossier.chain import FOLDER
from tirage.dossier.disk import PRIVATE, plain_files
from tirage.dossier.layout import frame_paths
from tirage.dossier.system.locks import locked
from tirage.dossier.transaction import PARTS, create, extend, is_pending, recover
from tirage.errors import Defect, InputInvalid

LARGE = 1 << 24
"""Bytes of a file that is not read before it is asked for; parts of a frame, together, always are."""

_PIECE = 1 << 20

__all__ = ["create", "extend", "read", "read_private", "recover"]


class Files(Mapping[str, bytes]):
    """The files of a dossier by path: read at once, but for the large ones, which are read when asked for."""

    def __init__(self, held: Mapping[str, bytes], large: Mapping[str, Path]) -> None:
        self._held, self._large = held, large

    def __getitem__(self, name: str) -> bytes:
        return self._large[name].read_bytes() if name in self._large else self._held[name]

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, piece by piece; a large one is not held."""
        if name not in self._large:
            yield self._held[name]
            return
        with self._large[name].open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    def __iter__(self) -> Iterator[str]:
        return iter(sorted((*self._held, *self._large)))

    def __len__(self) -> int:
        return len(self._held) + len(self._large)

    def __contains__(self, name: object) -> bool:
        return name in self._held or name in self._large


def read(path: Path) -> Mapping[str, bytes]:
    """The files of a dossier by path, such as `public/plan.json`, `private/` left out.

    What a crash interrupted is finished first, and what is read is one moment: never half of an act. Raises
    InputInvalid when the folder holds no journal or cannot be read, VerificationFailed when a link stands in
    for a file. Whether the journal's chain holds is for `chain.read_chain`.
    """
    try:
        files = _read_one_moment(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputInvalid([Defect("dossier.missing", str(path))]) from error
    except OSError as error:
        raise InputInvalid([_unreadable(path, error)]) from error
    if not any(name.startswith(FOLDER) for name in files):
        raise InputInvalid([Defect("dossier.missing", str(path))])
    return files


def read_private(path: Path, name: str) -> bytes:
    """One file of `private/`, such as `private/pool.csv`.

    Raises InputInvalid when it is not there or cannot be read, ValueError for a name outside `private/`.
    """
    if not name.startswith(f"{PRIVATE}/") or ".." in Path(name).parts:
        raise ValueError(f"not a private file: {name}")
    try:
        return (path / name).read_bytes()
    except FileNotFoundError as error:
        raise InputInvalid([Defect("file.missing", str(path / name))]) from error
    except OSError as error:
        raise InputInvalid([_unreadable(path / name, error)]) from error


def _read_one_moment(path: Path) -> Files:
    while True:
        recover(path)
        with locked(path, shared=True):
            # Another process may have died in the middle of a commit just now.
            if not is_pending(path):
                names = [name for part in PARTS if part != PRIVATE for name in plain_files(path, part)]
                # No file ever changes once it is there, so a large one is still of this moment later.
                apart = set(frame_paths(names)[1:])
                large = {n: path / n for n in names if n in apart or (path / n).stat().st_size > LARGE}
                held = {name: (path / name).read_bytes() for name in names if name not in large}
                return Files(held, large)


def _unreadable(path: Path, error: OSError) -> Defect:
    if isinstance(error, PermissionError):
        return Defect("file.permission", str(path))
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return Defect("file.unreadable", str(path), values={"error": name})
