"""Tables for everybody that count fewer people in a cell than the regulation lets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..reading.documents import Malformed, header_of, parse_json, rows
from ..reading.pack import FILE, read_pack

_COUNTED = (
    (re.compile(r"public/((replacements|renewal)-[1-9][0-9]*-)?counts\.csv"), ("volunteers",)),
    (re.compile(r"public/letters-[1-9][0-9]*-strata\.csv"), ("people", "eligible")),
)
"""Tables, and their columns that count people."""
_FRAME = "public/frame.json"
_RESPONSES = re.compile(r"public/responses-[1-9][0-9]*\.json")
_NUMBER = re.compile(r"[0-9]{1,15}")


def small_cells(files: Mapping[str, bytes], fewest: object) -> Iterator[str]:
    """The files of a pack for everybody in which somebody is counted among fewer, as `path (count)`.

    Nothing where that is no number; what cannot be read, another check tells of.
    """
    if type(fewest) is not int or not _is_public(files):
        return
    for name in sorted(files):
        try:
            few = [count for count in _counts(name, files[name]) if 0 < count < fewest]
        except Malformed:
            continue
        if few:
            yield f"{name} ({min(few)})"


def _is_public(files: Mapping[str, bytes]) -> bool:
    """Whether these are the files of a pack for everybody."""
    try:
        reader: str = read_pack(files.get(FILE, b""))["for"]
    except Malformed:
        return False
    return reader == "public"


def _counts(name: str, data: bytes) -> Iterator[int]:
    """How many people a published table counts, cell by cell; Malformed where it cannot be read."""
    if name == _FRAME or _RESPONSES.fullmatch(name):
        yield from (each for each in _told(parse_json(data)) if type(each) is int)
    for pattern, columns in _COUNTED:
        if pattern.fullmatch(name):
            header = header_of(data)
            places = [place for place, column in enumerate(header) if column in columns]
            cells = (row[place] for row in rows(data, header) for place in places)
            yield from (int(cell) for cell in cells if _NUMBER.fullmatch(cell))


def _told(document: object) -> Iterator[object]:
    """What the frame says of its strata, a round of answers of itself and of its streams."""
    if not isinstance(document, dict):
        return
    answers = document.get("answers")
    yield from answers.values() if isinstance(answers, dict) else ()
    for listed, key in (("strata", "people"), ("streams", "accepted")):
        each = document.get(listed)
        yield from (one.get(key) for one in each if isinstance(one, dict)) if isinstance(each, list) else ()
