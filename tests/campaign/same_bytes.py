"""The same files on every Python, hash seed, locale, zone and number of threads.

`python tests/campaign/same_bytes.py [PYTHON …]`: interpreters to try beside this one, each with what
`runtime.lock` has. Not run by pytest, as a machine seldom has several (tests/cli/test_same_bytes.py tries one
draw in several surroundings of one). Every child makes, in a folder of its own: a draw whose chances
the quotas give, by each way to be fair and with each preference; one with columns; and a dossier
from the rolls to the panel, with two waves of letters. What is compared are the hashes of all that is
published, given to guarantors, or in the journal, for which it is always the same time.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import get_args

ROOT = Path(__file__).parents[2]
PATHS = [str(ROOT / "src"), str(ROOT / "tests")]
sys.path[:0] = PATHS
PETIT = ROOT / "examples" / "petit"
GAP = ("aab", "aba", "baa", "bab", "bbb")
"""Five people of whom one panel of two is valid, where fractions promise more (support.hull_gap)."""
GAP_QUOTAS = ("c1,a,1,1", "c1,b,1,2", "c2,a,1,1", "c2,b,1,1", "c3,a,1,1", "c3,b,0,1")
SURROUNDINGS: Mapping[str, Mapping[str, str]] = {
    "as it comes": {},
    "hash seed 1, one thread": {"PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "1", "PYTHON_CPU_COUNT": "1"},
    "hash seed 4242, C, Kathmandu": {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "TZ": "Asia/Kathmandu"},
    "French, Auckland, 16 threads": {
        "LC_ALL": "fr_FR.UTF-8",
        "TZ": "Pacific/Auckland",
        "PYTHON_CPU_COUNT": "16",
        "OMP_NUM_THREADS": "16",
    },
}


def main(pythons: list[str]) -> int:
    """A line for each interpreter and surroundings; 1 where a file differs."""
    expected: dict[str, str] = {}
    worst = 0
    for python in [sys.executable, *pythons]:
        for name, changes in SURROUNDINGS.items():
            environment = {**os.environ, **changes, "PYTHONPATH": os.pathsep.join(PATHS)}
            child = [python, __file__, "--child"]
            done = subprocess.run(child, check=False, capture_output=True, env=environment)
            if done.returncode:
                sys.exit(f"{python}, {name}:\n{done.stderr.decode()[-2000:]}")
            told, found = json.loads(done.stdout)
            expected = expected or found
            other = sorted(path for path in expected | found if expected.get(path) != found.get(path))
            worst = max(worst, bool(other))
            print(f"{told}, {name}: {len(found)} files, {len(other)} differ", *other[:5], flush=True)
    return worst


def child() -> None:
    """The hashes of everything made, as JSON."""
    from tirage import program
    from tirage.cli import clock
    from tirage.cli.desk import consent

    asked = consent.Consent
    # Not every interpreter has tirage installed, with its version.
    program.TOOL = f"tirage 1.0.0 {program.FINGERPRINT} ortools {program.SOLVER}"  # type: ignore[misc]
    # Nobody is there to be asked.
    consent.Consent = lambda talk, *, sure, bar=None: asked(talk, sure=True, bar=bar)  # type: ignore[assignment,misc]
    start = datetime(2027, 3, 1, 9, tzinfo=UTC)
    minutes = count()
    clock.system_clock = lambda **_: f"{start + timedelta(minutes=next(minutes)):%Y-%m-%dT%H:%M:%SZ}"
    # What commands say goes to the error stream, which only a failure shows.
    with contextlib.redirect_stdout(sys.stderr):
        found = {name: sha256(data).hexdigest() for name, data in sorted(everything())}
    print(json.dumps(["Python " + sys.version.split()[0], found]))


def everything() -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file that inputs and rolls decide."""
    from support.journey import whole

    from tirage.chances.objectives.choose import Fairness

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        small = [PETIT / "volontaires.csv", "--quotas", PETIT / "quotas.csv", "--seats", "6"]
        ways = [["--fairness", each] for each in get_args(Fairness)]
        ways += [["--later", f"prefer={each}"] for each in ("diverse", "repairable")]
        for way in ways:
            yield from drawn(folder / way[-1].replace("=", "-"), *small, "--household", "adresse", *way)
        people = [f"p{i},{','.join(word)}" for i, word in enumerate(GAP)]
        (folder / "gap.csv").write_text("\n".join(["id,c1,c2,c3", *people, ""]), encoding="utf-8")
        (folder / "gap-quotas.csv").write_text(
            "\n".join(["feature,value,min,max", *GAP_QUOTAS, ""]), encoding="utf-8"
        )
        gap = [folder / "gap.csv", "--quotas", folder / "gap-quotas.csv", "--seats", "2"]
        yield from drawn(folder / "gap", *gap)
        (folder / "rolls").mkdir()
        yield from published(whole(folder / "rolls"), "rolls")


def drawn(out: Path, *words: object) -> Iterator[tuple[str, bytes]]:
    """A draw of a file of volunteers, and what it publishes."""
    from support.journey import DICE, run

    assert run("draw", "panel", *words, "--ids", "published", "--panels", "120", "--out", out) == 0
    assert run("draw", "panel", "--dossier", out, "--seed", DICE[0], "--yes") == 0
    yield from published(out, out.name)


def published(dossier: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """All that is published or given to guarantors, and the journal."""
    for part in ("public", "guarantors", "journal"):
        for file in sorted((dossier / part).rglob("*")):
            if file.is_file():
                yield f"{name}/{file.relative_to(dossier).as_posix()}", file.read_bytes()


if __name__ == "__main__":
    if sys.argv[1:] == ["--child"]:
        child()
    else:
        sys.exit(main(sys.argv[1:]))
