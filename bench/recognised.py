"""What is recognised of people who are known (`truth.py` makes them), and what is asked.

    python bench/recognised.py [--rows 20000] [--seed TEXT] [--keep FOLDER] [--out FILE]

Certain merges and questions of a frame, a list of exclusion, households. A pair is two rows of one person;
recall is of the pairs that are, precision of the pairs found, or of the questions asked.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from measure import machine, versions, write_result
from truth import Maker, World, excluded, files

from tirage.people.engines.kept import shelf
from tirage.people.engines.opening import open_store
from tirage.people.frame import duplicates, eligibility, exclusions
from tirage.people.frame.reading import read_rolls
from tirage.people.frame.store import Store
from tirage.people.groups import Groups
from tirage.people.households import households
from tirage.people.identity import canonical
from tirage.people.review import OTHER, SAME, Decisions
from tirage.progress import Silent

RESULTS = Path(__file__).parent / "results"
ON = date(2026, 9, 1)
FIELDS = ("row", "person", "surname", "used", "first", "firsts", "place", "born", "home")
"""Of a row, for another program to compare: `oracle.py`."""


def rate(part: int, whole: int) -> float:
    """Percent, to two places; 100 of nothing."""
    return round(100 * part / whole, 2) if whole else 100.0


def pairs(groups: Iterable[Sequence[Any]]) -> set[tuple[Any, Any]]:
    """Every pair within a group."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def by(values: dict[Any, Any]) -> list[list[Any]]:
    """Keys by value."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, value in values.items():
        found[value].append(key)
    return list(found.values())


def measured(rows: int, seed: str, folder: Path) -> dict[str, Any]:
    """Everything that the frame finds, against the truth."""
    maker = Maker(seed, rows)
    world = maker.world()
    lists = folder / "lists"
    lists.mkdir()
    whose = files(world, maker, lists)
    listed = excluded(world, maker, folder / "opposition.csv", max(50, rows // 100))
    scratch = folder / "scratch"
    scratch.mkdir()
    with (
        closing(open_store(scratch)) as store,
        shelf(folder / "kept", scratch / "entries", sys.maxsize) as entries,
    ):
        begun = time.perf_counter()
        _, taken = read_rolls(
            sorted(lists.iterdir()),
            entries,
            on=ON,
            columns={},
            geographies=None,
            tool="bench",
            processes=1,
            progress=Silent(),
        )
        store.take_in(taken)
        read = time.perf_counter()
        doubts = duplicates.find(store)
        found = time.perf_counter()
        out = exclusions.find(store, {"opposition": folder / "opposition.csv"}, ON)
        matched = time.perf_counter()
        person = {
            row: whose[kind][line - 2] for row, kind, line in store.rows("select row, list, line from keyed")
        }
        _kept(store, person, folder / "truth.csv")
        result = {
            "rows": len(person),
            "people": len(world.people),
            "seconds": {
                "read": round(read - begun, 1),
                "duplicates": round(found - read, 1),
                "exclusions": round(matched - found, 1),
            },
            "duplicates": _duplicates(store, doubts, person),
            "exclusions": _exclusions(out, listed, person),
        }
        right = _right(store, person)
        words = {each.case: SAME if each.case in right else OTHER for each in doubts}
        duplicates.merge(store, Decisions(words))
        eligibility.gather(store)
        result["households"] = _households(store, world, person)
    return result


def _kept(store: Store, person: dict[int, int], path: Path) -> None:
    """The rows and whose they are, for `oracle.py`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(FIELDS)
        for row, identity, usage, born, home in store.rows(
            "select row, identity, usage_key, born_first, home from keyed order by row"
        ):
            surname, firsts, _, place = identity.split("|")
            first = firsts.partition(" ")[0]
            writer.writerow((row, person[row], surname, usage or surname, first, firsts, place, born, home))


def _questions(store: Store) -> list[tuple[int, int, str, str]]:
    """(row, row, reason, case) of each question."""
    merged = duplicates.certain(store)
    return [
        (one, other, doubt.reason, doubt.case) for one, other, doubt in duplicates.doubtful(store, merged)
    ]


def _right(store: Store, person: dict[int, int]) -> set[str]:
    return {case for one, other, _, case in _questions(store) if person[one] == person[other]}


def _duplicates(store: Store, doubts: Sequence[Any], person: dict[int, int]) -> dict[str, Any]:
    truth = pairs(by(person))
    merged = duplicates.certain(store)
    tops = {row: merged.top(row) for row in person}
    sure = pairs(by(tops))
    questions = _questions(store)
    reasons: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    answered = Groups(list(merged.tops()))
    for one, other, reason, _ in questions:
        right = person[one] == person[other]
        reasons[reason][right] += 1
        if right:
            answered.join(one, other)
    both = pairs(by({row: answered.top(row) for row in person}))
    return {
        "pairs": len(truth),
        "certain_precision": rate(len(sure & truth), len(sure)),
        "certain_recall": rate(len(sure & truth), len(truth)),
        "asked": len(doubts),
        "asked_precision": rate(sum(right for _, right in reasons.values()), len(doubts)),
        "recall_with_review": rate(len(both & truth), len(truth)),
        "reasons": {
            name: {"same": right, "different": wrong} for name, (wrong, right) in sorted(reasons.items())
        },
    }


def _exclusions(out: Any, listed: list[int], person: dict[int, int]) -> dict[str, Any]:
    there = sum(number >= 0 for number in listed)
    sure = [person[row] == listed[line - 2] for (_, line), row in out.certain.items()]
    asked = [(line, person[row] == listed[line - 2]) for _, (_, line), row in out.doubts]
    reached = {line for (_, line), row in out.certain.items() if person[row] == listed[line - 2]}
    reached |= {line for line, right in asked if right}
    return {
        "listed": len(listed),
        "on_a_list": there,
        "certain_precision": rate(sum(sure), len(sure)),
        "certain_recall": rate(sum(sure), there),
        "asked": len(asked),
        "asked_precision": rate(sum(right for _, right in asked), len(asked)),
        "recall_with_review": rate(len(reached), there),
    }


def _households(store: Store, world: World, person: dict[int, int]) -> dict[str, Any]:
    """People of one household by address and any name; the truth: they live together and share a name."""
    rows = [*store.rows("select person, row, home from people where numbered")]
    names: defaultdict[str, set[str]] = defaultdict(set)
    for who, one, other in store.rows("select person, surname_key, usage_key from persons"):
        names[f"{who:09}"] |= {one, other} - {""}
    labels = households({f"{who:09}": home for who, _, home in rows}, names).labels
    human = {f"{who:09}": person[row] for who, row, _ in rows}
    found = {tuple(sorted((human[a], human[b]))) for a, b in pairs(by(dict(labels)))}
    truth = set()
    for members in world.homes.values():
        there = {
            number: {canonical(world.people[number].surname), canonical(world.people[number].usage)} - {""}
            for number in members
        }
        truth |= pairs(
            by(
                dict(
                    households(
                        dict.fromkeys(map(str, there), "x"), {str(n): s for n, s in there.items()}
                    ).labels
                )
            )
        )
    truth = {tuple(sorted((int(a), int(b)))) for a, b in truth}
    return {
        "pairs": len(truth),
        "precision": rate(len(found & truth), len(found)),
        "recall": rate(len(found & truth), len(truth)),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seed", default="truth")
    parser.add_argument("--keep", type=Path, help="new folder for the files, which stays")
    parser.add_argument("--out", type=Path, default=RESULTS / "truth.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = measured(options.rows, options.seed, folder)
    print(json.dumps(found, indent=1, ensure_ascii=False))
    write_result(
        options.out, {"machine": machine(), "versions": versions("duckdb"), "seed": options.seed, **found}
    )


if __name__ == "__main__":
    main()
