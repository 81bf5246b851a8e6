"""Packs made by hand: the list that goes with the files, as somebody who can compute hashes writes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from support.dossiers import Files, canon, sha

README = b"A pack.\n"


def packed_for(
    reader: str, files: Mapping[str, bytes], beside: Mapping[str, bytes] = MappingProxyType({})
) -> Files:
    """The pack of a dossier without tables of people, for the public or auditors; `beside`: more files."""
    kept = {n: data for n, data in files.items() if reader == "auditors" or not n.startswith("guarantors/")}
    whole = {**kept, "README.md": README, **beside}
    last = max(name for name in files if name.startswith("journal/"))
    document = {
        "spec": "tirage/2",
        "for": reader,
        "head": sha(files[last]),
        "files": {name: sha(data) for name, data in whole.items()},
        "left_out": dict.fromkeys(files.keys() - kept.keys(), "reader"),
    }
    return {**whole, "pack.json": canon(document)}
