"""Ten pools of the sizes of Flanigan et al., Nature 596 (2021), with what was published of the real ones.

The real pools are not public. Ours have as many people, seats and criteria, quotas one or two seats wide
around invented shares, and volunteers who answer unlike them; seed and bias of each were chosen so that the
best least chance and the inequality come near the published ones. Same bytes every time.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, floor
from random import Random

from pools import GENERATED, POOLS, BenchPool


@dataclass(frozen=True)
class Assembly:
    """A pool of ours, and the figures of the real one under leximin (supplement and replication package)."""

    pool: BenchPool
    least: float
    """Least chance, per cent."""
    gini: float
    """Per cent."""
    geometric: float
    """Geometric mean, per cent."""
    bias: float = 0.0
    """How unlike the shares people answer: standard deviation of the log of a category's response."""
    seed: int = 0

    def ready(self) -> BenchPool:
        """The pool, once its files are there."""
        if not self.pool.people_csv.exists():
            generate(self)
        return self.pool


def _new(name: str, people: int, criteria: int, seats: int) -> BenchPool:
    return BenchPool(name, people, criteria, seats, GENERATED / name)


ASSEMBLIES = (
    Assembly(_new("sf_a_35", 312, 6, 35), 6.7, 37.3, 8.1, 0.3, 6),
    Assembly(_new("sf_b_20", 250, 6, 20), 4.0, 47.4, 4.8, 0.6, 8),
    Assembly(_new("sf_c_44", 161, 7, 44), 8.6, 52.5, 16.3, 0.45, 28),
    Assembly(_new("sf_d_40", 404, 6, 40), 4.7, 48.7, 6.0, 0.4, 6),
    Assembly(POOLS["sf_e_110"], 2.6, 51.2, 3.9),
    Assembly(POOLS["cca_75"], 2.4, 67.8, 3.5),
    Assembly(_new("hd_30", 239, 7, 30), 5.1, 52.9, 7.3, 0.5, 4),
    Assembly(_new("mass_24", 70, 5, 24), 20.0, 14.8, 32.7, 0.05, 7),
    Assembly(_new("nexus_170", 342, 5, 170), 32.5, 25.4, 44.2, 0.2, 10),
    Assembly(_new("obf_30", 321, 8, 30), 4.7, 42.7, 6.2, 0.3, 8),
)


def generate(assembly: Assembly) -> None:
    """Write the files of a pool."""
    pool = assembly.pool
    rng = Random(f"tirage/bench/{pool.name}/{assembly.seed}")
    names, shares, answers = [], [], []
    for number in range(1, pool.criteria + 1):
        size = rng.randint(2, 6)
        names.append([f"f{number}v{value}" for value in range(1, size + 1)])
        shares.append(_normal([exp(rng.gauss(0, 0.6)) for _ in range(size)]))
        answers.append([share * exp(rng.gauss(0, assembly.bias)) for share in shares[-1]])
    columns = [rng.choices(names[c], answers[c], k=pool.people) for c in range(pool.criteria)]
    pool.folder.mkdir(parents=True, exist_ok=True)
    with pool.features_csv.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "value", "min", "max"))
        for number, (values, share, column) in enumerate(zip(names, shares, columns, strict=True), 1):
            for name, (low, high) in zip(values, _ranges(share, pool.seats), strict=True):
                there = column.count(name)
                # Nobody can ask for more than came.
                writer.writerow((f"f{number}", name, min(low, there), high))
    unfinished = pool.folder / "people.csv.part"
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "name", "address1", "zip", *(f"f{n}" for n in range(1, pool.criteria + 1))))
        for i, features in enumerate(zip(*columns, strict=True)):
            writer.writerow((f"p{i:05}", f"name{i}", f"A{i} rue X", "75000", *features))
    unfinished.rename(pool.people_csv)


def _normal(weights: list[float]) -> list[float]:
    total = sum(weights)
    return [weight / total for weight in weights]


def _ranges(shares: list[float], seats: int) -> Iterator[tuple[int, int]]:
    """One or two seats wide, around what the shares say."""
    for share in shares:
        low = floor(share * seats)
        yield low, low + (1 if seats < 100 else 2)
