"""The bytes of a file: read, and in which manner, or why they cannot be had; written whole, or not at all."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from tirage.errors import WHY_UNWRITABLE, Defect, InputInvalid, Refused, name_of

Hidden = Literal["take", "leave"]
"""What becomes of rows and columns that are hidden or struck through."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What the options of a command say about a file."""

    encoding: str | None = None
    """Of a text file; `utf-8-twice` undoes a second reading of it, in a workbook too."""
    sheet: str | None = None
    """Of a workbook."""
    hidden: Hidden | None = None
    """None: where there are any, they are a defect, and somebody is to say it."""


AS_IT_COMES = Manner()
"""Nothing is said."""


STANDARD_INPUT = "-"
"""What stands for a file that another program is writing."""


def shown(path: str | Path) -> Path:
    """The name by which a file is told of: standard input has none of its own."""
    return Path("stdin") if str(path) == STANDARD_INPUT else Path(path)


def read_bytes(path: Path) -> bytes:
    """All bytes of `path`, read once, so that the bytes hashed are the bytes used; `-` is standard input.

    Raises InputInvalid: no such file, a directory, no permission, empty, or the system's error by name.
    """
    try:
        data = sys.stdin.buffer.read() if str(path) == STANDARD_INPUT else path.read_bytes()
    except OSError as error:
        raise InputInvalid([why_unreadable(path, error)]) from error
    if not data.strip():
        raise InputInvalid([Defect("file.empty", str(shown(path)))])
    return data


def open_bytes(path: Path) -> BinaryIO:
    """`path`, open to be read as often as needed; what comes from a pipe, or as `-`, is held in memory.

    Raises InputInvalid as `read_bytes` does, but for an empty file.
    """
    if str(path) == STANDARD_INPUT:
        return io.BytesIO(sys.stdin.buffer.read())
    try:
        stream = path.open("rb")
        if stream.seekable():
            return stream
        with stream:
            return io.BytesIO(stream.read())
    except OSError as error:
        raise InputInvalid([why_unreadable(path, error)]) from error


def why_unreadable(path: Path, error: OSError) -> Defect:
    """The defect that the system's error stands for."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return Defect("file.missing", str(path))
        case IsADirectoryError():
            return Defect("file.directory", str(path))
        case PermissionError():
            return Defect("file.permission", str(path))
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return Defect("file.unreadable", str(path), values={"error": name})


def files_of(paths: Iterable[str | Path]) -> list[Path]:
    """The files of `paths`; a folder stands for all in it, in folders of it too, in order of name.

    What is hidden is left out. Raises InputInvalid for a folder without a file, or that may not be looked
    into: whoever is in it would be missed by nobody.
    """
    found: list[Path] = []
    defects: list[Defect] = []
    for path in map(Path, paths):
        if not path.is_dir():
            found.append(path)
            continue
        try:
            inside = [*_inside(path)]
        except OSError as error:
            defects.append(why_unreadable(Path(error.filename or path), error))
        else:
            found += inside
            defects += [] if inside else [Defect("folder.empty", str(path))]
    if defects:
        raise InputInvalid(defects)
    return found


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _inside(path)
        else:
            yield path


def size_of(path: Path) -> int:
    """Bytes of a plain file; 0 for a pipe and its like, and for a path that cannot be looked at."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def unfinished_of(path: Path) -> Path:
    """Where a file is until its last byte is written."""
    return path.with_name(f".{path.name}.part")


def write_private(path: Path, data: bytes) -> None:
    """Write a file that its owner alone may read, whole or not at all, in a folder that he alone may open.

    One that was there is replaced. OSError where that cannot be.
    """
    path.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = unfinished_of(path)
    try:
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def why_unwritable(path: Path, error: OSError) -> Defect:
    """The defect that the system's error stands for."""
    return Defect(
        WHY_UNWRITABLE.get(error.errno or 0, "output.write"), str(path), values={"error": name_of(error)}
    )


def check_new(path: Path) -> None:
    """Refused where something has that name."""
    if path.exists():
        raise Refused("init.exists", path=path)


def write_lines(path: Path, lines: Iterable[str], encoding: str = "utf-8") -> None:
    """Write a new file, which appears whole; Refused where something has that name."""
    write_side_by_side({"": path}, (("", line) for line in lines), encoding)


def write_side_by_side(
    paths: Mapping[str, Path], lines: Iterable[tuple[str, str]], encoding: str = "utf-8"
) -> None:
    """Write new files, which appear whole, after the last line of all; of an end before it nothing is left.

    `paths`: by the name that each line comes with. Refused where something is there already; InputInvalid
    where the system does not let them be written.
    """
    for path in paths.values():
        check_new(path)
    unfinished = {name: unfinished_of(path) for name, path in paths.items()}
    path = next(iter(paths.values()))
    try:
        with ExitStack() as stack:
            files = {}
            for name, path in paths.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                stack.callback(unfinished[name].unlink, missing_ok=True)
                files[name] = stack.enter_context(unfinished[name].open("w", encoding=encoding, newline=""))
            for name, line in lines:
                files[name].write(line)
            for name, path in paths.items():
                files[name].close()
                unfinished[name].replace(path)
    except OSError as error:
        raise InputInvalid([why_unwritable(path, error)]) from error
