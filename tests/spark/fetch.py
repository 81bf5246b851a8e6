"""Spark's server for the tests, into `.spark`: the jars of a package of PyPI, pinned by server.lock.

Installed whole, the package would be built first and hold half a gigabyte in everyone's `.venv`, beside the
thin client that an official has.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
HOME = HERE.parents[1] / ".spark"
TAKEN = ("deps/jars/", "deps/bin/")


def fetch(home: Path) -> None:
    """Put jars and scripts into the folder `home`, which appears whole."""
    with TemporaryDirectory(dir=home.parent, prefix=".spark-") as folder:
        words = ["download", "--quiet", "--no-deps", "--no-binary=:all:", "--require-hashes"]
        lock = ["--requirement", str(HERE / "server.lock"), "--dest", folder]
        subprocess.run([sys.executable, "-m", "pip", *words, *lock], check=True)
        (archive,) = Path(folder).glob("*.tar.gz")
        unpacked = Path(folder, "spark")
        with tarfile.open(archive) as tar:
            for member in tar:
                # `pyspark-4.2.0/deps/jars/x.jar` → `jars/x.jar`
                inside = member.name.partition("/")[2]
                if member.isfile() and inside.startswith(TAKEN):
                    member.name = inside.removeprefix("deps/")
                    tar.extract(member, unpacked, filter="data")
        shutil.rmtree(home, ignore_errors=True)
        unpacked.replace(home)


if __name__ == "__main__":
    fetch(HOME)
