"""The pools that are measured: four in this folder; large ones, and wide ones, written when first needed.

python bench/pools.py        write them now
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "pools"
GENERATED = FOLDER / "generated"
MODEL = FOLDER / "paris_2000_100"


@dataclass(frozen=True)
class BenchPool:
    """A pool on disk and the seats to fill from it."""

    name: str
    people: int
    criteria: int
    seats: int
    folder: Path
    categories: tuple[int, ...] = ()
    """Of each criterion, where the pool is laid out anew; none: the shares and quotas of `MODEL`."""
    spread: int = 2
    """Seats by which the quotas of such a pool stay away from the panel that they are laid around."""

    @property
    def people_csv(self) -> Path:
        """`id,name,address1,zip,<criteria>`."""
        return self.folder / "people.csv"

    @property
    def features_csv(self) -> Path:
        """`feature,value,min,max,min_flex,max_flex`."""
        return self.folder / "features.csv"

    def ready(self) -> BenchPool:
        """Itself, once its files are there."""
        if not self.people_csv.exists():
            generate(self)
        return self


POOLS = {
    pool.name: pool
    for pool in (
        BenchPool("paris_700_100", 700, 4, 100, FOLDER / "paris_700_100"),
        BenchPool("cca_75", 825, 4, 75, FOLDER / "cca_75"),
        BenchPool("sf_e_110", 1727, 7, 110, FOLDER / "sf_e_110"),
        BenchPool("paris_2000_100", 2000, 4, 100, MODEL),
        BenchPool("paris_20000_100", 20_000, 4, 100, GENERATED / "paris_20000_100"),
        BenchPool("paris_100000_100", 100_000, 4, 100, GENERATED / "paris_100000_100"),
        BenchPool("seats_1000", 10_000, 4, 1000, GENERATED / "seats_1000", (2, 6, 5, 17)),
        BenchPool("categories_40", 2000, 3, 100, GENERATED / "categories_40", (2, 6, 40)),
        BenchPool("criteria_12", 1500, 12, 100, GENERATED / "criteria_12", (6,) * 12),
        BenchPool("criteria_8", 1500, 8, 100, GENERATED / "criteria_8", (6,) * 8, 1),
        BenchPool("criteria_8_exact", 1500, 8, 100, GENERATED / "criteria_8_exact", (6,) * 8, 0),
    )
}
"""By name: as cities had them, smallest first, then those that are wide."""
RESPONSE = {
    "bac+3 et plus": 1.6,
    "bac": 0.8,
    "cap-bep": 0.4,
    "sans-brevet": 0.3,
    "16-17": 0.5,
    "18-29": 0.8,
    "60-74": 1.3,
    "75+": 0.6,
}
"""How readily a category answers, where it is not 1."""


def generate(pool: BenchPool) -> None:
    """Write the files of a pool: the same bytes every time."""
    rng = Random(f"tirage/bench/{pool.name}")
    quotas, names, columns = _laid_out(pool, rng) if pool.categories else _as_in_paris(pool, rng)
    pool.folder.mkdir(parents=True, exist_ok=True)
    pool.features_csv.write_text(quotas, encoding="utf-8")
    # Last, and under another name until it is whole: its presence means that the pool is ready.
    unfinished = pool.folder / "people.csv.part"
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "name", "address1", "zip", *names))
        writer.writerows(_people(columns))
    unfinished.rename(pool.people_csv)


def _as_in_paris(pool: BenchPool, rng: Random) -> tuple[str, Sequence[str], list[list[str]]]:
    """The quota file, the criteria, and the features of all people by criterion."""
    quotas = MODEL.joinpath("features.csv").read_text(encoding="utf-8")
    shares: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(quotas.splitlines()):
        middle = (int(row["min"]) + int(row["max"])) / 2
        shares.setdefault(row["feature"], {})[row["value"]] = middle * RESPONSE.get(row["value"], 1.0)
    columns = [
        rng.choices(list(weights), list(weights.values()), k=pool.people) for weights in shares.values()
    ]
    return quotas, list(shares), columns


def _laid_out(pool: BenchPool, rng: Random) -> tuple[str, Sequence[str], list[list[str]]]:
    """The same of a pool whose quotas lie around one panel: others answer than are wanted."""
    names = [f"c{number}" for number in range(1, len(pool.categories) + 1)]
    columns, wanted = [], []
    for size in pool.categories:
        labels = [f"v{number}" for number in range(1, size + 1)]
        shares = [rng.uniform(1, 4) for _ in labels]
        columns.append(rng.choices(labels, shares, k=pool.people))
        wanted.append({label: rng.uniform(0.6, 1.7) for label in labels})
    weights = [1.0] * pool.people
    for column, liked in zip(columns, wanted, strict=True):
        weights = [weight * liked[label] for weight, label in zip(weights, column, strict=True)]
    order = sorted(range(pool.people), key=lambda i: -(rng.random() ** (1 / weights[i])))
    lines = ["feature,value,min,max"]
    for name, column in zip(names, columns, strict=True):
        seats = Counter(column[i] for i in order[: pool.seats])
        for label in sorted(set(column), key=lambda label: int(label[1:])):
            lines.append(f"{name},{label},{max(0, seats[label] - pool.spread)},{seats[label] + pool.spread}")
    return "\n".join(lines) + "\n", names, columns


def _people(columns: list[list[str]]) -> Iterator[tuple[str, ...]]:
    for i, features in enumerate(zip(*columns, strict=True)):
        yield (f"p{i:06}", f"name{i}", f"A{i} rue X", "75000", *features)


if __name__ == "__main__":
    for bench_pool in POOLS.values():
        bench_pool.ready()
