"""The list of volunteers that `tirage prepare` has made, for the draw that takes it."""

from __future__ import annotations

import json
from pathlib import Path

from tirage.dossier.canonical import sha256
from tirage.dossier.layout import MADE_FROM, VOLUNTEERS
from tirage.errors import Refused
from tirage.people.pool.model import Source
from tirage.rules.recoding import RECODING
from tirage.tabular.files import read_bytes


def prepared_source(folder: Path) -> Source:
    """What the list in `folder` was made from: the file received, by its recoding.

    Refused where list or recoding are no longer those that belong together, and where there is no list.
    """
    listed = folder / VOLUNTEERS
    if not (listed.exists() and (folder / MADE_FROM).exists()):
        raise Refused("prepare.nothing", path=listed)
    made = json.loads(read_bytes(folder / MADE_FROM))
    found = {name: sha256(read_bytes(path)) for name, path in _named(folder).items() if path.exists()}
    if any(found.get(name) != made[name] for name in _named(folder)):
        raise Refused("prepare.again", path=folder / RECODING)
    source = made["source"]
    return Source(
        source["name"], source["sha256"], source["encoding"], made["read"], made["causes"], made["recoding"]
    )


def _named(folder: Path) -> dict[str, Path]:
    return {"volunteers": folder / VOLUNTEERS, "recoding": folder / RECODING}
