"""Columns that count so few people that they could be recognised are left out of what everybody may read.

As in a pack, all of a column goes where one of its counts is small: from the others and a total the missing
one would follow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from tirage.people.private.small_cells import has_small
from tirage.report.document import Block, Document, Section, Table
from tirage.report.wording import Wording

RATES = ("rate", "low", "high")
COUNTS = {
    "volunteers": RATES,
    "residents": RATES,
    "undelivered": (*RATES, "others"),
    "others": RATES,
}
"""Columns that count people, and those that tell as much. Seats and letters were decided, not observed;
totals by cause are in the journal, which everybody may read."""


def discreet(
    document: Document, fewest: int, wording: Wording, hidden: Collection[str] = frozenset()
) -> Document:
    """The report without its small counts, and a note where there were any.

    `hidden`: keys of columns that would tell as much beside another report.
    """

    def blocks(section: Section) -> tuple[Block, ...]:
        return tuple(_blocks(section, fewest, wording, hidden))

    sections = tuple(replace(section, blocks=blocks(section)) for section in document.sections)
    return replace(document, sections=sections)


def _blocks(section: Section, fewest: int, wording: Wording, hidden: Collection[str]) -> Iterator[Block]:
    for block in section.blocks:
        small = _small(block, fewest, hidden) if isinstance(block, Table) else set()
        if not small or not isinstance(block, Table):
            yield block
            continue
        kept = [place for place, column in enumerate(block.columns) if column.key not in small]
        yield replace(
            block,
            columns=tuple(block.columns[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in block.rows),
        )
        yield wording.paragraph("report.small", "note", fewest=fewest)


def _small(table: Table, fewest: int, hidden: Collection[str]) -> set[str]:
    """Keys of the columns to be left out."""
    found: set[str] = set()
    for place, column in enumerate(table.columns):
        counts = [row[place] for row in table.rows if isinstance(row[place], int)]
        if column.key not in COUNTS:
            continue
        if (counts and column.key in hidden) or has_small([int(str(count)) for count in counts], fewest):
            found |= {column.key, *COUNTS[column.key]}
    return found
