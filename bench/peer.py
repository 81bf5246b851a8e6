"""The peer, sortition-algorithms, in an environment of its own: highspy and ortools cannot share a process.

    python bench/peer.py POOL [--algorithm maximin] [--backend highspy] [--limit 60] [--twice]

`--twice` draws twice with one seed under two values of PYTHONHASHSEED, as two runs of one command have by
default, and says whether the panels are the same.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from measure import run
from pools import POOLS, BenchPool

ENVIRONMENT = Path(__file__).parent / ".venv-peer"
PACKAGE = "sortition-algorithms[mip]==0.12.15"
SCRIPT = Path(__file__).with_name("peer_draw.py")
SEED = 7


def python() -> Path:
    """The interpreter of the peer's environment, which is made at the first call (about 20 s)."""
    interpreter = ENVIRONMENT / "bin" / "python"
    if not (ENVIRONMENT / "ready").exists():
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        subprocess.run([interpreter, "-m", "pip", "install", "--quiet", PACKAGE], check=True)
        (ENVIRONMENT / "ready").touch()
    return interpreter


def draw(
    pool: BenchPool,
    *,
    algorithm: str = "maximin",
    backend: str = "highspy",
    panels: int = 1000,
    limit: float = 60,
    hash_seed: str = "0",
) -> dict[str, Any]:
    """One process of the peer on a pool: figures and, if it ended in time, its lottery's chances."""
    pool.ready()
    arguments = [pool.people_csv, pool.features_csv, pool.seats, panels, algorithm, backend, SEED]
    done = run([python(), SCRIPT, *map(str, arguments)], limit, {"PYTHONHASHSEED": hash_seed})
    program = f"sortition-algorithms {algorithm}/{backend}"
    lines = done.stdout.splitlines()
    answer = json.loads(lines[-1]) if done.status == "done" and lines else {}
    return {"program": program, "pool": pool.name, "limit_s": limit, **done.figures(), **answer}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pool", choices=POOLS)
    parser.add_argument("--algorithm", default="maximin")
    parser.add_argument("--backend", default="highspy")
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--twice", action="store_true")
    options = parser.parse_args()
    seeds = ["1", "2"] if options.twice else ["0"]
    drawn = [
        draw(
            POOLS[options.pool],
            algorithm=options.algorithm,
            backend=options.backend,
            limit=options.limit,
            hash_seed=hash_seed,
        )
        for hash_seed in seeds
    ]
    json.dump(drawn, sys.stdout, indent=1)
    print()
    if options.twice:
        panels = {d.get("first_panel") for d in drawn}
        print("same seed twice:", "same panel" if len(panels) == 1 else "another panel", file=sys.stderr)


if __name__ == "__main__":
    main()
