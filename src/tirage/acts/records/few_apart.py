"""Counts of two draws that differ by a few people: a small cell, though neither table has one.

Who may be drawn later are those who did not sit, but for whoever declined meanwhile, or lives with a member.
Where these are few, the two tables tell their categories, and the journal which aliases they have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tirage.assembly.record import Dossier
from tirage.dossier.chain import Entry
from tirage.dossier.layout import COUNTS, SEATS, is_draw_of_seats, path_in_draw
from tirage.draws.documents import csv_rows
from tirage.people.private.small_cells import has_small

Row = tuple[str, str]


def acts_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The draws of seats that a record has plans of, in its order."""
    found = (str(entry.body["act"]) for entry in entries if entry.type == "plan")
    return tuple(dict.fromkeys(act for act in found if is_draw_of_seats(act)))


def few_apart(dossier: Dossier, fewest: int) -> frozenset[str]:
    """Paths of the counts that would tell of fewer than `fewest` people, beside those of earlier draws."""
    return apart(dossier.files, acts_of(dossier.entries), fewest)


def apart(files: Mapping[str, bytes], acts: Iterable[str], fewest: int) -> frozenset[str]:
    """The same of files by path; `acts`: the draws of seats, in their order."""
    shown: list[Counter[Row]] = []
    found = set()
    for act in acts:
        name = path_in_draw(COUNTS, act)
        counts = Counter(dict(_column(files.get(name, b""), 2)))
        if not counts:
            continue
        if any(has_small(_differences(before, counts), fewest) for before in shown):
            found.add(name)
        else:
            shown.append(Counter(counts))
        for before in shown:
            before.subtract(dict(_column(files.get(path_in_draw(SEATS, act), b""), 3)))
    return frozenset(found)


def _differences(before: Mapping[Row, int], after: Mapping[Row, int]) -> Iterator[int]:
    """People of a row who are in one of two counts and not in the other, those who sat left out."""
    return (abs(count - after[row]) for row, count in before.items() if row in after)


def _column(data: bytes, place: int) -> Iterator[tuple[Row, int]]:
    """(criterion, category) → figure, of the rows of a published table."""
    for row in csv_rows(data)[1:]:
        yield (row[0], row[1]), int(row[place])
