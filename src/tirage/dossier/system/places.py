"""Folders that mean something in a dossier: nothing else is written there.

`next` is opened by the end of the assembly around it, which links the two: what stands there without a link
would be taken for the next assembly for ever. In `journal`, `public` and `guarantors` a file that the record
does not bring makes the dossier fail. All of these places are kept from the day on which there are rules.
"""

from __future__ import annotations

from pathlib import Path

from tirage.dossier.disk import PRIVATE
from tirage.dossier.layout import NEXT
from tirage.errors import Refused

JOURNAL, RULES = "journal", "tirage.yaml"
PARTS = frozenset({JOURNAL, "public", "guarantors"})


def check_place(path: Path, *, home: bool = False) -> None:
    """Refused for a place in such a folder, however deep; of a dossier (`home`) in `private/` too.

    The folder of a next assembly that is opened is a dossier as any other.
    """
    place = path.resolve()
    for each in (place, *place.parents):
        name, around = each.name.casefold(), each.parent
        kept = name == NEXT and not _has_journal(each)
        meant = name in PARTS or (home and name == PRIVATE)
        if (kept or meant) and (_has_journal(around) or (around / RULES).exists()):
            former = Path(path.parent if each == place else around)
            raise Refused("next.reserved" if kept else "place.part", path=str(path), former=str(former))


def _has_journal(folder: Path) -> bool:
    return (folder / JOURNAL).is_dir()
