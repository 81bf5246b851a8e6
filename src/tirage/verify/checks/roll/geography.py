"""The tables of places that the rules of a frame name (`public/geography.json`). Part of check 1.16.

Who lives where is for those who hold the rolls; which places there are is for anyone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...data import specified
from ...kernel import Files, Table, Unusable
from ...reading.documents import Malformed, parse_json
from ...reading.shapes import exactly, is_count, is_hash, is_text, list_of, record, shaped
from ...report import Said, judged, skipped

FILE = "public/geography.json"
PLACES = Table()
"""What is left open of places."""
Tables = Mapping[str, Sequence[str]]
"""Categories by the name of a table."""
SHIPPED: Tables = specified("geographies")
"""Those that a name of the specification stands for, and no other."""
_PLACE = {
    "label": is_text,
    "population": lambda value: value is None or is_count(value),
    "tiles": list_of(record({"column": is_count, "row": is_count})),
}
_TABLE = {"name": is_text, "sha256": is_hash, "source": is_text, "places": list_of(record(_PLACE))}
_GEOGRAPHY = {"spec": exactly("tirage/2"), "tables": list_of(record(_TABLE))}


def tables_of(files: Files, named: Sequence[str]) -> Tables:
    """The tables of a dossier; those of the specification where it has none of its own.

    `named`: by the rules, in their order. Unusable for other tables than these, and where a table is none: it
    is this file that is at fault.
    """
    if FILE not in files:
        return SHIPPED
    try:
        return _own(files, named)
    except Malformed as fault:
        raise Unusable(judged(False, got=fault.shown, file=FILE), skipped("blocked")) from None


def _own(files: Files, named: Sequence[str]) -> Tables:
    document = shaped(parse_json(files[FILE]), _GEOGRAPHY)
    found = {table["name"]: _labels(table) for table in document["tables"]}
    if [table["name"] for table in document["tables"]] != list(dict.fromkeys(named)):
        raise Malformed("wrong-value", "geography")
    for name, labels in found.items():
        if name in SHIPPED and list(SHIPPED[name]) != labels:
            raise Malformed("wrong-value", name)
    return found


@PLACES.note("beyond.places", FILE)
def say_places(rules: object, files: Files) -> list[Said]:
    """The tables by which people have their places: `quartiers 3b1f…`."""
    tables = shaped(parse_json(files[FILE]), _GEOGRAPHY)["tables"] if FILE in files else []
    return [skipped(", ".join(f"{each['name']} {each['sha256']}" for each in tables))] if tables else []


def _labels(table: Mapping[str, Any]) -> list[str]:
    """The categories of a table, no two alike; each place has tiles of its own."""
    places = table["places"]
    labels = [place["label"] for place in places]
    tiles = [(tile["column"], tile["row"]) for place in places for tile in place["tiles"]]
    if len(labels) < 2 or not all(labels) or any(0 in tile for tile in tiles):
        raise Malformed("wrong-value", table["name"])
    if len(set(labels)) < len(labels) or len(set(tiles)) < len(tiles):
        raise Malformed("repeated", table["name"])
    return labels
