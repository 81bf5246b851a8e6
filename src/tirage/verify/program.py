"""Which program verifies: the one file's members, its version, and one hash for all of it.

The hash is that of the list that `sha256sum` writes of the members but `__main__.py`, sorted by name; the
same in the one-file verifier, in a wheel and in the source tree of one version.
"""

from __future__ import annotations

import errno
import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any
from zipfile import ZipFile

PACKAGE = "tirage_verify"
VERSION_FILE = f"{PACKAGE}/VERSION"
_HERE = Path(__file__).parent
_UNKNOWN = "0+unknown"


class Incomplete(OSError):
    """What runs here is here as no file, so it can be neither exported nor hashed; `filename`: the first."""


@cache
def members() -> dict[str, bytes]:
    """What the one-file verifier holds beside its `__main__.py`, by name: code, words, data, its version.

    Raises Incomplete where a module that runs has no source here, as in a program that was frozen without.
    """
    loader: Any = __loader__  # type: ignore[name-defined]
    if archive := getattr(loader, "archive", None):
        with ZipFile(archive) as opened:
            return {name: opened.read(name) for name in opened.namelist() if name != "__main__.py"}
    own = [*_HERE.rglob("*.py"), *_HERE.glob("locale/*.toml")]
    paths = {f"{PACKAGE}/{path.relative_to(_HERE).as_posix()}": path for path in own}
    paths |= {f"spec/{path.name}": path for path in _HERE.parent.joinpath("spec").glob("*.json")}
    read = {name: path.read_bytes().replace(b"\r\n", b"\n") for name, path in paths.items()}
    for name in sorted(_running()):
        if not {f"{name}.py", f"{name}/__init__.py"} & set(read):
            raise Incomplete(errno.ENOENT, "no source of what runs", f"{name}.py")
    return {**read, VERSION_FILE: _installed().encode()}


def _running() -> set[str]:
    """The modules of this package that Python has loaded, as paths in the one file without their `.py`."""
    package = __name__.rpartition(".")[0]
    loaded = [name for name in list(sys.modules) if name.startswith(f"{package}.")]
    return {(PACKAGE + name.removeprefix(package)).replace(".", "/") for name in loaded}


def version() -> str:
    """That of the tag, or of the commit where there is none (PEP 440)."""
    return members()[VERSION_FILE].decode()


@cache
def fingerprint() -> str:
    """64 hexadecimal digits that stand for every file of the verifier."""
    files = members()
    listed = (f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return sha256("".join(listed).encode()).hexdigest()


def _installed() -> str:
    try:
        return installed("tirage")
    except PackageNotFoundError:
        return _UNKNOWN
