"""tirage and the peer on the same pools, one after the other, in one run on one machine.

    python bench/run.py [--pools paris_700_100,…] [--limit 60] [--peer-limit 60] [--no-peer] [--out FILE]

Writes one JSON file (machine, versions, one entry per draw) and prints it as a table.
"""

from __future__ import annotations

import argparse
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


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pools", default=",".join(POOLS), help="names, separated by commas")
    parser.add_argument("--limit", type=float, default=60, help="seconds for tirage, each pool")
    parser.add_argument("--peer-limit", type=float, default=60, help="seconds for the peer, each pool")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--out", type=Path, default=RESULTS / "compare.json")
    options = parser.parse_args()
    pools = [POOLS[name] for name in options.pools.split(",")]
    started = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    print("| pool | program | wall s | CPU s | peak MiB | least | largest | verify s | |")
    print("|---|---|---|---|---|---|---|---|---|")
    entries = []
    for entry in draws(pools, options.limit, None if options.no_peer else options.peer_limit):
        print(line(entry), flush=True)
        entries.append(entry)
    packages = versions("tirage", "ortools", "numpy", "typer", "rich")
    write_result(
        options.out, {"taken": started, "machine": machine(), "packages": packages, "draws": entries}
    )


if __name__ == "__main__":
    main()
