"""What a computer leaves in folders by itself: passed over, and named. Check 11.21."""

from __future__ import annotations

_NAMES = {".ds_store", "thumbs.db", "desktop.ini"}
_FOLDER = "__MACOSX"


def is_litter(path: str) -> bool:
    """Whether a path is of a file that macOS or Windows put there.

    >>> is_litter("public/.DS_Store"), is_litter("public/plan.json")
    (True, False)
    """
    parts = path.split("/")
    return parts[-1].lower() in _NAMES or _FOLDER in parts


def as_named(path: str) -> str:
    """The path by which litter is named: a folder of it is named as a whole."""
    before, folder, _ = path.partition(_FOLDER)
    return before + folder if folder else path
