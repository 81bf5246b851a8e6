"""Which columns of the pool's table hold the id, the criteria and the household key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tirage.errors import Defect
from tirage.people.cells import clean, closest, fold, listed, shown
from tirage.people.tables import Table
from tirage.quotas.model import Quotas

ID_NAMES = frozenset({"id", "pid", "identifiant", "unique_id", "uid"})
"""Headers taken for the id column, case and accents aside, where exactly one of them is there."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Positions in the rows of the table; None for a column that is not there, which is a defect."""

    id: int | None
    criteria: tuple[int | None, ...]
    """In the order of the quotas."""
    household: tuple[int | None, ...]
    """In the order asked for."""


def locate(
    table: Table, file: str, quotas: Quotas, id_column: str | None, household: Sequence[str]
) -> tuple[Columns, list[Defect]]:
    """The columns asked for, and a defect for each that is missing or not to be told apart."""
    defects: list[Defect] = []

    def find(name: str, code: str) -> int | None:
        position = table.column(clean(name))
        if position is None:
            nearest = closest(name, table.header)
            values = {"column": shown(name), "closest": nearest}
            defects.append(Defect(code, file, None, shown(name), values))
        # Two columns of one name are a defect of the table; neither is read, for it may hold names of people.
        return None if table.header.count(clean(name)) > 1 else position

    if id_column is not None:
        identity = find(id_column, "pool.column.missing")
    else:
        identity = _guess_id(table, file, defects)
    criteria = tuple(find(criterion.name, "pool.criterion.missing") for criterion in quotas.criteria)
    address = tuple(find(name, "pool.column.missing") for name in household)
    return Columns(identity, criteria, address), defects


def _guess_id(table: Table, file: str, defects: list[Defect]) -> int | None:
    found = [i for i, name in enumerate(table.header) if fold(name) in ID_NAMES]
    if len(found) == 1:
        return found[0]
    if found:
        values = {"candidates": listed(table.header[i] for i in found)}
        defects.append(Defect("pool.id.ambiguous", file, values=values))
    else:
        values = {"names": ", ".join(sorted(ID_NAMES)), "columns": listed(table.header)}
        defects.append(Defect("pool.id.absent", file, values=values))
    return None
