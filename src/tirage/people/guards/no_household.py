"""Addresses at which people share no household: the organiser's list of them, and a file that proposes some.

A residence, a hostel, the office where people without a home are registered.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.people.guards.declared import Declared
from tirage.people.pool.households import Address, label
from tirage.people.pool.model import PoolFile
from tirage.tabular.cells import fold, listed
from tirage.tabular.files import AS_IT_COMES, Manner
from tirage.tabular.headers import naming
from tirage.tabular.tables import read_table
from tirage.tabular.writing import spreadsheet_csv

LARGE = 6
"""Volunteers of a household that is not remarkable."""


def read_no_household(path: Path, file: PoolFile, manner: Manner = AS_IT_COMES) -> Declared:
    """The list in `path`, which has the columns of the address of `file`, and may have others.

    Raises InputInvalid where no household was asked for, for a column that is missing, and for rows whose
    address is not whole.
    """
    address = Address(file.pool.household)
    if not address.titles:
        raise InputInvalid([Defect("pool.no_household.needless", "--no-household")])
    table = read_table(path, manner, naming(*((title,) for title in address.titles)))
    heads = [fold(title) for title in table.header]
    missing = [title for title in address.titles if fold(title) not in heads]
    if missing:
        values = {"missing": listed(missing), "columns": listed(address.titles)}
        raise InputInvalid([Defect("pool.no_household.column", str(path), 1, None, values)])
    places = [heads.index(fold(title)) for title in address.titles]
    whole = Address(address.titles)
    homes: dict[str, int] = {}
    for line, cells in table.rows:
        homes.setdefault(whole.home([cells[i] for i in places]), line)
    if "" in homes:
        raise InputInvalid([Defect("pool.no_household.row", str(path), homes[""])])
    return Declared(homes, table.sha256)


def apart(file: PoolFile, none: Declared) -> tuple[PoolFile, set[str]]:
    """The file, everyone at these addresses on their own; and those of the addresses that are in it."""
    if not none.homes:
        return file, set()
    titles, table = file.pool.household, _addresses(file)
    labels, counts = label(table, titles, none.homes)
    people = tuple(replace(one, household=labels.get(one.pid, "")) for one in file.pool.people)
    address = Address(titles)
    found = {address.home(cells) for cells in table.values()} & none.homes.keys()
    return replace(file, pool=replace(file.pool, people=people), households=counts), found


def large(file: PoolFile) -> list[tuple[int, ...]]:
    """Lines of the people of each remarkable household, the largest first."""
    return [tuple(sorted(file.private.lines[pid] for pid in pids)) for pids in _large(file)]


def large_csv(file: PoolFile) -> bytes:
    """The addresses of remarkable households, as a list to be declared; with the lines of their people."""
    address, table = Address(file.pool.household), _addresses(file)
    named = [file.pool.household.index(title) for title in address.titles]
    rows = [
        (
            *(table[pids[0]][i] for i in named),
            str(len(pids)),
            ", ".join(map(str, sorted(file.private.lines[pid] for pid in pids))),
        )
        for pids in _large(file)
    ]
    return spreadsheet_csv([(*address.titles, "n", "lines"), *rows])


def _large(file: PoolFile) -> list[list[str]]:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for person in file.pool.people:
        if person.household:
            homes[person.household].append(person.pid)
    return sorted((pids for pids in homes.values() if len(pids) > LARGE), key=lambda pids: (-len(pids), pids))


def _addresses(file: PoolFile) -> dict[str, list[str]]:
    """The cells of the address, by pid."""
    places = [file.private.header.index(title) for title in file.pool.household]
    return {pid: [cells[i] for i in places] for pid, cells in file.private.rows.items()}
