"""The rows of all lists in one table, on the disk as soon as memory is short.

Every file of every list into the store, and what the record says of each.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirage.errors import Defect, InputInvalid
from tirage.people.identity import canonical
from tirage.people.rolls.entries import RollEntry
from tirage.people.rolls.extract import Extract, open_extract
from tirage.people.rolls.lists import CARDS, ROLLS
from tirage.people.rolls.survey import HARMLESS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


MEMORY = "700MB"
COLUMNS = (*RollEntry._fields, "usage_key")
_NUMBERS = {"line", "registered", "registered_sector", "lives", "lives_sector"}

Row = tuple[Any, ...]


def write_entries(path: Path, batches: Iterable[Sequence[RollEntry]]) -> None:
    """Entries as a file that a store takes in: how they travel between processes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for entries in batches:
            writer.writerows(
                (*entry, canonical(entry.usage_name) if entry.usage_name else "") for entry in entries
            )


class Store:
    """Entries as they come, then whatever is made of them; everything is gone with the object."""

    def __init__(self, scratch: Path) -> None:
        """`scratch`: a folder for what does not fit in memory, removed by the caller."""
        import duckdb

        self.base: DuckDBPyConnection = duckdb.connect(str(scratch / "frame.duckdb"))
        self.run(
            f"set memory_limit = '{MEMORY}'",
            "set threads = 2",
            "set autoinstall_known_extensions = false",
            "set temp_directory = $folder",
            # Order is always asked for where it matters.
            "set preserve_insertion_order = false",
            folder=str(scratch),
        )

    def take_in(self, paths: Sequence[Path]) -> None:
        """Files of `write_entries` as the table `entries`, each row with a number of its own."""
        types = {name: "INTEGER" if name in _NUMBERS else "VARCHAR" for name in COLUMNS}
        listed = ", ".join(f"{name} {kind}" for name, kind in types.items())
        self.run(f"create table entries ({listed}, roll boolean)")
        filled = [str(path) for path in paths if path.stat().st_size]
        if not filled:
            return
        rows = self.base.read_csv(
            filled,  # type: ignore[arg-type]  # the stubs know one path only
            header=False,
            sep=",",
            quotechar='"',
            escapechar='"',
            dtype=types,
            names=list(COLUMNS),
            na_values="\u0001",
        )
        rows.create_view("taken", replace=True)
        rolls = ", ".join(f"'{name}'" for name in ROLLS)
        self.run(f"insert into entries select *, list in ({rolls}) as roll from taken")

    def fill(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows to a table that is there."""
        import pandas as pd

        if rows:
            self.base.register("batch", pd.DataFrame.from_records(rows))
            self.base.execute(f"insert into {table} select * from batch")
            self.base.unregister("batch")

    def run(self, *statements: str, **values: object) -> None:
        """Statements one after the other; `$name` stands for a value in each that has it."""
        for statement in statements:
            used = {name: value for name, value in values.items() if f"${name}" in statement}
            self.base.execute(statement, used)

    def rows(self, query: str, **values: object) -> Iterable[Row]:
        """The rows of a query, some thousands at a time."""
        cursor = self.base.cursor().execute(query, values)
        while batch := cursor.fetchmany(20_000):
            yield from batch

    def one(self, query: str, **values: object) -> Any:  # noqa: ANN401 - a cell of any kind
        """The only cell of a query."""
        row = self.base.execute(query, values).fetchone()
        assert row is not None, "the query counts"
        return row[0]

    def close(self) -> None:
        """Release the scratch folder."""
        self.base.close()


MOST_SET_ASIDE = Fraction(1, 2)
"""Of the rows of one file at most: where more are set aside, the file was not understood."""


@dataclass(frozen=True, slots=True)
class Roll:
    """One file that was read."""

    sha256: str
    kind: str
    list: str
    """LP, LCM, LCE or CC, as the file says as a whole; empty where only its rows do."""
    commune: str
    date: str
    encoding: str
    read: int
    kept: Mapping[str, int]
    """Rows that someone was read from, by list."""
    causes: Mapping[str, int]
    """Rows set aside, by cause."""

    @property
    def set_aside(self) -> int:
        """Rows that nobody could be read from."""
        return sum(self.causes.values())

    def lost(self) -> dict[str, int]:
        """Cause → rows in which somebody is lost: a header that is repeated is nobody."""
        return {cause: rows for cause, rows in self.causes.items() if cause not in HARMLESS}

    def body(self) -> dict[str, object]:
        """What the journal says."""
        own = {
            name: getattr(self, name) for name in ("sha256", "kind", "list", "commune", "date", "encoding")
        }
        return {**own, "read": self.read, "set_aside": self.set_aside, "causes": dict(self.causes)}


def read_roll(paths: tuple[Path, Path], *, on: date, mapping: Mapping[str, str]) -> Roll | tuple[Defect, ...]:
    """Read one file and write its entries for a store; paths: (the file, where its entries go).

    It may run in a process of its own, so defects are given back, not raised.
    """
    source, target = paths
    kept: Counter[str] = Counter()
    causes: Counter[str] = Counter()

    def batches(extract: Extract) -> Iterator[Sequence[RollEntry]]:
        for batch in extract.batches():
            kept.update(entry.list for entry in batch.entries)
            causes.update(aside.cause for aside in batch.aside)
            yield batch.entries

    try:
        with open_extract(source, on=on, mapping=mapping) as extract:
            write_entries(target, batches(extract))
            kind = extract.layout.kind if extract.layout else ""
            return Roll(
                extract.records.sha256,
                kind,
                extract.facts.list or (CARDS if kind == "cards" else ""),
                extract.facts.commune,
                extract.date,
                extract.records.encoding,
                sum(kept.values()) + sum(causes.values()),
                dict(sorted(kept.items())),
                dict(sorted(causes.items())),
            )
    except InputInvalid as error:
        return error.defects


def settled(paths: Sequence[Path], found: Sequence[Roll | tuple[Defect, ...]]) -> tuple[Roll, ...]:
    """The rolls of all files, sorted by hash.

    Raises InputInvalid with the defects of every file; among them, a file given twice, and one of which more
    than MOST_SET_ASIDE is set aside. Lists on which nobody is may have the same bytes: each is recorded.
    """
    defects: list[Defect] = []
    rolls: list[Roll] = []
    seen: set[str] = set()
    for path, each in zip(paths, found, strict=True):
        if not isinstance(each, Roll):
            defects += each
        elif each.sha256 in seen and each.read:
            defects.append(Defect("frame.file.twice", str(path)))
        elif _is_mostly_lost(each):
            lost = each.lost()
            values = {"count": sum(lost.values()), "rows": each.read, "causes": counted(lost), "path": path}
            defects.append(Defect("frame.file.set_aside", str(path), values=values))
        else:
            seen.add(each.sha256)
            rolls.append(each)
    if defects:
        raise InputInvalid(defects)
    return tuple(sorted(rolls, key=lambda roll: (roll.sha256, roll.commune, roll.list, roll.date)))


def _is_mostly_lost(roll: Roll) -> bool:
    lost = sum(roll.lost().values())
    return lost > MOST_SET_ASIDE * (lost + sum(roll.kept.values()))


def counted(causes: Mapping[str, int]) -> str:
    """Causes with their rows, the commonest first.

    >>> counted({"birth.missing": 2, "list.unknown": 850})
    'list.unknown: 850, birth.missing: 2'
    """
    most = sorted(causes.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{cause}: {rows}" for cause, rows in most)
