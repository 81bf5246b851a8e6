"""Names that every computer can write: a dossier goes from one to another on a USB stick."""

from __future__ import annotations

import re
from pathlib import Path

from tirage.errors import Defect, InputInvalid

_DEVICE = re.compile(r"(?is)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?")
_SIGNS = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def check_name(path: Path) -> None:
    """InputInvalid where the name of what is to be written is none that Windows has.

    It takes CON, NUL or aux.csv for a device, drops a dot or a space at the end, and has no : or ? in a name.
    """
    name = path.name
    if _DEVICE.fullmatch(name.rstrip(" .")) or name.endswith((".", " ")) or _SIGNS.search(name):
        raise InputInvalid([Defect("output.name", str(path), values={"name": name})])
