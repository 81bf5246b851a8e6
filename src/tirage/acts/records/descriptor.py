"""`datapackage.json` of a pack: its tables as a Frictionless Data Package (v2), for readers of data.

It says of each CSV file where it is, how it is written and what its columns are called. The lottery has no
header, so no columns are named: each row is a panel.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

from tirage.dossier.canonical import canonical
from tirage.dossier.disk import digest_in, lines_in
from tirage.dossier.packs import Choice

NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
COUNTS = frozenset(
    {
        "volunteers",
        "minimum",
        "maximum",
        "seats",
        "people",
        "eligible",
        "letters",
        "weight",
        "order",
        "cohort",
        "read",
        "set_aside",
    }
)
"""Columns of whole numbers. In the guarantors' files a criterion may be called so: there all is text."""


def descriptor(choice: Choice) -> bytes:
    """The bytes of the descriptor of these files."""
    tables = sorted(name for name in choice.files if name.endswith(".csv"))
    document = {
        "$schema": PROFILE,
        "name": f"tirage-{choice.reader}",
        "resources": [_resource(name, choice.files) for name in tables],
    }
    return canonical(document)


def _resource(path: str, files: Mapping[str, bytes]) -> dict[str, object]:
    headed = not path.endswith("lottery.csv")
    found: dict[str, object] = {
        "name": path.removesuffix(".csv").replace("/", "-"),
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "hash": f"sha256:{digest_in(files, path)}",
        "dialect": {"delimiter": ",", "header": headed, "lineTerminator": "\n"},
    }
    return {**found, "schema": {"fields": _fields(path, lines_in(files, path))}} if headed else found


def _fields(path: str, lines: Iterator[bytes]) -> list[dict[str, str]]:
    text = (line.decode("utf-8") for line in lines)
    whole = COUNTS if path.startswith("public/") else ()
    found: dict[str, str] = {}
    for name in next(csv.reader(text), []):
        own = name
        # A criterion may be called as a column is; two fields of one table may not.
        while own in found:
            own += "_"
        found[own] = "integer" if name in whole else "string"
    return [{"name": name, "type": kind} for name, kind in found.items()]
