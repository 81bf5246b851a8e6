"""The second engine beside the first: the frame of `rolls.py` closed, its letters drawn once more, by Spark.

A server of this machine does the work (`tests/support/spark.py`), with settings that suit many rows. Whatever
is published has to be what DuckDB has published, to the byte. What the server takes is counted in its
processes: that of Java, and the Pythons that it has started.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from measure import Run
from product import DICE

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from support.spark import missing, serving

MEMORY = "5g"
SETTINGS = {
    "spark.sql.shuffle.partitions": "8",
    "spark.driver.extraJavaOptions": "-XX:+UseSerialGC",
    "spark.ui.enabled": "false",
}
Take = Callable[[str, Sequence[str | Path]], tuple[dict[str, Any], Run]]
"""Runs the command of a step: what it took, and what it said."""


def steps(folder: Path, letters: int, take: Take) -> Iterator[dict[str, Any]]:
    """Every step on Spark, after those on DuckDB in the same folder; until one fails, or has other bytes."""
    if absent := missing():
        raise SystemExit(f"{absent} is not there")
    here, away = folder / "paris", folder / "cluster"
    work = folder / "work"
    with serving(folder / "server", memory=MEMORY, settings=SETTINGS) as server:
        engine = ("--engine", "spark", "--master", server.master, "--work", work.as_uri())
        key, decided = here / "private" / "key", folder / "decisions.csv"
        closed = ("frame", folder / "rolls", "--key", key, "--decisions", decided, "--yes")
        draw = ("draw", "letters", "--dossier", away)
        for name, words in (
            ("init", ("init", away, "--template", "paris")),
            ("frame", (*closed, "--dossier", away, *engine)),
            ("draw letters, plan", (*draw, "--letters", str(letters), *engine)),
            ("draw letters, drawn", (*draw, "--seed", DICE, "--yes", *engine)),
        ):
            if DICE in words:
                # Not in the second of the plan.
                time.sleep(1)
            before = _cpu(server.process.pid)
            entry, _ = take(f"{name}, on Spark", words)
            entry |= {
                "cpu_of_server_s": round(_cpu(server.process.pid) - before, 1),
                "peak_of_java_mib": _peak(server.process.pid),
                "work_mib": sum(each.stat().st_size for each in work.rglob("*") if each.is_file()) >> 20,
            }
            same = {made: _sum(away / made) == _sum(here / made) for made in _published(away)}
            yield {**entry, "same": same}
            if entry["status"] != "done" or not all(same.values()):
                return


def _published(dossier: Path) -> list[str]:
    """Files of the frame and of waves that are there, but what holds the time."""
    wanted = ("guarantors/frame*.csv", "guarantors/letters-*.csv", "public/frame.json", "public/rolls.csv")
    return sorted(str(each.relative_to(dossier)) for name in wanted for each in dossier.glob(name))


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _cpu(root: int) -> float:
    """Seconds of a process and of all that it has started, those that have ended included."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = each.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(each.parent.name)
        parents[pid], ticks[pid] = int(told[1]), sum(map(int, told[11:15]))

    def is_below(pid: int) -> bool:
        while pid in parents and pid != root:
            pid = parents[pid]
        return pid == root

    return sum(ticks[pid] for pid in ticks if is_below(pid)) / os.sysconf("SC_CLK_TCK")


def _peak(pid: int) -> int:
    """MiB that a process has held at most."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM"))
