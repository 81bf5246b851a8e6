"""The second engine: a frame and its letters are the same bytes on a cluster, and nothing stays there."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

import pytest
from support.journey import KEY
from support.pages import commands
from support.spark import ROOT, Server, missing, serving

from tirage.cli import main
from tirage.dossier.disk import PRIVATE
from tirage.errors import Defect, InputInvalid
from tirage.people.engines.duckdb.store import DuckDBStore
from tirage.people.engines.opening import sweep
from tirage.people.engines.options import DEFAULT, SPARK, EngineOptions
from tirage.people.engines.spark import session
from tirage.people.engines.spark.place import NOTE, noted
from tirage.people.engines.spark.said import as_it_failed
from tirage.people.engines.spark.store import SparkStore
from tirage.people.frame.reading import Roll, read_some
from tirage.progress import Silent


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A local server; without Java the tests are skipped, but with CI=true they fail."""
    if absent := missing():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{absent} is not there; .ci/run installs what the tests need")
        pytest.skip(f"NOT CHECKED, the second engine: {absent} is not there")
    with serving(tmp_path_factory.mktemp("spark")) as server:
        yield server


@pytest.fixture
def options(cluster: Server, tmp_path: Path) -> EngineOptions:
    return EngineOptions(SPARK, master=cluster.master, work=(tmp_path / "work").as_uri())


def of_people(folder: Path) -> list[Path]:
    """Whatever holds rows in a folder of a cluster: an empty data set has none."""
    from pyarrow import parquet

    return [each for each in folder.rglob("*.parquet") if parquet.ParquetFile(each).metadata.num_rows]


@pytest.mark.slow
def test_the_example_closes_one_frame_on_two_engines_and_leaves_neither_names_nor_key(
    tmp_path: Path, cluster: Server, options: EngineOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists with every oddity, cards, a list of exclusion, decisions; then letters of two waves."""
    seen: list[bytes] = []
    ending = SparkStore.close

    def looked(store: SparkStore) -> None:
        seen.extend(each.read_bytes() for each in (tmp_path / "work").rglob("*") if each.is_file())
        ending(store)

    monkeypatch.setattr(SparkStore, "close", looked)
    page = ROOT / "examples/grappe/README.md"
    shutil.copytree(page.parent, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    typed = {"sc://127.0.0.1:15002": options.master, "file:///tmp/tirage-work": options.work}
    for words in commands(page.read_text(encoding="utf-8")):
        assert main([typed.get(word, word) for word in words[1:]]) == 0
    here, away = tmp_path / "ici", tmp_path / "grappe"
    drawn = [f"guarantors/letters-{wave}.csv" for wave in (1, 2)]
    for name in ("guarantors/frame.csv", "public/frame.json", "public/rolls.csv", *drawn):
        assert (away / name).read_bytes() == (here / name).read_bytes(), name
    unmatched = f"{PRIVATE}/exclusions-unmatched.csv"
    assert (away / unmatched).read_bytes() == (here / unmatched).read_bytes()
    assert seen
    assert of_people(tmp_path / "work") == []
    assert not (away / PRIVATE / NOTE).exists()
    key = bytes.fromhex(KEY)
    seen += [each.read_bytes() for each in cluster.folder.rglob("*") if each.is_file()]
    for form in (key, KEY.encode(), base64.b64encode(key)[:40], repr(key)[2:-1].encode()):
        assert not any(form in each for each in seen)
    first, second = ({*(here / name).read_text().split()[1:]} for name in drawn)
    assert (len(first), len(second)) == (40, 30) and not first & second


def small_roll(folder: Path) -> Path:
    from support.lists import paris

    return next(each for each in paris(folder, 30) if each.suffix == ".csv")


def kept_of(found: list[Roll | tuple[Defect, ...]]) -> list[int]:
    return [rows for each in found if isinstance(each, Roll) for rows in each.kept.values()]


def one(**more: Any) -> Callable[[tuple[Sequence[Path], Path]], list[Roll | tuple[Defect, ...]]]:
    from datetime import date
    from functools import partial

    return partial(read_some, on=date(2027, 3, 1), mapping={}, geographies=None, **more)


@pytest.mark.slow
def test_a_worker_that_is_lost_costs_its_file_and_leaves_nothing(
    tmp_path: Path, cluster: Server, options: EngineOptions
) -> None:
    path, mark, read = small_roll(tmp_path / "lists"), tmp_path / "lost", one()

    def dying(paths: tuple[Sequence[Path], Path]) -> list[Roll | tuple[Defect, ...]]:
        if not mark.exists():
            mark.write_text(str(paths[0][0]))
            os.kill(os.getpid(), signal.SIGKILL)
        return read(paths)

    with closing(SparkStore(options, tmp_path)) as store:
        (found,) = store.away(dying, ["mark"], [path], Silent())
        assert isinstance(found, Roll) and found.file == str(path)
        assert store.one("select count(*) from entries") == sum(found.kept.values()) > 0
        killed = Path(mark.read_text())
        assert killed.is_relative_to(cluster.folder)
        assert not killed.parent.exists()
        # A server that is lost is asked for a minute, not for ten.
        (asking,) = (each.to_state() for each in store.session.client.get_retry_policies())
        waits = [*iter(lambda: asking.next_attempt(ConnectionError()), None)]
        assert 20_000 < sum(waits) < 30_000
        # And once given up, it is not waited for at each of the steps that follow.
        assert asking.policy.to_state().next_attempt(ConnectionError()) is None
        # Names of every script, as near as can be: what differs is counted alike.
        words = [
            "MARTIN",
            "MATRIN",
            "MARTI",
            "MARTEN",
            "MARTINE",
            "МАРТИН",
            "МАРТЫН",
            "АМРТИН",
            "ΜΑΡΙΑ",
            "ΜΆΡΙΑ",
            "",
        ]
        asked = """
            select a.word, b.word, damerau_levenshtein(a.word, b.word) = 1, levenshtein(a.word, b.word)
            from words as a join words as b on a.word <= b.word order by a.word, b.word
        """
        with closing(DuckDBStore(None, DEFAULT)) as other:
            for each in (store, other):
                each.run("create table words (word varchar)")
                each.fill("words", [(word,) for word in words])
            assert [*store.rows(asked)] == [*other.rows(asked)]


@pytest.mark.slow
def test_what_a_kill_leaves_is_gone_with_the_next_command_or_with_erase(
    tmp_path: Path, options: EngineOptions
) -> None:
    path = small_roll(tmp_path / "lists")
    # A pass that asks: what was read stays, and is not read again.
    with suppress(InputInvalid), closing(SparkStore(options, tmp_path)) as asking:
        first = asking.away(one(), ["mark"], [path], Silent())
        raise InputInvalid([Defect("frame.doubts", "")])
    left = SparkStore(options, tmp_path)
    assert left.away(None, ["mark"], [path], Silent()) == first
    left._stop()
    place = noted(tmp_path)
    assert place is not None and of_people(tmp_path / "work")
    # Parts of it are gone, as where somebody has made room: nobody is lost in silence.
    for each in of_people(tmp_path / "work"):
        each.unlink()
    again = SparkStore(options, tmp_path)
    assert [each for each in of_people(tmp_path / "work") if "run-" in str(each)] == []
    assert again.away(one(), ["mark"], [path], Silent()) == first
    assert again.one("select count(*) from entries") == sum(kept_of(first)) > 0
    # Somebody at the desk has had enough.
    with suppress(KeyboardInterrupt), closing(again):
        raise KeyboardInterrupt
    assert of_people(tmp_path / "work") == [] and noted(tmp_path) is None
    place.keep()
    assert sweep(tmp_path) == () and noted(tmp_path) is None
    # A folder of another cluster is not this one's to clear: it stays noted beside.
    place.master = "sc://127.0.0.1:1"
    place.keep()
    SparkStore(options, tmp_path).close()
    assert noted(tmp_path) is None
    (note,) = sweep(tmp_path)
    assert note.code == "cluster.left" and note.values["folder"] == place.folder


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("(java.io.IOException) No space left on device: DUPONT Zoé", "cluster.disk"),
        ("Job aborted: java.lang.OutOfMemoryError: Java heap space", "cluster.memory"),
        ("[PYTHON_VERSION_MISMATCH] Python in worker has 3.12", "cluster.workers"),
        ("ModuleNotFoundError: No module named 'tirage'", "cluster.workers"),
        ("StatusCode.UNAVAILABLE failed to connect to all addresses", "cluster.lost"),
        ("(org.example.Thing) DUPONT Zoé is born on 1 May", "cluster.failed"),
    ],
)
def test_what_a_cluster_says_is_named_and_never_repeated(words: str, code: str) -> None:
    from pyspark.errors import PySparkException

    with pytest.raises(InputInvalid) as error, as_it_failed("sc://host", "s3a://bucket/run"):
        raise PySparkException(words)
    (defect,) = error.value.defects
    assert defect.code == code
    assert "DUPONT" not in repr(defect) and "DUPONT" not in str(error.value)


def refused(options: EngineOptions, private: Path) -> str:
    with pytest.raises(InputInvalid) as error:
        SparkStore(options, private)
    assert not (private / NOTE).exists()
    (defect,) = error.value.defects
    assert str(error.value)
    assert "secret" not in repr(defect)
    return defect.code


@pytest.mark.slow
def test_a_cluster_of_another_version_or_that_cannot_write_is_named(
    tmp_path: Path, options: EngineOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    for work in ((tmp_path / "file").as_uri(), "nosuch://bucket/run"):
        assert refused(EngineOptions(SPARK, master=options.master, work=work), tmp_path) == "cluster.work"
    monkeypatch.setattr(session, "FINGERPRINT", "0" * 64)
    assert refused(options, tmp_path) == "cluster.version"


def test_a_cluster_that_is_not_there_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as door:  # it is nobody's as long as nobody listens
        door.bind(("127.0.0.1", 0))
        master = f"sc://127.0.0.1:{door.getsockname()[1]}/;token=secret"
        nobody = EngineOptions(SPARK, master=master, work="file:///work")
        assert refused(nobody, tmp_path) == "cluster.unreachable"
    with ThreadingTCPServer(("127.0.0.1", 0), BaseRequestHandler) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        web = EngineOptions(SPARK, master=f"sc://127.0.0.1:{other.server_address[1]}", work="file:///work")
        assert refused(web, tmp_path) == "cluster.unreachable"
        other.shutdown()
    assert capsys.readouterr() == ("", "")
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql.connect.session", None)
    assert refused(nobody, tmp_path) == "cluster.extra"


@pytest.mark.parametrize(
    ("master", "work", "codes"),
    [
        ("", "", ["cluster.missing", "cluster.missing"]),
        ("host:15002", "/work", ["cluster.master", "cluster.address"]),
        ("sc://host", "s3a://bucket/run", []),
    ],
)
def test_options_of_a_cluster_are_checked_before_it_is_asked(
    master: str, work: str, codes: Sequence[str]
) -> None:
    from tirage.people.engines.options import check_options

    found: list[str] = []
    try:
        check_options(EngineOptions(SPARK, master=master, work=work))
    except InputInvalid as error:
        found = [each.code for each in error.defects]
    assert found == codes


def test_a_process_without_a_main_file_is_not_ended_by_the_client() -> None:
    """What a pool of processes works in, and `python -c`: pyspark takes it for a run of its own doctests."""
    code = (
        "from tirage.people.engines.spark.session import opened\n"
        "from tirage.errors import InputInvalid\n"
        "try: opened('sc://127.0.0.1:1', 'file:///nowhere')\n"
        "except InputInvalid as error: print(error.defects[0].code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["cluster.unreachable"]), done.stderr
