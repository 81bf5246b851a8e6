"""From a file of volunteers to a `PoolFile`: its columns found, every row checked against the quotas.

The result does not depend on the order of the rows. Names and addresses go to `PoolFile.private` and nowhere
else, and no defect quotes them: only ids, column names and values of criteria are ever shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tirage.errors import Defect, InputInvalid
from tirage.people.ids import check_ids
from tirage.people.pool import households
from tirage.people.pool.model import Person, Pool, PoolFile, PrivateTable, Source
from tirage.quotas.model import Criterion, Quotas, Where
from tirage.tabular.cells import clean, closest, fold, listed, quoted
from tirage.tabular.tables import Row, Table, parse, scan

if TYPE_CHECKING:
    from pandas import DataFrame

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
            values = {"column": quoted(name), "closest": nearest}
            defects.append(Defect(code, file, None, quoted(name), values))
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


def read_pool(
    source: str | Path | DataFrame,
    quotas: Quotas,
    *,
    id_column: str | None = None,
    household: Sequence[str] = (),
    encoding: str | None = None,
    seats: int = 0,
) -> PoolFile:
    """The volunteers of a CSV, XLSX or ODS file, or of a DataFrame, sorted by pid.

    `id_column`: header of the ids, needed where not exactly one column is called id, pid, identifiant,
    unique_id or uid; `household`: headers of the columns that make an address; `encoding`: of a text file,
    else found out; `seats`: of the panel to draw from them, 0 where it is not known yet.
    A DataFrame is read as the CSV file that it would make, without its index: line 2 is its first row.
    Raises InputInvalid with every defect of the file.
    """
    if isinstance(source, str | Path):
        file = str(source)
        table, defects = scan(Path(source), encoding)
    else:
        file = "DataFrame"
        table, defects = parse(source.to_csv(index=False).encode(), Path(file))
    columns, missing = locate(table, file, quotas, id_column, household)
    defects += missing
    if columns.id is not None:
        ids = ((line, cells[columns.id]) for line, cells in table.rows)
        defects += check_ids(ids, file, quoted(table.header[columns.id]))
    for criterion, position in zip(quotas.criteria, columns.criteria, strict=True):
        if position is not None:
            defects += _check_values(criterion, position, table.rows, file)
    defects += _check_empty(quotas, columns, table.rows, file)
    if table.rows and len(table.rows) < seats:
        defects.append(Defect("pool.people.few", file, values={"people": len(table.rows), "seats": seats}))
    if defects:
        raise InputInvalid(sorted(defects, key=lambda defect: defect.line or 0))
    return _assemble(table, quotas, columns)


def _check_values(criterion: Criterion, position: int, rows: Sequence[Row], file: str) -> Iterator[Defect]:
    """Values that are no category."""
    names = criterion.categories
    counts = Counter(cells[position] for _, cells in rows)
    nearest = {value: closest(value, names) for value in counts if value not in names}
    column = quoted(criterion.name)
    for line, cells in rows if nearest else ():
        value = cells[position]
        if not value:
            yield Defect("pool.value.blank", file, line, column, {"column": column})
        elif value in nearest:
            values = {"column": column, "value": quoted(value), "closest": nearest[value]}
            yield Defect("pool.value.unknown", file, line, column, values)


def _check_empty(quotas: Quotas, columns: Columns, rows: Sequence[Row], file: str) -> Iterator[Defect]:
    """Categories, and cells of a crossing, that must have a seat but have no volunteer."""
    people = ([cells[i] if i is not None else "" for i in columns.criteria] for _, cells in rows)
    empty: set[Where] = set()
    for row, count in zip(quotas.bounds, quotas.count(people), strict=True):
        located = all(columns.criteria[c] is not None for c, _ in row.where)
        # A category that nobody has leaves every cell of it empty: it is said once.
        if row.minimum > 0 and not count and located and empty.isdisjoint((part,) for part in row.where):
            empty.add(row.where)
            values = {"category": quoted(row.category), "minimum": str(row.minimum)}
            column = quoted(row.criterion)
            yield Defect("pool.category.empty", file, None, column, {"column": column, **values})


def _assemble(table: Table, quotas: Quotas, columns: Columns) -> PoolFile:
    """The pool of a table without defects."""
    identity = _found(columns.id)
    criteria = [_found(position) for position in columns.criteria]
    address = [_found(position) for position in columns.household]
    rows = {cells[identity]: cells for _, cells in table.rows}
    rows = {pid: rows[pid] for pid in sorted(rows)}  # pids are ASCII: this is the bytewise order
    keys = {pid: [cells[i] for i in address] for pid, cells in rows.items()} if address else {}
    household = tuple(table.header[i] for i in address)
    labels, count = households.label(keys, household)
    people = tuple(
        Person(pid, tuple([cells[i] for i in criteria]), labels.get(pid, "")) for pid, cells in rows.items()
    )
    return PoolFile(
        Pool(tuple(criterion.name for criterion in quotas.criteria), people, household),
        source=Source(table.name, table.sha256, table.encoding, len(table.rows)),
        households=count,
        private=PrivateTable(table.header, rows),
    )


def _found(position: int | None) -> int:
    assert position is not None, "a missing column is a defect, and defects were raised"
    return position
