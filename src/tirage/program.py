"""Which program this is: its version, the hash of its files, the solver that it stands on.

The hash is that of what `sha256sum` says of the package's files, sorted by name: `<sha256>  <name>` and LF
for each, names as in the wheel (`tirage/cli/app.py`), line ends as LF. The files of a wheel, of an editable
install and of an archive of one version have one hash.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

HERE = Path(__file__).parent
UNKNOWN = "0+unknown"
"""The version of what nobody has installed."""


def listed(files: Mapping[str, bytes]) -> str:
    r"""SHA-256 of the list of files that `sha256sum` writes, sorted by name.

    >>> lines = f"{sha256(b'1').hexdigest()}  a\n{sha256(b'2').hexdigest()}  b\n"
    >>> listed({"b": b"2", "a": b"1"}) == sha256(lines.encode()).hexdigest()
    True
    """
    lines = (f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return sha256("".join(lines).encode()).hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return UNKNOWN


def _files() -> Iterator[tuple[str, bytes]]:
    """Every file of the package; not what Python or a computer leaves there.

    RuntimeError where this module is no file: of a program frozen without its sources no hash can be told.
    """
    if not HERE.joinpath("program.py").is_file():
        raise RuntimeError("tirage was frozen without its sources, which it hashes")
    folders = [(str(HERE), HERE.name)]
    while folders:
        folder, inside = folders.pop()
        with os.scandir(folder) as found:
            for each in found:
                name = f"{inside}/{each.name}"
                if each.name.startswith("."):
                    continue
                if each.is_dir(follow_symlinks=False):
                    folders.append((each.path, name))
                elif not each.name.endswith(".pyc") and each.is_file():
                    yield name, _read(each.path)


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a thousand files, whose paths would cost more
        data = file.read()
    return data.replace(b"\r\n", b"\n") if b"\r" in data else data


__version__: Final = _installed("tirage")
"""That of the tag it was built from, or of the commit where there is none."""
FINGERPRINT: Final = listed(dict(_files()))
"""64 hexadecimal digits that stand for every file of the program."""
SOLVER: Final = _installed("ortools")
"""Version of OR-Tools."""
TOOL: Final = f"tirage {__version__} {FINGERPRINT} ortools {SOLVER}"
"""The program, as the journal names it."""
