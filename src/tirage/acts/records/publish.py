"""What each reader may have of a dossier, as a pack. Pure: files in, files out (docs/formats.md).

The public has the journal and `public/`; guarantors also what lets them check every quota; auditors all but
`private/`. No file is changed for a reader, for every one is hashed: it is there as it is, or it is left out
and the list of the pack says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.layout import QUOTAS
from tirage.dossier.packs import Choice, Reader
from tirage.draws.documents import csv_rows
from tirage.quotas.model import published

READERS: tuple[Reader, ...] = ("public", "guarantors", "auditors")
PACK = "pack.json"
README = "README.md"
FEWEST = 5
"""People that a published table may show, or none; fewer could be recognised."""
_LATER = r"((replacements|renewal)-[1-9][0-9]*-)?"
_OF_GUARANTORS = re.compile(rf"guarantors/{_LATER}(pool|chances)\.csv")
_COUNTED = {
    re.compile(rf"public/{_LATER}counts\.csv"): ("volunteers",),
    re.compile(r"public/letters-[0-9]+-strata\.csv"): ("people", "eligible"),
}
"""Columns that count people. Seats and letters are not counts of what people are, but what was decided."""
_RESPONSES = re.compile(r"public/responses-[0-9]+\.json")
FRAME = "public/frame.json"


def choose(files: Mapping[str, bytes], reader: Reader, fewest: int = FEWEST) -> Choice:
    """What `reader` may have of the files of a dossier; `fewest`: people that a public table may show."""
    reasons = {name: _reason(name, files[name], reader, fewest) for name in sorted(files)}
    missing = {name: why for name, why in reasons.items() if why}
    return Choice(reader, {name: files[name] for name in reasons if name not in missing}, missing)


def seal(choice: Choice, readme: str, head: str) -> dict[str, bytes]:
    """The files of the pack, its README and its list included; `head`: hash of the journal's last entry."""
    files = {**choice.files, README: readme.encode("utf-8")}
    document = {
        "spec": "tirage/1",
        "for": choice.reader,
        "head": head,
        "files": {name: sha256(data) for name, data in files.items()},
        "left_out": dict(choice.left_out),
    }
    return {**files, PACK: canonical(document)}


def words(files: Mapping[str, bytes]) -> set[str]:
    """Criteria, categories, strata: what everybody may know, though somebody may be called so."""
    found: set[str] = set()
    for name in (QUOTAS, "public/quotas-announced.json"):
        if name in files:
            for criterion in published(json.loads(files[name])).criteria:
                found |= {criterion.name, *(category.name for category in criterion.categories)}
    if FRAME in files:
        found |= {label for each in json.loads(files[FRAME])["strata"] for label in each["labels"]}
    return found


def _reason(name: str, data: bytes, reader: Reader, fewest: int) -> str:
    if name.startswith("guarantors/") and not (
        reader == "auditors" or (reader == "guarantors" and _OF_GUARANTORS.fullmatch(name))
    ):
        return "reader"
    small = reader == "public" and any(0 < count < fewest for count in _counts(name, data))
    return "small-cells" if small else ""


def _counts(name: str, data: bytes) -> Iterator[int]:
    """How many people a published table counts, cell by cell."""
    if name == FRAME:
        yield from (stratum["people"] for stratum in json.loads(data)["strata"])
    elif _RESPONSES.fullmatch(name):
        document = json.loads(data)
        yield from document["answers"].values()
        yield from (stream["accepted"] for stream in document["streams"])
    for pattern, columns in _COUNTED.items():
        if pattern.fullmatch(name):
            header, *rows = csv_rows(data)
            places = [header.index(column) for column in columns]
            yield from (int(row[place]) for row in rows for place in places)
