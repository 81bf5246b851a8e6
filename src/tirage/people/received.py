"""`public/rolls.csv`: every file that a frame was made from, a row each.

A country's rolls are tens of thousands of files. They are received, read and put on record as one act: the
journal is as long as what was decided, not as what was sent.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tirage.people.frame.reading import Roll
from tirage.tabular.writing import csv_text

COLUMNS = ("sha256", "kind", "list", "commune", "date", "encoding", "read", "set_aside", "causes")


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A row of the file: one roll, or one extract of the cards."""

    sha256: str
    kind: str
    list: str
    """Empty where only its rows say it; so are commune and date."""
    commune: str
    date: str


def rolls_csv(rolls: Sequence[Roll]) -> bytes:
    """The file, its rows by hash, then by list, commune and date: lists with nobody on them may be alike."""
    rows = sorted(_row(roll) for roll in rolls)
    return csv_text([COLUMNS, *rows]).encode()


def received_files(data: bytes) -> Iterator[ReceivedFile]:
    """The rows of the file, in their order."""
    # A journal of a country has a hundred thousand: one line at a time.
    rows = csv.reader(iter(data.decode("utf-8").splitlines(keepends=True)))
    next(rows, None)
    yield from (ReceivedFile(*row[:5]) for row in rows)


def _row(roll: Roll) -> tuple[str, ...]:
    own = (roll.sha256, roll.kind, roll.list, roll.commune, roll.date, roll.encoding)
    return (*own, str(roll.read), str(roll.set_aside), causes_cell(roll.causes))


def causes_cell(causes: Mapping[str, int]) -> str:
    """Rows by cause as one cell.

    >>> causes_cell({"birth.missing": 2, "address.none": 1})
    'address.none:1 birth.missing:2'
    """
    return " ".join(f"{cause}:{rows}" for cause, rows in sorted(causes.items()))
