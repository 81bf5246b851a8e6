"""The small tables that an act writes and reads back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from tirage.quotas.model import published
from tirage.tabular.writing import csv_text


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV file of ours, header first."""
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def panel_line(panel: Sequence[str]) -> bytes:
    """A panel as `lottery.csv` has it, without the LF."""
    return ",".join(panel).encode("ascii")


def seats_csv(quotas: bytes, members: Iterable[Sequence[str]]) -> bytes:
    """The bytes of `public/seats.csv`, from those of `quotas.json` and the features of the members."""
    asked = published(json.loads(quotas))
    table = [("criterion", "category", "minimum", "seats", "maximum")]
    for row, seats in zip(asked.bounds, asked.count(members), strict=True):
        table.append((row.criterion, row.category, str(row.minimum), str(seats), str(row.maximum)))
    return csv_text(table).encode()
