"""One child process, measured from outside: wall time, CPU time and peak memory, start-up included."""

from __future__ import annotations

import json
import os
import platform
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from subprocess import Popen
from typing import Any


@dataclass(frozen=True)
class Run:
    """What one process took."""

    status: str
    """`done`, `failed` or `timeout`."""
    code: int
    """Exit code; minus the signal when it was killed."""
    wall: float
    """Seconds."""
    cpu: float
    """Seconds, user and system, children of the process included."""
    peak: int
    """Largest resident set of the process, MiB."""
    stdout: str
    stderr: str

    def figures(self) -> dict[str, Any]:
        """The part that goes into a result file."""
        return {
            "status": self.status,
            "exit": self.code,
            "wall_s": round(self.wall, 2),
            "cpu_s": round(self.cpu, 2),
            "peak_mib": self.peak,
        }


def run(command: Sequence[str | Path], limit: float, environment: dict[str, str] | None = None) -> Run:
    """Run `command`, ending it after `limit` seconds of wall time."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        child = Popen(
            [*map(str, command)],
            stdout=out,
            stderr=err,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        ended = threading.Event()
        late = threading.Event()
        watch = threading.Thread(target=_end_when_late, args=(child.pid, limit, ended, late))
        watch.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        ended.set()
        watch.join()
        code = child.returncode = os.waitstatus_to_exitcode(status)
        texts = [_text(file) for file in (out, err)]
    outcome = "timeout" if late.is_set() else "failed" if code else "done"
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(
        outcome,
        code,
        wall,
        usage.ru_utime + usage.ru_stime,
        round(usage.ru_maxrss / unit),
        texts[0],
        texts[1],
    )


def _end_when_late(pid: int, limit: float, ended: threading.Event, late: threading.Event) -> None:
    if not ended.wait(limit):
        late.set()
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def _text(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode("utf-8", "replace"))


def machine() -> dict[str, Any]:
    """Where the figures were taken; results of two machines are never put in one table."""
    return {
        "cpu": _cpu_name(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}, {' '.join(platform.libc_ver())}",
        "python": platform.python_version(),
    }


def _cpu_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def versions(*packages: str) -> dict[str, str]:
    """Installed versions in this environment, absent packages left out."""
    found = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def write_result(path: Path, result: dict[str, Any]) -> None:
    """One readable JSON file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
