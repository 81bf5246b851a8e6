"""A list of people with their names, as files in `private/`: nowhere else does tirage write one."""

from __future__ import annotations

from pathlib import Path

from tirage.acts.life.members import List, People, is_private
from tirage.dossier.disk import PRIVATE
from tirage.dossier.packs import write_private
from tirage.report.pages import members
from tirage.report.rendering.interface import Format, render
from tirage.report.wording import Wording

FORMATS = (Format.xlsx, Format.json)
FILES = {List.volunteers: "without-seat"}
"""Names of files that are not those of their lists: `volunteers` is where `tirage prepare` keeps its own."""


def write_list(found: People, wording: Wording, *, today: bool) -> tuple[Path, ...]:
    """Write a list with names and contacts into `private/`, readable by its owner alone; the files written.

    Those of the same list are replaced; `today`: else they are named after their day. Nothing is written
    where there is no `private/`. Raises InputInvalid where the system refuses.
    """
    if not is_private(found.dossier):
        return ()
    document = members.page(found, wording, names=True)
    name = FILES.get(found.kind, str(found.kind))
    name = name if today else f"{name}-{found.day.isoformat()}"
    files = {f"{name}.{shape}": render(document, shape) for shape in FORMATS}
    folder = found.dossier.path / PRIVATE
    write_private(folder, files)
    return tuple(folder / each for each in files)
