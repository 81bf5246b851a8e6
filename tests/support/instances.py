"""Pools with quotas for the tests: seeded generators, hypothesis strategies, and cases found once and kept.

Every generated instance has at least one valid panel, because its quotas are laid around one.
Same seed, same instance, on any platform.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from hypothesis import strategies as st

Quotas = tuple[tuple[str, tuple[tuple[str, int, int], ...]], ...]
Features = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Instance:
    """A pool, its quotas and the seats to fill."""

    features: Features
    """One tuple a person, in the order of the criteria."""
    households: tuple[str, ...]
    """A label a person; "" where the address is unknown or the person lives alone."""
    quotas: Quotas
    """(criterion, ((category, minimum, maximum), …)), …"""
    seats: int

    def problem(
        self,
    ) -> tuple[list[tuple[str, ...]], list[str], list[dict[str, tuple[int, int]]], int]:
        """The same as plain data, the arguments of every function of `oracle`."""
        ranges = [{name: (low, high) for name, low, high in categories} for _, categories in self.quotas]
        return list(self.features), list(self.households), ranges, self.seats


def write(instance: Instance, folder: Path) -> tuple[Path, Path]:
    """Write `people.csv` and `quotas.csv` as the peers read them; returns (pool path, quotas path).

    People: `id,name,address1,<criteria>`, the household label as the address.
    Quotas: `feature,value,min,max`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    criteria = [name for name, _ in instance.quotas]
    width = max(3, len(str(len(instance.features))))
    people = [
        (f"p{i:0{width}}", f"name{i}", label, *features)
        for i, (features, label) in enumerate(zip(instance.features, instance.households, strict=True))
    ]
    quotas = [(name, *row) for name, categories in instance.quotas for row in categories]
    pool_path, quotas_path = folder / "people.csv", folder / "quotas.csv"
    _write_rows(pool_path, ("id", "name", "address1", *criteria), people)
    _write_rows(quotas_path, ("feature", "value", "min", "max"), quotas)
    return pool_path, quotas_path


def _write_rows(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


# --- Generators ----------------------------------------------------------------------------------


def tiny(seed: int) -> Instance:
    """5 to 12 people, 2 to 5 seats, 1 to 4 criteria of 2 or 3 categories; half have households."""
    rng = Random(f"tiny/{seed}")
    people = rng.randint(5, 12)
    seats = rng.randint(2, min(5, people - 1))
    sizes = [rng.randint(2, 3) for _ in range(rng.randint(1, 4))]
    features = tuple(
        tuple(_category(c, rng.randrange(size)) for c, size in enumerate(sizes)) for _ in range(people)
    )
    while True:
        households = _households(rng, people, rng.choice([0.0, 0.0, 0.3, 0.6]))
        panel = _panel(rng, households, [1.0] * people, seats)
        if panel is not None:
            break
    return Instance(features, households, _quotas_around(rng, features, sizes, panel, seats, spread=1), seats)


def tight(seed: int) -> Instance:
    """50 to 350 people, 20 to 45 seats, 6 to 8 criteria of 3 to 6 skewed categories, ranges 0 to 2 wide.

    Who answers differs from who is wanted: the panel that the quotas are laid around is drawn with weights
    of its own, so that some categories are scarce in the pool. One seed in two has shared addresses.
    """
    rng = Random(f"tight/{seed}")
    people = rng.randint(50, 350)
    seats = rng.randint(20, 45)
    sizes = [rng.randint(3, 6) for _ in range(rng.randint(6, 8))]
    skews = [[rng.paretovariate(1.2) for _ in range(size)] for size in sizes]
    columns = [rng.choices(range(size), skew, k=people) for size, skew in zip(sizes, skews, strict=True)]
    features = tuple(tuple(_category(c, v) for c, v in enumerate(row)) for row in zip(*columns, strict=True))
    wanted = [[rng.uniform(0.5, 2.0) for _ in range(size)] for size in sizes]
    weights = [_product(wanted[c][v] for c, v in enumerate(row)) for row in zip(*columns, strict=True)]
    households = _households(rng, people, rng.choice([0.0, 0.1]))
    panel = _panel(rng, households, weights, seats)
    assert panel is not None, "20 seats or more fit in 50 people, at most a tenth of them in pairs"
    return Instance(features, households, _quotas_around(rng, features, sizes, panel, seats, spread=2), seats)


def _category(criterion: int, value: int) -> str:
    return f"c{criterion + 1}{'abcdef'[value]}"


def _product(factors: object) -> float:
    result = 1.0
    for factor in factors:  # type: ignore[attr-defined]
        result *= factor
    return result


def _households(rng: Random, people: int, share: float) -> tuple[str, ...]:
    """Labels so that about `share` of the people live with another one; a few labels have one person only."""
    homes = max(1, round(people * share / 2))
    return tuple(f"h{rng.randrange(homes)}" if rng.random() < share else "" for _ in range(people))


def _panel(rng: Random, households: Sequence[str], weights: Sequence[float], seats: int) -> list[int] | None:
    """People by weighted chance without replacement, one a household; None when there are too few."""
    order = sorted(range(len(weights)), key=lambda i: -(rng.random() ** (1 / weights[i])))
    taken: set[str] = set()
    panel: list[int] = []
    for i in order:
        if len(panel) < seats and households[i] not in taken:
            panel.append(i)
            taken |= {households[i]} - {""}
    return panel if len(panel) == seats else None


def _quotas_around(
    rng: Random, features: Features, sizes: Sequence[int], panel: Sequence[int], seats: int, spread: int
) -> Quotas:
    """Per category, a range 0 to `spread` wide around the panel's count; categories of nobody left out."""
    quotas = []
    for c, size in enumerate(sizes):
        present = {row[c] for row in features}
        counts = Counter(features[i][c] for i in panel)
        rows = []
        for name in (_category(c, v) for v in range(size)):
            if name in present:
                below, above = rng.randint(0, spread), rng.randint(0, spread)
                above = min(above, spread - below)
                rows.append((name, max(0, counts[name] - below), min(seats, counts[name] + above)))
        quotas.append((f"c{c + 1}", tuple(rows)))
    return tuple(quotas)


@st.composite
def tiny_instances(draw: st.DrawFn, *, households: bool = True, max_people: int = 9) -> Instance:
    """Tiny instances that shrink well: people first, then a valid panel, then the slack around its counts."""
    sizes = draw(st.lists(st.integers(2, 3), min_size=1, max_size=4))
    person = st.tuples(
        *(st.sampled_from([_category(c, v) for v in range(size)]) for c, size in enumerate(sizes))
    )
    features = tuple(draw(st.lists(person, min_size=3, max_size=max_people)))
    labels = st.sampled_from(["", "", "h1", "h2"] if households else [""])
    homes = tuple(draw(st.lists(labels, min_size=len(features), max_size=len(features))))
    apart = [i for i, label in enumerate(homes) if not label or label not in homes[:i]]
    seats = draw(st.integers(1, min(4, len(apart))))
    panel = draw(st.permutations(apart))[:seats]
    quotas = []
    for c in range(len(sizes)):
        counts = Counter(features[i][c] for i in panel)
        slack = [
            (name, *draw(st.tuples(st.integers(0, 1), st.integers(0, 1))))
            for name in sorted({f[c] for f in features})
        ]
        rows = tuple(
            (name, max(0, counts[name] - below), counts[name] + above) for name, below, above in slack
        )
        quotas.append((f"c{c + 1}", rows))
    return Instance(features, homes, tuple(quotas), seats)
