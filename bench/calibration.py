"""Does "95 %" happen 95 times in 100? Letters planned for invented cities, then sent.

    python bench/calibration.py [--worlds 600] [--out FILE]

Each world (tests/support/worlds.py) answers up to 25 % or 40 % more or less than expected, its categories and
strata differ by 20 %, its diplomas are known like those of 100 volunteers. The first wave is as large as the
plan says that a panel exists with 0.95. Or a wave of 1,000 letters comes first, and the second is as large as
the plan then says: of the worlds in which it takes one and may, how many have a panel afterwards.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from support.worlds import ALPHA, after, at_first, letters_of, often, rules, world

from tirage.forecast.letters import letters_needed

FIRST = 1000
AGAIN = 20
"""Waves sent to each world, to know better how often a panel exists there."""


def happened(width: float, worth: int, worlds: int) -> dict[str, Any]:
    """How often there is a panel in worlds of this width, if the response is worth so many letters."""
    before = at_first(rules(response=worth))
    needed = letters_needed(before, ALPHA)
    first, second, more = [], [], []
    for number in range(worlds):
        city, dice = world(width, number), random.Random(f"waves {number}")
        first.append(often(city, letters_of(before, needed), [], AGAIN, number))
        sent, volunteers = city.answer(letters_of(before, FIRST), dice)
        now = after(before, sent, volunteers)
        letters = letters_needed(now, ALPHA)
        if 0 < letters < sum(each.eligible for each in now.strata):
            more.append(letters)
            second.append(often(city, letters_of(now, letters), volunteers, AGAIN, 10**6 + number))
    more.sort()
    return {
        "width": width,
        "worth": worth,
        "worlds": worlds,
        "first_wave": needed,
        "first": round(sum(first) / worlds, 4),
        "second_tried": len(more),
        "second_wave": [more[0], more[len(more) // 2], more[-1]],
        "second": round(sum(second) / len(second), 4),
    }


def main() -> None:
    """The table, one row a width and prior."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=600)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "calibration.json")
    typed = parser.parse_args()
    rows = []
    for width, worth in ((0.25, 200), (0.4, 200), (0.25, 600), (0.4, 600)):
        rows.append(happened(width, worth, typed.worlds))
        print(json.dumps(rows[-1]), flush=True)
    typed.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
