"""Make the files of this example: a small lottery with a flaw, as another program might publish it.

`python make_files.py` writes the four files anew. All people are invented. The flaw is in `draw_panels`: it
reads the volunteers up to the last line, and that line is left out.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent
SEATS, PANELS = 6, 200
QUOTAS = {
    "genre": {"Femme": (3, 3), "Homme": (3, 3)},
    "âge": {"16-29": (1, 2), "30-59": (2, 4), "60+": (1, 2)},
    "quartier": {"Centre": (2, 3), "Gare": (1, 3), "Port": (1, 2)},
}
NAMES = "Adèle Bruno Carla Denis Elsa Farid Gaëlle Hugo Inès Jamal Karine Louis Maud Nino Odile Paul"
NAMES += " Rachel Samir Théa Ugo Vera Yann Zélie Marius"


def volunteers() -> Iterator[list[str]]:
    """Twenty-four people, the last two at one address."""
    chance = random.Random(2021)
    for number, name in enumerate(NAMES.split(), 1):
        features = [
            ("Femme", "Homme")[number % 2 == 0],
            chance.choice(("16-29", "30-59", "30-59", "60+")),
            chance.choice(("Centre", "Centre", "Gare", "Port")),
        ]
        yield [f"V{number:02}", name, *features, f"foyer-{min(number, 23)}"]


def fits(panel: Sequence[Sequence[str]]) -> bool:
    """Whether a panel meets the quotas, one seat a household."""
    counts = Counter(cell for row in panel for cell in row[2:5])
    limits = ((name, bounds) for rows in QUOTAS.values() for name, bounds in rows.items())
    return len({row[5] for row in panel}) == SEATS and all(
        low <= counts[name] <= high for name, (low, high) in limits
    )


def draw_panels(people: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Panels at random that fit: the obvious way, which gives people with much company little chance."""
    chance = random.Random(7)
    for _ in range(PANELS):
        while not fits(panel := chance.sample(people[:-1], SEATS)):
            pass
        yield sorted(row[0] for row in panel)


def write(name: str, rows: Sequence[Sequence[object]]) -> None:
    """One of the files."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    people = list(volunteers())
    panels = list(draw_panels(people))
    drawn = panels[57]
    header = ["id", "prénom", *QUOTAS, "foyer"]
    write("volontaires.csv", [header, *people])
    write(
        "quotas.csv",
        [
            ("feature", "value", "min", "max"),
            *((f, v, *bounds) for f, rows in QUOTAS.items() for v, bounds in rows.items()),
        ],
    )
    write(
        "panels.csv",
        [("panel", *(f"membre {i}" for i in range(1, 7))), *((i, *p) for i, p in enumerate(panels))],
    )
    write("tires.csv", [header, *(row for row in people if row[0] in drawn)])
