"""Many random small pools with tight quotas through tirage: does every one end well?

    python bench/random_pools.py [--count 200] [--first 0] [--limit 60] [--out FILE]

The pools are `tight(seed)` of tests/instances.py: 50 to 350 people, 6 to 8 criteria, 20 to 45 seats. Each
must end within the limit; its lottery is checked here against quotas and households, and by `tirage verify`;
its certificate must show that the lottery is at its proven leximin, to one slot, or state the gap. Exit
code 1 if any does not.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import product

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from support.instances import Instance, tight, write

COLUMNS = (
    *("seed", "people", "criteria", "seats", "households", "result", "wall_s", "cpu_s", "peak_mib"),
    *("method", "levels", "least", "least_bound", "gap", "note"),
)
PASSED = ("at its leximin", "gap stated")


def examine(seed: int, limit: float) -> dict[str, Any]:
    """One row of the table."""
    instance = tight(seed)
    row: dict[str, Any] = {
        "seed": seed,
        "people": len(instance.features),
        "criteria": len(instance.quotas),
        "seats": instance.seats,
        "households": "yes" if any(instance.households) else "no",
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        people_csv, quotas_csv = write(instance, folder)
        out = folder / "dossier"
        done = product.draw_panel(
            people_csv, quotas_csv, instance.seats, out, household=("address1",), limit=limit
        )
        row |= done.figures()
        if done.status != "done":
            return row | {"result": done.status, "note": " ".join(done.stderr.split())[-200:]}
        return row | judge(instance, out, limit)


def judge(instance: Instance, out: Path, limit: float) -> dict[str, Any]:
    """Whether the dossier is right, and how fair its lottery is."""
    panels = (out / "public" / "lottery.csv").read_text(encoding="utf-8").splitlines()
    bad = sum(not valid(instance, line.split(",")) for line in panels)
    if bad:
        return {"result": "invalid", "note": f"{bad} of {len(panels)} panels break a rule"}
    checked = product.verify(out, limit)
    if checked.status != "done":
        return {"result": "invalid", "note": f"tirage verify: {checked.status}, exit {checked.code}"}
    certificate = product.certificate_of(out)
    gap = stated_gap(certificate)
    short = slots_short(certificate)
    result = "gap stated" if gap else "at its leximin" if short <= 1 else "below its leximin"
    first = certificate["levels"][0]
    return {
        "result": result,
        "method": certificate["method"],
        "levels": len(certificate["levels"]),
        "least": first["achieved"],
        "least_bound": first["bound"],
        "gap": f"{float(gap):.6f}" if gap else "",
        "note": f"{float(short):.2f} slots short" if short > 1 else "",
    }


def valid(instance: Instance, pids: list[str]) -> bool:
    """One panel against seats, quotas and households, from the instance itself."""
    people = [int(pid.removeprefix("p")) for pid in pids]
    homes = [instance.households[i] for i in people if instance.households[i]]
    if len(set(people)) != instance.seats or len(people) != instance.seats or len(set(homes)) != len(homes):
        return False
    for place, (_, categories) in enumerate(instance.quotas):
        seats = Counter(instance.features[i][place] for i in people)
        if any(not low <= seats[name] <= high for name, low, high in categories):
            return False
    return True


def stated_gap(certificate: dict[str, Any]) -> Fraction:
    """Largest difference between what is proven possible and the value, over the levels."""
    return max(_fraction(level, "bound") - _fraction(level, "value") for level in certificate["levels"])


def slots_short(certificate: dict[str, Any]) -> Fraction:
    """By how many slots of m the lottery stays below the value of a level, at worst."""
    worst = max(_fraction(level, "value") - _fraction(level, "achieved") for level in certificate["levels"])
    return worst * int(certificate["panels"])


def _fraction(level: dict[str, str], key: str) -> Fraction:
    return Fraction(level[key])


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--limit", type=float, default=60, help="seconds, each pool")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "random_pools.csv")
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    results: Counter[str] = Counter()
    slowest = 0.0
    with options.out.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        for seed in range(options.first, options.first + options.count):
            row = examine(seed, options.limit)
            table.writerow(row)
            file.flush()
            results[row["result"]] += 1
            slowest = max(slowest, row["wall_s"])
            print(f"{seed}: {row['result']} in {row['wall_s']:.1f} s {row.get('note', '')}", file=sys.stderr)
    print(json.dumps({"results": results, "slowest_s": slowest, "table": options.out.name}))
    return int(any(result not in PASSED for result in results))


if __name__ == "__main__":
    sys.exit(main())
