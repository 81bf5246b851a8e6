"""Packs made by hand: the list that goes with the files, as somebody who can compute hashes writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from support.dossiers import Files, canon, sha

README = b"A pack.\n"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
OF_GUARANTORS = re.compile(r"[/-](pool|receipts|chances|volunteers-[0-9]+)\.csv$")
"""Tables of people without an address or a letter."""
NUMBERS = frozenset({"volunteers", "minimum", "maximum", "seats", "order", "cohort"})
"""Columns of numbers in the tables of these packs."""


def packed_for(
    reader: str, files: Mapping[str, bytes], beside: Mapping[str, bytes] = MappingProxyType({})
) -> Files:
    """The pack of a dossier without tables of people, for one reader; `beside`: more files."""
    kept = {n: data for n, data in files.items() if not n.startswith("guarantors/") or _may_have(reader, n)}
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


def _may_have(reader: str, name: str) -> bool:
    return reader == "auditors" or (reader == "guarantors" and OF_GUARANTORS.search(name) is not None)


def described(reader: str, files: Mapping[str, bytes]) -> Files:
    """The pack with its `datapackage.json`, as docs/formats.md has it."""
    bare = packed_for(reader, files)
    tables = [_described(name, bare[name]) for name in sorted(bare) if name.endswith(".csv")]
    document = {"$schema": PROFILE, "name": f"tirage-{reader}", "resources": tables}
    return packed_for(reader, files, {"datapackage.json": canon(document)})


def _described(path: str, data: bytes) -> dict[str, object]:
    headed = not path.endswith("lottery.csv")
    found: dict[str, object] = {
        "name": path[:-4].replace("/", "-"),
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "hash": f"sha256:{sha(data)}",
        "dialect": {"delimiter": ",", "header": headed, "lineTerminator": "\n"},
    }
    columns = data.decode().split("\n")[0].split(",")
    kinds = [{"name": each, "type": "integer" if each in NUMBERS else "string"} for each in columns]
    return {**found, "schema": {"fields": kinds}} if headed else found
