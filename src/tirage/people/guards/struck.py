"""Who is struck off the rolls by a list of exclusion: the figures of each list, and a ledger row by row.

What takes people out has at least the evidence of what merges them: the figures are published with the hash
of the list; the ledger names people and stays in `private/`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tirage.i18n.catalogue import text
from tirage.i18n.languages import FALLBACK, Language
from tirage.people.frame.exclusions import Exclusions, Where
from tirage.people.frame.store import Row, Store
from tirage.tabular.writing import spreadsheet_csv

COLUMNS = ("cause", "line", "surname", "first_names", "birth_date", "why", "pid", "roll", "file", "roll_line")
"""Of the ledger: the row of a list, why it is somebody, and who: an id, and a row of the rolls."""
_ROWS = """
    select keyed.row, elector_number, list, file, keyed.line, left(mac('tirage1|pid|' ||
        case when elector_number <> '' then elector_number else sha256(identity) end), 32)
    from keyed join struck using (row) order by keyed.row
"""


@dataclass(frozen=True, slots=True)
class ListFigures:
    """One list of exclusion, counted."""

    list: str
    """Its cause."""
    sha256: str
    rows: int
    matched: int
    """Rows that are somebody's."""
    decided: int
    """Of those, the ones of which a person said so."""
    people: int
    """Who is left out for it: whoever an earlier list has is counted there."""


def figures(
    found: Exclusions, struck: Mapping[Where, Sequence[int]], excluded: Mapping[int, str]
) -> tuple[ListFigures, ...]:
    """The figures of each list; `struck`: rows of those it excludes, `excluded`: person → cause."""
    counts = []
    for cause, digest in found.hashes.items():
        own = {where: rows for where, rows in struck.items() if where[0] == cause}
        matched = [where for where, rows in own.items() if rows]
        decided = sum(where not in found.certain for where in matched)
        people = sum(each == cause for each in excluded.values())
        counts.append(ListFigures(cause, digest, len(own), len(matched), decided, people))
    return tuple(counts)


def ledger_csv(
    store: Store,
    found: Exclusions,
    struck: Mapping[Where, Sequence[int]],
    files: Mapping[str, str],
    language: Language = FALLBACK,
) -> bytes:
    """Every row of every list, and who is left out for it, once ids can be made; `files`: hash → name."""
    store.run("create or replace table struck (row bigint)")
    store.fill("struck", [(row,) for row in sorted({row for rows in struck.values() for row in rows})])
    people: dict[int, Row] = {row: tuple(cells) for row, *cells in store.rows(_ROWS)}
    table = [[text(f"exclusions.column.{name}", language) for name in COLUMNS]]
    for where, rows in struck.items():
        each = found.listed[where]
        start = [each.cause, str(each.line), each.surname, each.first_names, each.born]
        for row in rows:
            number, roll, file, line, pid = people[row]
            sure = "number" if each.number and number == each.number else "names"
            why = sure if found.certain.get(where) == row else "decided"
            end = [pid, roll, files.get(file, file), str(line)]
            table.append([*start, text(f"exclusions.why.{why}", language), *end])
        if not rows:
            table.append([*start, text("exclusions.why.nobody", language), *[""] * 4])
    return spreadsheet_csv(table)
