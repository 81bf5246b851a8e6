"""Every way to be fair on pools of the sizes of ten real assemblies: how long, how fair, and what is proved.

    python bench/fairness.py [--pools sf_a_35,…] [--fairness leximin,…] [--limit 30] [--out FILE]

Each row is one `tirage draw panel`, from the files to the drawn panel and its certificate, a lottery of 1,000
included. Writes one JSON file and prints a table; exit code 1 where a draw did not end within the limit, or
where the least chance of the lottery is not the one that the certificate states.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from collections.abc import Iterator
from fractions import Fraction
from math import exp, fsum, log
from pathlib import Path
from typing import Any, get_args

import product
from assemblies import ASSEMBLIES, Assembly
from measure import machine, versions, write_result

from tirage.chances.objectives.choose import Fairness

RESULTS = Path(__file__).parent / "results"
COLUMNS = (
    *("pool", "people, seats, criteria", "fairness", "wall s", "least %", "largest %", "Gini %"),
    *("geometric mean %", "proved"),
)
WAYS: tuple[str, ...] = get_args(Fairness)


def draw(assembly: Assembly, fairness: str, limit: float) -> dict[str, Any]:
    """One row."""
    pool = assembly.ready()
    row: dict[str, Any] = {"pool": pool.name, "fairness": fairness, "limit_s": limit}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "dossier"
        done = product.draw_panel(
            pool.people_csv, pool.features_csv, pool.seats, out, fairness=fairness, limit=limit
        )
        row |= done.figures()
        if done.status != "done":
            return row | {"message": " ".join(done.stderr.split())[-300:]}
        return row | judge(chances(out), product.certificate_of(out))


def chances(out: Path) -> list[Fraction]:
    """The chance of everyone, as it was aimed at."""
    with (out / "guarantors" / "chances.csv").open(encoding="utf-8", newline="") as file:
        return [Fraction(row["chance"]) for row in csv.DictReader(file)]


def judge(everyone: list[Fraction], certificate: dict[str, Any]) -> dict[str, Any]:
    """How fair it is, and whether the certificate says the same of the least chance."""
    drawable = sorted(chance for chance in everyone if chance)
    level = next((each for each in certificate["levels"] if Fraction(each["value"])), None)
    return {
        "method": certificate["method"],
        "least": str(drawable[0]),
        "largest": float(drawable[-1]),
        "gini": round(float(gini(everyone)), 6),
        "geometric": round(exp(fsum(map(_log, drawable)) / len(drawable)), 8),
        "never": len(everyone) - len(drawable),
        "bound": proved(certificate),
        "same_least": level is None or Fraction(level["value"]) == drawable[0],
    }


def proved(certificate: dict[str, Any]) -> str:
    """What the certificate proves of its objective, as it stands there."""
    own = certificate.get("objective")
    if own is None:
        return "least ≤ " + next(each["bound"] for each in certificate["levels"] if Fraction(each["value"]))
    if "scale" in own:
        return f"geometric mean ≤ {float(Fraction(own['bound'])):.9f} ×"
    if "value" in own:
        return f"{float(Fraction(own['value'])):.6f} ≥ {float(Fraction(own['bound'])):.6f}"
    return f"least ≤ {own['floor']['bound']}, largest ≥ {own['bound']}"


def gini(everyone: list[Fraction]) -> Fraction:
    """Half the mean difference over the mean; nothing of the product in it."""
    n = len(everyone)
    ranked = sum((2 * i - n - 1) * chance for i, chance in enumerate(sorted(everyone), 1))
    return Fraction(ranked, 1) / (n * sum(everyone))


def _log(value: Fraction) -> float:
    return log(value.numerator) - log(value.denominator)


def rows(pools: list[str], ways: list[str], limit: float) -> Iterator[dict[str, Any]]:
    """Every draw, one after the other."""
    for assembly in ASSEMBLIES:
        if assembly.pool.name in pools:
            for fairness in ways:
                yield draw(assembly, fairness, limit) | {
                    "people": assembly.pool.people,
                    "seats": assembly.pool.seats,
                    "criteria": assembly.pool.criteria,
                }


def line(row: dict[str, Any]) -> str:
    """One row of the table."""
    cells = [row["pool"], f"{row['people']}, {row['seats']}, {row['criteria']}", row["fairness"]]
    cells.append(f"{row['wall_s']:.1f}")
    if row["status"] == "done":
        shares = float(Fraction(row["least"])), row["largest"], row["gini"], row["geometric"]
        cells += [f"{100 * share:.2f}" for share in shares]
        cells.append(f"{row['method']}: {row['bound']}")
    else:
        cells.append(row["status"])
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pools", default=",".join(each.pool.name for each in ASSEMBLIES))
    parser.add_argument("--fairness", default=",".join(WAYS))
    parser.add_argument("--limit", type=float, default=30, help="seconds, each draw")
    parser.add_argument("--out", type=Path, default=RESULTS / "fairness.json")
    options = parser.parse_args()
    started = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    print(f"| {' | '.join(COLUMNS)} |")
    print("|---" * len(COLUMNS) + "|")
    found = []
    for row in rows(options.pools.split(","), options.fairness.split(","), options.limit):
        print(line(row), flush=True)
        found.append(row)
    packages = versions("tirage", "ortools", "numpy")
    published = {
        each.pool.name: {"least": each.least, "gini": each.gini, "geometric": each.geometric}
        for each in ASSEMBLIES
    }
    write_result(
        options.out,
        {
            "taken": started,
            "machine": machine(),
            "packages": packages,
            "published_leximin_percent": published,
            "draws": found,
        },
    )
    return int(any(row["status"] != "done" or not row["same_least"] for row in found))


if __name__ == "__main__":
    sys.exit(main())
