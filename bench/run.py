"""tirage and the peer on the same pools, one after the other, in one run on one machine.

    python bench/run.py [--pools paris_700_100,…] [--limit 60] [--peer-limit 60] [--no-peer] [--out FILE]
    python bench/run.py --goals [--runs 5] [--limit 60] [--out FILE]

Writes one JSON file (machine, versions, one entry per draw) and prints it as a table. `--goals`: tirage
alone, the processor time of whole commands beside what it should be, the least of a few runs.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peer
import product
from measure import machine, versions, write_result
from pools import POOLS, BenchPool

RESULTS = Path(__file__).parent / "results"
PEERS = (("maximin", "mip-cbc"), ("maximin", "highspy"), ("leximin", "mip-cbc"))
"""Algorithm and solver. The last is asked for leximin, and without Gurobi gives maximin."""
GOALS = (
    ("paris_700_100", 1_000, 1.0),
    ("paris_2000_100", 1_000, 1.5),
    ("sf_e_110", 1_000, 3.0),
    ("paris_20000_100", 1_000, 3.0),
    ("categories_40", 1_000, 4.0),
    ("seats_1000", 1_000, 4.0),
    ("criteria_12", 1_000, 60.0),
    ("criteria_8", 1_000, 60.0),
    ("criteria_8_exact", 1_000, 60.0),
    ("paris_100000_100", 10_000, 6.0),
    ("paris_700_100", 10_000, 4.0),
)
"""Pool, panels, and seconds of processor time that the whole command should take; the last: four times the
first. Whole panels cannot give the chances of 100,000 people with fewer than 10,000."""


def draws(pools: list[BenchPool], limit: float, peer_limit: float | None) -> Iterator[dict[str, Any]]:
    """Every measured draw, in the order taken."""
    for pool in pools:
        yield product.draw(pool, limit=limit)
        if peer_limit is not None:
            for algorithm, backend in PEERS:
                yield peer.draw(pool, algorithm=algorithm, backend=backend, limit=peer_limit)


def line(entry: dict[str, Any]) -> str:
    """One row of the table."""
    share = {key: f"{entry[key]:.3f}" if key in entry else "" for key in ("least", "largest")}
    asked = entry.get("asked", "")
    used = entry.get("used", "")
    note = f"asked {asked}, got {used}" if asked != used else ""
    if entry["status"] != "done":
        note = (
            f"ended after {entry['limit_s']:.0f} s"
            if entry["status"] == "timeout"
            else f"exit {entry['exit']}"
        )
    verified = f"{entry['verify']['wall_s']:.1f}" if "verify" in entry else ""
    return (
        f"| {entry['pool']} | {entry['program']} | {entry['wall_s']:.1f} | {entry['cpu_s']:.1f} "
        f"| {entry['peak_mib']} | {share['least']} | {share['largest']} | {verified} | {note} |"
    )


def against_goals(runs: int, limit: float) -> Iterator[dict[str, Any]]:
    """Every case of `GOALS`: the least processor time of the runs, all of them, and the load meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        # As it is installed: no start compiles the sources anew, nobody says how numbers are multiplied.
        os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{name}/compiled"}
        os.environ.pop("OPENBLAS_CORETYPE", None)
        for number, (pool, panels, goal) in enumerate(GOALS):
            outs = [Path(name, f"{number}-{run}") for run in range(runs + 1)]
            # The first run compiles.
            done = list(_spent(POOLS[pool].ready(), panels, limit, outs))[1:]
            yield {
                "pool": pool,
                "panels": panels,
                "goal_s": goal,
                "cpu_s": min(done, default=None),
                "runs_s": done,
                "limit_s": limit,
                "load": round(os.getloadavg()[0], 1),
            }


def _spent(pool: BenchPool, panels: int, limit: float, outs: list[Path]) -> Iterator[float]:
    """Processor time of each run, up to one that is not done."""
    files, homes = (pool.people_csv, pool.features_csv), ("address1", "zip")
    for out in outs:
        done = product.draw_panel(*files, pool.seats, out, household=homes, panels=panels, limit=limit)
        if done.status != "done":
            return
        yield round(done.cpu, 2)


def compare_goals(options: argparse.Namespace) -> list[dict[str, Any]]:
    """The table of `GOALS`, printed as it is made."""
    print("| pool | panels | goal, CPU s | CPU s | load |")
    print("|---|---|---|---|---|")
    entries = []
    for entry in against_goals(options.runs, options.limit):
        spent = "not done" if entry["cpu_s"] is None else f"{entry['cpu_s']:.2f}"
        print(
            f"| {entry['pool']} | {entry['panels']:,} | {entry['goal_s']} | {spent} | {entry['load']} |",
            flush=True,
        )
        entries.append(entry)
    return entries


def compare_peers(options: argparse.Namespace) -> list[dict[str, Any]]:
    """The table of both programs, printed as it is made."""
    pools = [POOLS[name] for name in options.pools.split(",")]
    print("| pool | program | wall s | CPU s | peak MiB | least | largest | verify s | |")
    print("|---|---|---|---|---|---|---|---|---|")
    entries = []
    for entry in draws(pools, options.limit, None if options.no_peer else options.peer_limit):
        print(line(entry), flush=True)
        entries.append(entry)
    return entries


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pools", default=",".join(POOLS), help="names, separated by commas")
    parser.add_argument("--limit", type=float, default=60, help="seconds for tirage, each pool")
    parser.add_argument("--peer-limit", type=float, default=60, help="seconds for the peer, each pool")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--goals", action="store_true", help="tirage alone, beside what it should take")
    parser.add_argument("--runs", type=int, default=5, help="with --goals: of each, the first aside")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    started = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    entries = compare_goals(options) if options.goals else compare_peers(options)
    packages = versions("tirage", "ortools", "numpy", "typer", "rich")
    out = options.out or RESULTS / ("goals.json" if options.goals else "compare.json")
    write_result(out, {"taken": started, "machine": machine(), "packages": packages, "draws": entries})


if __name__ == "__main__":
    main()
