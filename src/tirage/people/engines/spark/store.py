"""The rows of all lists in tables of Spark: Parquet in a folder that every machine of the cluster sees."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirage.errors import Defect, InputInvalid
from tirage.people.engines.options import EngineOptions
from tirage.people.engines.spark import ingest, translate
from tirage.people.engines.spark.place import Place, noted, sweep, wipe
from tirage.people.engines.spark.said import as_it_failed, shown_master
from tirage.people.engines.spark.session import connected, hurry
from tirage.people.engines.spark.workers import Read
from tirage.people.frame.reading import Roll
from tirage.people.frame.store import COLUMNS, OF_ROLL, ROW_BITS, Away, Row
from tirage.people.ids import pads
from tirage.progress import Progress
from tirage.randomness.secrets import new_key

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ENTRIES = f"""
    select {", ".join(f"placed.{name}" for name in COLUMNS)}, {OF_ROLL} as roll,
        shiftleft(nth, {ROW_BITS}) + place as row
    from placed join files on placed.file = files.file
"""
AT_ONCE = 1 << 26
"""Bytes of a file of ours that travel together."""


class SparkStore:
    """A `people.frame.store.Store`."""

    def __init__(self, options: EngineOptions, private: Path) -> None:
        """`private`: that of the dossier, where it is noted what is elsewhere."""
        self._master, self._work = options.master, options.work
        self._columns: dict[str, str] = {}
        self._parts: dict[str, list[str]] = {}
        self._written = 0
        self._session: SparkSession | None = connected(options.master, options.work)
        try:
            with self._said():
                self._place, self._run = _settled(self.session, options, private)
        except BaseException:
            self._stop()
            raise

    @property
    def session(self) -> SparkSession:
        """As long as it is open."""
        assert self._session is not None, "the store is open"
        return self._session

    @property
    def away(self) -> Away:
        """As of the protocol."""
        return self._read_away

    def take_in(self, paths: Sequence[Path]) -> None:
        """As of the protocol: the files are sent."""
        import pyarrow as pa
        from pyarrow import parquet

        self._begin("placed", ingest.PLACED)
        files = set()
        for path in paths:
            place = 0
            for batch in parquet.ParquetFile(path).iter_batches():
                places = pa.array(range(place, place + batch.num_rows), pa.int64())
                place += batch.num_rows
                files.update(batch.column("file").unique().to_pylist())
                self._send("placed", pa.Table.from_batches([batch]).append_column("place", places))
        self._number(files)

    def _read_away(
        self, one: Read, marks: Sequence[str], paths: Sequence[Path], progress: Progress
    ) -> list[Roll | tuple[Defect, ...]]:
        """As of `people.frame.store.Away`: what is not read yet is sent, and read by the workers."""
        with self._said():
            files = ingest.Files(one, marks, paths)
            found = ingest.read(self.session, self._place, self._run, files, progress)
            self._begin("placed", ingest.PLACED)
            taken = ingest.entries(self.session, found.places)
            if taken is not None:
                taken.createOrReplaceTempView("placed")
            self._number({each.sha256 for each in found.rolls if isinstance(each, Roll)})
        return found.rolls

    def _number(self, files: Iterable[str]) -> None:
        """Make `entries`, once `placed` is there."""
        self._begin("files", "file string, nth bigint")
        self.fill("files", [(file, nth) for nth, file in enumerate(sorted(files), 1)])
        with self._said():
            # As many files as there are communes would be opened by every question.
            self._keep("entries", _ENTRIES)

    def read_csv(self, table: str, paths: Sequence[Path]) -> None:
        """As of the protocol: the files are sent."""
        import pyarrow as pa
        from pyarrow import csv

        for path in paths:
            with path.open("rb") as file:
                names = file.readline().decode().rstrip("\r\n").split(",")
            kinds = csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
            )
            if path == paths[0]:
                self._begin(table, ", ".join(f"{name} string" for name in names))
            reading = csv.ReadOptions(block_size=AT_ONCE)
            for batch in csv.open_csv(path, reading, csv.ParseOptions(quote_char=False), kinds):
                self._send(table, pa.Table.from_batches([batch]))

    def read_parquet(self, table: str, path: Path) -> None:
        """As of the protocol: the file is sent."""
        import pyarrow as pa
        from pyarrow import parquet

        for batch in parquet.ParquetFile(path).iter_batches():
            found = pa.Table.from_batches([batch])
            with self._said():
                self._columns.setdefault(table, _declared(self.session.createDataFrame(found)))
            self._send(table, found)

    def fill(self, table: str, rows: Sequence[Row]) -> None:
        """As of the protocol."""
        if rows:
            with self._said():
                self._append(table, self.session.createDataFrame([*map(tuple, rows)], self._columns[table]))

    def run(self, *statements: str, **values: object) -> None:
        """As of the protocol."""
        for each in statements:
            asked = translate.statement(each, values)
            with self._said():
                match asked.act:
                    case "view":
                        self.session.sql(asked.query).createOrReplaceTempView(asked.name)
                    case "empty":
                        self._begin(asked.name, asked.query)
                    case "insert":
                        self._append(asked.name, self.session.sql(asked.query))
                    case _:
                        self._keep(asked.name, asked.query)

    def rows(self, query: str, **values: object) -> Iterable[Row]:
        """As of the protocol."""
        with self._said():
            for row in self.session.sql(translate.query(query, values)).toLocalIterator():
                yield tuple(row)

    def one(self, query: str, **values: object) -> Any:  # noqa: ANN401 - a cell of any kind
        """As of the protocol."""
        with self._said():
            return self.session.sql(translate.query(query, values)).collect()[0][0]

    def mac(self, key: bytes) -> None:
        """As of the protocol; the key is sent inside the function, and stands in no statement."""
        from pyspark.sql.functions import arrow_udf

        with self._said():
            self.session.udf.register("mac", arrow_udf(_macs(*pads(key)), "string"))

    def write_csv(self, query: str, path: Path) -> None:
        """As of the protocol."""
        with path.open("wb") as file, self._said():
            for number, table in enumerate(self._in_order(query)):
                if not number:
                    file.write(",".join(table.column_names).encode() + b"\n")
                columns = (
                    ["" if each is None else str(each) for each in column.to_pylist()]
                    for column in table.columns
                )
                file.writelines(f"{','.join(cells)}\n".encode() for cells in zip(*columns, strict=True))

    def write_parquet(self, query: str, path: Path) -> None:
        """As of the protocol."""
        from pyarrow import parquet

        writer = None
        with self._said():
            for table in self._in_order(query):
                writer = writer or parquet.ParquetWriter(path, table.schema)
                writer.write_table(table)
        if writer:
            writer.close()

    def close(self) -> None:
        """As of the protocol; what cannot be removed stays noted.

        Entries stay where the command stops for somebody to mend or to decide something, and nowhere else.
        """
        if self._session is None:
            return
        hurry(self.session)
        try:
            with self._said():
                self.session.interruptAll()
                if self._place.read and isinstance(sys.exception(), InputInvalid):
                    wipe(self.session, self._run)
                    self._place.runs.remove(self._run)
                    self._place.keep()
                else:
                    wipe(self.session, self._place.folder)
                    self._place.drop()
        finally:
            self._stop()

    def _stop(self) -> None:
        """End the session, as far as it can be reached."""
        session, self._session = self._session, None
        if session is not None:
            with suppress(Exception):
                hurry(session)
                session.stop()

    def _said(self) -> AbstractContextManager[None]:
        return as_it_failed(self._master, self._work)

    def _in_order(self, query: str) -> Iterator[Any]:
        """The rows of a query in its order, as tables of Arrow, one at least."""
        found = self.session.sql(translate.query(query, {}))
        folder = self._new("ordered")
        found.write.parquet(folder)
        kept = self.session.read.schema(found.schema).parquet(folder)
        # Ranges of the order, one a file, named by their numbers.
        files = sorted(kept.inputFiles(), key=lambda name: name.rpartition("/")[2])
        by = translate.order(query)
        for each in files:
            part = self.session.read.schema(found.schema).parquet(each)
            yield (part.orderBy(*by) if by else part).toArrow()
        if not files:
            yield kept.toArrow()

    def _begin(self, name: str, columns: str) -> None:
        self._columns[name], self._parts[name] = columns, []
        self._show(name)

    def _keep(self, name: str, query: str) -> None:
        found = self.session.sql(query)
        folder = self._new(name)
        found.write.parquet(folder)
        self._columns[name], self._parts[name] = _declared(found), [folder]
        self._show(name)

    def _append(self, name: str, found: DataFrame) -> None:
        columns = dict(each.split() for each in self._columns[name].split(", "))
        folder = self._new(name)
        # As the table has them: a sum that is a bigint, a text that is always there.
        casts = [f"cast({column} as {kind}) as {column}" for column, kind in columns.items()]
        found.toDF(*columns).selectExpr(*casts).write.parquet(folder)
        self._parts.setdefault(name, []).append(folder)
        self._show(name)

    def _send(self, name: str, table: Any) -> None:  # noqa: ANN401 - a table of Arrow
        if table.num_rows:
            with self._said():
                self._append(name, self.session.createDataFrame(table, self._columns[name]))

    def _show(self, name: str) -> None:
        """What there is of a table, under its name."""
        columns, parts = self._columns[name], self._parts.get(name)
        if parts:
            found = self.session.read.schema(columns).parquet(*parts)
        else:
            found = self.session.createDataFrame([], columns)
        found.createOrReplaceTempView(name)

    def _new(self, name: str) -> str:
        self._written += 1
        return f"{self._run}/{name}-{self._written}"


def _settled(session: SparkSession, options: EngineOptions, private: Path) -> tuple[Place, str]:
    """The dossier's folder on the cluster, and in it that of this command; what was left is removed."""
    before, own = noted(private), new_key()[:8].hex()
    work = f"{options.work.rstrip('/')}/tirage-"
    folder = f"{work}{own}"
    if before is not None and _is_elsewhere(before, options.master, work):
        # Nothing here can reach it, perhaps: it is noted until it is gone.
        before.put_aside()
        sweep(private)
        before = None
    place = before or Place(private, options.master, folder)
    for left in place.runs:
        wipe(session, left)
    run = f"{place.folder}/run-{own}"
    place.master, place.runs = options.master, [run]
    place.keep()
    try:
        with as_it_failed(options.master, options.work, "cluster.work"):
            wipe(session, run)
    except BaseException:
        if before is None:
            place.drop()  # nothing is there
        raise
    return place, run


def _is_elsewhere(place: Place, master: str, work: str) -> bool:
    """Whether a folder is on another cluster, or in another folder of one; a token may be a new one."""
    return shown_master(place.master) != shown_master(master) or not place.folder.startswith(work)


def _declared(found: DataFrame) -> str:
    """Columns of a query with their types."""
    return ", ".join(f"{each.name} {each.dataType.simpleString()}" for each in found.schema.fields)


def _macs(inner: bytes, outer: bytes) -> Any:  # noqa: ANN401 - a function for Spark
    """HMAC-SHA256 of many texts, in hex; it needs nothing of ours to be sent to workers."""
    import pyarrow as pa

    def macs(texts: Any) -> Any:  # noqa: ANN401 - arrays of Arrow
        from hashlib import sha256

        within, around = sha256(inner), sha256(outer)

        def one(text: str) -> str:
            first, second = within.copy(), around.copy()
            first.update(text.encode())
            second.update(first.digest())
            return second.hexdigest()

        return pa.array([None if each is None else one(each) for each in texts.to_pylist()], pa.string())

    # By these, Spark knows that it takes whole columns.
    macs.__annotations__ = {"texts": pa.Array, "return": pa.Array}
    return macs
