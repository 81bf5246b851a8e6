"""The verifier as one file: `python tirage-verify.pyz DIR`, with nothing installed.

The archive depends on the sources and their version only: names in order, fixed dates, nothing compressed, so
that two people who build it from one version get the same bytes and can compare its hash.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from .program import PACKAGE, members

_SHEBANG = b"#!/usr/bin/env python3\n"
_DATE = (1980, 1, 1, 0, 0, 0)
_START = f"""\
import sys

if __name__ == "__main__":
    from {PACKAGE}.command import main

    sys.exit(main())
""".encode()


def zipapp() -> bytes:
    """The archive; raises Incomplete where the sources of what runs are not here."""
    held = members()
    stream = BytesIO()
    stream.write(_SHEBANG)
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        archive.writestr(_member("__main__.py"), _START)
        for name, data in sorted(held.items()):
            archive.writestr(_member(name), data)
    return stream.getvalue()


def write_zipapp(target: Path) -> None:
    """Write the archive to `target`, replacing it; OSError where that is not possible.

    Raises Incomplete, and writes nothing, where the sources of what runs are not here.
    """
    data = zipapp()
    unfinished = target.with_name(f".{target.name}.part")
    try:
        unfinished.write_bytes(data)
        unfinished.chmod(0o755)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, _DATE)
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


def main(argv: Sequence[str]) -> int:
    """`python -m tirage.verify.export FILE`: write the archive there."""
    if len(argv) != 1:
        sys.stderr.write("usage: python -m tirage.verify.export FILE\n")
        return 2
    write_zipapp(Path(argv[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
