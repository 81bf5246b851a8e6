"""Engines: what each of them must do with the rows of the lists."""

from __future__ import annotations

import errno
import hmac
import pickle
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from support.frames import batch_of, entry, make

from tirage.dossier.system.refusals import before_commit
from tirage.errors import InputInvalid, Refused
from tirage.people.engines.duckdb.entries import write_entries
from tirage.people.engines.duckdb.refusals import as_the_system_says
from tirage.people.engines.duckdb.store import DuckDBStore
from tirage.people.engines.opening import open_store, people_of
from tirage.people.engines.options import EngineOptions, check_options
from tirage.people.frame import duplicates
from tirage.people.frame.store import COLUMNS, Store
from tirage.people.rolls.entries import RollEntry


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "scratch").mkdir()
    with closing(open_store(tmp_path / "scratch")) as opened:
        yield opened


def test_a_row_has_a_number_by_its_file_and_its_place_there(store: Store, tmp_path: Path) -> None:
    of_file: dict[str, list[RollEntry]] = {
        "ff": [entry("A", "Zoé", "1980")],
        "00": [],
        "aa": [entry("B", "Zoé", "1980", list="CC"), entry("C", "Zoé", "1980")],
    }
    for file, entries in of_file.items():
        write_entries(
            tmp_path / f"{file}.parquet", [(file, batch_of(some)) for some in (entries[:1], entries[1:])]
        )
    store.take_in([tmp_path / f"{file}.parquet" for file in of_file])
    found = [*store.rows("select surname, file, roll, row from entries order by row")]
    assert [row[:3] for row in found] == [("B", "aa", False), ("C", "aa", True), ("A", "ff", True)]
    assert len({row for *_, row in found}) == 3


def test_cells_come_back_as_they_were_written(store: Store, tmp_path: Path) -> None:
    odd = ("L'\"É\nTOILE", "NULL", "\u0001", "a;b,c\r\nd", " ", "")
    rows = [entry(cell, cell, "1980", street=cell) for cell in odd]
    write_entries(tmp_path / "a.parquet", [("aa", batch_of(rows))])
    store.take_in([tmp_path / "a.parquet"])
    assert [*store.rows(f"select {', '.join(COLUMNS[:-2])} from entries order by row")] == rows


def test_without_a_file_there_is_a_table_of_nobody(store: Store) -> None:
    store.take_in([])
    assert store.one("select count(*) from entries where roll and row = 0 and file = ''") == 0


def test_mac_is_that_of_the_standard_library(store: Store) -> None:
    key = bytes(range(32))
    store.mac(key)
    found = store.one("select mac(text) from (select 'tirage1|ŒUVRARD' as text)")
    assert found == hmac.digest(key, "tirage1|ŒUVRARD".encode(), "sha256").hex()


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (EngineOptions(), []),
        (EngineOptions(memory="1,5 Go", threads=4), []),
        (EngineOptions(memory="lots", threads=0), ["engine.memory"]),
        (EngineOptions(memory="900TB"), ["engine.memory.machine"]),
        (EngineOptions(memory="1MB"), ["engine.memory.least"]),
        (EngineOptions(memory="200MB", threads=5), ["engine.threads"]),
        (EngineOptions(name="duck", threads=0), ["engine.name", "engine.threads"]),
        (EngineOptions(scratch=Path("nowhere"), master="sc://x"), ["engine.scratch", "engine.cluster"]),
    ],
)
def test_options_that_make_no_sense_are_said_together(options: EngineOptions, codes: list[str]) -> None:
    found: list[str] = []
    try:
        check_options(options)
    except InputInvalid as error:
        found = [defect.code for defect in error.defects]
    assert found == codes


def test_neither_threads_nor_memory_change_a_byte(tmp_path: Path) -> None:
    people = [
        entry(f"NOM {n % 97}", f"Zoé {n}", f"19{n % 80 + 10}-05-01", home=f"75015|{n % 300} RUE X")
        for n in range(400)
    ]
    made = [
        make(tmp_path / memory, [people[:150], people[150:]], engine=EngineOptions(threads=n, memory=memory))
        for n, memory in ((1, "200MB"), (4, "201MB"))
    ]
    assert len(made[0].lines) == 400
    assert made[0].lines == made[1].lines


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (duckdb.IOException('Could not write file "x": No space left on device'), errno.ENOSPC),
        (duckdb.IOException('Cannot open file "x": Read-only file system'), errno.EROFS),
        (duckdb.IOException('Cannot open file "x": Permission denied'), errno.EACCES),
        (duckdb.FatalException("database has been invalidated"), errno.EIO),
        (duckdb.OutOfMemoryException("failed to offload: 'max_temp_directory_size'"), errno.ENOSPC),
        (duckdb.OutOfMemoryException("could not allocate block of size 256.0 KiB"), errno.ENOMEM),
    ],
)
def test_what_the_system_refuses_to_duckdb_is_said_as_the_system_says(said: Exception, code: int) -> None:
    # From a process that reads, it comes as bytes.
    with pytest.raises(OSError, match="Exception") as refused, as_the_system_says():
        raise pickle.loads(pickle.dumps(said))
    assert refused.value.errno == code


def test_memory_that_is_too_little_is_not_a_full_disk(tmp_path: Path) -> None:
    people = [entry(f"NOM {n}", f"Zoé {n}", "1980-05-01", home=f"75015|{n} RUE X") for n in range(1000)]
    with pytest.raises(InputInvalid) as refused, before_commit(tmp_path), as_the_system_says():
        make(tmp_path / "made", [people], engine=EngineOptions(threads=1, memory="1MB"))
    assert [defect.code for defect in refused.value.defects] == ["output.memory"]


@pytest.mark.parametrize("data", [b"", b"PAR1 DURAND", b"PAR1" + b"x" * 100 + b"PAR1"])
def test_a_damaged_file_of_people_is_named_and_not_quoted(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "frame.parquet"
    path.write_bytes(data)
    with pytest.raises(InputInvalid) as refused, people_of(path) as store:
        store.one("select count(*) from people")
    (defect,) = refused.value.defects
    assert (defect.code, defect.file, "DURAND" in str(refused.value)) == ("engine.file", str(path), False)


def test_nothing_goes_to_the_disk_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    little = EngineOptions(memory="20MB", threads=1)
    with closing(DuckDBStore(None, little)) as store, pytest.raises(duckdb.OutOfMemoryException):
        store.run("create table a as select md5(i::varchar) as x from range(2000000) as t(i)")
    assert not [*tmp_path.iterdir()]


def test_more_pairs_than_fit_in_a_process_are_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "MOST_PAIRS", 1)
    store.run("create table pairs (one bigint, other bigint, doubt varchar)")
    store.fill("pairs", [(1, 2, ""), (1, 2, ""), (3, 3, ""), (4, 5, "spelling")])
    assert duplicates.certain(store).top(2) == 1
    store.fill("pairs", [(6, 7, "")])
    with pytest.raises(Refused, match=r"frame\.pairs"):
        duplicates.certain(store)
