"""Which program this is: its version, the hash of its files, the solver that it stands on.

The hash is that of what `sha256sum` says of the package's files, sorted by name: `<sha256>  <name>` and LF
for each, names as in the wheel (`tirage/cli/app.py`), line ends as LF. The files of a wheel, of an editable
install and of an archive of one version have one hash.
"""

from __future__ import annotations

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
    for path in HERE.rglob("*"):
        name = path.relative_to(HERE.parent)
        if path.is_file() and path.suffix != ".pyc" and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix(), path.read_bytes().replace(b"\r\n", b"\n")


__version__: Final = _installed("tirage")
"""That of the tag it was built from, or of the commit where there is none."""
FINGERPRINT: Final = listed(dict(_files()))
"""64 hexadecimal digits that stand for every file of the program."""
SOLVER: Final = _installed("ortools")
"""Version of OR-Tools."""
TOOL: Final = f"tirage {__version__} {FINGERPRINT} ortools {SOLVER}"
"""The program, as the journal names it."""
