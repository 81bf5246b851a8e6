"""A pack: what one reader may have of a dossier, with `pack.json`, the list of it.

The list holds the hash of every file of the pack, the last entry of the journal and the README included, so
that no byte of it can change unseen. It also says what was left out, and why; a list that leaves out what its
reader needs is no excuse for a check that was not made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .documents import Malformed, parse_json
from .shapes import exactly, is_hash, mapping_of, one_of, shaped

FILE = "pack.json"
README = "README.md"
BESIDE = {FILE: 4 * 2**20, README: 2**20}
"""What a pack has beside its folders, and how large it may be."""
Pack = dict[str, Any]
_PACK = {
    "spec": exactly("tirage/2"),
    "for": one_of("public", "guarantors", "auditors"),
    "head": is_hash,
    "files": mapping_of(is_hash),
    "left_out": mapping_of(one_of("reader", "small-cells")),
}
_SMALL = re.compile(
    r"public/(((replacements|renewal)-[1-9][0-9]*-)?counts\.csv|frame\.json|letters-[1-9][0-9]*-strata\.csv|responses-[1-9][0-9]*\.json)"
)
"""Tables that count people: the public may have to do without."""
_OF_GUARANTORS = re.compile(r"guarantors/((replacements|renewal)-[1-9][0-9]*-)?(pool|receipts|chances)\.csv")


def left_out(files: Mapping[str, bytes]) -> dict[str, str]:
    """Why each file is not there, by its path; nothing where there is no list, or none that can be read."""
    try:
        return dict(read_pack(files.get(FILE, b""))["left_out"])
    except Malformed:
        return {}


def absence(files: Mapping[str, bytes], path: str) -> str:
    """Why a file is not here, as a word of the texts."""
    return left_out(files).get(path, "no-guarantors" if path.startswith("guarantors/") else "absent")


def read_pack(data: bytes) -> Pack:
    """The list of canonical bytes; Malformed where it is not in the form of docs/formats.md."""
    return shaped(parse_json(data), _PACK)


def lawful(reader: str, name: str) -> set[str]:
    """What the list may say of a file: "" stands for its being there."""
    if name.startswith("guarantors/") and reader != "auditors":
        return {""} if reader == "guarantors" and _OF_GUARANTORS.fullmatch(name) else {"reader"}
    return {"", "small-cells"} if reader == "public" and _SMALL.fullmatch(name) else {""}
