"""Random pools that no panel fits, 6 to 8 criteria: is every one answered, and is the answer the least?

    python bench/infeasible.py [--count 200] [--limit 60] [--out FILE]

The pools are those of tests/support/infeasible.py: one in four has 12 people at most, where every panel is
tried; in the others a second model, person by person, is solved by SCIP. In-process CPU seconds of the least
change alone. Exit code 1 where a pool has no answer, or another than the second opinion.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from measure import machine, versions, write_result

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from support.infeasible import crowded, few_people, least_by_people, least_weight
from support.realising import grouped

from tirage.chances.rising import Unproved
from tirage.feasibility.change_programs import Movable, least
from tirage.feasibility.effort import Effort
from tirage.feasibility.relaxation import LEAST, UNIT, weight

RESULTS = Path(__file__).parent / "results"


def examine(number: int, limit: int) -> dict[str, Any]:
    """What became of one pool."""
    few = number % 4 == 0
    pool = few_people(number) if few else crowded(number)
    instance = grouped(pool).instance
    movable = []
    for q, row in enumerate(instance.quotas):
        people = min(pool.seats, sum(instance.sizes[t] for t in row.members))
        if row.lower:
            movable.append(Movable((q, "minimum"), row.lower, weight("minimum", row.lower)))
        if people > row.upper:
            movable.append(Movable((q, "maximum"), people - row.upper, weight("maximum", row.upper)))
    weights = {each.demand: each.weight for each in movable}
    begun = time.process_time()
    try:
        found = least(instance, movable, (), Effort(LEAST).program)
    except Unproved:
        found = None
    row_: dict[str, Any] = {"pool": number, "cpu_s": round(time.process_time() - begun, 2)}
    if found is None:
        return row_ | {"result": "no answer"}
    weighs = sum(weights[demand] * seats for demand, seats in found.change.items())
    other = least_weight(pool, weights) if few else least_by_people(pool, weights, limit)
    if other is None:
        result = "no second opinion in time"
    elif abs(other - weighs) > 2:
        result = "another answer" if found.proved or weighs < other else "not proved, and not the least"
    else:
        result = "least by every panel tried" if few else "least by SCIP"
    return row_ | {"result": result, "proved": found.proved, "weighs": round(weighs / UNIT, 4)}


def main() -> int:
    """All pools, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--out", type=Path, default=RESULTS / "infeasible.json")
    options = parser.parse_args()
    rows = [examine(number, options.limit) for number in range(options.count)]
    results = Counter(row["result"] for row in rows)
    seconds = sorted(row["cpu_s"] for row in rows)
    summary = {
        "pools": len(rows),
        "results": dict(sorted(results.items())),
        "proved": sum(row.get("proved", False) for row in rows),
        "cpu_s": {"median": seconds[len(seconds) // 2], "largest": seconds[-1]},
    }
    unlike = [row for row in rows if not row["result"].startswith("least by")]
    found = {"machine": machine(), "versions": versions("ortools"), "summary": summary, "others": unlike}
    write_result(options.out, found)
    sys.stdout.write(json.dumps(summary) + "\n")
    return int(bool({"no answer", "another answer"} & results.keys()))


if __name__ == "__main__":
    sys.exit(main())
