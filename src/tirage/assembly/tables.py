"""The small tables that an act writes and reads back."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

from tirage.people.csv_text import csv_text


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV file of ours, header first."""
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def panel_line(panel: Sequence[str]) -> bytes:
    """A panel as `lottery.csv` has it, without the LF."""
    return ",".join(panel).encode("ascii")


def seats_csv(counts: bytes, members: Iterable[Sequence[str]]) -> bytes:
    """The bytes of `public/seats.csv`, from those of `counts.csv` and the features of the members."""
    columns = [Counter(column) for column in zip(*members, strict=True)]
    rows = csv_rows(counts)[1:]
    criteria = list(dict.fromkeys(row[0] for row in rows))
    table = [("criterion", "category", "minimum", "seats", "maximum")]
    for criterion, category, _, minimum, maximum in rows:
        table.append(
            (criterion, category, minimum, str(columns[criteria.index(criterion)][category]), maximum)
        )
    return csv_text(table).encode()
