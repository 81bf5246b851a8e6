"""Files of the roll on the official's machine, read by the machines of a cluster.

They are sent as bytes, in pieces, to `--work`; each is read by one worker, and its entries stay there as
Parquet: a worker that is lost costs one file, and a pass with decisions reads none again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tirage.errors import Defect, InputInvalid
from tirage.people.engines.spark.facts import read as read_facts
from tirage.people.engines.spark.place import Kept, Place, wipe
from tirage.people.engines.spark.workers import Read, reader
from tirage.people.frame.reading import Roll
from tirage.people.frame.store import COLUMNS, NUMBERS
from tirage.progress import Progress
from tirage.tabular.files import open_bytes, size_of, why_unreadable

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

    from pyspark.sql import Column, DataFrame, SparkSession

PIECE = 1 << 23
"""Bytes of a file in one row."""
TOGETHER = 1 << 25
"""Bytes that are sent together, about."""
TASK = 1 << 24
"""Bytes of files from which on they are another worker's."""
_PIECES = "task int, nth int, piece int, bytes binary"
ENTRIES = ", ".join(f"{name} {'int' if name in NUMBERS else 'string'}" for name in COLUMNS)
"""Columns of a file of entries, with their types."""
PLACED = f"{ENTRIES}, place bigint"
"""And the place of each row in its file."""
_READ = f"{PLACED}, nth int, facts string"


@dataclass(frozen=True, slots=True)
class Files:
    """What is to be read, and how."""

    one: Read
    marks: Sequence[str]
    """Of all that the reading of each depends on, but its bytes."""
    paths: Sequence[Path]

    def key(self, nth: int) -> Hash:
        """A hash that takes the bytes of a file, and says the same where it is read to the same end."""
        return sha256(f"{self.marks[nth]}|".encode())


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it, by file."""

    rolls: list[Roll | tuple[Defect, ...]]
    places: list[tuple[str, int]]
    """(folder of the entries, number there), each once."""


def read(session: SparkSession, place: Place, run: str, files: Files, progress: Progress) -> Found:
    """Read the files that were not read before in the same way."""
    upload = f"{run}/upload"
    _forget_what_changed(session, place)
    keys, new, defects = _sent(session, place, upload, files, progress)
    if new:
        _by_workers(session, place, run, files, new)
        # The lists as they came, names and all: no longer than they are needed.
        wipe(session, upload)
    rolls: list[Roll | tuple[Defect, ...]] = []
    places: dict[tuple[str, int], None] = {}
    faulty = set()
    for nth, path in enumerate(files.paths):
        if nth in defects:
            rolls.append(defects[nth])
            continue
        kept = place.read[keys[nth]]
        found = read_facts(kept.facts)
        rolls.append(replace(found, file=str(path)) if isinstance(found, Roll) else found)
        places[kept.folder, kept.nth] = None
        if not isinstance(found, Roll):
            faulty.add(keys[nth])
    # A file with a defect is read again once it is mended: nothing of it is kept.
    place.read = {key: kept for key, kept in place.read.items() if key not in faulty}
    place.keep()
    return Found(rolls, [*places])


def entries(session: SparkSession, places: Sequence[tuple[str, int]]) -> DataFrame | None:
    """The rows of the files that were read; None where there are none."""
    from pyspark.sql import functions

    found = None
    for folder in dict.fromkeys(folder for folder, _ in places):
        numbers = [(number,) for each, number in places if each == folder]
        every = session.read.schema(_READ).parquet(folder).where("facts is null")
        wanted = session.createDataFrame(numbers, "nth int")
        own = every.join(functions.broadcast(wanted), "nth", "left_semi").drop("nth", "facts")
        found = own if found is None else found.unionByName(own)
    return found


def _sent(
    session: SparkSession, place: Place, upload: str, files: Files, progress: Progress
) -> tuple[dict[int, str], dict[int, str], dict[int, tuple[Defect, ...]]]:
    """The key of each file; those of them that are new, and sent; and what could not be read."""
    keys: dict[int, str] = {}
    new: dict[int, str] = {}
    defects: dict[int, tuple[Defect, ...]] = {}
    known = {*place.read}
    sizes = [size_of(path) for path in files.paths]
    waiting = _Waiting(session, upload)
    for nth, (path, done) in enumerate(zip(files.paths, accumulate(sizes, initial=0), strict=False)):
        progress.step("frame.read", done, sum(sizes))
        try:
            with open_bytes(path) as stream:
                keys[nth] = _hashed(files.key(nth), _pieces(stream))
                if keys[nth] in known:
                    continue
                stream.seek(0)
                # What is sent is what was hashed.
                if _hashed(files.key(nth), waiting.taken(nth, _pieces(stream))) != keys[nth]:
                    raise InputInvalid([Defect("file.changed", str(path))])
                new[nth] = keys[nth]
                known.add(keys[nth])
        except InputInvalid as error:
            defects[nth] = error.defects
        except OSError as error:
            defects[nth] = (why_unreadable(path, error),)
    waiting.send()
    return keys, new, defects


@dataclass(slots=True)
class _Waiting:
    """Pieces of files that are to be sent together."""

    session: SparkSession
    upload: str
    rows: list[tuple[int, int, int, bytes]] = field(default_factory=list)
    size: int = 0
    begun: int = 0
    """Bytes of the task that is being filled."""
    task: int = 0

    def taken(self, nth: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Go through the pieces of a file, and send them with others."""
        if self.begun >= TASK:
            self.task, self.begun = self.task + 1, 0
        for number, piece in enumerate(pieces):
            self.rows.append((self.task, nth, number, piece))
            self.size += len(piece)
            self.begun += len(piece)
            if self.size >= TOGETHER:
                self.send()
            yield piece

    def send(self) -> None:
        """Send what waits."""
        if self.rows:
            self.session.createDataFrame(self.rows, _PIECES).write.mode("append").parquet(self.upload)
        self.rows, self.size = [], 0


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """All of a stream; of an empty one, one empty piece."""
    yield stream.read(PIECE)
    while piece := stream.read(PIECE):
        yield piece


def _hashed(digest: Hash, pieces: Iterable[bytes]) -> str:
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _by_workers(session: SparkSession, place: Place, run: str, files: Files, new: dict[int, str]) -> None:
    """Read what was sent; a file is one worker's."""
    from pyspark.sql import functions

    folder = run.replace("/run-", "/entries-")
    pieces = session.read.schema(_PIECES).parquet(f"{run}/upload").where(functions.col("nth").isin(*new))
    tasks = 1 + pieces.agg(functions.max("task")).collect()[0][0]
    whole = pieces.repartitionById(tasks, "task").sortWithinPartitions("nth", "piece")
    names = [str(path) for path in files.paths]
    whole.mapInArrow(reader(files.one, names), _READ).write.parquet(folder)
    for nth, (facts, total) in _totals(session, folder).items():
        place.read[new[nth]] = Kept(folder, nth, facts, total)
    place.keep()


def _forget_what_changed(session: SparkSession, place: Place) -> None:
    """Take nothing of a folder that is not whole, as it was written: its files are read anew."""
    from pyspark.errors import PySparkException

    for folder in {kept.folder for kept in place.read.values()}:
        try:
            there = _totals(session, folder)
        except PySparkException:
            there = {}
        own = {key: kept for key, kept in place.read.items() if kept.folder == folder}
        if any(there.get(kept.nth) != (kept.facts, kept.total) for kept in own.values()):
            place.read = {key: kept for key, kept in place.read.items() if key not in own}


def _totals(session: SparkSession, folder: str) -> dict[int, tuple[str, str]]:
    """Number of a file → (its facts, what its rows come to)."""
    rows = session.read.schema(_READ).parquet(folder).groupBy("nth")
    total = "concat(count(*), ' ', hex(bit_xor(xxhash64(*))))"
    return {nth: (facts, found) for nth, facts, found in rows.agg(*_columns("max(facts)", total)).collect()}


def _columns(*expressions: str) -> list[Column]:
    from pyspark.sql.functions import expr

    return [expr(each) for each in expressions]
