"""What the machines of a cluster do: read a file of the roll, sent in pieces, with tirage's own code.

The file is on the machine's disk only while it is read, in a folder that the worker's account alone can open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from tirage.errors import Defect
from tirage.people.engines.spark.facts import written
from tirage.people.frame.reading import Roll
from tirage.people.frame.store import COLUMNS, NUMBERS

Read = Callable[[tuple[Sequence[Path], Path]], "list[Roll | tuple[Defect, ...]]"]
"""Reads files, and writes their entries to another: `people.frame.reading.read_some`."""
ROWS = 20_000
"""Entries that are handed over at once."""
PREFIX = "tirage-read-"
"""Of the folder of a file while it is read."""
LOCK = ".lock"
"""Held as long as its folder is needed."""


def reader(one: Read, names: Sequence[str]) -> Any:  # noqa: ANN401 - a function for Spark
    """For `mapInArrow` over (nth, piece, bytes), each file whole and in order: its entries, then its facts.

    `names`: of the files, as the user gave them.
    """

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        from tirage.people.engines.spark.workers import read

        return read(batches, one, names)

    return work


def read(batches: Iterable[Any], one: Read, names: Sequence[str]) -> Iterator[Any]:
    """As of `reader`."""
    pieces = (
        (nth, piece.as_py())
        for batch in batches
        for nth, piece in zip(batch.column("nth").to_pylist(), batch.column("bytes"), strict=True)
    )
    for nth, own in groupby(pieces, itemgetter(0)):
        with _own_folder() as folder:
            source, target = Path(folder, Path(names[nth]).name), Path(folder, ".entries.parquet")
            source.touch(mode=0o600)
            with source.open("wb") as file:
                file.writelines(piece for _, piece in own)
            (found,) = one(([source], target))
            source.unlink()
            if isinstance(found, Roll):
                yield from _entries(target, nth)
            yield _told(nth, written(_named(found, str(source), names[nth])))


@contextmanager
def _own_folder() -> Iterator[str]:
    """A folder for a file; first, those of workers that were killed are removed."""
    import fcntl

    for left in Path(gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError), (left / LOCK).open("rb") as lock:
            # The system gives it back when a process ends, however it ends.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            rmtree(left)
    with TemporaryDirectory(prefix=PREFIX) as folder, Path(folder, f"{LOCK}-").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Nobody sees it before it is taken.
        Path(lock.name).rename(Path(folder, LOCK))
        yield folder


def _entries(path: Path, nth: int) -> Iterator[Any]:
    import pyarrow as pa
    from pyarrow import parquet

    place = 0
    for batch in parquet.ParquetFile(path).iter_batches(ROWS):
        rows = batch.num_rows
        columns = [
            batch.column(name).cast(pa.int32() if name in NUMBERS else pa.string()) for name in COLUMNS
        ]
        numbers = pa.array(range(place, place + rows), pa.int64())
        which, nothing = pa.array([nth] * rows, pa.int32()), pa.nulls(rows, pa.string())
        yield pa.RecordBatch.from_arrays(
            [*columns, numbers, which, nothing], [*COLUMNS, "place", "nth", "facts"]
        )
        place += rows


def _told(nth: int, facts: str) -> Any:  # noqa: ANN401 - a batch of Arrow
    """The row of a file's facts: nobody's."""
    import pyarrow as pa

    columns = [pa.nulls(1, pa.int32() if name in NUMBERS else pa.string()) for name in COLUMNS]
    last = [pa.nulls(1, pa.int64()), pa.array([nth], pa.int32()), pa.array([facts])]
    return pa.RecordBatch.from_arrays([*columns, *last], [*COLUMNS, "place", "nth", "facts"])


def _named(found: Roll | tuple[Defect, ...], here: str, given: str) -> Roll | tuple[Defect, ...]:
    """With the file's name as the user gave it, not as it is on this machine."""
    if isinstance(found, Roll):
        return replace(found, file=given)
    return tuple(
        replace(
            each,
            file=given,
            values={
                name: value.replace(here, given) if isinstance(value, str) else value
                for name, value in each.values.items()
            },
        )
        for each in found
    )
