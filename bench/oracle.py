"""Another program for linking records, on the rows that `recognised.py --keep` leaves: how hard the task is.

    bench/.venv-oracle/bin/python bench/oracle.py FOLDER/truth.csv

Splink (Fellegi-Sunter, on DuckDB), installed apart: `pip install splink`. Its model is trained on the rows
alone; what it says at some thresholds is compared with the truth. It decides nothing in tirage.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

THRESHOLDS = (0.5, 0.9, 0.99)


def linked(path: Path) -> list[tuple[tuple[int, int], float]]:
    """Pairs of rows, each with a probability."""
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="row",
        blocking_rules_to_generate_predictions=[
            block_on("born", "first"),
            block_on("born", "surname"),
            block_on("born", "used"),
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("surname", [0.9]),
            cl.JaroWinklerAtThresholds("used", [0.9]),
            cl.JaroWinklerAtThresholds("firsts", [0.9]),
            cl.ExactMatch("place"),
            cl.ExactMatch("home"),
        ],
    )
    api = DuckDBAPI()
    linker = Linker(api.register_from_csv(str(path)), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("born", "first"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("born", "surname"))
    found = linker.inference.predict(threshold_match_probability=min(THRESHOLDS)).as_record_list()
    return [((each["row_l"], each["row_r"]), each["match_probability"]) for each in found]


def judged(path: Path, scored: list[tuple[tuple[int, int], float]]) -> dict[str, Any]:
    """Precision and recall, in percent, at each threshold."""
    people: defaultdict[str, list[int]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            people[row["person"]].append(int(row["row"]))
    truth = {pair for group in people.values() for pair in combinations(sorted(group), 2)}
    result = {}
    for limit in THRESHOLDS:
        said = {(min(pair), max(pair)) for pair, probability in scored if probability >= limit}
        right = len(said & truth)
        result[str(limit)] = {
            "pairs": len(said),
            "precision": round(100 * right / max(1, len(said)), 2),
            "recall": round(100 * right / len(truth), 2),
        }
    return result


def main() -> None:
    """Command line."""
    path, begun = Path(sys.argv[1]), time.perf_counter()
    found = linked(path)
    print(json.dumps({"seconds": round(time.perf_counter() - begun, 1), **judged(path, found)}))


if __name__ == "__main__":
    main()
