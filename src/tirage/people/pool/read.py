"""From a file of volunteers to a `PoolFile`: its columns found, every row checked against the quotas.

The result does not depend on the order of the rows. Names and addresses go to `PoolFile.private` and nowhere
else, and no defect quotes them: only ids, column names and values of criteria are ever shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tirage.errors import Defect, InputInvalid
from tirage.i18n.note import Note
from tirage.people.ids import check_ids
from tirage.people.pool import households
from tirage.people.pool.model import Person, Pool, PoolFile, PrivateTable, Source
from tirage.people.pool.values import read_column
from tirage.quotas.csv_file import is_header
from tirage.quotas.model import Quotas, Where
from tirage.tabular.cells import clean, closest, fold, listed, quoted, spelling
from tirage.tabular.files import AS_IT_COMES, Manner, shown
from tirage.tabular.headers import IsHeader, naming
from tirage.tabular.tables import Table, parse, scan

if TYPE_CHECKING:
    from pandas import DataFrame

ID_NAMES = frozenset({"id", "pid", "identifiant", "unique_id", "uid"})
"""Headers taken for the id column, case and accents aside, where exactly one of them is there."""
LINE = "line"
"""As a column of ids: there is none, and people are numbered by their lines, `L0002`."""


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
) -> tuple[Columns, list[Defect], list[Note]]:
    """The columns asked for, a defect for each that is missing or not to be told apart, and what was read so.

    A column is found by its name, or by the only one that is written alike (`cells.spelling`).
    """
    defects: list[Defect] = []
    notes: list[Note] = []

    def find(name: str, code: str) -> int | None:
        alike = [i for i, title in enumerate(table.header) if spelling(title) == spelling(name)]
        exact = [i for i in alike if table.header[i] == clean(name)]
        # Two columns of one name are a defect of the table; neither is read, for it may hold names of people.
        if len(exact) > 1:
            return None
        if not exact and len(alike) == 1:
            values = {"file": table.name, "found": quoted(table.header[alike[0]]), "column": quoted(name)}
            notes.append(Note("note.column_as", values))
            return alike[0]
        if not exact:
            near, there = closest(name, table.header), listed(table.header)
            values = {"column": quoted(name), "columns": there, "closest": near}
            defects.append(Defect(code, file, None, quoted(name), values))
        return exact[0] if exact else None

    if id_column == LINE and table.column(LINE) is None:
        identity = None
    elif id_column is not None:
        identity = find(id_column, "pool.column.missing")
    else:
        identity = _guess_id(table, file, defects)
    criteria = tuple(find(criterion.name, "pool.criterion.missing") for criterion in quotas.criteria)
    address = tuple(find(name, "pool.column.missing") for name in household)
    return Columns(identity, criteria, address), defects, notes


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
    manner: Manner = AS_IT_COMES,
    seats: int = 0,
) -> PoolFile:
    """The volunteers of a CSV, XLSX or ODS file, or of a DataFrame, sorted by pid.

    `id_column`: header of the ids, needed where not exactly one column is called id, pid, identifiant,
    unique_id or uid; `line` where there is none, to number people by their lines; `household`: headers of
    the columns that make an address; `manner`: what is said of the file, the rest is found out; `seats`: of
    the panel to draw from them, 0 where it is not known yet.
    A DataFrame is read as the CSV file that it would make, without its index: line 2 is its first row.
    Raises InputInvalid with every defect of the file.
    """
    if isinstance(source, str | Path):
        file = str(shown(source))
        wanted = _header(quotas, id_column, household)
        table, defects = scan(Path(source), manner, wanted)
        check_volunteers(table.header, file)
    else:
        file = "DataFrame"
        table, defects = parse(source.to_csv(index=False).encode(), Path(file))
    return pool_of(table, defects, file, quotas, id_column=id_column, household=household, seats=seats)


def pool_of(
    table: Table,
    defects: list[Defect],
    file: str,
    quotas: Quotas,
    *,
    id_column: str | None = None,
    household: Sequence[str] = (),
    seats: int = 0,
) -> PoolFile:
    """The same of a table that was read already, with the defects that it has; `file`: as they name it."""
    torn = bool(defects)
    columns, missing, notes = locate(table, file, quotas, id_column, household)
    notes = [*table.notes, *notes]
    defects += missing
    if columns.id is not None:
        ids = ((line, cells[columns.id]) for line, cells in table.rows)
        defects += check_ids(ids, file, quoted(table.header[columns.id]))
    people: list[tuple[str, ...]] = []
    unclear: set[int] = set()
    for number, (criterion, position) in enumerate(zip(quotas.criteria, columns.criteria, strict=True)):
        if position is None:
            people.append(("",) * len(table.rows))
            unclear.add(number)
            continue
        cells = [row[position] for _, row in table.rows]
        lines = (line for line, _ in table.rows)
        column = read_column(criterion.name, criterion.categories, zip(lines, cells, strict=True), file)
        defects += column.defects
        notes += column.notes
        unclear |= {number} if column.defects else set()
        people.append(tuple(column.categories.get(cell, cell) for cell in cells))
    features = list(zip(*people, strict=True))
    if not torn:
        defects += _check_empty(quotas, features, unclear, file)
    if table.rows and len(table.rows) < seats:
        defects.append(Defect("pool.people.few", file, values={"people": len(table.rows), "seats": seats}))
    if defects:
        raise InputInvalid(sorted(defects, key=lambda defect: defect.line or 0))
    return _assemble(table, quotas, columns, features, notes)


def _header(quotas: Quotas, id_column: str | None, household: Sequence[str]) -> IsHeader | None:
    """Whether a row has all the columns that are wanted; None where none is."""
    names = [(name,) for name in (*(criterion.name for criterion in quotas.criteria), *household)]
    ids = [] if id_column == LINE else [[id_column] if id_column else ID_NAMES]
    return naming(*ids, *names) if ids or names else None


def check_volunteers(header: Sequence[str], file: str) -> None:
    """InputInvalid where the table has limits, and is one of quotas: its other defects would mislead."""
    if is_header(header) and not any(fold(name) in ID_NAMES for name in header):
        raise InputInvalid([Defect("pool.is_quotas", file)])


def _check_empty(
    quotas: Quotas, features: Sequence[tuple[str, ...]], unclear: set[int], file: str
) -> Iterator[Defect]:
    """Categories, and cells of a crossing, that must have a seat but have no volunteer.

    Nothing is said of the criteria in `unclear`, whose values were not all understood: it may be why.
    """
    empty: set[Where] = set()
    for row, count in zip(quotas.bounds, quotas.count(features), strict=True):
        clear = unclear.isdisjoint(c for c, _ in row.where)
        # A category that nobody has leaves every cell of it empty: it is said once.
        if row.minimum > 0 and not count and clear and empty.isdisjoint((part,) for part in row.where):
            empty.add(row.where)
            values = {"category": quoted(row.category), "minimum": str(row.minimum)}
            column = quoted(row.criterion)
            yield Defect("pool.category.empty", file, None, column, {"column": column, **values})


def _assemble(
    table: Table,
    quotas: Quotas,
    columns: Columns,
    features: Sequence[tuple[str, ...]],
    notes: Sequence[Note],
) -> PoolFile:
    """The pool of a table without defects; `features`: of each row."""
    address = [_found(position) for position in columns.household]
    if columns.id is None:
        digits = max(4, len(str(table.rows[-1][0])))
        pids, header = [f"L{line:0{digits}}" for line, _ in table.rows], (LINE, *table.header)
        whole = [(pid, *cells) for pid, (_, cells) in zip(pids, table.rows, strict=True)]
    else:
        identity, header = columns.id, table.header
        pids, whole = [cells[identity] for _, cells in table.rows], [cells for _, cells in table.rows]
    lines = {pid: line for pid, (line, _) in zip(pids, table.rows, strict=True)}
    of = dict(zip(pids, features or [()] * len(pids), strict=True))
    rows = dict(sorted(zip(pids, whole, strict=True)))  # pids are ASCII: this is the bytewise order
    home = dict(zip(pids, ([cells[i] for i in address] for _, cells in table.rows), strict=True))
    household = tuple(table.header[i] for i in address)
    labels, count = households.label(home if address else {}, household)
    people = tuple(Person(pid, of[pid], labels.get(pid, "")) for pid in rows)
    return PoolFile(
        Pool(tuple(criterion.name for criterion in quotas.criteria), people, household),
        source=Source(table.name, table.sha256, table.encoding, len(table.rows)),
        households=count,
        private=PrivateTable(header, rows, LINE if columns.id is None else header[columns.id], lines),
        notes=tuple(notes),
    )


def _found(position: int | None) -> int:
    assert position is not None, "a missing column is a defect, and defects were raised"
    return position
