"""A pack: what one reader may have of a dossier, with `pack.json`, the list of it.

The list holds the hash of every file of the pack, the last entry of the journal and the README included, so
that no byte of it can change unseen. It also says what was left out, and why; a list that leaves out what its
reader needs is no excuse for a check that was not made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..primitives.held import digest_of
from .documents import Malformed, header_of, parse_json, rows
from .shapes import exactly, is_hash, is_text, list_of, mapping_of, one_of, record, shaped, some

FILE = "pack.json"
README = "README.md"
DESCRIPTOR = "datapackage.json"
"""Its tables as a Frictionless Data Package, for who reads data; a pack may be without."""
BESIDE = {FILE: 4 * 2**20, README: 2**20, DESCRIPTOR: 4 * 2**20}
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
_OF_GUARANTORS = re.compile(
    r"guarantors/(((replacements|renewal)-[1-9][0-9]*-)?(pool|receipts|chances)"
    r"|volunteers-[1-9][0-9]*(-receipts)?)\.csv"
)
_INTEGER = re.compile(r"0|[1-9][0-9]*")
_TABLE = {
    "name": is_text,
    "path": is_text,
    "type": exactly("table"),
    "format": exactly("csv"),
    "mediatype": exactly("text/csv"),
    "encoding": exactly("utf-8"),
    "hash": is_text,
}
_BARE = record(
    {
        **_TABLE,
        "dialect": record(
            {"delimiter": exactly(","), "header": exactly(wanted=False), "lineTerminator": exactly("\n")}
        ),
    }
)
_HEADED = record(
    {
        **_TABLE,
        "dialect": record(
            {"delimiter": exactly(","), "header": exactly(wanted=True), "lineTerminator": exactly("\n")}
        ),
        "schema": record({"fields": some(record({"name": is_text, "type": one_of("string", "integer")}))}),
    }
)
_DESCRIPTOR = {
    "$schema": exactly("https://datapackage.org/profiles/2.0/datapackage.json"),
    "name": is_text,
    "resources": list_of(lambda value: _BARE(value) or _HEADED(value)),
}


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


def misdescribed(files: Mapping[str, bytes], reader: str) -> list[str]:
    """What `datapackage.json` says wrongly of the tables, or not at all; nothing where there is none.

    `reader`: whom the list says that the pack is for.
    """
    if DESCRIPTOR not in files:
        return []
    try:
        document = shaped(parse_json(files[DESCRIPTOR]), _DESCRIPTOR)
    except Malformed as fault:
        return [f"{DESCRIPTOR} ({fault.shown})"]
    if document["name"] != f"tirage-{reader}":
        return [f"{DESCRIPTOR} (name)"]
    found = document["resources"]
    tables = sorted(name for name in files if name.endswith(".csv"))
    if [each["path"] for each in found] != tables:
        return [f"{DESCRIPTOR} (resources)"]
    return [f"{DESCRIPTOR} ({each['path']})" for each in found if not _described(each, files)]


def _described(table: Mapping[str, Any], files: Mapping[str, bytes]) -> bool:
    """Whether a table has the name, hash and columns that the descriptor says; a lottery has no header."""
    path = table["path"]
    named = path.removesuffix(".csv").replace("/", "-")
    if table["name"] != named or table["hash"] != f"sha256:{digest_of(files, path)}":
        return False
    if path.endswith("lottery.csv") or "schema" not in table:
        return path.endswith("lottery.csv") and "schema" not in table
    header, fields = header_of(files[path]), table["schema"]["fields"]
    if [field["name"] for field in fields] != _distinct(header):
        return False
    whole = [place for place, field in enumerate(fields) if field["type"] == "integer"]
    return not whole or _are_integers(files[path], header, whole)


def _are_integers(data: bytes, header: list[str], columns: list[int]) -> bool:
    """Whether there is nothing but integers ≥ 0 in these columns."""
    try:
        return all(_INTEGER.fullmatch(row[place]) for row in rows(data, header) for place in columns)
    except Malformed:
        return False


def _distinct(names: list[str]) -> list[str]:
    """The names, `_` after one that stands before it already."""
    found: list[str] = []
    for name in names:
        while name in found:
            name += "_"
        found.append(name)
    return found


def lawful(reader: str, name: str) -> set[str]:
    """What the list may say of a file: "" stands for its being there."""
    if name.startswith("guarantors/") and reader != "auditors":
        return {""} if reader == "guarantors" and _OF_GUARANTORS.fullmatch(name) else {"reader"}
    return {"", "small-cells"} if reader == "public" and _SMALL.fullmatch(name) else {""}
