"""What the system refuses: tried again where another program holds a file up, else said in a sentence."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tirage.errors import WHY_UNWRITABLE, Defect, InputInvalid, Unfinished, name_of

WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries of what another program holds up: an antivirus lets go soon, a spreadsheet not."""
_HELD = {5, 32, 33}
"""Codes of Windows: access denied (a folder with an open file in it), sharing violation, lock violation."""
LONGEST = 259
"""Characters of a path that every program of Windows can open."""
_REASONS = {**WHY_UNWRITABLE, errno.ENAMETOOLONG: "output.long", errno.ENOMEM: "output.memory"}


class Codes(NamedTuple):
    """What is said where the system refuses, and where another program has a file open."""

    refused: str
    held: str


NOT_IN_PLACE = Codes("output.unfinished", "output.unfinished.held")
NOT_ERASED = Codes("erase.unfinished", "erase.unfinished.held")


def rename(source: Path, target: Path) -> None:
    """Rename a file or folder, patiently."""
    _patient(lambda: source.rename(target))


def replace(source: Path, target: Path) -> None:
    """Rename a file over another, patiently."""
    _patient(lambda: source.replace(target))


def unlink(path: Path) -> None:
    """Remove a file, patiently."""
    _patient(path.unlink)


def _patient(operation: Callable[[], object]) -> None:
    for wait in WAITS:
        try:
            operation()
        except OSError as error:
            if not _is_held_up(error):
                raise
            time.sleep(wait)
        else:
            return
    operation()


def _is_held_up(error: OSError) -> bool:
    """Whether another program has the file open; elsewhere than on Windows nobody has to wait for that."""
    return getattr(error, "winerror", None) in _HELD


@contextmanager
def before_commit(path: Path) -> Iterator[None]:
    """The system's refusal to write, with nothing changed."""
    try:
        yield
    except BrokenPipeError:
        # Nobody reads what is said any more; nothing to do with the folder.
        raise
    except OSError as error:
        values = {"error": name_of(error), "longest": LONGEST}
        raise InputInvalid([Defect(_code(error), _place(error, path), values=values)]) from error


@contextmanager
def after_commit(path: Path, said: Codes = NOT_IN_PLACE) -> Iterator[None]:
    """The system's refusal to put into place what is on the record."""
    try:
        yield
    except OSError as error:
        values = {"path": str(path), "file": _place(error, path), "error": name_of(error)}
        raise Unfinished(said.held if _is_held_up(error) else said.refused, **values) from error


def _code(error: OSError) -> str:
    if _is_held_up(error):
        return "output.held"
    if isinstance(error, FileNotFoundError) and len(_place(error, Path())) > LONGEST:
        # As Windows says it, where long paths are not allowed.
        return "output.long"
    return _REASONS.get(error.errno or 0, "output.write")


def _place(error: OSError, path: Path) -> str:
    """The file that is held up, or that is too long to be named; else the folder that is written."""
    told = isinstance(error.filename, str) and (_is_held_up(error) or isinstance(error, FileNotFoundError))
    return error.filename if told else str(path)
