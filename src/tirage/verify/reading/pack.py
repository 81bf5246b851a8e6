"""A pack: what one reader may have of a dossier, with `pack.json`, the list of it. Checks 1.14 and 1.15.

The list holds the hash of every file of the pack, the last entry of the journal and the README included, so
that no byte of it can change unseen. It also says what was left out, and why; a list that leaves out what its
reader needs is no excuse for a check that was not made.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Mapping

from ..legacy import Check, faulty, judged, skipped
from ..primitives.lines import hash_of
from .documents import Malformed, parse_json
from .shapes import exactly, is_hash, mapping_of, one_of, shaped

FILE = "pack.json"
README = "README.md"
_PACK = {
    "spec": exactly("tirage/1"),
    "for": one_of("public", "guarantors", "auditors"),
    "head": is_hash,
    "files": mapping_of(is_hash),
    "left_out": mapping_of(one_of("reader", "small-cells")),
}
_SMALL = re.compile(
    r"public/(((replacements|renewal)-[1-9][0-9]*-)?counts\.csv|frame\.json|letters-[1-9][0-9]*-strata\.csv|responses-[1-9][0-9]*\.json)"
)
"""Tables that count people: the public may have to do without."""
_OF_GUARANTORS = re.compile(r"guarantors/((replacements|renewal)-[1-9][0-9]*-)?(pool|chances)\.csv")


def left_out(files: Mapping[str, bytes]) -> dict[str, str]:
    """Why each file is not there, by its path; nothing where there is no list, or none that can be read."""
    try:
        return dict(shaped(parse_json(files.get(FILE, b"")), _PACK)["left_out"])
    except Malformed:
        return {}


def absence(files: Mapping[str, bytes], path: str) -> str:
    """Why a file is not here, as a word of `texts.WORDS`."""
    return left_out(files).get(path, "no-guarantors" if path.startswith("guarantors/") else "absent")


def check_pack(
    files: Mapping[str, bytes], brought: Collection[str], head: str
) -> Generator[Check, None, None]:
    """That the list is the pack, and leaves out what its reader may not have and nothing else.

    `brought`: every file that the journal brings; `head`: hash of its last entry. Nothing to check in a
    dossier that has no list.
    """
    if FILE not in files:
        return
    try:
        pack = shaped(parse_json(files[FILE]), _PACK)
    except Malformed as fault:
        yield judged("pack.files", False, got=fault.shown, file=FILE)
        yield skipped("pack.reader", "blocked", FILE)
        return
    faults = [f"head {pack['head']} ≠ {head}"] if pack["head"] != head else []
    own = {name: hash_of(data) for name, data in files.items() if name != FILE}
    faults += [
        name for name in sorted(own.keys() | pack["files"]) if own.get(name) != pack["files"].get(name)
    ]
    yield faulty("pack.files", faults, checked=len(own), file=FILE)
    missing = pack["left_out"]
    wrong = {name for name in brought if missing.get(name, "") not in _lawful(pack["for"], name)}
    wrong |= (missing.keys() - set(brought)) | (missing.keys() & own.keys())
    yield faulty("pack.reader", sorted(wrong), wanted=pack["for"], file=FILE)


def _lawful(reader: str, name: str) -> set[str]:
    """What the list may say of a file: "" stands for its being there."""
    if name.startswith("guarantors/") and reader != "auditors":
        return {""} if reader == "guarantors" and _OF_GUARANTORS.fullmatch(name) else {"reader"}
    return {"", "small-cells"} if reader == "public" and _SMALL.fullmatch(name) else {""}
