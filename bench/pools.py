"""The pools that are measured: four in this folder, two large ones written when first needed.

python bench/pools.py        write the large ones now
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
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
    )
}
"""By name, smallest first."""

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
    """Write the files of a large pool: the same bytes every time."""
    rng = Random(f"tirage/bench/{pool.name}")
    quotas = MODEL.joinpath("features.csv").read_text(encoding="utf-8")
    shares: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(quotas.splitlines()):
        middle = (int(row["min"]) + int(row["max"])) / 2
        shares.setdefault(row["feature"], {})[row["value"]] = middle * RESPONSE.get(row["value"], 1.0)
    columns = [
        rng.choices(list(weights), list(weights.values()), k=pool.people) for weights in shares.values()
    ]
    pool.folder.mkdir(parents=True, exist_ok=True)
    pool.features_csv.write_text(quotas, encoding="utf-8")
    # Last, and under another name until it is whole: its presence means that the pool is ready.
    unfinished = pool.folder / "people.csv.part"
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "name", "address1", "zip", *shares))
        writer.writerows(_people(columns))
    unfinished.rename(pool.people_csv)


def _people(columns: list[list[str]]) -> Iterator[tuple[str, ...]]:
    for i, features in enumerate(zip(*columns, strict=True)):
        yield (f"p{i:06}", f"name{i}", f"A{i} rue X", "75000", *features)


if __name__ == "__main__":
    for bench_pool in POOLS.values():
        bench_pool.ready()
