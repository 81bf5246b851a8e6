"""The list that `tirage prepare` has made, for the act that takes it: a draw, or a round of responses."""

from __future__ import annotations

import json
from pathlib import Path

from tirage.dossier.canonical import sha256
from tirage.dossier.layout import MADE_FROM, VOLUNTEERS
from tirage.errors import Refused
from tirage.people.pool.model import Source
from tirage.rules.recoding import ANSWERS, NEWCOMERS, RECODING
from tirage.tabular.files import read_bytes


def prepared_lines(folder: Path, made_from: str = MADE_FROM) -> list[int]:
    """The line of the file received of each row of the list of volunteers in `folder`, in its order.

    Refused where the list was made by a version that did not say so.
    """
    found: list[int] | None = json.loads(read_bytes(folder / made_from)).get("lines")
    if found is None:
        raise Refused("prepare.again", path=folder / RECODING)
    return found


def prepared_source(
    folder: Path, listed: str = VOLUNTEERS, made_from: str = MADE_FROM, recoding: str = RECODING
) -> Source:
    """What the list in `folder` was made from: the file received, by its recoding.

    Refused where list or recoding are no longer those that belong together, and where there is no list.
    """
    paths = {"volunteers": folder / listed, "recoding": folder / recoding}
    if not (paths["volunteers"].exists() and (folder / made_from).exists()):
        begun = (name.partition("{")[0] for name in (ANSWERS, NEWCOMERS))
        kinds = dict(zip(begun, ("prepare.no_answers", "volunteers.unprepared"), strict=True))
        kind = next((kind for name, kind in kinds.items() if recoding.startswith(name)), "prepare.nothing")
        raise Refused(kind, path=paths["volunteers"])
    made = json.loads(read_bytes(folder / made_from))
    found = {name: sha256(read_bytes(path)) for name, path in paths.items() if path.exists()}
    if any(found.get(name) != made[name] for name in paths):
        raise Refused("prepare.again", path=paths["recoding"])
    source = made["source"]
    return Source(
        source["name"], source["sha256"], source["encoding"], made["read"], made["causes"], made["recoding"]
    )
