"""What somebody is called, by the files of `private/`: for the organiser, on a terminal and nowhere else."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from tirage.people.identity import canonical
from tirage.people.private.lookup import PEOPLE, POOL
from tirage.people.rolls.layouts import CARDS, ROLL_A, ROLL_B

NAMING = ("surname", "usage_name", "first_names")
"""Fields of a layout that name somebody."""
OTHERS = ("prénom", "nom de famille", "name", "full name", "last name", "first name", "given name", *NAMING)
"""Headers that do so in files of no layout."""
FEW = 4
"""Cells that are shown of a row in which no header names anybody."""
_HEADERS = frozenset(
    canonical(header)
    for header in (
        *OTHERS,
        *(each for names in (ROLL_A, ROLL_B, CARDS) for f in NAMING for each in names.get(f, ())),
    )
)
_QUERY = "select usage_name, surname, first_names from read_parquet($people) where pid = $pid"


def name_of(dossier: Path, pid: str, pids: Sequence[str]) -> str:
    """The name of a person, or what stands first about them where no column is one; empty where nothing is.

    `pids`: those of the pool, in the order of `private/pool.csv`; empty for a dossier that has none yet.
    """
    if pid in pids and (dossier / POOL).is_file():
        return _in_pool(dossier / POOL, pids.index(pid))
    if (dossier / PEOPLE).is_file():
        return _in_frame(dossier / PEOPLE, pid)
    return ""


def _in_pool(path: Path, place: int) -> str:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        header = next(rows, [])
        cells = next(islice(rows, place, None), [])
    named = [cell for title, cell in zip(header, cells, strict=False) if canonical(title) in _HEADERS]
    return " ".join(filter(None, named)) or ", ".join(filter(None, cells[:FEW]))


def _in_frame(path: Path, pid: str) -> str:
    import duckdb

    with duckdb.connect() as base:
        found = base.execute(_QUERY, {"people": str(path), "pid": pid}).fetchone()
    return "" if found is None else " ".join(str(cell) for cell in found if cell)
