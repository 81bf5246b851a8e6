"""Which row of a table is its header, where a title, a date of export or blank lines stand above it.

Certain is a row with every column that is wanted, below titles of one cell; then it is read, and it is said.
Otherwise the first row is the header, unless it can only be a title: then the one defect is where the header
seems to be, and nothing that would follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from tirage.errors import Defect, InputInvalid
from tirage.i18n.note import Note
from tirage.tabular.cells import spelling

Record = tuple[int, list[str]]
"""Line where a record starts, from 1, and its cells as they stand in the file."""
IsHeader = Callable[[Sequence[str]], bool]
"""Whether a row has all the columns that are wanted."""


def naming(*wanted: Iterable[str]) -> IsHeader:
    """Whether a row has one name of each group, as `cells.spelling` compares them.

    >>> naming(["id", "pid"], ["âge"])(["Age", "nom", "PID"])
    True
    """
    groups = [frozenset(map(spelling, group)) for group in wanted]

    def is_header(cells: Sequence[str]) -> bool:
        said = set(map(spelling, cells))
        return not any(map(said.isdisjoint, groups))

    return is_header


LOOKED_AT = 20
"""Records among which a header is looked for."""


def find_header(
    records: Iterator[Record], wanted: IsHeader | None, file: str
) -> tuple[Record | None, Iterator[Record], tuple[Note, ...]]:
    """The header, the records below it, and what is to be said of those above; None for a table of nothing.

    `records`: those with some text. Raises InputInvalid where the header is below the first row, and not
    certain.
    """
    top = next(records, None)
    if top is None or (wanted is not None and wanted(top[1])):
        return top, records, ()
    first = [top, *islice(records, LOOKED_AT)]
    place = next((i for i, (_, cells) in enumerate(first) if wanted is not None and wanted(cells)), -1)
    titles = [_filled(cells) <= 1 for _, cells in first]
    if place < 0:
        place = _below_a_title(first)
        certain = not place
    else:
        certain = all(titles[:place])
    line = first[place][0]
    values = {"line": line, "above": ", ".join(str(each) for each, _ in first[:place])}
    if not certain:
        raise InputInvalid([Defect("table.header.below", file, line, values=values)])
    notes = (Note("note.header", {"file": file, **values}),) if place else ()
    return first[place], chain(first[place + 1 :], records), notes


def _below_a_title(first: Sequence[Record]) -> int:
    """The place of the first row that is wider than the title above it; 0 where the first row is no title."""
    widths = [_filled(cells) for _, cells in first]
    wide = [i for i, width in enumerate(widths) if width > 2]
    # A column of ids with a stray delimiter below has no title: most of a table's rows are alike.
    return wide[0] if widths[0] == 1 and len(wide) > len(widths) // 2 else 0


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())
