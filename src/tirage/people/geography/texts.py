"""A place in what people write: a postcode, an address, a free text; and which table a column is of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from tirage.people.geography.model import Geography
from tirage.people.identity import canonical

_PARTS = re.compile(r"[,;\n/]| - ")
"""What stands between the parts of an address."""
_SPACED = re.compile(r"\b(\d{2})[ .](\d{3})\b", re.ASCII)
"""A postcode as it is read aloud: `69 003`."""
_LONGEST = 5
"""Words at the end of a text that may name a place in its city."""
_SAMPLE = 300
"""Different cells by which a table is chosen."""


def place_in(text: str, table: Geography) -> str:
    """The label of the place that a text names, as a whole or in a part; empty for none, and for several.

    >>> from tirage.people.geography.read import read_geography
    >>> lyon = read_geography("lyon")
    >>> [place_in(text, lyon) for text in ("12 rue A, 69003 Lyon", "Lyon 3ème", "8 rue A Lyon 3e", "Lyon")]
    ['3e', '3e', '3e', '']
    """
    text = _SPACED.sub(r"\1\2", text)
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    whole = table.by_label(text)
    if whole or not parts:
        return whole
    labels = {label for label in map(table.by_label, parts[1:]) if label}
    if len(parts) > 1 and labels:
        return labels.pop() if len(labels) == 1 else ""
    words = canonical(text).split()
    ends = [" ".join(words[-count:]) for count in range(min(_LONGEST, len(words)), 0, -1)]
    return next((label for end in ends if _names(end, table) and (label := table.by_label(end))), "")


def _names(words: str, table: Geography) -> bool:
    """Whether the end of a text can name a place: `LYON 3E` with its city, no number where none is known."""
    alone = table.is_inside("")
    return table.is_inside(words) and not (alone and any(map(str.isdigit, words)))


def table_for(cells: Iterable[str], tables: Mapping[str, Geography], labels: Collection[str]) -> str:
    """The table by which the most cells are one of `labels`, by name; empty where two would say otherwise."""
    tried = sorted(set(filter(None, cells)))[:_SAMPLE]
    said = {name: _told(tried, table, labels) for name, table in tables.items()}
    best = max((sum(map(bool, told)) for told in said.values()), default=0)
    able = [name for name, told in said.items() if best and sum(map(bool, told)) == best]
    if len({tuple(said[name]) for name in able}) > 1:
        return ""
    return min(able, key=lambda name: (len(tables[name].labels), name), default="")


def share(cells: Iterable[str], table: Geography, labels: Collection[str]) -> float:
    """The share of cells with something in them that are a place of `labels`."""
    counts = Counter(filter(None, cells))
    tried = sorted(counts)[:_SAMPLE]
    told = zip(tried, _told(tried, table, labels), strict=True)
    known = sum(counts[cell] for cell, label in told if label)
    return known / max(1, sum(counts[cell] for cell in tried))


def _told(cells: Sequence[str], table: Geography, labels: Collection[str]) -> list[str]:
    found = (place_in(cell, table) for cell in cells)
    return [label if label in labels else "" for label in found]
