"""A Spark Connect server of two cores on this machine, for the tests of the second engine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".spark"
PATIENCE = 300
"""Seconds for Java to start, on a machine that does much else."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    master: str
    """`sc://127.0.0.1:PORT`."""
    folder: Path
    """Where it writes: its log, its events in `events/`, what it spills."""
    process: subprocess.Popen[bytes]


def missing() -> str:
    """What is not there that a server needs; empty where nothing is."""
    if shutil.which("java") is None:
        return "java"
    return "" if (HOME / "jars").is_dir() else ".spark (make test fetches it)"


QUICK = {
    # Quick to start rather than fast in the end: what is tested is small.
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.eventLog.enabled": "true",
}


@contextmanager
def serving(folder: Path, *, memory: str = "1g", settings: Mapping[str, str] = QUICK) -> Iterator[Server]:
    """A server that keeps what it writes in `folder`, until the block ends."""
    port = _free_port()
    (folder / "events").mkdir(parents=True)
    (folder / "tmp").mkdir()
    every = {
        "spark.ui.enabled": "false",
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
        "spark.local.dir": str(folder / "spill"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.artifact.isolation.enabled": "false",
        "spark.eventLog.dir": (folder / "events").as_uri(),
        **settings,
    }
    told = [word for name, value in every.items() for word in ("--conf", f"{name}={value}")]
    main = ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"]
    # A worker that is lost is tried again, as on a cluster.
    words = [
        str(HOME / "bin/spark-submit"),
        "--master",
        "local[2,4]",
        "--driver-memory",
        memory,
        *told,
        *main,
    ]
    sources = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    own = {"SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    own["TMPDIR"] = str(folder / "tmp")
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            words, env={**os.environ, **own, "PYTHONPATH": sources}, cwd=folder, stdout=log, stderr=log
        )
    try:
        _wait(process, port, folder / "server.log")
        yield Server(f"sc://127.0.0.1:{port}", folder, process)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Until it listens."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"Spark does not start:\n{log.read_text(errors='replace')[-2000:]}")
