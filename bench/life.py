"""The life of an assembly: replacement draws, alternates, ten simulated years two hundred times.

    python bench/life.py [--runs 200] [--out FILE]

On the pool of examples/paris, 100 seats among 700. Writes one JSON file and prints the seconds; exit code 1
where a step takes longer than its limit.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from measure import machine, versions, write_result

PARIS = Path(__file__).parents[1] / "examples" / "paris"
RESULTS = Path(__file__).parent / "results"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
OTHER = DICE[::-1]
LIMITS = {"replacement": 2.0, "alternates": 20.0, "simulate": 60.0}
"""Seconds of processor time."""


DRAWS = 5
"""Draws of three seats, each of a dossier with its own key: what one takes depends on who has left."""

IMPOSSIBLE = 4
"""Exit code where no panel meets the quotas."""


def tirage(*words: object, compiled: Path) -> float:
    """Seconds of processor time that a command takes, its processes together; `compiled`: for bytecode."""
    begun = os.times()
    command = [sys.executable, "-m", "tirage", *map(str, words)]
    # As it is installed: no start compiles the sources anew.
    installed = {"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)}
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **installed})
    ended = os.times()
    spent = ended.children_user + ended.children_system - begun.children_user - begun.children_system
    return round(spent, 2)


def replaced(dossier: Path, compiled: Path) -> float | None:
    """A panel, three members who leave, and their replacement: the seconds of the last; None: nobody fits."""
    run = partial(tirage, compiled=compiled)
    quotas = ["--quotas", PARIS / "quotas.yaml", "--seats", "100"]
    run("draw", "panel", PARIS / "volontaires.csv", *quotas, "--out", dossier)
    time.sleep(1)
    run("draw", "panel", "--out", dossier, "--seed", DICE, "--yes")
    for pid in (dossier / "public" / "panel.csv").read_text().split()[5:35:10]:
        run("record", "withdrawal", pid, dossier, "--yes")
    # Plan, lottery and certificate in one command, the draw in another.
    draw = ("draw", "replacements", dossier)
    try:
        planned = run(*draw)
    except subprocess.CalledProcessError as failed:
        if failed.returncode != IMPOSSIBLE:
            raise
        return None
    time.sleep(1)
    return round(planned + run(*draw, "--seed", OTHER, "--yes"), 2)


def main() -> int:
    """Everything, step by step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--out", type=Path, default=RESULTS / "life.json")
    options = parser.parse_args()
    found: dict[str, Any] = {"machine": machine(), "versions": versions("ortools"), "limits_s": LIMITS}
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "compiled"
        drawn: dict[Path, float] = {}
        for dossier in (Path(folder) / f"dossier-{number}" for number in range(2 * DRAWS)):
            if len(drawn) < DRAWS and (spent := replaced(dossier, compiled)) is not None:
                drawn[dossier] = spent
        dossier, draws = next(iter(drawn)), list(drawn.values())
        seconds = {"replacement": median(draws)}
        seconds["alternates"] = tirage("alternates", dossier, "--count", "40", compiled=compiled)
        lives = ["--years", "10", "--runs", options.runs, "--policy", "monthly", "--seed", "bench"]
        lives += ["--months", "18", "--cohorts", "1"]
        seconds["simulate"] = tirage("simulate", dossier, *lives, compiled=compiled)
    found |= {"seconds": seconds, "replacements": sorted(draws), "runs": options.runs, "years": 10, "left": 3}
    write_result(options.out, found)
    sys.stdout.write(json.dumps(found) + "\n")
    return int(any(seconds[name] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main())
